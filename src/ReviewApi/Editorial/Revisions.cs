using Dapper;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>The rows of revisions: one for every saved content of a review and of its working copies.</summary>
internal static class Revisions
{
    public static Task<int> Add(StoredReview stored, Write write)
    {
        // language=sql
        const string sql = """
            insert into revisions (review_id, revision, document, saved_at, key_id, key_name, published_at)
            values (@Id, @revision, @Document, @Now, @KeyId, @Name, case when @isLive then @Now end)
            """;
        var review = stored.Review;
        var row = new
        {
            review.Id,
            revision = (int)review.Revision!.Value,
            stored.Document,
            write.Now,
            write.By.KeyId,
            write.By.Name,
            isLive = review.Status == ReviewStatus.Published,
        };
        return write.Connection.ExecuteAsync(new(sql, row, cancellationToken: write.Cancellation));
    }

    /// <summary>Notes that a revision is live now, where it was not before.</summary>
    public static Task<int> MarkPublished(Review review, Write write)
    {
        // language=sql
        const string sql = """
            update revisions
            set published_at = coalesce(published_at, @Now)
            where review_id = @Id and revision = @revision
            """;
        return write.Connection.ExecuteAsync(
            new(sql, new { review.Id, revision = (int)review.Revision!.Value, write.Now }, cancellationToken: write.Cancellation));
    }
}
