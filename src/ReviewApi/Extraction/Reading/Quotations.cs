namespace ReviewApi.Extraction.Reading;

/// <summary>What stands in quotation marks: "x", “x”, „x“, ‘x’, «x».</summary>
internal static class Quotations
{
    const int Shortest = 2;
    const int Longest = 120;

    /// <summary>The first quotation of a stretch, without its marks; null for none.</summary>
    public static Stretch? First(string text, Stretch at)
    {
        for (var place = at.Start; place < at.End; place++)
            if (Closing(text, place) is { } closing && End(text, place + 1, at.End, closing) is var end and > 0)
            {
                var inside = LineReading.Trimmed(text, new(place + 1, end));
                while (inside.Length > 0 && text[inside.End - 1] is ',' or '.')
                    inside = new(inside.Start, inside.End - 1);
                if (inside.Length >= Shortest)
                    return inside;
            }
        return null;
    }

    // What closes a quotation that begins at a place; null where none does.
    static string? Closing(string text, int place) => text[place] switch
    {
        '"' => "\"”",
        '“' => "”\"“",
        '„' => "“”\"",
        '«' => "»",
        '‘' or '\'' when (place == 0 || !char.IsLetterOrDigit(text[place - 1])) && place + 1 < text.Length
            && char.IsLetterOrDigit(text[place + 1]) => "’'",
        _ => null,
    };

    // An apostrophe within a word closes nothing.
    static int End(string text, int start, int end, string closing)
    {
        end = Math.Min(end, start + Longest);
        for (var place = start; place < end && text[place] != '\n'; place++)
            if (closing.Contains(text[place])
                && (text[place] is not ('’' or '\'') || place + 1 == text.Length || !char.IsLetterOrDigit(text[place + 1])))
                return place;
        return -1;
    }
}
