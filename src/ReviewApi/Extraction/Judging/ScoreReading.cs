using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Judging;

/// <summary>
/// Finds scores where they stand: alone, at the front or the end of a line, within prose; and what is said in place of one.
/// </summary>
internal static class ScoreReading
{
    const int Longest = 60;
    const int LongestState = 30;
    const string Closers = ")].*_ ";

    static readonly NameWords States = new(
        CodeBook.Named("score_state").List.Items.SelectMany(item =>
            item.Aliases.Append(item.Label).Append(item.Code).Concat(item.Labels?.Values ?? [])));

    static readonly Phrases LegendWords = new(
        "max, maximal, maximum, höchstens, out of, out of a possible, from a possible, von maximal, scale of 0/1/one/zero to, skala von "
        + "0/1/null/eins bis, échelle de 0/1 à, notes sur");

    static readonly Phrases Scored = new(
        "wertung, wertungen, punktewertung, rating, ratings, score, scores, scored, mark, marks, grades, stars, all, each, everything, "
        + "bewertung, bewertungen, note, notes, punkte");

    /// <summary>The score that a value, as of a key, is; null where it is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The value.</param>
    /// <param name="bare">What numbers without a scale are of, where the text says it once for all.</param>
    public static PrintedScore? Whole(string text, Stretch at, int? bare = null)
    {
        if (at.Length is 0 or > Longest)
            return null;
        var start = text[at.Start] is '(' or '[' ? at.Start + 1 : at.Start;
        if (ScoreForms.At(text, start, at.End, bare) is { } score && IsWhole(text, score, at.End))
            return score;
        if (at.Length > LongestState || !States.AreIn(text.AsSpan(at.Start..at.End)))
            return null;
        var said = text[at.Start..at.End];
        return CodeBook.Named("score_state").CodeOf(said.Trim('.', ' ', '(', ')', '-')) is { } state and not "scored"
            ? new(said, null, at) { State = state }
            : null;
    }

    /// <summary>The scores "n of m" within a stretch of prose.</summary>
    public static IEnumerable<PrintedScore> Within(string text, Stretch at)
    {
        for (var place = at.Start; place < at.End; place++)
            if ((char.IsAsciiDigit(text[place]) || text[place] == '½' || char.IsLetter(text[place]))
                && (place == at.Start || !char.IsLetterOrDigit(text[place - 1]) && text[place - 1] is not ('.' or ',' or '/' or ':' or '-'))
                && ScoreForms.OfNumber(text, place, at.End, null) is { } score)
            {
                yield return score;
                place = score.At.End - 1;
            }
    }

    /// <summary>
    /// The score that a labelled paragraph begins with, and the prose behind it: "9/10 - The transfer …"; empty for none.
    /// </summary>
    public static (Stretch Score, Stretch Prose) Leading(string text, Stretch at)
    {
        var start = text[at.Start] is '(' or '[' ? at.Start + 1 : at.Start;
        if (ScoreForms.At(text, start, at.End) is not { State: null } score)
            return (default, at);
        var rest = text.AsSpan(score.At.End..at.End);
        var behind = rest.TrimStart(")].;:-–—| *");
        var isApart = rest.Length > behind.Length && rest[..(rest.Length - behind.Length)] is not " ";
        return behind.Length > 0 && isApart ? (score.At, new(at.End - behind.Length, at.End)) : (default, at);
    }

    /// <summary>The score that ends a line, and the label before it: "Video (4/5)", "Picture – B+"; null for none.</summary>
    public static (Stretch Label, PrintedScore Score)? Trailing(string text, Stretch at, int? bare = null)
    {
        for (var place = Math.Max(at.Start + 1, at.End - 30); place < at.End; place++)
            if (" \t:([-–—|".Contains(text[place - 1])
                && text[place] is not ' '
                && ScoreForms.At(text, place, at.End, bare) is { State: null } score
                && text.AsSpan(score.At.End..at.End).Trim(Closers).Length == 0)
                return (new(at.Start, at.Start + text.AsSpan(at.Start..place).TrimEnd(" \t:([-–—|").Length), score);
        return null;
    }

    /// <summary>What numbers without a scale are of: "all scores out of 10".</summary>
    public static int? Legend(Page page)
    {
        foreach (var said in LegendWords.In(page))
        {
            var place = said.End;
            while (place < page.Text.Length && page.Text[place] is ' ' or '.' or ':')
                place++;
            var (end, of) = ScoreForms.Number(page.Text, place);
            var before = page.Text.AsSpan(Math.Max(0, said.Start - 12)..said.Start).TrimEnd(' ');
            var line = page.LineAt(said.Start);
            if (end > 0 && ScoreForms.IsScale(of)
                && !(before.Length > 0 && (char.IsAsciiDigit(before[^1]) || before[^1] is '½'))
                && line >= 0
                && (Scored.IsIn(page, new(Math.Max(page.Lines[line].At.Start, said.Start - 40), said.Start)) || page[said].Contains(' ')
                    && said.Length > 8))
                return of;
        }
        return null;
    }

    // Nothing behind it, or a remark in brackets, or another value on the line.
    static bool IsWhole(string text, PrintedScore score, int end)
    {
        var rest = text.AsSpan(score.At.End..end);
        return rest.Trim(Closers).Length == 0 || rest.StartsWith(" (") || rest.StartsWith("  ") && score.Scale is not "letter"
            || rest.TrimStart(')').StartsWith(" - ") || rest.StartsWith(", ");
    }
}
