using Dapper;
using ReviewApi.Codes;
using ReviewApi.Database;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>
/// Which film of the catalogue is meant: the one picked by id, else the one known by any of the identifiers, else the one of the same
/// folded title, year and kind.
/// </summary>
internal static class FilmIdentity
{
    public static readonly Finding PointAtTwoFilms =
        new("identifiers_differ", "These identifiers belong to different films of the catalogue.");

    /// <summary>The film meant; null where the catalogue does not know it. Changes nothing.</summary>
    public static async Task<Guid?> Find(Film film, string path, Write write) =>
        await Picked(film, write) ?? await ByIdentifiers(film, path, write) ?? await ByTitle(film, write);

    /// <summary>The film meant, made where it is new, and known by its identifiers from now on.</summary>
    public static async Task<Guid> MakeKnown(Film film, string path, Write write)
    {
        if (await Picked(film, write) is { } picked)
        {
            await KeepIdentifiers(film, picked, write);
            return picked;
        }
        var id = await ByIdentifiers(film, path, write)
            ?? await ByTitle(film, write)
            ?? await Insert(film, isNamesake: false, write)
            ?? await ByTitle(film, write)
            ?? (await Insert(film, isNamesake: true, write))!.Value;
        // Where another publication gave one of them to another film at the same time, that film is the one.
        return await KeepIdentifiers(film, id, write) ? id : throw new OvertakenException();
    }

    /// <summary>
    /// Makes a corrected film known by its title, and of the schemes that the correction names by its identifiers alone; 422 where one of
    /// them is another film's. Gives whether it was known by others before.
    /// </summary>
    public static async Task<bool> Correct(Film film, Guid id, string[] schemesNamed, Write write)
    {
        // Another film of that title stays another one until they are merged.
        // language=sql
        const string addTitle = """
            insert into films (film_id, title, folded_title, folding, year, kind, created_at, merged_into)
            values (@alias, @Title, @folded, @Version, @year, @Kind, @Now, @id)
            on conflict (folded_title, year, kind) where not is_namesake do nothing
            """;
        var haveChanged = await TakeBack(film, id, schemesNamed, write);
        if (!await KeepIdentifiers(film, id, write))
            throw ValidationProblems.Invalid("identifiers", PointAtTwoFilms);
        var folded = Spelling.OfName(film.Title!);
        var alias = new
        {
            alias = Guid.CreateVersion7(),
            film.Title,
            folded,
            Spelling.Version,
            year = (short?)film.Year,
            film.Kind,
            write.Now,
            id,
        };
        await write.Connection.ExecuteAsync(new(addTitle, alias, cancellationToken: write.Cancellation));
        return haveChanged;
    }

    // An id that is not there was given by a version that let drafts make films known: it picks nothing any more.
    static async Task<Guid?> Picked(Film film, Write write)
    {
        const string sql = "select coalesce(merged_into, film_id) from films where film_id = @id";
        return film.Id is null
            ? null
            : await write.Connection.QuerySingleOrDefaultAsync<Guid?>(
                new(sql, new { id = Guid.Parse(film.Id) }, cancellationToken: write.Cancellation));
    }

    static async Task<Guid?> ByIdentifiers(Film film, string path, Write write)
    {
        // language=sql
        const string sql = """
            select distinct film_id
            from film_identifiers
            where (scheme, value) in (select * from unnest(@Schemes, @Values))
            """;
        if (Sent.Of(film) is not { Schemes.Length: > 0 } sent)
            return null;
        var found = (await write.Connection.QueryAsync<Guid>(new(sql, sent, cancellationToken: write.Cancellation))).AsList();
        return found.Count > 1
            ? throw ValidationProblems.Invalid($"{path}.identifiers", PointAtTwoFilms)
            : found.Count == 1 ? found[0] : null;
    }

    // A film of the same title, year and kind is the same one, unless it is known by another identifier of the same scheme.
    static Task<Guid?> ByTitle(Film film, Write write)
    {
        // language=sql
        const string sql = """
            select coalesce(merged_into, film_id)
            from films
            where folded_title = @folded and year is not distinct from @year and kind = @Kind
              and not exists (
                select
                from film_identifiers known
                join unnest(@Schemes, @Values) as sent (scheme, value) on sent.scheme = known.scheme and sent.value <> known.value
                where known.film_id = coalesce(merged_into, films.film_id))
            order by is_namesake, film_id
            limit 1
            """;
        var sent = Sent.Of(film);
        var row = new { folded = Spelling.OfName(film.Title!), year = (short?)film.Year, film.Kind, sent.Schemes, sent.Values };
        return write.Connection.QuerySingleOrDefaultAsync<Guid?>(new(sql, row, cancellationToken: write.Cancellation));
    }

    // Null where another transaction was quicker with a film of this title.
    static async Task<Guid?> Insert(Film film, bool isNamesake, Write write)
    {
        // language=sql
        const string sql = """
            insert into films (film_id, title, folded_title, folding, year, kind, is_namesake, created_at)
            values (@id, @Title, @folded, @Version, @year, @Kind, @isNamesake, @Now)
            on conflict (folded_title, year, kind) where not is_namesake do nothing
            """;
        var id = Guid.CreateVersion7();
        var folded = Spelling.OfName(film.Title!);
        var row = new { id, film.Title, folded, Spelling.Version, year = (short?)film.Year, film.Kind, isNamesake, write.Now };
        return await write.Connection.ExecuteAsync(new(sql, row, cancellationToken: write.Cancellation)) == 1 ? id : null;
    }

    // Gives a film the identifiers that no film has yet, but for those that an admin took back from it; says whether none is another's.
    static async Task<bool> KeepIdentifiers(Film film, Guid filmId, Write write)
    {
        // language=sql
        const string keep = """
            insert into film_identifiers (scheme, value, film_id)
            select scheme, value, @filmId
            from unnest(@Schemes, @Values) as sent (scheme, value)
            where (scheme, value, @filmId) not in (select scheme, value, film_id from identifiers_taken_back where film_id = @filmId)
            order by scheme
            on conflict (scheme, value) do nothing
            """;
        // language=sql
        const string others = """
            select exists (
              select
              from film_identifiers
              where (scheme, value) in (select * from unnest(@Schemes, @Values)) and film_id <> @filmId)
            """;
        if (Sent.Of(film) is not { Schemes.Length: > 0 } sent)
            return true;
        var row = new { filmId, sent.Schemes, sent.Values };
        return await write.Connection.ExecuteAsync(new(keep, row, cancellationToken: write.Cancellation)) == sent.Schemes.Length
            || !await write.Connection.ExecuteScalarAsync<bool>(new(others, row, cancellationToken: write.Cancellation));
    }

    static async Task<bool> TakeBack(Film film, Guid filmId, string[] schemesNamed, Write write)
    {
        // language=sql
        const string sql = """
            with taken as (
              delete from film_identifiers
              where film_id = @filmId and scheme = any(@schemesNamed) and (scheme, value) not in (select * from unnest(@Schemes, @Values))
              returning scheme, value),
            given as (
              delete from identifiers_taken_back
              where film_id = @filmId and (scheme, value) in (select * from unnest(@Schemes, @Values)))
            insert into identifiers_taken_back (film_id, scheme, value)
            select @filmId, scheme, value
            from taken
            on conflict do nothing
            """;
        var sent = Sent.Of(film);
        var row = new { filmId, schemesNamed, sent.Schemes, sent.Values };
        return await write.Connection.ExecuteAsync(new(sql, row, cancellationToken: write.Cancellation)) > 0;
    }

    /// <summary>A film's identifiers as PostgreSQL takes them.</summary>
    sealed record Sent(string[] Schemes, string[] Values)
    {
        public static Sent Of(Film film)
        {
            var identifiers = film.Identifiers?.All().ToList() ?? [];
            return new([.. identifiers.Select(one => one.Scheme)], [.. identifiers.Select(one => one.Value)]);
        }
    }
}
