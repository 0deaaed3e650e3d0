using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace ReviewApi.Http;

/// <summary>
/// Cursors: where a page ended and in which list, sealed with a key that all instances share, so that none can be made up, altered or
/// taken to another list.
/// </summary>
internal sealed class Cursors(NpgsqlDataSource database)
{
    const int SealLength = 16;

    byte[]? key;

    /// <summary>The cursor of a place in a list.</summary>
    public async Task<string> Seal(string list, string place, CancellationToken cancellation)
    {
        var payload = Encoding.UTF8.GetBytes(place);
        return WebEncoders.Base64UrlEncode([.. Seal(await Key(cancellation), list, payload), .. payload]);
    }

    /// <summary>The place that a cursor of this list names; anything else ends the request with 400.</summary>
    public async Task<string> Open(string list, string cursor, CancellationToken cancellation) =>
        await TryOpen(list, cursor, cancellation) ?? throw ProblemException.Parameter(
            "cursor", "invalid_cursor", "Not a cursor of this list: send next as it was answered, with the same filters and sort.");

    /// <summary>The place that a cursor of this list names; null where it is none.</summary>
    public async Task<string?> TryOpen(string list, string cursor, CancellationToken cancellation)
    {
        byte[] bytes;
        try
        {
            bytes = WebEncoders.Base64UrlDecode(cursor);
        }
        catch (FormatException)
        {
            return null;
        }
        if (bytes.Length < SealLength || WebEncoders.Base64UrlEncode(bytes) != cursor)
            return null;
        var payload = bytes[SealLength..];
        var seal = Seal(await Key(cancellation), list, payload);
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, SealLength), seal)
            ? Encoding.UTF8.GetString(payload)
            : null;
    }

    static byte[] Seal(byte[] key, string list, byte[] payload)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes(list), 0, .. payload];
        return HMACSHA256.HashData(key, text)[..SealLength];
    }

    async Task<byte[]> Key(CancellationToken cancellation)
    {
        if (key is not null)
            return key;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return key = await connection.QuerySingleAsync<byte[]>(
            new("select value from secrets where name = 'cursor'", cancellationToken: cancellation));
    }
}
