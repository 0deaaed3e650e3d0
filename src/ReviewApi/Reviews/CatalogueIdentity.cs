using Dapper;
using Npgsql;
using ReviewApi.Database;
using ReviewApi.Rules;
using ReviewApi.Vocabulary;
using ReviewApi.Writing;

namespace ReviewApi.Reviews;

/// <summary>
/// Finds or makes the films, releases and reviewers that a review speaks of, within the transaction that writes it. Unique indexes
/// decide who is first when two reviews of one film come at once.
/// </summary>
internal static class CatalogueIdentity
{
    public static readonly Finding PointAtTwoFilms = new("identifiers_differ", "These identifiers belong to different films of the catalogue.");

    public static async Task<Review> Identify(Review review, Review? stored, Write write)
    {
        var identified = review with
        {
            Films = await InOneOrder(review.Films, film => Spelling.OfName(film.Title!), async (film, index) =>
                film with { Id = (await FilmId(film, $"films[{index}]", write)).ToString() }),
            Reviewers = await InOneOrder(review.Reviewers, reviewer => Spelling.OfName(reviewer.Name ?? ""), async (reviewer, _) =>
                reviewer.Name is null ? reviewer : reviewer with { Id = await ReviewerId(reviewer.Name, review.Source?.Outlet, write) }),
            Release = review.Release is { } release
                ? release with { Id = (await ReleaseId(release, stored?.Release, write)).ToString() }
                : null,
        };
        return await AreCurrent(identified, write) ? identified : throw new OvertakenException();
    }

    /// <summary>Makes a corrected film known by its title and its identifiers; 422 where another one has one of them.</summary>
    public static async Task MakeKnown(Film film, Guid id, Write write)
    {
        // Another film of that title stays another one until they are merged.
        // language=sql
        const string sql = """
            insert into films (film_id, title, folded_title, folding, year, kind, created_at, merged_into)
            values (@alias, @Title, @folded, @Version, @year, @Kind, @Now, @id)
            on conflict (folded_title, year, kind) where not is_namesake do nothing
            """;
        var (schemes, values) = Identifiers(film);
        if (!await KeepIdentifiers(id, schemes, values, write))
            throw Findings.Invalid("identifiers", PointAtTwoFilms);
        var alias = new { alias = Guid.CreateVersion7(), film.Title, folded = Spelling.OfName(film.Title!), Spelling.Version, year = (short?)film.Year, film.Kind, write.Now, id };
        await write.Connection.ExecuteAsync(new(sql, alias, cancellationToken: write.Cancellation));
        await Listings.AddTitles([film], write);
    }

    /// <summary>Makes a corrected release known by its barcode; 422 where another one has it.</summary>
    public static async Task MakeKnown(Release release, Guid id, Write write)
    {
        // language=sql
        const string sql = """
            update releases
            set gtin = coalesce(@Gtin, gtin), format = @Format, territory = @Territory
            where release_id = @id
            """;
        try
        {
            await write.Connection.ExecuteAsync(new(sql, new { release.Gtin, release.Format, release.Territory, id }, cancellationToken: write.Cancellation));
        }
        catch (PostgresException error) when (error.ConstraintName == "releases_gtin_format_territory_key")
        {
            throw Findings.Invalid("barcode", new("of_another", "Another release of the catalogue has this barcode: merge them."));
        }
    }

    // Waits for a merge that goes on, and keeps others away until the review is stored.
    static async Task<bool> AreCurrent(Review review, Write write)
    {
        // language=sql
        const string sql = """
            with film as (select merged_into from films where film_id = any(@films) order by film_id for key share),
              release as (select merged_into from releases where release_id = @release::uuid for key share)
            select merged_into is null
            from (select * from film union all select * from release) spoken_of
            """;
        var (films, release) = ((review.Films ?? []).Select(film => Guid.Parse(film.Id!)).ToArray(), review.Release?.Id);
        return (await write.Connection.QueryAsync<bool>(new(sql, new { films, release }, cancellationToken: write.Cancellation))).All(isCurrent => isCurrent);
    }

    // Two reviews that list the same new films the other way round would wait for each other; so all go in the order of the names.
    static async Task<IReadOnlyList<T>?> InOneOrder<T>(IReadOnlyList<T>? items, Func<T, string> name, Func<T, int, Task<T>> identify)
    {
        if (items is null)
            return null;
        var identified = new T[items.Count];
        foreach (var index in Enumerable.Range(0, items.Count).OrderBy(index => name(items[index]), StringComparer.Ordinal))
            identified[index] = await identify(items[index], index);
        return identified;
    }

    static async Task<Guid> FilmId(Film film, string path, Write write)
    {
        var (schemes, values) = Identifiers(film);
        if (film.Id is { } picked)
        {
            var current = await Current("select coalesce(merged_into, film_id) from films where film_id = @id", Guid.Parse(picked), write);
            await KeepIdentifiers(current, schemes, values, write);
            return current;
        }
        var id = await FilmIdByIdentifiers(schemes, values, path, write)
            ?? await FilmIdByTitle(film, schemes, values, write);
        // Another review that gave one of them to another film at the same time was quicker: then that film is the one.
        return await KeepIdentifiers(id, schemes, values, write) ? id : throw new OvertakenException();
    }

    static (string[] Schemes, string[] Values) Identifiers(Film film)
    {
        var identifiers = film.Identifiers?.All().ToList() ?? [];
        return (identifiers.Select(one => one.Scheme).ToArray(), identifiers.Select(one => one.Value).ToArray());
    }

    static async Task<Guid?> FilmIdByIdentifiers(string[] schemes, string[] values, string path, Write write)
    {
        if (schemes.Length == 0)
            return null;
        // language=sql
        const string sql = """
            select distinct film_id
            from film_identifiers
            where (scheme, value) in (select * from unnest(@schemes, @values))
            """;
        var found = (await write.Connection.QueryAsync<Guid>(new(sql, new { schemes, values }, cancellationToken: write.Cancellation))).ToList();
        return found.Count > 1 ? throw Findings.Invalid($"{path}.identifiers", PointAtTwoFilms) : found.Count == 1 ? found[0] : null;
    }

    // A film of the same title, year and kind is the same one, unless it is known by another identifier of the same scheme.
    static async Task<Guid> FilmIdByTitle(Film film, string[] schemes, string[] values, Write write)
    {
        // language=sql
        const string find = """
            select coalesce(merged_into, film_id)
            from films
            where folded_title = @folded and year is not distinct from @year and kind = @kind
              and not exists (
                select
                from film_identifiers known
                join unnest(@schemes, @values) as sent (scheme, value) on sent.scheme = known.scheme and sent.value <> known.value
                where known.film_id = coalesce(merged_into, films.film_id))
            order by is_namesake, film_id
            limit 1
            """;
        // language=sql
        const string insert = """
            insert into films (film_id, title, folded_title, folding, year, kind, is_namesake, created_at)
            values (@id, @Title, @folded, @Version, @year, @kind, @isNamesake, @Now)
            on conflict (folded_title, year, kind) where not is_namesake do nothing
            """;
        var id = Guid.CreateVersion7();
        var row = new { id, film.Title, folded = Spelling.OfName(film.Title!), year = (short?)film.Year, kind = film.Kind, schemes, values, write.Now };
        return await Find() ?? await Insert(isNamesake: false) ?? await Find() ?? (await Insert(isNamesake: true))!.Value;

        Task<Guid?> Find() => write.Connection.QuerySingleOrDefaultAsync<Guid?>(new(find, row, cancellationToken: write.Cancellation));

        async Task<Guid?> Insert(bool isNamesake) =>
            await write.Connection.ExecuteAsync(new(insert, new { row.id, row.Title, row.folded, Spelling.Version, row.year, row.kind, isNamesake, row.Now }, cancellationToken: write.Cancellation)) == 1 ? id : null;
    }

    // Gives a film the identifiers that no film has yet; says whether all of them are now its own.
    static async Task<bool> KeepIdentifiers(Guid filmId, string[] schemes, string[] values, Write write)
    {
        if (schemes.Length == 0)
            return true;
        // language=sql
        const string keep = """
            insert into film_identifiers (scheme, value, film_id)
            select scheme, value, @filmId
            from unnest(@schemes, @values) as sent (scheme, value)
            order by scheme
            on conflict (scheme, value) do nothing
            """;
        // language=sql
        const string others = """
            select exists (
              select
              from film_identifiers
              where (scheme, value) in (select * from unnest(@schemes, @values)) and film_id <> @filmId)
            """;
        var row = new { filmId, schemes, values };
        return await write.Connection.ExecuteAsync(new(keep, row, cancellationToken: write.Cancellation)) == schemes.Length
            || !await write.Connection.ExecuteScalarAsync<bool>(new(others, row, cancellationToken: write.Cancellation));
    }

    static async Task<Guid> ReleaseId(Release release, Release? stored, Write write)
    {
        if (release.Id is { } picked)
            return await Current("select coalesce(merged_into, release_id) from releases where release_id = @id", Guid.Parse(picked), write);
        if (release.Gtin is null && stored is { Gtin: null, Id: { } own })
            return Guid.Parse(own);
        // language=sql
        const string find = """
            select coalesce(merged_into, release_id)
            from releases
            where gtin = @Gtin and format = @Format and territory is not distinct from @Territory
            """;
        // language=sql
        const string insert = """
            insert into releases (release_id, gtin, format, territory, created_at)
            values (@id, @Gtin, @Format, @Territory, @Now)
            on conflict (gtin, format, territory) where gtin is not null do nothing
            """;
        var id = Guid.CreateVersion7();
        var row = new { id, release.Gtin, release.Format, release.Territory, write.Now };
        return await FindOrInsert(find, insert, id, row, write);
    }

    static Task<Guid> ReviewerId(string name, string? outlet, Write write)
    {
        // language=sql
        const string find = """
            select reviewer_id
            from reviewers
            where folded_name = @folded and outlet is not distinct from @outlet
            """;
        // language=sql
        const string insert = """
            insert into reviewers (reviewer_id, name, folded_name, folding, outlet, created_at)
            values (@id, @name, @folded, @Version, @outlet, @Now)
            on conflict on constraint reviewers_folded_name_outlet_key do nothing
            """;
        var id = Guid.CreateVersion7();
        return FindOrInsert(find, insert, id, new { id, name, folded = Spelling.OfName(name), Spelling.Version, outlet, write.Now }, write);
    }

    // What was merged into another one is that one.
    static Task<Guid> Current(string sql, Guid id, Write write) => write.Connection.QuerySingleAsync<Guid>(new(sql, new { id }, cancellationToken: write.Cancellation));

    // An insert that another transaction was quicker with does nothing once that one has committed; then its row is found.
    static async Task<Guid> FindOrInsert(string find, string insert, Guid id, object row, Write write)
    {
        if (await write.Connection.QuerySingleOrDefaultAsync<Guid?>(new(find, row, cancellationToken: write.Cancellation)) is { } known)
            return known;
        return await write.Connection.ExecuteAsync(new(insert, row, cancellationToken: write.Cancellation)) == 1
            ? id
            : await write.Connection.QuerySingleAsync<Guid>(new(find, row, cancellationToken: write.Cancellation));
    }
}
