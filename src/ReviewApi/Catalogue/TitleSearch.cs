using System.Globalization;
using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Listings;
using ReviewApi.Reviews;
using ReviewApi.Search;

namespace ReviewApi.Catalogue;

/// <summary>Films by a title with a slip of the pen in it or a part of it, the most alike first.</summary>
internal sealed class TitleSearch(LiveCatalogue catalogue, CatalogueFacts facts, NpgsqlDataSource database, Cursors cursors)
{
    /// <summary>The films with a title like a folded one, among some if a request looks these up.</summary>
    public Task<Representation> Answer(HttpRequest request, string title, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select film_id as id, distance
            from (
              select film_id, min(1 - word_similarity(@title, titles)) as distance
              from film_titles
              where @title <% titles
              group by film_id
              order by distance, film_id) alike
            where exists (select from review_films where review_films.film_id = alike.film_id)
              and (@known::uuid[] is null or film_id = any(@known))
              and (@id::uuid is null or (distance, film_id) > (@key::real, @id))
            order by distance, film_id
            limit @take
            """;
        return Paging.Answer(
            request, cursors, $"films {title} {LookUps.Films(request).Name}", Page, Count,
            item => new Place([Key(item.Distance)], item.Id).ToString(), item => item.Film, cancellation);

        async Task<IReadOnlyList<(Guid Id, float Distance, Film Film)>> Page(string? cursor, int take)
        {
            var (known, after) = (await Known(), cursor is null ? null : Place.Parse(cursor));
            var asked = new { title, known, id = after?.Id, key = after?.Keys[0], take };
            List<(Guid Id, float Distance)> rows;
            await using (var connection = await database.OpenConnectionAsync(cancellation))
                rows = (await connection.QueryAsync<(Guid, float)>(new(sql, asked, cancellationToken: cancellation))).AsList();
            var films = await facts.Read(
                CatalogueKinds.Film, [.. rows.Select(row => row.Id)], await catalogue.Now(cancellation), cancellation);
            return [.. rows.Where(row => films.ContainsKey(row.Id)).Select(row => (row.Id, row.Distance, films[row.Id]))];
        }

        async Task<long?> Count()
        {
            var known = await Known();
            await using var connection = await database.OpenConnectionAsync(cancellation);
            var asked = new { title, known, id = (Guid?)null, key = (string?)null, take = (int?)null };
            return await connection.ExecuteScalarAsync<long>(
                new($"select count(*) from ({sql}) listed", asked, cancellationToken: cancellation));
        }

        async Task<Guid[]?> Known() => LookUps.FilmsKnown(request, await catalogue.Now(cancellation))?.ToArray();
    }

    static string Key(float distance) => distance.ToString("R", CultureInfo.InvariantCulture);
}
