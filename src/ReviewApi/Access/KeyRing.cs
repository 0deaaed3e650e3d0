using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ReviewApi.Access;

/// <summary>The settings of Auth.</summary>
internal sealed class AuthOptions
{
    /// <summary>A first key with the scope admin, of 32 characters or more.</summary>
    public string? AdminKey { get; init; }

    /// <summary>A key for trying things out, taken from this machine only; set by the embedded default.</summary>
    public string? DevelopmentKey { get; init; }
}

/// <summary>
/// Finds the caller of a secret: the keys of the configuration and those of the database, compared by hash and in constant time. What the
/// database said is remembered for half a second, so that a key that is revoked is refused everywhere within one.
/// </summary>
internal sealed class KeyRing(NpgsqlDataSource database, TimeProvider clock, IOptions<AuthOptions> options) : IDisposable
{
    const int MostRemembered = 10_000;

    static readonly TimeSpan Remembered = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Recognised = TimeSpan.FromHours(1);

    readonly byte[]? adminHash = options.Value.AdminKey is { } key ? Secret.HashOf(key) : null;
    readonly byte[]? developmentHash = options.Value.DevelopmentKey is { } key ? Secret.HashOf(key) : null;
    readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = MostRemembered });
    readonly MemoryCache callers = new(new MemoryCacheOptions { SizeLimit = MostRemembered });
    readonly ConcurrentDictionary<Guid, DateTime> used = new();

    /// <summary>The caller of a secret; null where it is wrong, expired or revoked.</summary>
    public async ValueTask<Caller?> Find(string secret, bool isLocal, CancellationToken cancellation)
    {
        var hash = Secret.HashOf(secret);
        if (OfConfiguration(hash, isLocal) is { } configured)
            return configured;
        if (!Secret.IsOne(secret) || await Known(new Secret(secret).Prefix, cancellation) is not { } row)
            return null;
        var now = clock.GetUtcNow().UtcDateTime;
        if (!CryptographicOperations.FixedTimeEquals(hash, row.Hash) || row.ExpiresAt <= now)
            return null;
        used[row.KeyId] = now;
        var caller = new Caller(row.Name, Scopes.With(row.Scopes), row.KeyId, row.Outlet);
        callers.Set(Convert.ToHexString(hash), caller.Id, new MemoryCacheEntryOptions { SlidingExpiration = Recognised, Size = 1 });
        return caller;
    }

    /// <summary>
    /// The id of the caller whose secret it was when it was last looked up, without a look-up: enough to count requests by, and no
    /// proof that it is valid still. Null where it was not seen here for an hour.
    /// </summary>
    public string? Recognise(string secret, bool isLocal)
    {
        var hash = Secret.HashOf(secret);
        return OfConfiguration(hash, isLocal)?.Id ?? callers.Get<string>(Convert.ToHexString(hash));
    }

    /// <summary>Writes down which keys were used since the last time, and when.</summary>
    public async Task SaveUse(CancellationToken cancellation)
    {
        var last = used.ToArray();
        if (last.Length == 0)
            return;
        // language=sql
        const string sql = """
            update api_keys
            set last_used_at = greatest(last_used_at, at)
            from unnest(@ids, @times) as used (id, at)
            where key_id = id
            """;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new(
            sql, new { ids = last.Select(one => one.Key).ToArray(), times = last.Select(one => one.Value).ToArray() },
            cancellationToken: cancellation));
        foreach (var one in last)
            used.TryRemove(one);
    }

    public void Dispose()
    {
        known.Dispose();
        callers.Dispose();
    }

    Caller? OfConfiguration(byte[] hash, bool isLocal)
    {
        if (adminHash is not null && CryptographicOperations.FixedTimeEquals(hash, adminHash))
            return new Caller("admin", Scopes.All);
        return developmentHash is not null && isLocal && CryptographicOperations.FixedTimeEquals(hash, developmentHash)
            ? new Caller("development", Scopes.All)
            : null;
    }

    async ValueTask<Row?> Known(string prefix, CancellationToken cancellation)
    {
        if (known.TryGetValue(prefix, out Row? row))
            return row;
        // language=sql
        const string sql = """
            select key_id, name, scopes, outlet, hash, least(key.expires_at, secret.expires_at) as expires_at
            from key_secrets secret
            join api_keys key using (key_id)
            where prefix = @prefix and revoked_at is null
            """;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        row = await connection.QuerySingleOrDefaultAsync<Row>(new(sql, new { prefix }, cancellationToken: cancellation));
        return known.Set(prefix, row, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Remembered, Size = 1 });
    }

    sealed record Row
    {
        public required Guid KeyId { get; init; }
        public required string Name { get; init; }
        public required string[] Scopes { get; init; }
        public string? Outlet { get; init; }
        public required byte[] Hash { get; init; }
        public DateTime? ExpiresAt { get; init; }
    }
}
