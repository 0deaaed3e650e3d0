using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Search;

namespace ReviewApi.Catalogue;

/// <summary>A page of films, releases or reviewers: their ids in order, then each as the published reviews describe it.</summary>
internal static class CataloguePage
{
    /// <param name="request">The request, with limit and cursor.</param>
    /// <param name="list">The list's name: a cursor is good for this list only.</param>
    /// <param name="sql">Gives id and key of the things after @key and @id, @take of them at most.</param>
    /// <param name="values">The other values of the SQL.</param>
    /// <param name="read">Reads the things of some ids.</param>
    /// <param name="database">The database.</param>
    /// <param name="cursors">Seals the places.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task<Representation> Answer<T>(
        HttpRequest request, string list, string sql, object values,
        Func<Guid[], NpgsqlConnection, CancellationToken, Task<IReadOnlyDictionary<Guid, T>>> read,
        NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        return Paging.Answer(
            request, cursors, list, Page, Count, item => new Place([item.Key], item.Id).ToString(), item => item.Thing, cancellation);

        async Task<IReadOnlyList<Item<T>>> Page(string? cursor, int take)
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            var place = cursor is null ? null : Place.Parse(cursor);
            var rows = (await connection.QueryAsync<(Guid Id, string Key)>(
                new(sql, Parameters(place, take), cancellationToken: cancellation))).AsList();
            var things = await read([.. rows.Select(row => row.Id)], connection, cancellation);
            return rows.Where(row => things.ContainsKey(row.Id)).Select(row => new Item<T>(row.Id, row.Key, things[row.Id])).ToList();
        }

        async Task<long?> Count()
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            return await connection.ExecuteScalarAsync<long>(
                new($"select count(*) from ({sql}) listed", Parameters(after: null, take: null), cancellationToken: cancellation));
        }

        DynamicParameters Parameters(Place? after, int? take)
        {
            var parameters = new DynamicParameters(values);
            parameters.AddDynamicParams(new { id = after?.Id, key = after?.Keys[0], take });
            return parameters;
        }
    }

    sealed record Item<T>(Guid Id, string Key, T Thing);
}
