using Dapper;
using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>What a corrected film is known by.</summary>
internal static class FilmCorrection
{
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
            throw ValidationProblems.Invalid("identifiers", FilmIdentity.PointAtTwoFilms);
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
