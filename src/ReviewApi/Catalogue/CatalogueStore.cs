using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using ReviewApi.Http;

namespace ReviewApi.Catalogue;

/// <summary>Films and releases as the published reviews describe them, with the corrections of admins.</summary>
internal static class CatalogueStore
{
    // What is more than the first reviews of a thing, or than so many bytes of them, is not read: the facts have long been settled by then.
    const int MostReviews = 200;
    const int MostBytes = 32 * 1024 * 1024;

    /// <summary>Things by their ids, each with one value of each fact.</summary>
    public static async Task<IReadOnlyDictionary<Guid, T>> Read<T>(
        this CatalogueKind<T> kind, Guid[] ids, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var read =
            $"select {kind.Name}_id, correction::text from {kind.Name}s where {kind.Name}_id = any(@ids) and correction is not null";
        var corrections = (await connection.QueryAsync<(Guid Id, string Correction)>(
            new(read, new { ids }, cancellationToken: cancellation)))
            .ToDictionary(row => row.Id, row => JsonNode.Parse(row.Correction)!.AsObject());
        // language=sql
        var sql = $"""
            select thing, review_id, document, position
            from (
              select spoken.*, row_number() over earlier as number, sum(octet_length(document)) over earlier as bytes
              from ({kind.Spoken}) spoken
              window earlier as (partition by thing order by published_at, review_id, position)) counted
            where number = 1 or number <= {MostReviews} and bytes <= @most
            order by published_at, review_id, position
            """;
        var rows = await connection.QueryAsync<Row>(
            new(sql, new { ids, most = MostBytes / Math.Max(1, ids.Length) }, cancellationToken: cancellation));
        return rows.GroupBy(row => row.Thing).ToDictionary(thing => thing.Key, thing =>
        {
            var (facts, conflicts) = Consensus.Of(
                thing.Select(row => (row.ReviewId, kind.Part(JsonNode.Parse(row.Document)!, row.Position)!)).ToList());
            var said = facts.Deserialize<T>(Json.Options)!;
            var corrected = corrections.TryGetValue(thing.Key, out var correction)
                ? kind.WithDerived(new MergePatch<T>(correction).ApplyTo(said))
                : said;
            return kind.Whole(corrected, thing.Key, conflicts.Count > 0 ? conflicts : null);
        });
    }

    sealed record Row
    {
        public required Guid Thing { get; init; }
        public required Guid ReviewId { get; init; }
        public required byte[] Document { get; init; }
        public required int Position { get; init; }
    }
}
