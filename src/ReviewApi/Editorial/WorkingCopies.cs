using ReviewApi.Listings;
using ReviewApi.Rendering;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>The rows of working copies. The copy of a withdrawn review waits there until the review is restored.</summary>
internal static class WorkingCopies
{
    /// <summary>Asks for the working copy of a review; null where there is none.</summary>
    public static Asked<Rendered?> Ask(Guid reviewId, Write write)
    {
        const string sql = "select review_id, status, etag, document from working_copies where review_id = @reviewId";
        var copy = write.Ask<Rendered>(sql, new { reviewId });
        return new(() => copy.Value.SingleOrDefault());
    }

    /// <summary>Stores the working copy of a review, in place of the one that there may be.</summary>
    public static void Put(StoredReview stored, Write write)
    {
        // language=sql
        const string sql = """
            insert into working_copies (review_id, status, etag, document, summary, updated_at, publish_at)
            select * from unnest(@ReviewId, @Status, @ETag, @Document, @Summary, @UpdatedAt, @PublishAt)
            on conflict on constraint working_copies_pkey do update
            set status = excluded.status, etag = excluded.etag, document = excluded.document, summary = excluded.summary,
                updated_at = excluded.updated_at, publish_at = excluded.publish_at
            """;
        write.StoreRow(sql, ReviewRow.From(stored));
        DeskListings.Put(stored.Review, stored.ETag, isCopy: true, write);
    }

    public static void Delete(Guid reviewId, Write write)
    {
        write.Store("delete from working_copies where review_id = @reviewId", new { reviewId });
        write.Store("delete from desk_listings where review_id = @reviewId and is_copy", new { reviewId });
    }
}
