using System.Globalization;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>How long something is, as printed: "12:30", "1 h 10 min", "27 minutes", "1h31", "(9 mins.)".</summary>
internal static class Lengths
{
    const long Most = 360_000;

    static readonly string[] Hours = ["hours", "hour", "hrs", "hr", "h", "stunden", "stunde", "std", "heures", "heure"];
    static readonly string[] Minutes =
        ["minutes", "minute", "mins", "min", "minuten", "minütige", "minütigen", "minütiger", "minütiges", "mn", "m"];
    static readonly string[] Seconds = ["seconds", "second", "secs", "sec", "sekunden", "sek", "secondes", "s"];

    /// <summary>The first length of a stretch.</summary>
    public static Fact? First(string text, Stretch at, string rule)
    {
        for (var place = at.Start; place < at.End; place++)
            if (char.IsAsciiDigit(text[place]))
            {
                if (IsFree(text, place) && Of(text, place, at.End) is (var end, var seconds and > 0 and < Most))
                    return new(seconds, new(place, end), rule, 0.96);
                while (place + 1 < at.End && char.IsAsciiDigit(text[place + 1]))
                    place++;
            }
        return null;
    }

    // No part of another number: "1.85:1", "2:10:30".
    static bool IsFree(string text, int place) =>
        place == 0 || !char.IsAsciiDigit(text[place - 1]) && text[place - 1] is not (':' or '.' or ',' or '/');

    static (int End, long Seconds) Of(string text, int start, int end)
    {
        var (place, number) = Number(text, start, end);
        if (place < end && text[place] == ':')
            return Clock(text, place, number, end);
        var unit = Unit(text, place, end, Hours);
        if (unit < 0)
            return Unit(text, place, end, Minutes) is var minutes and > 0 ? WithSeconds(text, minutes, end, number * 60)
                : Unit(text, place, end, Seconds) is var seconds and > 0 ? (seconds, number)
                : (-1, 0);
        // "1 h 10 min", "1 hour and 10 minutes", "1h31".
        var next = unit;
        while (next < end && text[next] is ' ' or ',' or '.')
            next++;
        foreach (var and in (ReadOnlySpan<string>)["and ", "et ", "und "])
            if (text.AsSpan(next..end).StartsWith(and, StringComparison.Ordinal))
                next += and.Length;
        if (next < end && char.IsAsciiDigit(text[next]) && Number(text, next, end) is (var last, var more and < 60))
            return Unit(text, last, end, Minutes) is var named and > 0 ? (named, number * 3600 + more * 60)
                : next == unit ? (last, number * 3600 + more * 60)
                : (unit, number * 3600);
        return (unit, number * 3600);
    }

    // "9 min 30 s".
    static (int End, long Seconds) WithSeconds(string text, int unit, int end, long seconds)
    {
        var next = unit;
        while (next < end && text[next] is ' ' or '.' or ',')
            next++;
        return next < end && char.IsAsciiDigit(text[next]) && Number(text, next, end) is (var last, var more and < 60)
            && Unit(text, last, end, Seconds) is var named and > 0
            ? (named, seconds + more)
            : (unit, seconds);
    }

    // "12:30", "1:35:44.197".
    static (int End, long Seconds) Clock(string text, int colon, long first, int end)
    {
        if (TwoDigits(text, colon + 1, end) is not (var second and >= 0))
            return (-1, 0);
        var place = colon + 3;
        if (place < end && text[place] == ':')
            return TwoDigits(text, place + 1, end) is var third and >= 0 && first < 100
                ? (Fraction(text, place + 3, end), first * 3600 + second * 60 + third) : (-1, 0);
        return (place, first * 60 + second);
    }

    static int Fraction(string text, int place, int end)
    {
        if (place + 1 < end && text[place] == '.' && char.IsAsciiDigit(text[place + 1]))
            for (place++; place < end && char.IsAsciiDigit(text[place]); place++) { }
        return place;
    }

    static int TwoDigits(string text, int place, int end) =>
        place + 1 < end && text[place] is >= '0' and <= '5' && char.IsAsciiDigit(text[place + 1])
            && !(place + 2 < end && char.IsAsciiDigit(text[place + 2]))
            ? (text[place] - '0') * 10 + text[place + 1] - '0'
            : -1;

    static (int End, long Number) Number(string text, int start, int end)
    {
        var place = start;
        while (place < end && place - start < 4 && char.IsAsciiDigit(text[place]))
            place++;
        return (place, long.Parse(text.AsSpan(start..place), CultureInfo.InvariantCulture));
    }

    // Where a unit ends behind a number, a blank or a hyphen; less than 0 for none. "1h31" has another number behind it.
    static int Unit(string text, int place, int end, string[] units)
    {
        var start = place < end && text[place] is ' ' or '-' or '\u00a0' ? place + 1 : place;
        foreach (var unit in units)
            if (text.AsSpan(start..Math.Max(start, end)).StartsWith(unit, StringComparison.OrdinalIgnoreCase)
                && !(start + unit.Length < text.Length && char.IsLetter(text[start + unit.Length]))
                && (unit.Length > 1 || start == place || unit == "h"))
                return start + unit.Length;
        return -1;
    }
}
