using System.Globalization;
using Dapper;
using Npgsql;
using ReviewApi.Database;
using ReviewApi.Listings;

namespace ReviewApi.Exchange.Webhooks;

/// <summary>
/// Puts what changes into the queue of each webhook that it is meant for: the deliveries and how far the webhook has come are stored in one
/// transaction, so that each change is queued once. What was taken long ago is deleted.
/// </summary>
internal sealed class WebhookQueue(
    NpgsqlDataSource database, LiveCatalogue catalogue, Readiness readiness, TimeProvider clock, ILogger<WebhookQueue> logger)
    : RepeatedWork(TimeSpan.FromMilliseconds(500), readiness, clock, logger)
{
    const int AtOnce = 500;

    // What waits is looked through for what is next.
    const int MostWaiting = 1000;

    static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    static readonly TimeSpan Cleaning = TimeSpan.FromHours(1);
    static readonly TimeSpan Counting = TimeSpan.FromSeconds(5);

    DateTimeOffset cleaned = DateTimeOffset.MinValue;
    DateTimeOffset counted = DateTimeOffset.MinValue;
    long waiting;

    /// <summary>How many deliveries waited when they were last counted, of webhooks that are not switched off.</summary>
    public long Waiting => Volatile.Read(ref waiting);

    protected override async Task Work(CancellationToken cancellation)
    {
        foreach (var webhook in await Behind(cancellation))
            while (await Queue(webhook, cancellation) == AtOnce)
            {
            }
        if (Clock.GetUtcNow() - counted >= Counting)
            await Count(cancellation);
        if (Clock.GetUtcNow() - cleaned >= Cleaning)
            await Clean(cancellation);
    }

    async Task<IReadOnlyList<Guid>> Behind(CancellationToken cancellation)
    {
        // language=sql
        const string sql = $"""
            select webhook_id
            from webhooks
            where disabled_at is null and exists (
              select from changes
              where (transaction_id, change_id) > (after_transaction, after_change)
                and transaction_id < pg_snapshot_xmin(pg_current_snapshot()) and {ChangeLog.IsTold})
            """;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<Guid>(new(sql, cancellationToken: cancellation))).AsList();
    }

    // Gives how many changes were looked at; those of a webhook that another instance looks at are its.
    Task<int> Queue(Guid webhookId, CancellationToken cancellation) => database.InTransaction(async connection =>
    {
        // language=sql
        const string select = """
            select webhook_id, events, filter, after_transaction::text as after_transaction, after_change
            from webhooks
            where webhook_id = @webhookId and disabled_at is null and @MostWaiting > (
              select count(*) from (
                select from webhook_deliveries waiting
                where waiting.webhook_id = webhooks.webhook_id and delivered_at is null
                limit @MostWaiting) waiting)
            for update skip locked
            """;
        // language=sql
        const string insert = """
            insert into webhook_deliveries (webhook_id, transaction_id, change_id, event, subject, created_at, due_at)
            select @webhookId, transaction_id::xid8, change_id, event, subject, @now, @now
            from unnest(@transactions, @changes, @events, @subjects) change (transaction_id, change_id, event, subject)
            on conflict on constraint webhook_deliveries_change_key do nothing;
            update webhooks
            set after_transaction = @transaction::xid8, after_change = @change
            where webhook_id = @webhookId
            """;
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new(select, new { webhookId, MostWaiting }, cancellationToken: cancellation));
        if (row is null)
            return 0;
        var changes = await ChangeLog.Rows(connection, row.After, AtOnce, withReviews: false, cancellation);
        if (changes.Count == 0)
            return 0;
        var meant = await Meant(row, changes, connection, cancellation);
        var values = new
        {
            webhookId,
            now = Clock.GetUtcNow(),
            transactions = meant.Select(change => change.Transaction).ToArray(),
            changes = meant.Select(change => change.ChangeId).ToArray(),
            events = meant.Select(WebhookMessage.EventOf).ToArray(),
            subjects = meant.Select(change => (change.ReviewId ?? change.FilmId ?? change.ReleaseId)!.Value).ToArray(),
            transaction = changes[^1].Transaction,
            change = changes[^1].ChangeId,
        };
        await connection.ExecuteAsync(new(insert, values, cancellationToken: cancellation));
        return changes.Count;
    }, cancellation);

    async Task<IReadOnlyList<ChangeRow>> Meant(
        Row webhook, IReadOnlyList<ChangeRow> changes, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var asked = changes.Where(change => webhook.Events?.Contains(WebhookMessage.EventOf(change)) != false).ToList();
        if (webhook.Filter is null || asked.Count == 0)
            return asked;
        var aliases = (await catalogue.Now(cancellation)).Aliases;
        var met = await Watch.Meeting(Watch.Read(webhook.Filter), asked, aliases, connection, cancellation);
        return asked.FindAll(change => met.Contains(change.ChangeId));
    }

    async Task Count(CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select count(*)
            from webhooks
            join webhook_deliveries using (webhook_id)
            where disabled_at is null and delivered_at is null
            """;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        Volatile.Write(ref waiting, await connection.ExecuteScalarAsync<long>(new(sql, cancellationToken: cancellation)));
        counted = Clock.GetUtcNow();
    }

    async Task Clean(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var before = Clock.GetUtcNow() - Kept;
        await connection.ExecuteAsync(
            new("delete from webhook_deliveries where delivered_at < @before", new { before }, cancellationToken: cancellation));
        cleaned = Clock.GetUtcNow();
    }

    sealed record Row
    {
        public required Guid WebhookId { get; init; }
        public string[]? Events { get; init; }
        public string? Filter { get; init; }
        public required string AfterTransaction { get; init; }
        public required long AfterChange { get; init; }

        public ChangePlace After => new(ulong.Parse(AfterTransaction, CultureInfo.InvariantCulture), AfterChange, DateTime.UnixEpoch);
    }
}
