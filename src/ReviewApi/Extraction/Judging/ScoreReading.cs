using System.Globalization;
using System.Text.RegularExpressions;
using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Judging;

/// <summary>A score as printed.</summary>
/// <param name="Value">The value in digits or as a letter: "3.5" of "3½".</param>
/// <param name="Scale">The scale's code; null where the print does not say it.</param>
/// <param name="At">Where it stands.</param>
internal sealed record PrintedScore(string Value, string? Scale, Stretch At)
{
    /// <summary>The state that is printed in place of a score, as not_applicable.</summary>
    public string? State { get; init; }
}

/// <summary>Reads scores by their form: "4/5", "★★★½☆", "3½ stars", "B+", "85%", "N/A".</summary>
internal static partial class ScoreReading
{
    const int LongestLead = 60;

    static readonly (int Of, string Scale, decimal Step)[] Scales =
    [
        (5, "stars_5", 0.25m),
        (4, "stars_4", 0.5m),
        (10, "ten", 0.1m),
        (100, "percent", 1m),
        (20, "twenty", 0.5m),
    ];

    /// <summary>The score that a value, as of a key, is; null where it is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The value.</param>
    /// <param name="bare">What numbers without a scale are of, where the text says it once for all.</param>
    public static PrintedScore? Whole(string text, Stretch at, int? bare = null)
    {
        if (at.Length is 0 or > 60)
            return null;
        var said = text[at.Start..at.End];
        if (Fraction().Match(said) is { Success: true, Index: 0 } fraction)
            return OfFraction(fraction, at.Start);
        if (Glyphs().Match(said) is { Success: true } glyphs)
            return OfGlyphs(glyphs, at.Start, bare);
        if (Percent().Match(said) is { Success: true } percent)
            return On(percent.Groups[1].Value, 100, Of(at, percent));
        if (Letter().Match(said) is { Success: true } letter)
            return new(letter.Groups[1].Value.Replace('–', '-').Replace('−', '-'), "letter", Of(at, letter.Groups[1]));
        if (bare is { } of && Bare().Match(said) is { Success: true } number)
            return On(Digits(number.Groups[1].Value), of, Of(at, number.Groups[1]));
        return CodeBook.Named("score_state").CodeOf(said.Trim('.', ' ', '(', ')', '-')) is { } state and not "scored"
            ? new(said, null, at) { State = state }
            : null;
    }

    /// <summary>The scores "n of m" within a stretch of prose.</summary>
    public static IEnumerable<PrintedScore> Within(string text, Stretch at)
    {
        foreach (Match match in Fraction().Matches(text[at.Start..at.End]))
            if (OfFraction(match, at.Start) is { } score)
                yield return score;
    }

    /// <summary>
    /// The score that a labelled paragraph begins with, and the prose behind it: "9/10 - The transfer …"; empty for none.
    /// </summary>
    public static (Stretch Score, Stretch Prose) Leading(string text, Stretch at)
    {
        var match = InFront().Match(text[at.Start..Math.Min(at.End, at.Start + LongestLead)]);
        var score = Of(at, match.Groups["score"]);
        return match.Success && Whole(text, score) is { State: null } ? (score, new(at.Start + match.Length, at.End)) : (default, at);
    }

    /// <summary>The label without the score behind it, and the score: "Video (4/5)"; empty for none.</summary>
    public static (Stretch Label, Stretch Score) Trailing(string text, Stretch key)
    {
        var match = InBrackets().Match(text[key.Start..key.End]);
        var score = Of(key, match.Groups["score"]);
        return match.Success && Whole(text, score) is { State: null } ? (new(key.Start, key.Start + match.Index), score) : (key, default);
    }

    /// <summary>What numbers without a scale are of: "all scores out of 10".</summary>
    public static int? Legend(string text)
    {
        var said = LegendWords().Match(text);
        return
            said.Success
            && int.TryParse(Digits(said.Groups[1].Value), CultureInfo.InvariantCulture, out var of)
            && Scales.Any(scale => scale.Of == of)
            ? of
            : null;
    }

    static PrintedScore? OfFraction(Match match, int offset) =>
        int.TryParse(Digits(match.Groups["of"].Value), CultureInfo.InvariantCulture, out var of)
            ? On(Digits(match.Groups["value"].Value), of, new(offset + match.Index, offset + match.Index + match.Length))
            : null;

    static PrintedScore? OfGlyphs(Match match, int offset, int? bare)
    {
        var said = match.Groups[1].Value;
        var (full, half, empty) = (
            said.Count(letter => letter is '★' or '✭' or '✮' or '⭐' or '*'),
            said.Contains('½'),
            said.Count(letter => letter is '☆' or '✩')
        );
        var of = full + empty + (half && empty > 0 ? 1 : 0);
        // Five full stars are of five; four and a half are of no fewer.
        if (empty == 0)
            of =
                full == 5 || full == 4 && half ? 5
                : bare is 4 or 5 ? bare.Value
                : 0;
        return On($"{full}{(half ? ".5" : "")}", of, new(offset + match.Groups[1].Index, offset + match.Groups[1].Index + said.Length));
    }

    static PrintedScore? On(string value, int of, Stretch at)
    {
        var scale = Array.Find(Scales, one => one.Of == of);
        return
            scale.Scale is not null
            && decimal.TryParse(value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= of
            && number % scale.Step == 0
            && (of != 20 || number >= 1)
            ? new(value, scale.Scale, at)
            : null;
    }

    static string Digits(string said) =>
        NumberWords.Of(said) is { } number ? $"{number}"
        : said is "½" ? "0.5"
        : said.Replace("½", ".5").Replace("¼", ".25").Replace("¾", ".75").Replace(" ", "");

    static Stretch Of(Stretch at, Group group) => new(at.Start + group.Index, at.Start + group.Index + group.Length);

    [GeneratedRegex(
        @"(?<![0-9.,/:\p{L}])(?<value>[0-9]{1,3}(?:[.,][0-9]{1,2}| ?[½¼¾])?|½|(?:zero|"
            + @"one|two|three|four|five|six|seven|eight|nine|ten|eins|zwei|drei|vier|fünf|sechs|"
            + @"sieben|acht|neun|zehn|un|deux|trois|quatre|cinq)(?![\p{L}]))(?: ?/ ?| (?:(?:stars?|"
            + @"points?|sterne[n]?|punkte[n]?|étoiles?) )?(?:out )?(?:of|von|sur) (?:a possible )?)(?<of>100|"
            + @"10|20|5|4|five|ten|fünf|zehn|cinq|dix|four)(?:[.,]0)?(?![0-9:.%]*[0-9]|/|[\p{L}])(?: (?:stars?|"
            + @"points?|sternen?|punkten?|étoiles?))?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Fraction();

    [GeneratedRegex(@"^\W{0,2}?([★✭✮⭐*☆✩]{1,10}½?[☆✩]{0,9})(?:\W{0,3}$|\s?\()")]
    private static partial Regex Glyphs();

    [GeneratedRegex(
        @"^[(\[]?(?<score>[0-9]{1,3}(?:[.,][0-9]{1,2}| ?[½¼¾])?"
            + @"(?: ?/ ?| (?:(?:stars?|points?|sterne|punkte|étoiles?) )?(?:out of|von|sur) )"
            + @"(?:100|10|20|5|4)(?: (?:stars?|points?|sterne|punkte|étoiles?))?|[★✭✮⭐*☆✩]{1,10}½?[☆✩]{0,9}|[0-9]{1,3} ?%|"
            + @"[A-DF](?:\+{1,2}|[-–−])?)(?:[)\]]\s?[-–—|:]{0,2}|\s[-–—|]{1,2}|[.;:])\s+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex InFront();

    [GeneratedRegex(@"\s?[(\[](?<score>[^()\[\]]{1,20})[)\]]$")]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"^([0-9]{1,3}) ?(?:%|percent|Prozent)(?![0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex Percent();

    [GeneratedRegex(@"^([A-DF](?:\+{1,2}|[-–−])?)(?:[.\s]*$|\s\()")]
    private static partial Regex Letter();

    [GeneratedRegex(
        @"^([0-9]{1,3}(?:[.,][0-9]{1,2}| ?[½¼¾])?)(?: (?:stars?|points?|sterne?|punkte?|" + @"étoiles?))?\.?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Bare();

    [GeneratedRegex(
        @"\b(?:(?:ratings?|scores?|scored|marks|grades|stars|all|each|bewertung(?:en)?|"
            + @"notes?|punkte)\b[^.\n]{0,40}?(?:out of|from|of a possible|von(?: maximal)?|"
            + @"sur)|(?:scale of|auf einer skala von) (?:0|1|one|zero|null) (?:to|bis|–|-)|"
            + @"(?:0|1) ?[-–] ?(?=(?:5|10|20|100) (?:scale|points)))\s?(100|10|20|5|4|five|"
            + @"ten|fünf|zehn|cinq|dix)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex LegendWords();
}
