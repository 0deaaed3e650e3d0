using Dapper;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Writing;

namespace ReviewApi.Reviews;

/// <summary>Lists published reviews anew where the rules that derive their rows have changed since, or were not there when they were written.</summary>
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
    }

    static async Task<int> DeriveSome(Write write)
    {
        // language=sql
        const string sql = """
            update reviews
            set derivation = @Derivation
            where review_id in (select review_id from reviews where status = 'published' and derivation < @Derivation limit @AtOnce for update)
            returning review_id, status, etag, document
            """;
        var reviews = (await write.Connection.QueryAsync<Rendered>(new(sql, new { Listings.Derivation, AtOnce }, cancellationToken: write.Cancellation))).AsList();
        foreach (var review in reviews)
            await Listings.Put(review.ToReview(), write);
        return reviews.Count;
    }
}
