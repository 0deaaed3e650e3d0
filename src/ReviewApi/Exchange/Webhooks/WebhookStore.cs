using System.Security.Cryptography;
using Dapper;
using Npgsql;
using ReviewApi.Writing;

namespace ReviewApi.Exchange.Webhooks;

/// <summary>The webhooks, their secrets and their deliveries in the database.</summary>
internal sealed class WebhookStore(NpgsqlDataSource database)
{
    /// <summary>How long the old secret of a rotated webhook signs beside the new one.</summary>
    public static readonly TimeSpan OldSecretKept = TimeSpan.FromHours(24);

    const string Prefix = "whsec_";
    const int SecretBytes = 32;

    // language=sql
    const string Select = """
        select webhook_id as id, url, events, filter, description, created_at, failing_since, disabled_at
        from webhooks
        """;

    /// <summary>Adds a webhook, which is told what is told from now on, and gives it with its secret.</summary>
    public static async Task<Webhook> Add(Webhook sent, Write write)
    {
        // language=sql
        const string sql = """
            insert into webhooks (webhook_id, url, events, filter, description, created_at, after_transaction, after_change)
            values (@Id, @Url, @Events, @Filter, @Description, @CreatedAt, @transaction::xid8, @change)
            """;
        var end = await ChangeLog.End(write.Connection, write.Cancellation);
        var webhook = sent with { Id = Guid.CreateVersion7(write.Now), Events = sent.Events?.Distinct().ToArray(), CreatedAt = write.Now };
        var row = new
        {
            webhook.Id,
            webhook.Url,
            Events = webhook.Events?.ToArray(),
            webhook.Filter,
            webhook.Description,
            webhook.CreatedAt,
            transaction = $"{end.Transaction}",
            change = end.Id,
        };
        await write.Connection.ExecuteAsync(new(sql, row, cancellationToken: write.Cancellation));
        write.Note("webhook.created", $"/v1/webhooks/{webhook.Id}");
        return webhook with { Secret = await AddSecret(webhook.Id.Value, write) };
    }

    public async Task<Webhook?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new($"{Select} where webhook_id = @id", new { id }, cancellationToken: cancellation));
        return row?.ToWebhook();
    }

    /// <summary>The webhooks made before one, the newest first.</summary>
    public async Task<IReadOnlyList<Webhook>> List(Guid? before, int take, CancellationToken cancellation)
    {
        var sql = $"""
            {Select}
            where @before::uuid is null or webhook_id < @before
            order by webhook_id desc
            limit @take
            """;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<Row>(new(sql, new { before, take }, cancellationToken: cancellation)))
            .Select(row => row.ToWebhook()).ToList();
    }

    /// <summary>Deletes a webhook with all that waits for it; false where there is none.</summary>
    public static async Task<bool> Delete(Guid id, Write write)
    {
        write.Note("webhook.deleted", $"/v1/webhooks/{id}");
        return await write.Connection.ExecuteAsync(
            new("delete from webhooks where webhook_id = @id", new { id }, cancellationToken: write.Cancellation)) == 1;
    }

    /// <summary>Gives a webhook a new secret and lets the old one sign for a day more; null where there is none.</summary>
    public static async Task<Webhook?> Rotate(Guid id, Write write)
    {
        // Two are live at most.
        // language=sql
        const string sql = """
            delete from webhook_secrets where webhook_id = @id and expires_at is not null;
            update webhook_secrets set expires_at = @until where webhook_id = @id
            """;
        var webhook = await Lock(id, write);
        if (webhook is null)
            return null;
        await write.Connection.ExecuteAsync(new(sql, new { id, until = write.Now + OldSecretKept }, cancellationToken: write.Cancellation));
        write.Note("webhook.rotated", $"/v1/webhooks/{id}");
        return webhook with { Secret = await AddSecret(id, write) };
    }

    /// <summary>
    /// Sends again what comes after a place, all that waits too; a webhook that was switched off is switched on. null where there is none.
    /// </summary>
    public static async Task<Webhook?> Replay(Guid id, ChangePlace after, Write write)
    {
        // language=sql
        const string sql = """
            delete from webhook_deliveries
            where webhook_id = @id and (transaction_id, change_id) > (@transaction::xid8, @change);
            update webhooks
            set after_transaction = @transaction::xid8, after_change = @change, failures = 0, failing_since = null, paused_until = null,
              disabled_at = null
            where webhook_id = @id
            """;
        var webhook = await Lock(id, write);
        if (webhook is null)
            return null;
        var values = new { id, transaction = $"{after.Transaction}", change = after.Id };
        await write.Connection.ExecuteAsync(new(sql, values, cancellationToken: write.Cancellation));
        write.Note("webhook.replayed", $"/v1/webhooks/{id}");
        return webhook with { FailingSince = null, DisabledAt = null };
    }

    /// <summary>The deliveries of a webhook before one, the newest first.</summary>
    public async Task<IReadOnlyList<LoggedDelivery>> Deliveries(Guid webhookId, long? before, int take, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select delivery_id, webhook_id, change_id, event, subject, attempts, created_at, attempted_at, delivered_at, due_at, status,
              error
            from webhook_deliveries
            where webhook_id = @webhookId and (@before::bigint is null or delivery_id < @before)
            order by delivery_id desc
            limit @take
            """;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<LoggedDelivery>(
            new(sql, new { webhookId, before, take }, cancellationToken: cancellation))).AsList();
    }

    static async Task<Webhook?> Lock(Guid id, Write write)
    {
        var row = await write.Connection.QuerySingleOrDefaultAsync<Row>(
            new($"{Select} where webhook_id = @id for update", new { id }, cancellationToken: write.Cancellation));
        return row?.ToWebhook();
    }

    static async Task<string> AddSecret(Guid webhookId, Write write)
    {
        const string sql = "insert into webhook_secrets (webhook_id, secret, created_at) values (@webhookId, @secret, @Now)";
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        await write.Connection.ExecuteAsync(new(sql, new { webhookId, secret, write.Now }, cancellationToken: write.Cancellation));
        return Prefix + Convert.ToBase64String(secret);
    }

    sealed record Row
    {
        public required Guid Id { get; init; }
        public required string Url { get; init; }
        public string[]? Events { get; init; }
        public string? Filter { get; init; }
        public string? Description { get; init; }
        public required DateTime CreatedAt { get; init; }
        public DateTime? FailingSince { get; init; }
        public DateTime? DisabledAt { get; init; }

        public Webhook ToWebhook() => new()
        {
            Id = Id,
            Url = Url,
            Events = Events,
            Filter = Filter,
            Description = Description,
            CreatedAt = CreatedAt,
            FailingSince = FailingSince,
            DisabledAt = DisabledAt,
        };
    }
}

/// <summary>A delivery as it lies in the database.</summary>
internal sealed record LoggedDelivery
{
    public required long DeliveryId { get; init; }
    public required Guid WebhookId { get; init; }
    public required long ChangeId { get; init; }
    public required string Event { get; init; }
    public required Guid Subject { get; init; }
    public required int Attempts { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? AttemptedAt { get; init; }
    public DateTime? DeliveredAt { get; init; }
    public required DateTime DueAt { get; init; }
    public int? Status { get; init; }
    public string? Error { get; init; }

    public Delivery ToDelivery() => new()
    {
        Id = WebhookMessage.IdOf(WebhookId, ChangeId),
        Event = Event,
        Subject = Subject,
        Attempts = Attempts,
        CreatedAt = CreatedAt,
        AttemptedAt = AttemptedAt,
        DeliveredAt = DeliveredAt,
        DueAt = DeliveredAt is null ? DueAt : null,
        Status = Status,
        Error = Error,
    };
}
