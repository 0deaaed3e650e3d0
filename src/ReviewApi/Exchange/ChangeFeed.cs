using Dapper;
using Npgsql;
using ReviewApi.Database;

namespace ReviewApi.Exchange;

/// <summary>
/// Which history the cursors are of, and how long the oldest open transaction has held it back. Where the rows have come into another
/// database, as by a restore, their transaction ids are of the old one: they all become 0, in the order of their numbers, and cursors
/// begin anew.
/// </summary>
internal sealed class ChangeFeed(NpgsqlDataSource database, Readiness readiness, TimeProvider clock, ILogger<ChangeFeed> logger)
    : RepeatedWork(TimeSpan.FromSeconds(1), readiness, clock, logger)
{
    // language=sql
    const string Here = """
        (select concat_ws(' ', system_identifier, pg_database.oid, 'changes'::regclass::oid)
          from pg_control_system(), pg_database
          where datname = current_database())
        """;

    /// <summary>Selects the feed, and whether it was drawn in this database.</summary>
    // language=sql
    public const string Select = $"select feed_id, database = {Here} from change_feed";

    // A row that was written here has its transaction's id twice.
    // language=sql
    const string Foreign =
        "transaction_id <> '0' and xmin::text::bigint <> (transaction_id::text::numeric % 4294967296)::bigint";

    string? horizon;
    long since;
    bool isHeld;

    /// <summary>For how many seconds an open transaction has held back what came after it; 0 where none does.</summary>
    public double HeldSeconds => Volatile.Read(ref isHeld) ? Clock.GetElapsedTime(Volatile.Read(ref since)).TotalSeconds : 0;

    /// <summary>The feed of this database.</summary>
    public async Task<Guid> Id(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (id, isHere) = await connection.QuerySingleAsync<(Guid, bool)>(new(Select, cancellationToken: cancellation));
        return isHere ? id : await Renew(cancellation);
    }

    protected override async Task Work(CancellationToken cancellation)
    {
        await Id(cancellation);
        await LookAtHorizon(cancellation);
    }

    async Task LookAtHorizon(CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select pg_snapshot_xmin(snapshot)::text, pg_snapshot_xmin(snapshot) < pg_snapshot_xmax(snapshot)
            from pg_current_snapshot() snapshot
            """;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (oldest, isOpen) = await connection.QuerySingleAsync<(string, bool)>(new(sql, cancellationToken: cancellation));
        if (oldest != horizon)
            (horizon, since) = (oldest, Clock.GetTimestamp());
        Volatile.Write(ref isHeld, isOpen);
    }

    async Task<Guid> Renew(CancellationToken cancellation)
    {
        // language=sql
        const string renew = $"""
            set local statement_timeout = 0;
            update webhooks
            set after_transaction = '0', after_change = coalesce(
              (select min(change_id) - 1 from changes where (transaction_id, change_id) > (after_transaction, after_change)),
              (select max(change_id) from changes), 0)
            where exists (select from changes where {Foreign});
            update webhook_deliveries
            set transaction_id = '0'
            where delivered_at is null and exists (select from changes where {Foreign});
            update changes set transaction_id = '0' where {Foreign};
            update change_feed set feed_id = gen_random_uuid(), database = {Here}
            """;
        return await database.InTransaction(async connection =>
        {
            await connection.ExecuteAsync(new("select from change_feed for update", cancellationToken: cancellation));
            // Another instance may have been quicker.
            if (!await connection.ExecuteScalarAsync<bool>(
                new($"select database = {Here} from change_feed", cancellationToken: cancellation)))
                await connection.ExecuteAsync(new(renew, commandTimeout: 0, cancellationToken: cancellation));
            return await connection.ExecuteScalarAsync<Guid>(new("select feed_id from change_feed", cancellationToken: cancellation));
        }, cancellation);
    }
}
