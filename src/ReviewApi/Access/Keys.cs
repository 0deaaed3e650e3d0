using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ReviewApi.Access;

/// <summary>The settings of Auth.</summary>
internal sealed class AuthOptions
{
    /// <summary>A first key with the scope admin, of 32 characters or more.</summary>
    public string? AdminKey { get; init; }

    /// <summary>A key for trying things out, taken from this machine only; set by the embedded default.</summary>
    public string? DevelopmentKey { get; init; }
}

/// <summary>A key without its secret.</summary>
internal sealed record Key(string Name, string Scope);

/// <summary>The keys of the configuration, compared by hash and in constant time.</summary>
internal sealed class Keys(IOptions<AuthOptions> options)
{
    readonly byte[]? adminHash = Hash(options.Value.AdminKey);
    readonly byte[]? developmentHash = Hash(options.Value.DevelopmentKey);

    public Key? Find(string secret, bool isLocal)
    {
        var hash = Hash(secret)!;
        if (adminHash is not null && CryptographicOperations.FixedTimeEquals(hash, adminHash))
            return new Key("admin", Scopes.Admin);
        if (developmentHash is not null && isLocal && CryptographicOperations.FixedTimeEquals(hash, developmentHash))
            return new Key("development", Scopes.Admin);
        return null;
    }

    static byte[]? Hash(string? secret) => secret is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
