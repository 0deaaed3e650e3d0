using System.Globalization;
using System.Text.RegularExpressions;
using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;
using ReviewApi.Rules;

namespace ReviewApi.Extraction.Discs;

/// <summary>Dates as they are printed, whole or in part, in English, German and French.</summary>
internal static partial class Dates
{
    static readonly string[][] Months =
    [
        ["jan"],
        ["feb", "fev"],
        ["mar", "marz"],
        ["apr", "avr"],
        ["may", "mai"],
        ["jun", "juin"],
        ["jul", "juil"],
        ["aug", "aou"],
        ["sep"],
        ["oct", "okt"],
        ["nov"],
        ["dec", "dez"],
    ];

    /// <summary>A date, in any of the usual spellings; "May 1997" and "1997" are dates too.</summary>
    public static Fact? Read(Page page, Stretch at, string rule)
    {
        var said = page[at];
        foreach (
            var (regex, order) in new[]
            {
                (Iso(), "ymd"),
                (MonthFirst(), "mdy"),
                (DayFirst(), "dmy"),
                (Dotted(), "dmy"),
                (MonthOnly(), "my"),
                (YearOnly(), "y"),
            }
        )
            if (regex.Match(said) is { Success: true } match && Written(match, order) is { } date)
                return new(date, new(at.Start + match.Index, at.Start + match.Index + match.Length), rule, 0.97)
                {
                    Ground = match.Value == date ? Ground.Exact : Ground.Normalized,
                };
        return null;
    }

    static string? Written(Match match, string order)
    {
        var year = match.Groups["y"].Value;
        if (order == "y")
            return year;
        var month = Month(match.Groups["m"].Value);
        var day = order == "my" ? "" : $"-{int.Parse(match.Groups["d"].Value, CultureInfo.InvariantCulture):00}";
        var date = $"{year}-{month:00}{day}";
        return month is >= 1 and <= 12 && new PartialDateAttribute().Check(date) is null or { IsWarning: true } ? date : null;
    }

    static int Month(string said) =>
        int.TryParse(said, CultureInfo.InvariantCulture, out var number) ? number
        : Spelling.OfCode(said) is { Length: >= 3 } folded
            ? Array.FindIndex(Months, names => names.Any(name => folded.StartsWith(name, StringComparison.Ordinal))) + 1
        : 0;

    [GeneratedRegex(@"(?<y>(?:19|20)[0-9]{2})-(?<m>[0-9]{2})-(?<d>[0-9]{2})(?![0-9])")]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<m>\p{L}{3,9})\.? (?<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?<y>(?:19|20)[0-9]{2})(?![0-9])")]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"(?<![0-9])(?<d>[0-9]{1,2})(?:st|nd|rd|th|er|\.)? (?:of )?(?<m>\p{L}{3,9})\.?,? (?<y>(?:19|20)[0-9]{2})(?![0-9])")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"(?<![0-9.])(?<d>[0-9]{1,2})\.(?<m>[0-9]{1,2})\.(?<y>(?:19|20)[0-9]{2})(?![0-9])")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"(?<m>\p{L}{3,9})\.? (?<y>(?:19|20)[0-9]{2})(?![0-9])")]
    private static partial Regex MonthOnly();

    [GeneratedRegex(@"^(?<y>(?:19|20)[0-9]{2})$")]
    private static partial Regex YearOnly();
}
