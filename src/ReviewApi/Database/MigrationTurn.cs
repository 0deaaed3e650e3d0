using Dapper;
using Npgsql;

namespace ReviewApi.Database;

/// <summary>
/// Lets one instance at a time migrate, by an advisory lock. The lock of an instance whose connection died silently does not keep the
/// others waiting for ever: a session that holds it and does nothing is ended.
/// </summary>
internal sealed partial class MigrationTurn(TimeProvider clock, ILogger<MigrationTurn> logger)
{
    const long Lock = 7_365_120_001;

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits until the session has the lock, which it keeps until it ends.</summary>
    public async Task Take(NpgsqlConnection connection, CancellationToken cancellation)
    {
        int? said = null;
        while (!await connection.ExecuteScalarAsync<bool>(new($"select pg_try_advisory_lock({Lock})", cancellationToken: cancellation)))
        {
            if (await Holder(connection, cancellation) is { } holder && holder.Pid != said)
            {
                said = holder.Pid;
                LogWaits(logger, holder.Pid, holder.Name, holder.Address, holder.Since);
            }
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    // Whoever has the lock; its session is ended where it has been idle for longer than a migration ever is.
    static Task<LockHolder?> Holder(NpgsqlConnection connection, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select pid, coalesce(application_name, '') as name, coalesce(host(client_addr), 'a local socket') as address,
              backend_start as since,
              case
                when usename = current_user and state like 'idle%' and state_change < clock_timestamp() - interval '15 seconds'
                  then pg_terminate_backend(pid)
              end as ended
            from pg_locks
            join pg_stat_activity using (pid)
            where locktype = 'advisory' and granted and objsubid = 1 and (classid::bigint << 32 | objid::bigint) = @Lock
              and database = (select oid from pg_database where datname = current_database())
            """;
        return connection.QueryFirstOrDefaultAsync<LockHolder>(new(sql, new { Lock }, cancellationToken: cancellation));
    }

    [LoggerMessage(LogLevel.Warning, "Waiting to migrate: the session {Pid} ({Name}, from {Address}, since {Since:u}) has the lock")]
    static partial void LogWaits(ILogger logger, int pid, string name, string address, DateTime since);

    sealed record LockHolder
    {
        public required int Pid { get; init; }
        public required string Name { get; init; }
        public required string Address { get; init; }
        public required DateTime Since { get; init; }
    }
}
