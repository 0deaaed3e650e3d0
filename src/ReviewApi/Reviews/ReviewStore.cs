using Dapper;
using Npgsql;
using ReviewApi.Database;
using ReviewApi.Http;

namespace ReviewApi.Reviews;

/// <summary>Reviews in the database. Each write is one transaction; what is served was rendered in it.</summary>
internal sealed class ReviewStore(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Saves a new review as a draft, or publishes it at once; with rehearse nothing is kept.</summary>
    public Task<StoredReview> Create(Review review, bool publish, bool rehearse, CancellationToken cancellation) =>
        OrConflict(review, () => database.InTransaction(async connection =>
        {
            var now = Now();
            var id = Guid.CreateVersion7(clock.GetUtcNow());
            var identified = await CatalogueIdentity.Identify(review, stored: null, now, connection, cancellation);
            var stored = new StoredReview(identified with
            {
                Id = id,
                Slug = await Slug.Free(identified, id, connection, cancellation),
                Status = publish ? "published" : "draft",
                Revision = 1,
                CreatedAt = now,
                UpdatedAt = now,
                PublishedAt = publish ? now : null,
            });
            // language=sql
            const string sql = """
                insert into reviews (review_id, slug, status, revision, etag, outlet, external_id, release_id, story_score,
                    performances_score, picture_score, sound_score, extras_score, overall_score, mean_score, document, summary,
                    created_at, updated_at, published_at)
                values (@ReviewId, @Slug, @Status, @Revision, @ETag, @Outlet, @ExternalId, @ReleaseId, @StoryScore,
                    @PerformancesScore, @PictureScore, @SoundScore, @ExtrasScore, @OverallScore, @MeanScore, @Document, @Summary,
                    @CreatedAt, @UpdatedAt, @PublishedAt)
                """;
            await connection.ExecuteAsync(new(sql, ReviewRow.Of(stored), cancellationToken: cancellation));
            await Link(stored.Review, connection, cancellation);
            return stored;
        }, cancellation, rehearse), cancellation);

    /// <summary>The published review of an id or a slug.</summary>
    public Task<Rendered?> FindPublished(string idOrSlug, CancellationToken cancellation) => Guid.TryParseExact(idOrSlug, "D", out var id)
        ? Single("select review_id, status, etag, document from published_reviews where review_id = @key", id, cancellation)
        : Single("select review_id, status, etag, document from published_reviews where slug = @key", idOrSlug, cancellation);

    /// <summary>The review of an id or a slug, whatever its status.</summary>
    public Task<Rendered?> Find(string idOrSlug, CancellationToken cancellation) => Guid.TryParseExact(idOrSlug, "D", out var id)
        ? Single("select review_id, status, etag, document from reviews where review_id = @key", id, cancellation)
        : Single("select review_id, status, etag, document from reviews where slug = @key", idOrSlug, cancellation);

    /// <summary>Replaces the content of the review that was read; the same content makes no revision.</summary>
    public Task<StoredReview> Replace(Rendered read, Review review, CancellationToken cancellation) =>
        OrConflict(review, () => database.InTransaction(async connection =>
        {
            var before = await Lock(read, connection, cancellation);
            var now = Now();
            var identified = await CatalogueIdentity.Identify(review, before, now, connection, cancellation);
            if (ReviewRendering.Content(identified).AsSpan().SequenceEqual(ReviewRendering.Content(before)))
                return new StoredReview(before);
            var stored = new StoredReview(identified with
            {
                Id = before.Id,
                Slug = before.PublishedAt is null ? await Slug.Free(identified, before.Id!.Value, connection, cancellation) : before.Slug,
                Status = before.Status,
                Revision = before.Revision + 1,
                CreatedAt = before.CreatedAt,
                UpdatedAt = now,
                PublishedAt = before.PublishedAt,
                PublishAt = before.PublishAt,
            });
            // language=sql
            const string sql = """
                update reviews
                set slug = @Slug, revision = @Revision, etag = @ETag, outlet = @Outlet, external_id = @ExternalId, release_id = @ReleaseId,
                    story_score = @StoryScore, performances_score = @PerformancesScore, picture_score = @PictureScore,
                    sound_score = @SoundScore, extras_score = @ExtrasScore, overall_score = @OverallScore, mean_score = @MeanScore,
                    document = @Document, summary = @Summary, updated_at = @UpdatedAt
                where review_id = @ReviewId
                """;
            await connection.ExecuteAsync(new(sql, ReviewRow.Of(stored), cancellationToken: cancellation));
            await Link(stored.Review, connection, cancellation);
            return stored;
        }, cancellation), cancellation);

    /// <summary>Deletes the review that was read, which was never live.</summary>
    public Task Delete(Rendered read, CancellationToken cancellation) => database.InTransaction(async connection =>
    {
        await Lock(read, connection, cancellation);
        return await connection.ExecuteAsync(new("delete from reviews where review_id = @ReviewId", new { read.ReviewId }, cancellationToken: cancellation));
    }, cancellation);

    async Task<Rendered?> Single<TKey>(string sql, TKey key, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Rendered>(new(sql, new { key }, cancellationToken: cancellation));
    }

    // Holds the row until the transaction ends, and is sure that it is still the one that was read.
    static async Task<Review> Lock(Rendered read, NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string sql = "select review_id, status, etag, document from reviews where review_id = @ReviewId for update";
        var current = await connection.QuerySingleOrDefaultAsync<Rendered>(new(sql, new { read.ReviewId }, cancellationToken: cancellation))
            ?? throw ReviewProblems.NotFound();
        return current.ETag == read.ETag
            ? current.ToReview()
            : throw new ProblemException(Problems.PreconditionFailed, "The review was changed meanwhile.");
    }

    static Task<int> Link(Review review, NpgsqlConnection connection, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            delete from review_films where review_id = @Id;
            delete from review_reviewers where review_id = @Id;
            insert into review_films (review_id, position, film_id)
            select @Id, position - 1, film_id from unnest(@films) with ordinality as film (film_id, position);
            insert into review_reviewers (review_id, position, reviewer_id)
            select @Id, position - 1, reviewer_id from unnest(@reviewers) with ordinality as reviewer (reviewer_id, position)
            where reviewer_id is not null
            """;
        var films = (review.Films ?? []).Select(film => Guid.Parse(film.Id!)).ToArray();
        var reviewers = (review.Reviewers ?? []).Select(reviewer => reviewer.Id).ToArray();
        return connection.ExecuteAsync(new(sql, new { review.Id, films, reviewers }, cancellationToken: cancellation));
    }

    async Task<StoredReview> OrConflict(Review review, Func<Task<StoredReview>> write, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await write();
            }
            catch (PostgresException error) when (error.ConstraintName == "reviews_slug_key" && attempt < 10)
            {
                // Another review took the slug at the same time: choose again.
            }
            catch (PostgresException error) when (error.ConstraintName == "reviews_source_key")
            {
                throw await SourceTaken(review.Source!, cancellation);
            }
        }
    }

    async Task<ProblemException> SourceTaken(Source source, CancellationToken cancellation)
    {
        const string sql = "select review_id from reviews where outlet = @Outlet and external_id = @ExternalId";
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var existing = await connection.QuerySingleOrDefaultAsync<Guid?>(new(sql, new { source.Outlet, source.ExternalId }, cancellationToken: cancellation));
        return new ProblemException(Problems.Conflict, "A review of this outlet and externalId exists already.",
            new Fault { Pointer = "/source/externalId", Code = "already_exists", Detail = "The outlet has another review of this externalId." })
        {
            ConflictsWith = existing is null ? null : $"/v1/reviews/{existing}",
        };
    }

    // PostgreSQL keeps microseconds; milliseconds are enough, and are the same in the document and in the columns.
    DateTime Now()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
