using System.Threading.RateLimiting;
using ReviewApi.Http;

namespace ReviewApi.Access;

/// <summary>How many requests of a kind run at once: of all callers, and of each.</summary>
/// <param name="kind">The kind, as exports.</param>
/// <param name="ofAll">Of all callers.</param>
/// <param name="ofCaller">Of one caller.</param>
internal abstract class Turns(string kind, int ofAll, int ofCaller) : IDisposable
{
    readonly ConcurrencyLimiter all = new(new() { PermitLimit = ofAll, QueueLimit = 0 });
    readonly PartitionedRateLimiter<HttpContext> callers = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetConcurrencyLimiter(RateLimits.CallerName(http), _ => new() { PermitLimit = ofCaller, QueueLimit = 0 }));

    /// <summary>Takes a turn, which lasts until the request has ended.</summary>
    public void Take(HttpContext http)
    {
        if (!Take(callers.AttemptAcquire(http), http))
            throw new ProblemException(Problems.TooManyRequests, $"This caller has as many {kind} running as one may.")
            {
                Headers = [("Retry-After", "5")],
            };
        if (!Take(all.AttemptAcquire(), http))
            throw new ProblemException(Problems.Unavailable, $"The {kind} of other callers take all that there is for them.");
    }

    public void Dispose()
    {
        all.Dispose();
        callers.Dispose();
    }

    static bool Take(RateLimitLease lease, HttpContext http)
    {
        http.Response.RegisterForDispose(lease);
        return lease.IsAcquired;
    }
}
