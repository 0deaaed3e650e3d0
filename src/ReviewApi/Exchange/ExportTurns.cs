using System.Threading.RateLimiting;
using ReviewApi.Access;
using ReviewApi.Http;

namespace ReviewApi.Exchange;

/// <summary>Each export has a connection of its own for as long as it is read: there are few at once.</summary>
internal sealed class ExportTurns : IDisposable
{
    const int OfAll = 8;
    const int OfCaller = 3;

    readonly ConcurrencyLimiter all = new(new() { PermitLimit = OfAll, QueueLimit = 0 });
    readonly PartitionedRateLimiter<HttpContext> ofCaller = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetConcurrencyLimiter(RateLimits.CallerName(http), _ => new() { PermitLimit = OfCaller, QueueLimit = 0 }));

    /// <summary>Takes a turn, which lasts until the request has ended.</summary>
    public void Take(HttpContext http)
    {
        if (!Take(ofCaller.AttemptAcquire(http), http))
            throw new ProblemException(Problems.TooManyRequests, "This caller has as many exports running as one may.")
            {
                Headers = [("Retry-After", "5")],
            };
        if (!Take(all.AttemptAcquire(), http))
            throw new ProblemException(Problems.Unavailable, "Exports of other callers take all that there is for them.");
    }

    public void Dispose()
    {
        all.Dispose();
        ofCaller.Dispose();
    }

    static bool Take(RateLimitLease lease, HttpContext http)
    {
        http.Response.RegisterForDispose(lease);
        return lease.IsAcquired;
    }
}
