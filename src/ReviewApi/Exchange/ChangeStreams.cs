using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Http;

namespace ReviewApi.Exchange;

/// <summary>The settings of Streams.</summary>
internal sealed class StreamOptions
{
    /// <summary>How many streams one caller may have open on an instance.</summary>
    public int PerCaller { get; init; } = 20;
}

/// <summary>The open streams of changes: first what has been missed, page by page, then what comes.</summary>
internal sealed class ChangeStreams : IDisposable
{
    const int AtOnce = 100;

    // Whoever is so far behind reads page by page again, so that what nobody else needs is not kept for them.
    const int MostBehind = 5000;

    readonly ChangeLog log;
    readonly ChangeTail tail;
    readonly CancellationToken closing;
    readonly PartitionedRateLimiter<HttpContext> open;

    public ChangeStreams(ChangeLog log, ChangeTail tail, IOptions<StreamOptions> options, Readiness readiness)
    {
        (this.log, this.tail, closing) = (log, tail, readiness.Closing);
        open = PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetConcurrencyLimiter(
            RateLimits.CallerName(http), _ => new() { PermitLimit = options.Value.PerCaller, QueueLimit = 0 }));
    }

    /// <summary>A stream of what comes after a cursor; 429 where the caller has too many.</summary>
    public async Task<IResult> Open(
        string? cursor, string parameter, bool withReviews, HttpContext http, CancellationToken cancellation)
    {
        var lease = open.AttemptAcquire(http);
        http.Response.RegisterForDispose(lease);
        if (!lease.IsAcquired)
            throw new ProblemException(Problems.TooManyRequests, "This caller has as many streams open as one may.")
            {
                Headers = [("Retry-After", "5")],
            };
        // What is wrong with the cursor is answered at once; what has been missed is the stream's to read, and it keeps none of it.
        var from = await log.Read(cursor, parameter, 1, withReviews: false, cancellation);
        return new EventStream(Texts(from.After, from.Feed, withReviews, default), closing);
    }

    public void Dispose() => open.Dispose();

    async IAsyncEnumerable<ReadOnlyMemory<byte>> Texts(
        ChangePlace place, Guid feed, bool withReviews, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var joined = tail.Join();
            try
            {
                var batch = await joined.WaitAsync(cancellation);
                // What is read after that has all that comes before what will follow the batch.
                while (await log.Read(place, feed, AtOnce, withReviews, cancellation) is [.., var told] missed)
                {
                    place = told.Place;
                    yield return EventStream.Text(missed);
                }
                while (tail.Number - batch.Number <= MostBehind)
                {
                    if (await batch.Next.WaitAsync(cancellation) is not { IsEnd: false } next)
                        yield break;
                    batch = next;
                    if (batch.Changes is [.., var latest] && latest.Place <= place)
                        continue;
                    yield return await Text(batch, place, withReviews);
                    place = batch.Changes.Count > 0 ? batch.UpTo : place;
                }
            }
            finally
            {
                tail.Leave();
            }
        }
    }

    static async Task<ReadOnlyMemory<byte>> Text(ChangeBatch batch, ChangePlace after, bool withReviews)
    {
        var isWhole = batch.Changes.Count == 0 || batch.Changes[0].Place > after;
        if (withReviews && batch.Changes.Count > 0)
        {
            var whole = await batch.Whole.Value;
            return EventStream.Text(isWhole ? whole : [.. whole.Where(change => change.Place > after)]);
        }
        return isWhole ? batch.Text : EventStream.Text([.. batch.Changes.Where(change => change.Place > after)]);
    }
}
