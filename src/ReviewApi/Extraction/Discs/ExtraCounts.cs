using System.Globalization;
using System.Text.RegularExpressions;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>How many of an extra there are: "three featurettes", "Deleted scenes (7)".</summary>
internal static partial class ExtraCounts
{
    /// <summary>The count of a kind, which stands in its name before it or behind it; null where none is said.</summary>
    public static Fact? Of(string text, Stretch name, Term? kind)
    {
        if (kind is null)
            return null;
        var before = Counted().Match(text[Math.Max(name.Start, kind.At.Start - 40)..kind.At.Start]);
        if (before.Success)
        {
            var start = Math.Max(name.Start, kind.At.Start - 40) + before.Groups[1].Index;
            return Count(before.Groups[1].Value, new(start, start + before.Groups[1].Length));
        }
        var behind = CountBehind().Match(text, kind.At.End, Math.Min(14, text.Length - kind.At.End));
        return behind.Success
            && behind.Groups["count"] is var count
            ? Count(count.Value, new(count.Index, count.Index + count.Length))
            : null;
    }

    static Fact? Count(string said, Stretch at)
    {
        var count = NumberWords.Of(said) ?? long.Parse(said, CultureInfo.InvariantCulture);
        return count is > 0 and < 1000 ? new(count, at, "extras.count", 0.95) : null;
    }

    [GeneratedRegex(
        @"\b([1-9][0-9]{0,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
            + @"zwei|drei|vier|fünf|deux|trois|quatre|cinq) (?:[\p{L}\-]{3,15} ){0,2}\z",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Counted();

    [GeneratedRegex(@"^\G? (?:\((?:x ?)?(?<count>[1-9][0-9]?)(?: in total| total| scenes)?\)|x ?(?<count>[1-9]))", RegexOptions.IgnoreCase)]
    private static partial Regex CountBehind();
}
