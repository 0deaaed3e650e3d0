using Microsoft.Extensions.Options;
using Npgsql;
using ReviewApi.Database;
using ReviewApi.Http;
using ReviewApi.Indexing;

namespace ReviewApi.Listings;

/// <summary>
/// The catalogue in memory, never older than the question: who asks waits for a look at the database that began after that, and all who
/// wait share one. What the look finds is in the catalogue before they go on.
/// </summary>
internal sealed partial class LiveCatalogue(
    KeptConnection connection, CatalogueRows rows, Readiness readiness, IOptions<CachingOptions> caching, TimeProvider clock,
    ILogger<LiveCatalogue> logger) : BackgroundService
{
    const int MostTries = 5;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly Lock gate = new();
    readonly TimeSpan maxAge = TimeSpan.FromSeconds(caching.Value.MaxAgeSeconds);
    TaskCompletionSource<CatalogueVersion>? next;
    bool isLooking;
    volatile Loaded? loaded;
    Task compaction = Task.CompletedTask;

    /// <summary>The catalogue as of the last look; null before it is loaded.</summary>
    public CatalogueVersion? Latest => loaded?.Reviews.Current;

    /// <summary>How long ago it was last compared with the database.</summary>
    public TimeSpan Age => loaded is { } known ? clock.GetElapsedTime(known.Looked) : TimeSpan.Zero;

    /// <summary>Whether it has been loaded.</summary>
    public bool IsLoaded => loaded is not null;

    /// <summary>How many reviews have been read, and of how many, while it is loaded.</summary>
    public (int Read, int All) Progress => rows.Progress;

    /// <summary>
    /// The catalogue with everything that was committed before. Where older answers are allowed, one that is young enough. Ends with 503
    /// while it is not loaded.
    /// </summary>
    public async Task<CatalogueVersion> Now(CancellationToken cancellation)
    {
        if (loaded is { } young && maxAge > TimeSpan.Zero && clock.GetElapsedTime(young.Looked) <= maxAge)
            return young.Reviews.Current;
        var look = NextLook();
        if (loaded is not null)
            return await look.WaitAsync(cancellation);
        try
        {
            return await look.WaitAsync(Patience, clock, cancellation);
        }
        catch (TimeoutException)
        {
            throw BeingLoaded();
        }
    }

    /// <summary>
    /// What is read elsewhere of the same moment: where the catalogue has changed meanwhile it is read anew, a few times at most.
    /// </summary>
    public async Task<T> Read<T>(Func<CatalogueVersion, Task<T>> read, CancellationToken cancellation)
    {
        for (var (tries, version) = (1, await Now(cancellation)); ; tries++)
        {
            var (found, before) = (await read(version), version);
            if (tries == MostTries || (version = await Now(cancellation)) == before)
                return found;
        }
    }

    // It is loaded as soon as the tables are there, whoever asks for it; anew where the database has become another one.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Migrated.WaitAsync(stoppingToken);
        while (true)
        {
            if (loaded is null)
                await ((Task)NextLook()).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Pause, stoppingToken);
        }
    }

    Task<CatalogueVersion> NextLook()
    {
        lock (gate)
        {
            next ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!isLooking)
            {
                isLooking = true;
                // It is nobody's request, and no part of one's trace.
                using (ExecutionContext.SuppressFlow())
                    _ = Task.Run(Look);
            }
            return next.Task;
        }
    }

    // As long as anybody waits.
    async Task Look()
    {
        while (await Take() is { } asked)
            try
            {
                asked.TrySetResult(await Refreshed(asked));
            }
            catch (Exception error)
            {
                // However the connection ends, the next look has another.
                await connection.Close().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Fail(asked, error);
            }
    }

    async ValueTask<TaskCompletionSource<CatalogueVersion>?> Take()
    {
        // Requests that have arrived but are not served yet come first, and share the look.
        await Task.Yield();
        lock (gate)
        {
            var asked = next;
            (next, isLooking) = (null, asked is not null);
            return asked;
        }
    }

    static void Fail(TaskCompletionSource<CatalogueVersion> asked, Exception error)
    {
        asked.TrySetException(error);
        // Nobody may be waiting.
        _ = asked.Task.Exception;
    }

    ProblemException BeingLoaded() =>
        new(Problems.Unavailable, $"The catalogue is being loaded: {Progress.Read} of {Progress.All} reviews.");

    // A connection that was kept may have been ended since, by a failover or a restart: another one may do.
    async Task<CatalogueVersion> Refreshed(TaskCompletionSource<CatalogueVersion> asked)
    {
        var wasKept = connection.IsOpen;
        try
        {
            return await Refresh(asked);
        }
        catch (NpgsqlException error) when (wasKept && error.InnerException is not TimeoutException)
        {
            await connection.Close();
            return await Refresh(asked);
        }
    }

    async Task<CatalogueVersion> Refresh(TaskCompletionSource<CatalogueVersion> asked)
    {
        var (began, open) = (clock.GetTimestamp(), await connection.Open());
        if (loaded?.Database != connection.Database)
            loaded = null;
        var current = loaded is null
            ? await Load(began, asked)
            : await CatalogueRows.HaveChanged(loaded.Snapshot, open)
                ? await Update(loaded, began)
                : loaded with { Looked = began };
        loaded = current;
        return current.Reviews.Current;
    }

    async Task<Loaded> Load(long began, TaskCompletionSource<CatalogueVersion> asked)
    {
        // Who asked before it was known that everything has to be read does not wait for all of it.
        await using var patience = clock.CreateTimer(_ => Fail(asked, BeingLoaded()), null, Patience, Timeout.InfiniteTimeSpan);
        var (snapshot, reviews) = await rows.ReadAll(await connection.Open());
        LogLoaded(logger, reviews.Current.Reviews, clock.GetElapsedTime(began).TotalMilliseconds);
        return new(connection.Database, snapshot, reviews, began);
    }

    async Task<Loaded> Update(Loaded before, long began)
    {
        var snapshot = await rows.ReadChanges(before.Snapshot, before.Reviews, await connection.Open());
        if (before.Reviews.NeedsCompaction && compaction.IsCompleted)
            compaction = Task.Run(before.Reviews.Compact);
        return before with { Snapshot = snapshot, Looked = began };
    }

    [LoggerMessage(LogLevel.Information, "The catalogue is loaded: {Reviews} reviews in {Milliseconds:0} ms")]
    static partial void LogLoaded(ILogger logger, int reviews, double milliseconds);

    sealed record Loaded(string Database, Snapshot Snapshot, CatalogueIndex Reviews, long Looked);
}
