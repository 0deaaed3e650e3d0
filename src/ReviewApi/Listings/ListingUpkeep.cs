using Dapper;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Listings;

/// <summary>
/// Derives the rows anew by which reviews are listed, and their summaries, where the rules for them have changed since, or were not there
/// when the reviews were written.
/// </summary>
internal sealed partial class ListingUpkeep(
    Writes writes, NpgsqlDataSource database, Readiness readiness, TimeProvider clock, ILogger<ListingUpkeep> logger)
    : Upkeep(database, readiness, clock, logger)
{
    const int AtOnce = 200;

    static readonly Caller By = Caller.Service("upkeep");

    readonly HashSet<Guid> passedOver = [];

    protected override (string, object) Count =>
        ("select count(*) from reviews where derivation < @Derivation", new { ListingStore.Derivation });

    protected override async Task Renew(CancellationToken cancellation)
    {
        for (int atOnce = AtOnce, derived = atOnce; derived > 0; await BatchDone(cancellation))
            (derived, atOnce) = await DeriveSome(atOnce, cancellation);
        while (await writes.Run(By, write => DeskListings.DeriveCopies(AtOnce, write), cancellation) > 0)
        {
        }
    }

    // One that fails holds up no other: fewer are taken at once until it is alone, and it stays as it was until the next start.
    async Task<(int Derived, int NextAtOnce)> DeriveSome(int atOnce, CancellationToken cancellation)
    {
        var taken = new List<Guid>();
        try
        {
            await writes.Run(By, write => DeriveSome(atOnce, taken, write), cancellation);
            return (taken.Count, AtOnce);
        }
        catch (Exception error)
            when (!cancellation.IsCancellationRequested && taken.Count > 0 && DatabaseFailure.Classify(error) is not { Passes: true })
        {
            if (taken.Count == 1 && passedOver.Add(taken[0]))
                LogPassedOver(logger, taken[0], error);
            return (taken.Count, Math.Max(1, taken.Count / 2));
        }
    }

    async Task<int> DeriveSome(int atOnce, List<Guid> taken, Write write)
    {
        // language=sql
        const string select = """
            select review_id, status, etag, document
            from reviews
            where derivation < @Derivation and review_id <> all(@passedOver)
            limit @atOnce
            for update skip locked
            """;
        // language=sql
        const string update = """
            update reviews
            set derivation = renewed.derivation, summary = renewed.summary
            from unnest(@ReviewId, @Derivation, @summary) as renewed (id, derivation, summary)
            where review_id = id
            """;
        var asked = new { ListingStore.Derivation, passedOver = passedOver.ToArray(), atOnce };
        var reviews = (await write.Connection.QueryAsync<Rendered>(new(select, asked, cancellationToken: write.Cancellation))).AsList();
        if (reviews.Count == 0)
            return 0;
        taken.AddRange(reviews.Select(review => review.ReviewId));
        foreach (var review in reviews)
        {
            if (review.Status == ReviewStatus.Published)
                await Relist(review, write);
            DeskListings.Put(review.ToReview(), review.ETag, isCopy: false, write);
            write.StoreRow(
                update, new { review.ReviewId, ListingStore.Derivation, summary = ReviewRendering.Summary(review.ToReview()) });
        }
        return taken.Count;
    }

    static async Task Relist(Rendered review, Write write)
    {
        var words = await ListingWords.Of(review.ToReview(), write.Connection, write.Cancellation);
        ListingStore.Put(review.ToReview(), review.ETag, words, write);
        Changes.NoteReview(review.ToReview(), ChangeKind.Derived, write);
    }

    [LoggerMessage(LogLevel.Error, "The review {ReviewId} cannot be listed by the new rules and stays as it was")]
    static partial void LogPassedOver(ILogger logger, Guid reviewId, Exception error);
}
