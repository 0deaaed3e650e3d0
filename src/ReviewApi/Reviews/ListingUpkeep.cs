using Dapper;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Writing;

namespace ReviewApi.Reviews;

/// <summary>
/// Derives the rows anew by which reviews are listed where the rules for them have changed since, or were not there when the reviews were
/// written.
/// </summary>
internal sealed class ListingUpkeep(Writes writes, Readiness readiness, TimeProvider clock, ILogger<ListingUpkeep> logger)
    : RepeatedWork(TimeSpan.FromMinutes(1), readiness, clock, logger)
{
    const int AtOnce = 200;

    static readonly Caller By = Caller.Service("upkeep");

    protected override async Task Work(CancellationToken cancellation)
    {
        while (await writes.Run(By, DeriveSome, cancellation) > 0)
        {
        }
        while (await writes.Run(By, write => DeskListings.DeriveCopies(AtOnce, write), cancellation) > 0)
        {
        }
    }

    static async Task<int> DeriveSome(Write write)
    {
        // Where there is nothing to do a read-only database is not asked for a write.
        const string any = "select exists (select from reviews where status = 'published' and derivation < @Derivation)";
        if (!await write.Connection.ExecuteScalarAsync<bool>(new(any, new { Listings.Derivation }, cancellationToken: write.Cancellation)))
            return 0;
        // language=sql
        const string sql = """
            update reviews
            set derivation = @Derivation
            where review_id in (select review_id from reviews where derivation < @Derivation limit @AtOnce for update)
            returning review_id, status, etag, document
            """;
        var reviews = (await write.Connection.QueryAsync<Rendered>(new(sql, new { Listings.Derivation, AtOnce }, cancellationToken: write.Cancellation))).AsList();
        foreach (var review in reviews)
        {
            await Listings.Put(review.ToReview(), write);
            await DeskListings.Put(review.ToReview(), review.ETag, isCopy: false, write);
        }
        return reviews.Count;
    }
}
