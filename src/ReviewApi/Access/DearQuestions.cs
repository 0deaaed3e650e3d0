using System.Threading.RateLimiting;
using Npgsql;
using ReviewApi.Database;
using ReviewApi.Http;

namespace ReviewApi.Access;

/// <summary>
/// Questions that cost more than the rest have a share of the connections and the processor. Those of one caller wait for each other, so
/// that many of them delay neither others' nor simple reads; whoever asks more than can wait is refused.
/// </summary>
internal sealed class DearQuestions : IDisposable
{
    const int MostWaiting = 16;
    const int MostWaitingOfAll = 256;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly PartitionedRateLimiter<HttpContext> ofCaller;
    readonly ConcurrencyLimiter ofAll;

    public DearQuestions(NpgsqlDataSource database)
    {
        // Half of the pool, and all processors but one: two callers at least have their turn beside each other.
        var pool = new NpgsqlConnectionStringBuilder(database.ConnectionString).MaxPoolSize;
        var atOnce = Math.Max(1, Math.Min(pool / 2, Math.Max(2, Environment.ProcessorCount - 1)));
        ofAll = new ConcurrencyLimiter(Limit(atOnce, MostWaitingOfAll));
        ofCaller = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            RateLimitPartition.GetConcurrencyLimiter(RateLimits.CallerName(http), _ => Limit(Math.Max(1, atOnce / 2), MostWaiting)));
    }

    /// <summary>Waits for the turn of a dear question; it lasts until it is disposed of.</summary>
    public async Task<IDisposable> Turn(HttpContext http)
    {
        using var rest = Deadline.Pause(http);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(Patience);
        var own = await Acquired(ofCaller.AcquireAsync(http, cancellationToken: patience.Token), http)
            ?? throw new ProblemException(
                Problems.TooManyRequests, "Too many searches or comparisons of this caller are running or waiting.")
            {
                Headers = [("Retry-After", "1")],
            };
        try
        {
            var shared = await Acquired(ofAll.AcquireAsync(cancellationToken: patience.Token), http)
                ?? throw new ProblemException(
                    Problems.Unavailable, "Searches and comparisons of other callers take all that there is for them.");
            return new Both(own, shared);
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ofCaller.Dispose();
        ofAll.Dispose();
    }

    static ConcurrencyLimiterOptions Limit(int atOnce, int waiting) =>
        new() { PermitLimit = atOnce, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };

    // null if the queue is full or the wait timed out.
    static async Task<RateLimitLease?> Acquired(ValueTask<RateLimitLease> acquiring, HttpContext http)
    {
        try
        {
            var lease = await acquiring;
            if (lease.IsAcquired)
                return lease;
            lease.Dispose();
            return null;
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }

    sealed record Both(RateLimitLease Own, RateLimitLease Shared) : IDisposable
    {
        public void Dispose()
        {
            Shared.Dispose();
            Own.Dispose();
        }
    }
}

internal static class DearRoutes
{
    /// <summary>
    /// What the operation costs is limited for each caller, always or where a request asks for something dear. The turn ends before the
    /// answer is sent.
    /// </summary>
    public static RouteHandlerBuilder IsDear(this RouteHandlerBuilder route, Func<HttpRequest, bool>? when = null) =>
        route.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            if (when?.Invoke(http.Request) == false)
                return await next(context);
            using var turn = await http.RequestServices.GetRequiredService<DearQuestions>().Turn(http);
            return await next(context);
        });
}
