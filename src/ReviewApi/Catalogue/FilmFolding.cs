using Dapper;
using Npgsql;
using ReviewApi.Codes;
using ReviewApi.Database;
using ReviewApi.Writing;

namespace ReviewApi.Catalogue;

/// <summary>Folds a film's titles anew, and merges the film with the one that has the same title then.</summary>
internal static class FilmFolding
{
    public static async Task Fold(Guid id, Write write)
    {
        // One after another, as merges are: a title that another one is folded to at the same time is seen.
        await write.Connection.ExecuteAsync(new("lock table films in share update exclusive mode", cancellationToken: write.Cancellation));
        const string sql = "select title, coalesce(merged_into, film_id) as current, folding from films where film_id = @id";
        var (title, current, folding) =
            await write.Connection.QuerySingleAsync<(string, Guid, short)>(new(sql, new { id }, cancellationToken: write.Cancellation));
        if (folding >= Spelling.Version)
            return;
        var folded = Spelling.OfName(title);
        if (await Same(id, current, folded, write) is { } same)
            await Merge(current, same, write);
        await Store(id, folded, write);
    }

    // Another film of the same title, year and kind, unless it is known by another identifier of the same scheme.
    static Task<Guid?> Same(Guid id, Guid current, string folded, Write write)
    {
        // language=sql
        const string sql = """
            select coalesce(other.merged_into, other.film_id)
            from films other
            join films one on one.film_id = @id and other.year is not distinct from one.year and other.kind = one.kind
            where other.folded_title = @folded and coalesce(other.merged_into, other.film_id) <> @current
              and not exists (
                select
                from film_identifiers known
                join film_identifiers own on own.scheme = known.scheme and own.value <> known.value
                where known.film_id = coalesce(other.merged_into, other.film_id) and own.film_id = @current)
            order by other.is_namesake, other.film_id
            limit 1
            """;
        return write.Connection.QuerySingleOrDefaultAsync<Guid?>(
            new(sql, new { id, current, folded }, cancellationToken: write.Cancellation));
    }

    // One that readers know stays, of two such the first made.
    static async Task Merge(Guid one, Guid other, Write write)
    {
        // language=sql
        const string sql = """
            select film_id
            from films
            where film_id in (@one, @other)
            order by
              exists (select from review_films join listings using (review_id) where film_id = films.film_id) desc, created_at, film_id
            """;
        var films = (await write.Connection.QueryAsync<Guid>(new(sql, new { one, other }, cancellationToken: write.Cancellation))).AsList();
        await Merging.LockReviews(CatalogueKinds.Film, films[1], write);
        await Merging.Move(CatalogueKinds.Film, films[1], films[0], write);
        write.Note("film.merged", CatalogueKinds.Film.Path(films[1]));
    }

    static async Task Store(Guid id, string folded, Write write)
    {
        // language=sql
        const string sql = """
            update films
            set folded_title = @folded, folding = @Version, is_namesake = is_namesake or exists (
                select
                from films other
                where other.folded_title = @folded and other.year is not distinct from films.year and other.kind = films.kind
                  and not other.is_namesake and other.film_id <> films.film_id)
            where film_id = @id
            """;
        try
        {
            await write.Connection.ExecuteAsync(new(sql, new { id, folded, Spelling.Version }, cancellationToken: write.Cancellation));
        }
        catch (PostgresException error) when (error.ConstraintName == "films_title_year_kind_key")
        {
            throw new OvertakenException();
        }
    }
}
