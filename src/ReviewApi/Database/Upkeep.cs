using Dapper;
using Npgsql;

namespace ReviewApi.Database;

/// <summary>
/// Brings rows that an older version wrote to the rules of this one, in batches, while the service runs; how many are left is in the log.
/// </summary>
internal abstract partial class Upkeep : RepeatedWork
{
    static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(10);

    readonly NpgsqlDataSource database;
    readonly ILogger logger;
    long waiting;
    long reported;

    protected Upkeep(NpgsqlDataSource database, Readiness readiness, TimeProvider clock, ILogger logger)
        : base(TimeSpan.FromMinutes(1), readiness, clock, logger) => (this.database, this.logger) = (database, logger);

    /// <summary>How many rows are still as an older version wrote them, as counted last.</summary>
    public long Waiting => Volatile.Read(ref waiting);

    /// <summary>Counts them: another instance may be at them too.</summary>
    protected abstract (string Sql, object Values) Count { get; }

    /// <summary>Brings them all to the rules of this version.</summary>
    protected abstract Task Renew(CancellationToken cancellation);

    protected sealed override async Task Work(CancellationToken cancellation)
    {
        await Report(cancellation);
        await Renew(cancellation);
        if (Waiting > 0)
            await Report(cancellation);
    }

    /// <summary>Says after a batch how many are left, now and then.</summary>
    protected Task BatchDone(CancellationToken cancellation) =>
        Clock.GetElapsedTime(reported) < BetweenReports ? Task.CompletedTask : Report(cancellation);

    async Task Report(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var left = await connection.ExecuteScalarAsync<long>(new(Count.Sql, Count.Values, cancellationToken: cancellation));
        if (left != Waiting)
            LogWaiting(logger, GetType().Name, left);
        Volatile.Write(ref waiting, left);
        reported = Clock.GetTimestamp();
    }

    [LoggerMessage(LogLevel.Information, "{Work}: {Rows} rows are still as an older version wrote them")]
    static partial void LogWaiting(ILogger logger, string work, long rows);
}
