using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>The rows of revisions: one for every saved content of a review and of its working copies.</summary>
internal static class RevisionStore
{
    /// <summary>Adds the saved content of a review or of its working copy as a revision.</summary>
    public static void Add(StoredReview stored, Write write)
    {
        // language=sql
        const string sql = """
            insert into revisions (review_id, revision, document, saved_at, key_id, key_name, published_at)
            select review_id, revision, document, saved_at, key_id, key_name, case when is_live then saved_at end
            from unnest(@id, @revision, @Document, @Now, @KeyId, @Name, @isLive)
              as saved (review_id, revision, document, saved_at, key_id, key_name, is_live)
            """;
        var review = stored.Review;
        var row = new
        {
            id = review.Id!.Value,
            revision = (int)review.Revision!.Value,
            stored.Document,
            write.Now,
            write.By.KeyId,
            write.By.Name,
            isLive = review.Status == ReviewStatus.Published,
        };
        write.StoreRow(sql, row);
    }

    /// <summary>Notes that a revision is live now, where it was not before.</summary>
    public static void MarkPublished(Review review, Write write)
    {
        // language=sql
        const string sql = """
            update revisions
            set published_at = coalesce(published_at, now)
            from unnest(@id, @revision, @Now) as live (id, number, now)
            where review_id = id and revision = number
            """;
        write.StoreRow(sql, new { id = review.Id!.Value, revision = (int)review.Revision!.Value, write.Now });
    }

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
