using Dapper;
using Npgsql;
using ReviewApi.Database;
using ReviewApi.Http;

namespace ReviewApi.Exchange.Webhooks;

/// <summary>
/// Sends what is due: of each review, film or release the first that waits. What is sent is claimed for as long as it may take, in a
/// transaction of its own, so that no other instance sends it and none is kept waiting; what was claimed by an instance that was killed is
/// sent again after that. A receiver that hangs holds up no other.
/// </summary>
internal sealed class WebhookSending(
    NpgsqlDataSource database, WebhookClient client, ChangeLog log, ChangeFeed feed, Readiness readiness, TimeProvider clock,
    ILogger<WebhookSending> logger) : RepeatedWork(TimeSpan.FromMilliseconds(500), readiness, clock, logger)
{
    const int AtOnce = 64;
    const int AtOnceOfOne = 8;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // Longer than a receiver may take, and the commits before and after it.
    static readonly TimeSpan Claim = WebhookClient.Patience + TimeSpan.FromSeconds(10);

    readonly Dictionary<long, Task> sending = [];

    protected override async Task Work(CancellationToken cancellation)
    {
        try
        {
            do
            {
                foreach (var (delivery, change) in await ClaimDue(cancellation))
                    sending.Add(delivery.DeliveryId, Send(delivery, change));
                if (sending.Count > 0)
                    await Task.WhenAny([.. sending.Values, Task.Delay(Pause, cancellation)]);
                await Forget(sending.Where(one => one.Value.IsCompleted).ToList());
            }
            while (sending.Count > 0);
        }
        finally
        {
            // What has begun comes to its end where the service stops.
            if (cancellation.IsCancellationRequested)
                await Forget([.. sending]);
        }
    }

    async Task Forget(List<KeyValuePair<long, Task>> ended)
    {
        foreach (var (id, _) in ended)
            sending.Remove(id);
        await Task.WhenAll(ended.Select(one => one.Value));
    }

    async Task<IReadOnlyList<(Due Delivery, ToldChange Change)>> ClaimDue(CancellationToken cancellation)
    {
        // A receiver that fails gets one message at a time.
        // language=sql
        const string sql = """
            update webhook_deliveries delivery
            set claimed_until = @until
            from webhooks webhook
            where webhook.webhook_id = delivery.webhook_id and delivery_id in (
              select delivery_id
              from webhook_deliveries
              where delivered_at is null and (claimed_until is null or claimed_until < @now) and delivery_id in (
                select delivery_id
                from (
                  select delivery_id, row_number() over (partition by webhook_id order by delivery_id) + (
                      select count(*) from webhook_deliveries claimed
                      where claimed.webhook_id = webhooks.webhook_id and claimed.delivered_at is null
                        and (claimed.claimed_until >= @now or claimed.delivery_id = any(@sending))) as place,
                    case when failures < @ManyFailures then @AtOnceOfOne else 1 end as most
                  from webhook_deliveries waiting
                  join webhooks using (webhook_id)
                  where delivered_at is null and due_at <= @now and (claimed_until is null or claimed_until < @now)
                    and delivery_id <> all(@sending) and disabled_at is null and (paused_until is null or paused_until <= @now)
                    and not exists (
                      select from webhook_deliveries earlier
                      where earlier.webhook_id = waiting.webhook_id and earlier.subject = waiting.subject
                        and earlier.delivered_at is null
                        and (earlier.transaction_id, earlier.change_id) < (waiting.transaction_id, waiting.change_id))) ready
                where place <= most
                order by delivery_id
                limit @free)
              for update skip locked)
            returning delivery_id, delivery.webhook_id, change_id, attempts, url, failures,
              array(
                select secret from webhook_secrets secret
                where secret.webhook_id = delivery.webhook_id and (expires_at is null or expires_at > @now)
                order by created_at desc) as secrets
            """;
        if (sending.Count >= AtOnce)
            return [];
        var now = Clock.GetUtcNow();
        var asked = new
        {
            now,
            until = now + Claim,
            sending = sending.Keys.ToArray(),
            Retries.ManyFailures,
            AtOnceOfOne,
            free = AtOnce - sending.Count,
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var claimed = (await connection.QueryAsync<Due>(new(sql, asked, cancellationToken: cancellation))).AsList();
        if (claimed.Count == 0)
            return [];
        var told = await Told([.. claimed.Select(delivery => delivery.ChangeId)], connection, cancellation);
        return [.. claimed.Select(delivery => (delivery, told[delivery.ChangeId]))];
    }

    async Task<IReadOnlyDictionary<long, ToldChange>> Told(long[] ids, NpgsqlConnection connection, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select change_id, transaction_id::text as transaction, kind, at, review_id, revision, film_id, release_id, into_id
            from changes
            where change_id = any(@ids)
            """;
        var rows = (await connection.QueryAsync<ChangeRow>(new(sql, new { ids }, cancellationToken: cancellation))).AsList();
        return (await log.Told(rows, await feed.Id(cancellation), cancellation)).ToDictionary(change => change.Row.ChangeId);
    }

    async Task Send(Due delivery, ToldChange change)
    {
        await Task.Yield();
        using var message = WebhookMessage.Request(
            delivery.Url, WebhookMessage.IdOf(delivery.WebhookId, delivery.ChangeId), change, delivery.Secrets, Clock.GetUtcNow());
        var (status, error) = await client.Send(message);
        Measures.Deliveries.Add(status is >= 200 and < 300 ? "taken" : status is null ? "unreachable" : "refused");
        if (status is >= 200 and < 300)
            await NoteTaken(delivery, status.Value);
        else
            await NoteFailed(delivery, status, error);
    }

    async Task NoteTaken(Due delivery, int status)
    {
        // language=sql
        const string sql = """
            update webhook_deliveries
            set attempts = attempts + 1, attempted_at = @now, delivered_at = @now, claimed_until = null, status = @status, error = null
            where delivery_id = @DeliveryId;
            update webhooks
            set failures = 0, failing_since = null, paused_until = null
            where webhook_id = @WebhookId and failures > 0
            """;
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        var values = new { delivery.DeliveryId, delivery.WebhookId, status, now = Clock.GetUtcNow() };
        await connection.ExecuteAsync(new(sql, values, cancellationToken: CancellationToken.None));
    }

    async Task NoteFailed(Due delivery, int? status, string? error)
    {
        // language=sql
        const string sql = """
            update webhook_deliveries
            set attempts = attempts + 1, attempted_at = @now, due_at = @dueAt, claimed_until = null, status = @status, error = @error
            where delivery_id = @DeliveryId;
            update webhooks
            set failures = failures + 1, failing_since = coalesce(failing_since, @now),
              paused_until = case when failures + 1 >= @many then @pausedUntil end,
              disabled_at = case when @isGone or failing_since < @tooLongAgo then @now end
            where webhook_id = @WebhookId and disabled_at is null
            """;
        var now = Clock.GetUtcNow();
        var values = new
        {
            delivery.DeliveryId,
            delivery.WebhookId,
            now,
            dueAt = now + Retries.Pause(delivery.Attempts),
            status,
            error,
            many = Retries.ManyFailures,
            pausedUntil = now + Retries.Pause(delivery.Failures),
            isGone = status == StatusCodes.Status410Gone,
            tooLongAgo = now - Retries.Longest,
        };
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(new(sql, values, cancellationToken: CancellationToken.None));
    }

    sealed record Due
    {
        public required long DeliveryId { get; init; }
        public required Guid WebhookId { get; init; }
        public required long ChangeId { get; init; }
        public required int Attempts { get; init; }
        public required string Url { get; init; }
        public required int Failures { get; init; }
        public required byte[][] Secrets { get; init; }
    }
}
