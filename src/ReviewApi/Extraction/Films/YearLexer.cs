using System.Globalization;
using System.Text.RegularExpressions;
using ReviewApi.Extraction.Discs;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>The year of a film, and none of a novel, an older film or a disc.</summary>
internal static partial class YearLexer
{
    /// <summary>The film's year: beside its title, from a key, or as "Mann's 1995 thriller".</summary>
    public static Fact? Find(ReadText read, Fact? title)
    {
        var text = read.Page.Text;
        foreach (var line in read.Page.Lines)
            if (
                line.Kind is LineKind.KeyValue
                && YearKey().IsMatch(read.Page[line.Key])
                && FourDigits().Match(text, line.Value.Start, line.Value.Length) is { Success: true } keyed
            )
                return OfYear(keyed, 0.98);
        foreach (var line in read.Page.Lines.Where(line => line.Kind is LineKind.Title))
            if (InBrackets().Match(text, line.At.Start, line.At.Length) is { Success: true } bracketed)
                return OfYear(bracketed.Groups[1], 0.97);
        if (title is not null)
            for (var place = text.IndexOf((string)title.Value, StringComparison.Ordinal); place >= 0 && place < text.Length;)
            {
                var end = place + ((string)title.Value).Length;
                if (BehindTitle().Match(text, end, Math.Min(30, text.Length - end)) is { Success: true } behind)
                    return OfYear(behind.Groups[1], 0.96);
                place = end < text.Length ? text.IndexOf((string)title.Value, end, StringComparison.Ordinal) : -1;
            }
        var said = OfFilm()
            .Matches(text)
            .Where(match =>
                !OfOther().IsMatch(text.AsSpan(read.Page.Sentence(match.Index, 45, 0).Start..match.Index))
                && read.Page.LineAt(match.Index) is var number
                && read.Outline.Section(number) is null or "story" or "performances" or "overall"
            )
            .Select(match => OfYear(match.Groups["y"], 0.9))
            .ToList();
        return Chosen.Of(said) is { Confidence: >= 0.85 } year ? year : null;
    }

    static Fact OfYear(Capture year, double sureness) =>
        new(long.Parse(year.Value, CultureInfo.InvariantCulture), new(year.Index, year.Index + year.Length), "film.year", sureness)
        {
            Ground = Ground.Exact,
        };

    [GeneratedRegex(
        @"^(?:year|(?:production|theatrical|release|film) year|year of (?:production|"
            + @"release)|(?:produktions)?jahr|année(?: de production)?|jahrgang|produktionsjahr|"
            + @"production|country/year|land/jahr|pays/année|herstellungsjahr)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex YearKey();

    [GeneratedRegex(@"(?<![0-9])(?:18[789][0-9]|19[0-9]{2}|20[0-4][0-9])(?![0-9])")]
    private static partial Regex FourDigits();

    [GeneratedRegex(@"\G[”""’*_]?,? ?[(\[](?:[\p{L}. /,]{2,20}[, ])?((?:18[789][0-9]|19[0-9]{2}|20[0-4][0-9]))[)\],;]")]
    private static partial Regex BehindTitle();

    [GeneratedRegex(
        @"(?<![0-9$£€])(?<y>(?:18[89][0-9]|19[0-9]{2}|20[0-4][0-9]))(?:er)? (?:[\p{L}\-]{3,20},? ){0,3}(?:film|"
            + @"movie|thriller|drama|comedy|western|classic|picture|epic|hit|feature|horror|"
            + @"romance|masterpiece|debut|musical|adaptation|noir|crime|saga|chiller|shocker|"
            + @"biopic|fantasy|adventure)\b|(?:released (?:theatrically )?(?:in|to) (?:cinemas |"
            + @"theaters |theatres )?(?:in )?|aus dem Jahr(?:e)? |gedreht |sorti en |réalisé en )(?<y>(?:19|"
            + @"20)[0-9]{2})\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OfFilm();

    [GeneratedRegex(
        @"\b(?:novel|book|play|remake|original|based on|adapted|like|unlike|sequel|prequel|"
            + @"blu-?ray|dvd|disc|edition|previous|earlier|follow-up to|also|reminiscent|recalls)\b[^.]{0,30}$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OfOther();

    [GeneratedRegex(@"[(\[](?:[\p{L}. /,]{2,30}[, ])?((?:18[789][0-9]|19[0-9]{2}|20[0-4][0-9]))[)\]]")]
    public static partial Regex InBrackets();
}
