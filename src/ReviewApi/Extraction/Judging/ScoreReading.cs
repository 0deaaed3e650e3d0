using System.Globalization;
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

/// <summary>Reads scores by their form: "4/5", "★★★½☆", "3½ stars out of 5", "B+", "85%", "N/A".</summary>
internal static class ScoreReading
{
    const int Longest = 60;
    const int LongestState = 30;
    const string Full = "★✭✮✯⭐*";
    const string Empty = "☆✩";
    const string Closers = ")].*_ ";

    static readonly (int Of, string Scale, decimal Step)[] Scales =
    [
        (5, "stars_5", 0.25m),
        (4, "stars_4", 0.5m),
        (10, "ten", 0.1m),
        (100, "percent", 1m),
        (20, "twenty", 0.5m),
    ];

    static readonly string[] Units =
        ["stars", "star", "points", "point", "sternen", "sterne", "stern", "punkten", "punkte", "punkt", "étoiles", "étoile", "pts"];

    static readonly string[] Outs = ["out of a possible", "out of", "of", "von", "sur", "aus"];

    static readonly string[] OutsOfWords = ["out of a possible", "out of", "von", "sur"];

    static readonly string[] Halves = ["and a half", "and one half", "et demie", "et demi", "einhalb", "1/2", "½"];

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
        if (At(text, start, at.End, bare) is { } score && IsWhole(text, score, at.End))
            return score;
        if (at.Length > LongestState || !States.AreIn(text.AsSpan(at.Start..at.End)))
            return null;
        var said = text[at.Start..at.End];
        return CodeBook.Named("score_state").CodeOf(said.Trim('.', ' ', '(', ')', '-')) is { } state and not "scored"
            ? new(said, null, at) { State = state }
            : null;
    }

    /// <summary>The score that begins at a place; null where none does.</summary>
    public static PrintedScore? At(string text, int place, int end, int? bare = null) =>
        place >= end ? null : OfGlyphs(text, place, end, bare) ?? OfNumber(text, place, end, bare) ?? OfLetter(text, place, end);

    /// <summary>The scores "n of m" within a stretch of prose.</summary>
    public static IEnumerable<PrintedScore> Within(string text, Stretch at)
    {
        for (var place = at.Start; place < at.End; place++)
            if ((char.IsAsciiDigit(text[place]) || text[place] == '½' || char.IsLetter(text[place]))
                && (place == at.Start || !char.IsLetterOrDigit(text[place - 1]) && text[place - 1] is not ('.' or ',' or '/' or ':' or '-'))
                && OfNumber(text, place, at.End, null) is { } score)
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
        if (At(text, start, at.End) is not { State: null } score)
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
                && At(text, place, at.End, bare) is { State: null } score
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
            var (end, of) = Number(page.Text, place);
            var before = page.Text.AsSpan(Math.Max(0, said.Start - 12)..said.Start).TrimEnd(' ');
            var line = page.LineAt(said.Start);
            if (end > 0 && Array.Exists(Scales, scale => scale.Of == of)
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

    static PrintedScore? OfGlyphs(string text, int start, int end, int? bare)
    {
        var (place, full, half, empty) = (start, 0, false, 0);
        for (; place < end && place - start < 12; place++)
            if (Full.Contains(text[place]))
                full++;
            else if (Empty.Contains(text[place]))
                empty++;
            else if (text[place] == '½' && place > start)
                half = true;
            else if (place > start && text.AsSpan(place..end).StartsWith("1/2"))
                (half, place) = (true, place + 2);
            else if (text[place] is not '\ufe0f')
                break;
        if (place == start || place < end && char.IsLetterOrDigit(text[place]))
            return null;
        var of = full + empty + (half && empty > 0 ? 1 : 0);
        // Five full stars are of five; four and a half are of no fewer.
        if (empty == 0)
            of = full == 5 || full == 4 && half ? 5
                : bare is 4 or 5 ? bare.Value
                : 0;
        return On($"{full}{(half ? ".5" : "")}", of, new(start, place));
    }

    static PrintedScore? OfNumber(string text, int start, int end, int? bare)
    {
        var (place, value) = Value(text, start, end);
        if (place < 0)
            return null;
        var next = Skip(text, place, end);
        if (next < end && text[next] == '%' || Word(text, next, end, ["percent", "Prozent"]) > 0)
            return On(value, 100, new(start, text[next] == '%' ? next + 1 : Word(text, next, end, ["percent", "Prozent"])));
        var unit = Word(text, next, end, Units) is var behind and > 0 ? behind : -1;
        var over = unit > 0 ? Skip(text, unit, end) : next;
        // "One of five documentaries" is no score.
        var isWord = char.IsLetter(text[start]);
        var outOf = over < end && text[over] == '/' ? over + 1 : Word(text, over, end, isWord ? OutsOfWords : Outs);
        if (outOf > 0 && Number(text, Skip(text, outOf, end)) is var (last, of) && last > 0 && last <= end)
        {
            var named = Word(text, Skip(text, last, end), end, Units);
            return On(value, of, new(start, named > 0 ? named : last));
        }
        return bare is { } known && (text[start] is not '½')
            && (place == end || !char.IsLetterOrDigit(text[place]) && text[place] is not ('.' or ',' or ':' or '/' or '-'))
            ? On(value, known, new(start, unit > 0 ? unit : place))
            : null;
    }

    static PrintedScore? OfLetter(string text, int start, int end)
    {
        if (text[start] is not ((>= 'A' and <= 'D') or 'F'))
            return null;
        var place = start + 1;
        while (place < end && place - start < 3 && text[place] is '+' or '-' or '–' or '−')
            place++;
        if (place < end && (char.IsLetterOrDigit(text[place]) || text[place] is '\'' or '’' or '/' or '.' && place + 1 < end
            && char.IsLetter(text[place + 1])))
            return null;
        return new(text[start..place].Replace('–', '-').Replace('−', '-'), "letter", new(start, place));
    }

    // A number in digits or in words, with its half: where it ends, and as digits.
    static (int End, string Value) Value(string text, int start, int end)
    {
        var place = start;
        while (place < end && char.IsAsciiDigit(text[place]))
            place++;
        if (place - start > 3)
            return (-1, "");
        var value = text[start..place];
        if (place == start)
        {
            if (text[start] == '½')
                return (start + 1, "0.5");
            var last = start;
            while (last < end && char.IsLetter(text[last]))
                last++;
            if (last == start || last - start > 6 || NumberWords.Of(text.AsSpan(start..last)) is not { } number)
                return (-1, "");
            (place, value) = (last, $"{number}");
        }
        else if (place + 1 < end && text[place] is '.' or ',' && char.IsAsciiDigit(text[place + 1]))
        {
            var fraction = place + 1;
            while (fraction < end && char.IsAsciiDigit(text[fraction]))
                fraction++;
            return fraction - place > 3 ? (-1, "") : (fraction, text[start..fraction]);
        }
        foreach (var half in Halves)
            if (text.AsSpan(Skip(text, place, end)..end).StartsWith(half, StringComparison.OrdinalIgnoreCase))
                return (Skip(text, place, end) + half.Length, $"{value}.5");
        return place < end && text[place] is '¼' or '¾' ? (place + 1, $"{value}{(text[place] == '¼' ? ".25" : ".75")}") : (place, value);
    }

    // What a score is of, in digits or in words, and where that ends.
    static (int End, int Of) Number(string text, int start)
    {
        var place = start;
        while (place < text.Length && place - start < 7 && char.IsLetterOrDigit(text[place]))
            place++;
        var said = text[start..place];
        if (!int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var of))
            of = NumberWords.Of(said) ?? 0;
        if (place + 1 < text.Length && text[place] is '.' or ',' && text[place + 1] == '0')
            place += 2;
        var isWhole = place == text.Length || !char.IsLetterOrDigit(text[place]) && text[place] is not ('/' or '%')
            && !(text[place] is '.' or ',' or ':' && place + 1 < text.Length && char.IsAsciiDigit(text[place + 1]));
        return of > 0 && isWhole ? (place, of) : (-1, 0);
    }

    // Where one of some words ends that begins at a place; less than 0 for none.
    static int Word(string text, int start, int end, string[] words)
    {
        foreach (var word in words)
            if (text.AsSpan(start..Math.Max(start, end)).StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && (start + word.Length == text.Length || !char.IsLetter(text[start + word.Length])))
                return start + word.Length;
        return -1;
    }

    static int Skip(string text, int place, int end) => place < end && text[place] is ' ' or '\u00a0' ? place + 1 : place;

    static PrintedScore? On(string value, int of, Stretch at)
    {
        var scale = Array.Find(Scales, one => one.Of == of);
        return scale.Scale is not null
            && decimal.TryParse(value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= of
            && number % scale.Step == 0
            && (of != 20 || number >= 1)
            ? new(value, scale.Scale, at)
            : null;
    }
}
