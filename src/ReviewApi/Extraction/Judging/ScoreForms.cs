using System.Globalization;
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

/// <summary>The forms that scores are printed in: "4/5", "★★★½☆", "3½ stars out of 5", "B+", "85%".</summary>
internal static class ScoreForms
{
    const string Full = "★✭✮✯⭐*";
    const string Empty = "☆✩";

    static readonly (int Of, string Scale, decimal Step)[] Scales =
    [
        (5, "stars_5", 0.25m),
        (4, "stars_4", 0.5m),
        (10, "ten", 0.1m),
        (100, "percent", 1m),
        (20, "twenty", 0.5m),
    ];

    static readonly string[] Percents = ["percent", "Prozent"];

    static readonly string[] Units =
        ["stars", "star", "points", "point", "sternen", "sterne", "stern", "punkten", "punkte", "punkt", "étoiles", "étoile", "pts"];

    static readonly string[] Outs = ["out of a possible", "out of", "of", "von", "sur", "aus"];

    static readonly string[] OutsOfWords = ["out of a possible", "out of", "von", "sur"];

    static readonly string[] Halves = ["and a half", "and one half", "et demie", "et demi", "einhalb", "1/2", "½"];

    /// <summary>The score that begins at a place; null where none does.</summary>
    public static PrintedScore? At(string text, int place, int end, Legend legend = default) =>
        place >= end ? null
            : OfGlyphs(text, place, end, legend.Stars) ?? OfNumber(text, place, end, legend.Numbers) ?? OfLetter(text, place, end);

    /// <summary>What a scale is of; null for letters.</summary>
    public static int? Of(string? scale) => Array.Find(Scales, one => one.Scale == scale) is { Of: > 0 and var of } ? of : null;

    /// <summary>Whether there is a scale of so many.</summary>
    public static bool IsScale(int of) => Array.Exists(Scales, scale => scale.Of == of);

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
            of = full == 5 || full == 4 && half ? 5 : bare ?? 0;
        return On($"{full}{(half ? ".5" : "")}", of, new(start, place));
    }

    /// <summary>The number that begins at a place and says what it is of; null where none does.</summary>
    public static PrintedScore? OfNumber(string text, int start, int end, int? bare)
    {
        var (place, value) = Value(text, start, end);
        if (place < 0)
            return null;
        var next = Skip(text, place, end);
        var percent = next < end && text[next] == '%' ? next + 1 : Word(text, next, end, Percents);
        if (percent > 0)
            return On(value, 100, new(start, percent));
        var unit = Word(text, next, end, Units);
        var over = unit > 0 ? Skip(text, unit, end) : next;
        // "9 (out of 10)".
        if (over + 1 < end && text[over] == '(' && char.IsLetter(text[over + 1]))
            over++;
        // A score in words is never "n of m": "one of five documentaries".
        var isWord = char.IsLetter(text[start]);
        var outOf = over < end && text[over] == '/' ? over + 1 : Word(text, over, end, isWord ? OutsOfWords : Outs);
        if (outOf > 0 && Number(text, Skip(text, outOf, end)) is var (last, of) && last > 0 && last <= end)
        {
            var named = Word(text, Skip(text, last, end), end, Units);
            return On(value, of, new(start, named > 0 ? named : last));
        }
        return bare is { } known && (text[start] is not '½')
            && (place == end || !char.IsLetterOrDigit(text[place]) && text[place] is not (':' or '/' or '-')
                && !(text[place] is '.' or ',' && place + 1 < end && char.IsAsciiDigit(text[place + 1])))
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

    /// <summary>The number that a score is out of, in digits or in words, and where it ends; less than 0 where there is none.</summary>
    public static (int End, int Of) Number(string text, int start)
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
