using Dapper;
using Npgsql;
using ReviewApi.Identity;
using ReviewApi.Listings;
using ReviewApi.Rendering;
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
            where (review_id = @Id or slug = @Slug) and (@Outlet::text is null or outlet = @Outlet or status = 'published')
            """;
        return Single<Rendered>(sql, ReviewKey.Of(idOrSlug, outlet), cancellation);
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
            where (review.review_id = @Id or slug = @Slug) and (@Outlet::text is null or outlet = @Outlet)
            """;
        return Single<Rendered>(sql, ReviewKey.Of(idOrSlug, outlet), cancellation);
    }

    public async Task<bool> IsWithdrawn(string idOrSlug, CancellationToken cancellation) =>
        await Single<Guid?>(
            "select review_id from reviews where (review_id = @Id or slug = @Slug) and status = 'withdrawn'",
            ReviewKey.Of(idOrSlug), cancellation) is not null;

    /// <summary>Holds a review and its working copy until the write ends; null where the caller sees none.</summary>
    public static Asked<DeskReview?> Lock(string idOrSlug, Write write)
    {
        // language=sql
        const string held = """
            select review_id, status, etag, document
            from reviews
            where (review_id = @Id or slug = @Slug) and (@Outlet::text is null or outlet = @Outlet)
            for update
            """;
        // A later statement sees what the one who held the row before has left.
        // language=sql
        const string copied = """
            select copy.review_id, copy.status, copy.etag, copy.document
            from reviews review
            join working_copies copy using (review_id)
            where (review.review_id = @Id or slug = @Slug) and review.status = 'published'
            """;
        // language=sql
        const string last = """
            select max(revision)
            from revisions
            where review_id = (select review_id from reviews where review_id = @Id or slug = @Slug)
            """;
        var key = ReviewKey.Of(idOrSlug, write.By.Outlet);
        var review = write.Ask<Rendered>(held, key);
        var copy = write.Ask<Rendered>(copied, key);
        var revision = write.Ask<int?>(last, key);
        return new(() => review.Value is [var one] ? new DeskReview(one, copy.Value.SingleOrDefault(), revision.Value[0]!.Value) : null);
    }

    /// <summary>Holds the reviews of some sources, and their working copies, until the write ends.</summary>
    /// <param name="sources">Outlets and externalIds, each once.</param>
    /// <param name="write">The write.</param>
    public static Asked<IReadOnlyDictionary<(string Outlet, string ExternalId), DeskReview>> Lock(
        IReadOnlyList<(string Outlet, string ExternalId)> sources, Write write)
    {
        // language=sql
        const string held = """
            select place::integer - 1, review_id, status, etag, document
            from unnest(@outlets, @externalIds) with ordinality as asked (outlet, external_id, place)
            join reviews using (outlet, external_id)
            order by review_id
            for update of reviews
            """;
        // Later statements see what the one who held a row before has left.
        // language=sql
        const string copied = """
            select copy.review_id, copy.status, copy.etag, copy.document
            from unnest(@outlets, @externalIds) as asked (outlet, external_id)
            join reviews review using (outlet, external_id)
            join working_copies copy using (review_id)
            where review.status = 'published'
            """;
        // language=sql
        const string last = """
            select review_id, (select max(revision) from revisions where revisions.review_id = reviews.review_id)
            from unnest(@outlets, @externalIds) as asked (outlet, external_id)
            join reviews using (outlet, external_id)
            """;
        var asked = new
        {
            outlets = sources.Select(source => source.Outlet).ToArray(),
            externalIds = sources.Select(source => source.ExternalId).ToArray(),
        };
        var reviews = write.Ask<(int Place, Guid Id, string Status, string ETag, byte[] Document)>(held, asked);
        var copies = write.Ask<Rendered>(copied, asked);
        var revisions = write.Ask<(Guid Id, int Last)>(last, asked);
        return new(() =>
        {
            var (copyOf, lastOf) = (copies.Value.ToDictionary(copy => copy.ReviewId), revisions.Value.ToDictionary(one => one.Id));
            return reviews.Value.ToDictionary(
                row => sources[row.Place],
                row => new DeskReview(
                    new() { ReviewId = row.Id, Status = row.Status, ETag = row.ETag, Document = row.Document },
                    copyOf.GetValueOrDefault(row.Id), lastOf[row.Id].Last));
        });
    }

    /// <summary>Stores a review, in place of what there may be of it.</summary>
    public static void Put(StoredReview stored, Write write)
    {
        // language=sql
        const string sql = """
            insert into reviews (review_id, slug, status, revision, etag, outlet, external_id, release_id, document, summary,
                created_at, updated_at, published_at, publish_at, derivation)
            select *
            from unnest(@ReviewId, @Slug, @Status, @Revision, @ETag, @Outlet, @ExternalId, @ReleaseId, @Document, @Summary,
                @CreatedAt, @UpdatedAt, @PublishedAt, @PublishAt, @Derivation)
            on conflict on constraint reviews_pkey do update
            set slug = excluded.slug, status = excluded.status, revision = excluded.revision, etag = excluded.etag,
                outlet = excluded.outlet, external_id = excluded.external_id, release_id = excluded.release_id,
                document = excluded.document, summary = excluded.summary, updated_at = excluded.updated_at,
                published_at = excluded.published_at, publish_at = excluded.publish_at, derivation = excluded.derivation
            """;
        write.StoreRow(sql, ReviewRow.From(stored), taken: ["reviews_slug_key", "reviews_source_key"]);
        DeskListings.Put(stored.Review, stored.ETag, isCopy: false, write);
    }

    public static void Delete(Guid reviewId, Write write) =>
        write.Store("delete from reviews where review_id = @reviewId", new { reviewId });

    async Task<T?> Single<T>(string sql, object key, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<T>(new(sql, key, cancellationToken: cancellation));
    }
}
