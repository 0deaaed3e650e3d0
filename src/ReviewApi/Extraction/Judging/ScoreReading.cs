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

    /// <summary>The score that a value, as of a key, is; null where it is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The value.</param>
    /// <param name="legend">What scores without a scale are of.</param>
    public static PrintedScore? Whole(string text, Stretch at, Legend legend = default)
    {
        if (at.Length is 0 or > Longest)
            return null;
        var start = text[at.Start] is '(' or '[' ? at.Start + 1 : at.Start;
        if (ScoreForms.At(text, start, at.End, legend) is { } score && IsWhole(text, score, at.End))
            return score;
        if (at.Length is 1 or > LongestState || !States.AreIn(text.AsSpan(at.Start..at.End)))
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
    public static (Stretch Label, PrintedScore Score)? Trailing(string text, Stretch at, Legend legend = default)
    {
        for (var place = Math.Max(at.Start + 1, at.End - 30); place < at.End; place++)
            if (" \t:([-–—|".Contains(text[place - 1])
                && text[place] is not ' '
                && ScoreForms.At(text, place, at.End, legend) is { State: null } score
                && text.AsSpan(score.At.End..at.End).Trim(Closers).Length == 0)
                return (new(at.Start, at.Start + text.AsSpan(at.Start..place).TrimEnd(" \t:([-–—|").Length), score);
        return null;
    }

    // Nothing behind it, or a remark in brackets, or another value on the line.
    static bool IsWhole(string text, PrintedScore score, int end)
    {
        var rest = text.AsSpan(score.At.End..end);
        return rest.Trim(Closers).Length == 0 || rest.StartsWith(" (") || rest.StartsWith("  ") && score.Scale is not "letter"
            || rest.TrimStart(')').StartsWith(" - ") || rest.StartsWith(", ") || IsNextLabel(rest);
    }

    // "★★★★★ Disc: ★★★☆☆".
    static bool IsNextLabel(ReadOnlySpan<char> rest) =>
        rest is [' ', >= 'A' and <= 'Z', ..] && rest.IndexOf(": ") is var colon and > 2 and < 20 && !rest[1..colon].Contains('.');
}
