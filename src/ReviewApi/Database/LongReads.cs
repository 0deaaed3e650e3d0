using Dapper;
using Npgsql;

namespace ReviewApi.Database;

/// <summary>
/// Connections for what is read for long, as exports: to the standby of ConnectionStrings__ReviewsRead where there is one and it has all
/// that was committed before it was asked for, else to the database itself.
/// </summary>
internal sealed partial class LongReads(
    string primary, string? standby, NpgsqlDataSource database, TimeProvider clock, ILogger<LongReads> logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public async Task<KeptConnection> Open(CancellationToken cancellation)
    {
        if (standby is not null)
            try
            {
                if (await OfStandby(standby, cancellation) is { } caughtUp)
                    return caughtUp;
                LogBehind(logger);
            }
            catch (NpgsqlException error)
            {
                LogAway(logger, error.Message);
            }
        return new KeptConnection(primary);
    }

    // null where it is behind for longer than a caller would wait, or of another history.
    async Task<KeptConnection?> OfStandby(string connectionString, CancellationToken cancellation)
    {
        var (history, end) = await Now(cancellation);
        var kept = new KeptConnection(connectionString);
        try
        {
            var connection = await kept.Open();
            if (kept.Database == history && await Reaches(end, connection, cancellation))
                return kept;
        }
        catch
        {
            await kept.DisposeAsync();
            throw;
        }
        await kept.DisposeAsync();
        return null;
    }

    // All that was acknowledged is written up to here.
    async Task<(string History, string End)> Now(CancellationToken cancellation)
    {
        const string sql = $"select history, pg_current_wal_flush_lsn()::text from ({KeptConnection.Identity}) here";
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<(string, string)>(new(sql, cancellationToken: cancellation));
    }

    async Task<bool> Reaches(string end, NpgsqlConnection connection, CancellationToken cancellation)
    {
        // A server that is not a standby has everything.
        const string sql = "select coalesce(pg_last_wal_replay_lsn() >= @end::pg_lsn, true)";
        for (var began = clock.GetTimestamp(); clock.GetElapsedTime(began) < Patience; await Task.Delay(Pause, clock, cancellation))
            if (await connection.ExecuteScalarAsync<bool>(new(sql, new { end }, cancellationToken: cancellation)))
                return true;
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "The standby is behind, or of another history: the export is read from the primary")]
    static partial void LogBehind(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "The standby cannot be asked: the export is read from the primary: {Reason}")]
    static partial void LogAway(ILogger logger, string reason);
}
