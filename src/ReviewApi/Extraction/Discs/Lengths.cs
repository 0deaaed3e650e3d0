using System.Globalization;
using System.Text.RegularExpressions;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>How long an extra is, as printed: "12:30", "1 h 10 min", "27 minutes".</summary>
internal static partial class Lengths
{
    /// <summary>The first length of a stretch.</summary>
    public static Fact? Seconds(string text, Stretch at)
    {
        var minutes = Minutes().Match(text, at.Start, at.Length);
        if (Clock().Match(text, at.Start, at.Length) is { Success: true } clock && !(minutes.Success && minutes.Index < clock.Index))
            return Of(clock);
        return minutes.Success ? Of(minutes) : null;
    }

    /// <summary>The seconds of a length whose hours, minutes and seconds are the groups h, m and s; what is not said is none.</summary>
    public static long Total(Match length)
    {
        return Number("h") * 3600 + Number("m") * 60 + Number("s");

        long Number(string group) =>
            length.Groups[group] is { Success: true } said ? long.Parse(said.Value, CultureInfo.InvariantCulture) : 0;
    }

    static Fact? Of(Match match) => Total(match) is var seconds and > 0 and < 360_000
        ? new(seconds, new(match.Index, match.Index + match.Length), "extras.seconds", 0.96)
        : null;

    [GeneratedRegex(@"(?<![0-9:.])(?:(?<h>[0-9]{1,2}):(?=[0-9]{2}:))?(?<m>[0-9]{1,3}):(?<s>[0-5][0-9])(?![0-9:])")]
    private static partial Regex Clock();

    [GeneratedRegex(
        @"(?<![0-9.:])(?:(?<h>[0-9]{1,2})[ -]?(?:hours?|hrs?\.?|h|Std\.?)(?:,? (?:and )?)?)?(?<m>[0-9]{1,3})[ -]?("
            + @"?:minutes?|mins?\b\.?|mn\b|Minuten|Min\.?|minütige\w*)(?![\p{L}])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Minutes();
}
