using System.Globalization;
using System.Text.RegularExpressions;

namespace ReviewApi.Codes;

/// <summary>What a spelling of an audio track says, as "Dolby TrueHD 7.1", "Atmos/TrueHD 7.1" or "DTS-HD MA 5.1 (48kHz, 24-bit)".</summary>
internal sealed partial record AudioSpelling
{
    static readonly Dictionary<string, (string Vocabulary, string Code)> Pieces = new[]
        {
            "immersive", "audio_codec", "channels", "audio_purpose",
        }
        .SelectMany(name => CodeBook.Named(name).Spellings().Select(one => (one.Spelling, Meaning: (name, one.Code))))
        .Where(piece => piece.Spelling is not ("other" or "unknown" or "object"))
        .GroupBy(piece => piece.Spelling)
        .ToDictionary(same => same.Key, same => same.First().Meaning);

    static readonly int LongestPiece = Pieces.Keys.Max(spelling => spelling.Length);

    public string? Codec { get; private init; }

    public string? Immersive { get; private init; }

    public string? Channels { get; private init; }

    public string? Purpose { get; private init; }

    public long? Hz { get; private init; }

    public long? Bits { get; private init; }

    public long? Kbps { get; private init; }

    /// <summary>
    /// Reads a spelling piece by piece, the longest first; null where a piece is none or two pieces say different things.
    /// </summary>
    public static AudioSpelling? Read(string spelling)
    {
        if (spelling.Length > 200 || spelling.Any(char.IsControl))
            return null;
        var read = ReadNumbers(spelling, out var rest);
        if (CodeBook.Named("audio_codec").CodeOf(spelling) is { } codec)
            return read with { Codec = codec, Channels = CodeBook.Named("channels").CodeOf(ChannelCount().Match(spelling).Value) };
        // "Atmos/TrueHD" is two pieces, the slash of "DTS 96/24" is within one: folding drops it, and the longest piece wins.
        var folded = Spelling.OfCode(Filler().Replace(rest, " "));
        while (folded.Length > 0)
        {
            var length = Enumerable.Range(1, Math.Min(folded.Length, LongestPiece)).LastOrDefault(n => Pieces.ContainsKey(folded[..n]));
            if (length == 0 || read.With(Pieces[folded[..length]]) is not { } more)
                return null;
            read = more;
            folded = folded[length..];
        }
        return read == new AudioSpelling() ? null : read;
    }

    static AudioSpelling ReadNumbers(string spelling, out string rest)
    {
        var (hz, bits, kbps) = (Hertz().Match(spelling), BitDepth().Match(spelling), BitRate().Match(spelling));
        rest = BitRate().Replace(BitDepth().Replace(Hertz().Replace(spelling, "/"), "/"), "/");
        return new AudioSpelling
        {
            Hz = hz.Success ? (long)(decimal.Parse(hz.Groups[1].Value, CultureInfo.InvariantCulture) * 1000) : null,
            Bits = bits.Success ? long.Parse(bits.Groups[1].Value, CultureInfo.InvariantCulture) : null,
            Kbps = kbps.Success ? long.Parse(kbps.Groups[1].Value, CultureInfo.InvariantCulture) : null,
        };
    }

    AudioSpelling? With((string Vocabulary, string Code) piece) => piece switch
    {
        ("audio_codec", var code) when Codec is null || Codec == code => this with { Codec = code },
        ("immersive", var code) when Immersive is null || Immersive == code => this with { Immersive = code },
        ("channels", var code) when Channels is null || Refines(code, Channels) => this with { Channels = code },
        ("channels", var code) when Refines(Channels!, code) => this,
        ("audio_purpose", var code) when Purpose is null || Purpose == code => this with { Purpose = code },
        _ => null,
    };

    // 2.0_matrixed says more than 2.0.
    static bool Refines(string code, string other) => code == other || code.StartsWith($"{other}_", StringComparison.Ordinal);

    [GeneratedRegex(@"\b(?:with|and|in|track)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Filler();

    [GeneratedRegex(@"\b[0-9]{1,2}[.][0-9]\b")]
    private static partial Regex ChannelCount();

    [GeneratedRegex(@"\b([0-9]{1,3}(?:[.][0-9]{1,2})?)\s*kHz\b", RegexOptions.IgnoreCase)]
    private static partial Regex Hertz();

    [GeneratedRegex(@"\b([0-9]{1,2})[\s-]*bits?\b", RegexOptions.IgnoreCase)]
    private static partial Regex BitDepth();

    [GeneratedRegex(@"\b([0-9]{1,5})\s*(?:kbps|kbit/s|kb/s)", RegexOptions.IgnoreCase)]
    private static partial Regex BitRate();
}
