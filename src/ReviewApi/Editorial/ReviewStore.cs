using Dapper;
using Npgsql;
using ReviewApi.Database;
using ReviewApi.Listings;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>The rows of reviews: what is served was rendered when it was written.</summary>
internal sealed class ReviewStore(NpgsqlDataSource database)
{
    /// <summary>The published review of an id or a slug.</summary>
    public Task<Rendered?> FindPublished(string idOrSlug, CancellationToken cancellation) => IdentifierAttribute.Parse(idOrSlug) is { } id
        ? Single<Rendered>(
            "select review_id, status, etag, document from published_reviews where review_id = @id", new { id }, cancellation)
        : Single<Rendered>(
            "select review_id, status, etag, document from published_reviews where slug = @idOrSlug", new { idOrSlug }, cancellation);

    /// <summary>
    /// The review of an id or a slug, whatever its status, where a key of the outlet sees it; a key of no outlet sees all.
    /// </summary>
    public Task<Rendered?> Find(string idOrSlug, string? outlet, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select review_id, status, etag, document
            from reviews
            where (review_id = @id or slug = @slug) and (@outlet::text is null or outlet = @outlet or status = 'published')
            """;
        return Single<Rendered>(sql, Named(idOrSlug, outlet), cancellation);
    }

    /// <summary>
    /// What the desk works on: the working copy if there is one, otherwise the review itself.
    /// </summary>
    public Task<Rendered?> FindDraft(string idOrSlug, string? outlet, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select review.review_id, coalesce(copy.status, review.status) as status, coalesce(copy.etag, review.etag) as etag,
              coalesce(copy.document, review.document) as document
            from reviews review
            left join working_copies copy on copy.review_id = review.review_id and review.status = 'published'
            where (review.review_id = @id or slug = @slug) and (@outlet::text is null or outlet = @outlet)
            """;
        return Single<Rendered>(sql, Named(idOrSlug, outlet), cancellation);
    }

    public async Task<bool> IsWithdrawn(string idOrSlug, CancellationToken cancellation) =>
        await Single<Guid?>(
            "select review_id from reviews where (review_id = @id or slug = @slug) and status = 'withdrawn'",
            Named(idOrSlug), cancellation) is not null;

    /// <summary>Holds a review and its working copy until the write ends; null where the caller sees none.</summary>
    public static async Task<DeskReview?> Lock(string idOrSlug, Write write)
    {
        // language=sql
        const string sql = """
            select review_id, status, etag, document
            from reviews
            where (review_id = @id or slug = @slug) and (@outlet::text is null or outlet = @outlet)
            for update
            """;
        // A later statement sees what the one who held the row before has left.
        // language=sql
        const string beside = """
            select review_id, status, etag, document from working_copies where review_id = @ReviewId;
            select max(revision) from revisions where review_id = @ReviewId
            """;
        var review = await write.Connection.QuerySingleOrDefaultAsync<Rendered>(
            new(sql, Named(idOrSlug, write.By.Outlet), cancellationToken: write.Cancellation));
        if (review is null)
            return null;
        using var rest = await write.Connection.QueryMultipleAsync(
            new(beside, new { review.ReviewId }, cancellationToken: write.Cancellation));
        var copy = await rest.ReadSingleOrDefaultAsync<Rendered>();
        return new DeskReview(review, review.Status == ReviewStatus.Published ? copy : null, await rest.ReadSingleAsync<int>());
    }

    /// <summary>Stores a review, in place of what there may be of it.</summary>
    public static async Task Put(StoredReview stored, Write write)
    {
        // language=sql
        const string sql = """
            insert into reviews (review_id, slug, status, revision, etag, outlet, external_id, release_id, document, summary,
                created_at, updated_at, published_at, publish_at, derivation)
            values (@ReviewId, @Slug, @Status, @Revision, @ETag, @Outlet, @ExternalId, @ReleaseId, @Document, @Summary,
                @CreatedAt, @UpdatedAt, @PublishedAt, @PublishAt, @Derivation)
            on conflict on constraint reviews_pkey do update
            set slug = @Slug, status = @Status, revision = @Revision, etag = @ETag, outlet = @Outlet, external_id = @ExternalId,
                release_id = @ReleaseId, document = @Document, summary = @Summary, updated_at = @UpdatedAt,
                published_at = @PublishedAt, publish_at = @PublishAt, derivation = @Derivation
            """;
        try
        {
            await write.Connection.ExecuteAsync(new(sql, ReviewRow.From(stored), cancellationToken: write.Cancellation));
        }
        // Another write took the slug or the source at the same time: all is done again, and finds them taken.
        catch (PostgresException error) when (error.ConstraintName is "reviews_slug_key" or "reviews_source_key")
        {
            throw new OvertakenException();
        }
        await DeskListings.Put(stored.Review, stored.ETag, isCopy: false, write);
    }

    public static Task<int> Delete(Guid reviewId, Write write) =>
        write.Connection.ExecuteAsync(
            new("delete from reviews where review_id = @reviewId", new { reviewId }, cancellationToken: write.Cancellation));

    async Task<T?> Single<T>(string sql, object key, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<T>(new(sql, key, cancellationToken: cancellation));
    }

    // No slug looks like an id.
    static object Named(string idOrSlug, string? outlet = null) => IdentifierAttribute.Parse(idOrSlug) is { } id
        ? new { id = (Guid?)id, slug = (string?)null, outlet }
        : new { id = (Guid?)null, slug = (string?)idOrSlug, outlet };
}
