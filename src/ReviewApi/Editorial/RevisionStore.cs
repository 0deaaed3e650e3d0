using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Rendering;
using ReviewApi.Reviews;

namespace ReviewApi.Editorial;

/// <summary>Reads the revisions of reviews; they are added where content is saved.</summary>
internal static class RevisionStore
{
    /// <summary>Revisions of a review before a number, the newest first, without their content.</summary>
    public static async Task<IReadOnlyList<Revision>> List(
        Guid reviewId, int before, int take, NpgsqlConnection connection, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select revision as number, saved_at, key_id, key_name, published_at
            from revisions
            where review_id = @reviewId and revision < @before
            order by revision desc
            limit @take
            """;
        return (await connection.QueryAsync<Row>(new(sql, new { reviewId, before, take }, cancellationToken: cancellation)))
            .Select(row => row.ToRevision()).ToList();
    }

    /// <summary>A revision of a review with its content; 404 where there is none.</summary>
    public static async Task<Revision> Get(Guid reviewId, string number, NpgsqlConnection connection, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select revision as number, saved_at, key_id, key_name, published_at, document
            from revisions
            where review_id = @reviewId and revision = @revision
            """;
        if (WrittenNumber.Whole(number) is not { } revision)
            throw NotFound();
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new(sql, new { reviewId, revision }, cancellationToken: cancellation));
        return row?.ToRevision() ?? throw NotFound();
    }

    static ProblemException NotFound() => new(Problems.NotFound, "The review has no such revision.");

    sealed record Row
    {
        public required int Number { get; init; }
        public required DateTime SavedAt { get; init; }
        public Guid? KeyId { get; init; }
        public string? KeyName { get; init; }
        public DateTime? PublishedAt { get; init; }
        public byte[]? Document { get; init; }

        public Revision ToRevision() => new()
        {
            Number = Number,
            SavedAt = SavedAt,
            SavedBy = KeyName is null ? null : new Author { KeyId = KeyId, Name = KeyName },
            PublishedAt = PublishedAt,
            Content = Document is null ? null : Content(JsonSerializer.Deserialize<Review>(Document, Json.Options)!),
        };

        static JsonObject Content(Review review) =>
            JsonSerializer.SerializeToNode(ReviewRendering.Content(review), Json.Options)!.AsObject();
    }
}
