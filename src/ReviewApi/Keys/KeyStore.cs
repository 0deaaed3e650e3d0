using Dapper;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Keys;

/// <summary>The keys in the database. A key that is revoked stays there, for the audit, and is seen no more.</summary>
internal sealed class KeyStore(NpgsqlDataSource database)
{
    /// <summary>How long the old secret of a rotated key is taken.</summary>
    public static readonly TimeSpan OldSecretKept = TimeSpan.FromHours(24);

    /// <summary>Adds a key and gives it with its secret.</summary>
    public static async Task<Key> Add(Key sent, Write write)
    {
        // language=sql
        const string sql = """
            insert into api_keys (key_id, name, scopes, outlet, created_at, expires_at)
            values (@Id, @Name, @Scopes, @Outlet, @CreatedAt, @expiresAt)
            """;
        var key = sent with { Id = Guid.CreateVersion7(write.Now), Scopes = sent.Scopes!.Distinct().ToArray(), CreatedAt = write.Now };
        var row = new { key.Id, key.Name, key.Scopes, key.Outlet, key.CreatedAt, expiresAt = TimestampAttribute.Utc(key.ExpiresAt) };
        await write.Connection.ExecuteAsync(new(sql, row, cancellationToken: write.Cancellation));
        var secret = await AddSecret(key.Id.Value, write);
        write.Note("key.created", $"/v1/keys/{key.Id}");
        return key with { Prefix = secret.Prefix, Secret = secret.Text };
    }

    /// <summary>A key that is not revoked.</summary>
    public async Task<Key?> Find(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new($"{Select} and key_id = @id", new { id }, cancellationToken: cancellation));
        return row?.ToKey();
    }

    /// <summary>The keys made before one, the newest first.</summary>
    public async Task<IReadOnlyList<Key>> List(Guid? before, int take, CancellationToken cancellation)
    {
        var sql = $"""
            {Select} and (@before::uuid is null or key_id < @before)
            order by key_id desc
            limit @take
            """;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<Row>(new(sql, new { before, take }, cancellationToken: cancellation)))
            .Select(row => row.ToKey()).ToList();
    }

    /// <summary>Gives a key a new secret and leaves the old one for a day; null where there is no such key.</summary>
    public static async Task<Key?> Rotate(Guid id, Write write)
    {
        // language=sql
        const string sql = """
            update key_secrets
            set expires_at = @until
            where key_id = @id and expires_at is null
            """;
        var row = await write.Connection.QuerySingleOrDefaultAsync<Row>(
            new($"{Select} and key_id = @id for update of key", new { id }, cancellationToken: write.Cancellation));
        var key = row?.ToKey();
        if (key is null)
            return null;
        await write.Connection.ExecuteAsync(new(sql, new { id, until = write.Now + OldSecretKept }, cancellationToken: write.Cancellation));
        var secret = await AddSecret(id, write);
        write.Note("key.rotated", $"/v1/keys/{id}");
        return key with { Prefix = secret.Prefix, Secret = secret.Text };
    }

    /// <summary>Revokes a key; false where there is no such key.</summary>
    public static async Task<bool> Revoke(Guid id, Write write)
    {
        // language=sql
        const string sql = """
            update api_keys
            set revoked_at = @Now
            where key_id = @id and revoked_at is null
            """;
        write.Note("key.revoked", $"/v1/keys/{id}");
        return await write.Connection.ExecuteAsync(new(sql, new { id, write.Now }, cancellationToken: write.Cancellation)) == 1;
    }

    // language=sql
    const string Select = """
        select key_id as id, name, scopes, outlet, key.created_at, key.expires_at, last_used_at, prefix
        from api_keys key
        join key_secrets secret using (key_id)
        where revoked_at is null and secret.expires_at is null
        """;

    static async Task<Secret> AddSecret(Guid keyId, Write write)
    {
        // language=sql
        const string sql = """
            insert into key_secrets (prefix, key_id, hash, created_at)
            values (@Prefix, @keyId, @Hash, @Now)
            """;
        var secret = Secret.New();
        await write.Connection.ExecuteAsync(
            new(sql, new { secret.Prefix, keyId, secret.Hash, write.Now }, cancellationToken: write.Cancellation));
        return secret;
    }

    sealed record Row
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string[] Scopes { get; init; }
        public string? Outlet { get; init; }
        public required DateTime CreatedAt { get; init; }
        public DateTime? ExpiresAt { get; init; }
        public DateTime? LastUsedAt { get; init; }
        public required string Prefix { get; init; }

        public Key ToKey() => new()
        {
            Id = Id,
            Name = Name,
            Scopes = Scopes,
            Outlet = Outlet,
            ExpiresAt = TimestampAttribute.Text(ExpiresAt),
            Prefix = Prefix,
            CreatedAt = CreatedAt,
            LastUsedAt = LastUsedAt,
        };
    }
}
