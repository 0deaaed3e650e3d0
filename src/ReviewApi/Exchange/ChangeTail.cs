using ReviewApi.Database;

namespace ReviewApi.Exchange;

/// <summary>
/// What changes now, read once for all streams of this instance while there are any. What was read is a chain: each stream follows it at
/// its own pace, and what all have passed is forgotten.
/// </summary>
internal sealed class ChangeTail(
    Func<KeptConnection> newConnection, ChangeLog log, ChangeFeed feed, TimeProvider clock,
    Readiness readiness, ILogger<ChangeTail> logger)
{
    const int AtOnce = 500;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan PauseOfFailure = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    readonly Lock gate = new();
    readonly Outage outage = new(logger, "The stream of changes");
    Task<ChangeBatch>? started;
    ChangeBatch? last;
    int streams;

    /// <summary>How many changes have been read.</summary>
    public long Number => Volatile.Read(ref last)?.Number ?? 0;

    /// <summary>The last batch that was read: what comes after it will follow it. Whoever joins leaves.</summary>
    public Task<ChangeBatch> Join()
    {
        lock (gate)
        {
            streams++;
            // It is nobody's request, and no part of one's trace.
            using (ExecutionContext.SuppressFlow())
                started ??= Task.Run(Start);
            return last is null ? started : Task.FromResult(last);
        }
    }

    public void Leave()
    {
        lock (gate)
            streams--;
    }

    async Task<ChangeBatch> Start()
    {
        var connection = newConnection();
        try
        {
            var (id, open) = (await feed.Id(readiness.Closing), await connection.Open());
            var first = new ChangeBatch(0, [], await ChangeLog.End(open, readiness.Closing));
            lock (gate)
                last = first;
            _ = Task.Run(() => Follow(first, id, connection));
            return first;
        }
        catch
        {
            await connection.DisposeAsync();
            lock (gate)
                started = null;
            throw;
        }
    }

    async Task Follow(ChangeBatch batch, Guid feedId, KeptConnection connection)
    {
        for (var said = clock.GetTimestamp(); !batch.IsEnd && IsFollowed();)
        {
            var next = await TryRead(batch, feedId, connection);
            if (next is null && clock.GetElapsedTime(said) >= Silence)
                next = new ChangeBatch(batch.Number, [], batch.UpTo);
            if (next is null)
            {
                await Task.Delay(Pause, clock, CancellationToken.None);
                continue;
            }
            said = clock.GetTimestamp();
            lock (gate)
                last = next;
            batch.Follow(next);
            batch = next;
        }
        if (batch.IsEnd)
            lock (gate)
                (started, last) = (null, null);
        await connection.DisposeAsync();
        // Whoever has joined meanwhile connects again.
        batch.Follow(null);
    }

    bool IsFollowed()
    {
        lock (gate)
        {
            var isFollowed = streams > 0 && !readiness.Closing.IsCancellationRequested;
            if (!isFollowed)
                (started, last) = (null, null);
            return isFollowed;
        }
    }

    // A connection that is opened anew may lead to another database: its streams end, and those who follow learn it when they come again.
    async Task<ChangeBatch?> TryRead(ChangeBatch before, Guid feedId, KeptConnection connection)
    {
        try
        {
            if (!connection.IsOpen)
            {
                await connection.Open();
                if (await feed.Id(readiness.Closing) != feedId)
                    return new ChangeBatch(before.Number, [], before.UpTo) { IsEnd = true };
            }
            var rows = await ChangeLog.Rows(
                await connection.Open(), before.UpTo, AtOnce, withReviews: false, readiness.Closing);
            outage.Ended();
            if (rows.Count == 0)
                return null;
            var told = await log.Told(rows, feedId, readiness.Closing);
            return new ChangeBatch(before.Number + told.Count, told, told[^1].Place)
            {
                Whole = new(() => ReadWhole(before.UpTo, feedId, told.Count)),
            };
        }
        catch (Exception error) when (!readiness.Closing.IsCancellationRequested)
        {
            outage.Failed(error);
            await connection.Close().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(PauseOfFailure, clock, CancellationToken.None);
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    // Once for all streams that show reviews.
    Task<IReadOnlyList<ToldChange>> ReadWhole(ChangePlace after, Guid feedId, int take) =>
        log.Read(after, feedId, take, withReviews: true, readiness.Closing);
}

/// <summary>Changes that were read together; none of them where it only shows that the stream lives.</summary>
/// <param name="Number">How many changes were read before its end.</param>
/// <param name="Changes">The changes.</param>
/// <param name="UpTo">The place of the last one that was read.</param>
internal sealed record ChangeBatch(long Number, IReadOnlyList<ToldChange> Changes, ChangePlace UpTo)
{
    readonly TaskCompletionSource<ChangeBatch?> next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lazy<byte[]> text = new(() => EventStream.Text(Changes));

    /// <summary>Whether nothing follows.</summary>
    public bool IsEnd { get; init; }

    /// <summary>The batch after it, as soon as there is one; null where nobody reads on.</summary>
    public Task<ChangeBatch?> Next => next.Task;

    /// <summary>The batch as events.</summary>
    public byte[] Text => text.Value;

    /// <summary>The changes with the reviews as they are now.</summary>
    public Lazy<Task<IReadOnlyList<ToldChange>>> Whole { get; init; } = new(() => Task.FromResult<IReadOnlyList<ToldChange>>([]));

    public void Follow(ChangeBatch? batch) => next.TrySetResult(batch);
}
