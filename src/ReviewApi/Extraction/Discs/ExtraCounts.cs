using System.Globalization;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>How many of an extra there are: "three featurettes", "Deleted scenes (7)", "Trailer x3".</summary>
internal static class ExtraCounts
{
    const int MostBetween = 2;
    const int LongestBehind = 14;

    static readonly Phrases Inside = new("minute, minutes, min, mins, hour, part, disc, disk, channel, year, years, page, minuten, star, "
        + "of");

    /// <summary>The count of a kind, which stands in its name before it or behind it; null where none is said.</summary>
    public static Fact? Of(Page page, Stretch name, Term? kind)
    {
        if (kind is null)
            return null;
        for (var word = kind.First - 1; word >= 0 && kind.First - word <= MostBetween + 1 && page.Words.Start(word) >= name.Start; word--)
        {
            var at = page.Words.Run(word, word);
            if (page.Text[at.End] is not ' ' && kind.First - word > 1 || page.Text[at.End..page.Words.Start(word + 1)] is not (" " or "\n"))
                return Behind(page.Text, kind.At.End);
            if (Inside.Are(page, at))
                break;
            if (Count(page[at], at) is { } count)
                return word > 0 && Inside.Are(page, page.Words.Run(word - 1, word - 1)) ? null : count;
        }
        return Behind(page.Text, kind.At.End);
    }

    // "(7)", "(x3)", "(4 in total)", "x3", "x 3".
    static Fact? Behind(string text, int place)
    {
        var end = Math.Min(text.Length, place + LongestBehind);
        var start = place < end && text[place] == ' ' ? place + 1 : place;
        var isBracketed = start < end && text[start] is '(' or '[';
        start += isBracketed ? 1 : 0;
        var isTimes = start < end && text[start] is 'x' or '×';
        start += isTimes ? start + 1 < end && text[start + 1] == ' ' ? 2 : 1 : 0;
        var last = start;
        while (last < end && last - start < 2 && char.IsAsciiDigit(text[last]))
            last++;
        if (last == start || !isTimes && !isBracketed || last < text.Length
            && (char.IsLetterOrDigit(text[last]) || text[last] is ':' or '.'))
            return null;
        var rest = text.AsSpan(last..Math.Min(text.Length, last + 10));
        return isTimes || rest.StartsWith(")") || rest.StartsWith("]") || rest.StartsWith(" total") || rest.StartsWith(" in total")
            || rest.StartsWith(" scenes")
            ? Count(text[start..last], new(start, last))
            : null;
    }

    static Fact? Count(string said, Stretch at) =>
        (NumberWords.Of(said)
            ?? (said.Length <= 3 && int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0))
            is > 1 and var count
            ? new((long)count, at, "extras.count", 0.95)
            : null;
}
