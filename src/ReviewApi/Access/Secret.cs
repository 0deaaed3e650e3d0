using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace ReviewApi.Access;

/// <summary>The secret of a key: rv_, eight letters by which it is looked up, and 256 random bits.</summary>
internal sealed record Secret(string Text)
{
    const string Mark = "rv_";
    const int PrefixLength = 11;
    const int Bits = 256;

    static readonly int Length = PrefixLength + 1 + Base64UrlLength;

    static int Base64UrlLength => (Bits + 5) / 6;

    /// <summary>The beginning, which is not secret: it names the key in lists and logs.</summary>
    public string Prefix => Text[..PrefixLength];

    public byte[] Hash => HashOf(Text);

    public static Secret New()
    {
        var name = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", PrefixLength - Mark.Length);
        return new($"{Mark}{name}_{WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bits / 8))}");
    }

    /// <summary>What is stored and compared in place of a secret, one of the configuration too.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether a text looks like a secret; most that do not need no look-up.</summary>
    public static bool IsOne(string text) =>
        text.Length == Length
            && text.StartsWith(Mark, StringComparison.Ordinal)
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
}
