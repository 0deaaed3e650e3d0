using Dapper;
using Npgsql;

namespace ReviewApi.Database;

/// <summary>
/// A connection beside those of the pool, for one who asks all the time. It is opened when it is asked for, and tells which database it
/// leads to.
/// </summary>
internal sealed class KeptConnection(string connectionString) : IAsyncDisposable
{
    /// <summary>
    /// Selects what tells the database, and its history, from any other, and whether it is a standby. The timeline of the last checkpoint
    /// may still be the one before a failover.
    /// </summary>
    // language=sql
    public const string Identity = """
        select concat_ws(' ', system_identifier, timeline, pg_database.oid, 'changes'::regclass::oid) as history, is_standby
        from pg_control_system(), pg_control_checkpoint(), pg_database, pg_is_in_recovery() is_standby,
          lateral (
            select case
              when is_standby then timeline_id
              else ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int
            end as timeline) now
        where datname = current_database()
        """;

    const int BufferSize = 256 * 1024;

    readonly string connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        ReadBufferSize = BufferSize,
    }.ConnectionString;
    readonly bool needsPrimary = Hosts.NeedPrimary(connectionString);
    NpgsqlConnection? kept;

    /// <summary>
    /// Tells the database, and its history, from any other: a restored one is another, and so is one that another server has taken over.
    /// </summary>
    public string Database { get; private set; } = "";

    public bool IsOpen => kept is { FullState: System.Data.ConnectionState.Open };

    public async Task<NpgsqlConnection> Open()
    {
        if (IsOpen)
            return kept!;
        await Close();
        kept = new NpgsqlConnection(connectionString);
        await kept.OpenAsync();
        (Database, var isStandby) = await kept.QuerySingleAsync<(string, bool)>(Identity);
        return isStandby && needsPrimary ? throw new StandbyException() : kept;
    }

    /// <summary>Closes it, after anything has failed on it.</summary>
    public async Task Close()
    {
        var ended = kept;
        kept = null;
        if (ended is not null)
            await ended.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await Close();
}
