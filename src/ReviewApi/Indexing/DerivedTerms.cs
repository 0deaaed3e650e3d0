using System.Text;

namespace ReviewApi.Indexing;

/// <summary>The terms that the index derives from films, scores and pictures.</summary>
internal static class DerivedTerms
{
    /// <summary>The years that a film may have, and their decades, from the first year on.</summary>
    public static readonly byte[][] Years = Texts(Fields.FirstYear, Fields.LastYear, year => $"{year}");
    public static readonly byte[][] Decades = Texts(Fields.FirstYear, Fields.LastYear, year => $"{year / 10}0s");

    /// <summary>The bins of scores.</summary>
    public static readonly byte[][] Bins = Texts(0, 9, bin => $"{bin}");

    /// <summary>What a resolution is too, as hd of hd_1080p; nothing where it is not one of several.</summary>
    public static ReadOnlySpan<byte> Broader(ReadOnlySpan<byte> resolution) => resolution[..Math.Max(0, resolution.IndexOf((byte)'_'))];

    static byte[][] Texts(int first, int last, Func<int, FormattableString> text) =>
        [.. Enumerable.Range(first, last - first + 1).Select(number => Encoding.UTF8.GetBytes(FormattableString.Invariant(text(number))))];
}
