namespace ReviewApi.Extraction.Reading;

/// <summary>Several keys with their values on one line: "Dir: Bill Forsyth. With: Peter Riegert", "Label: Arrow | Region: B".</summary>
internal static class KeysInLine
{
    const int LongestLine = 400;
    const int LongestPart = 120;
    const int LongestKey = 40;
    const int LeastInProse = 2;
    const string Between = " .;,|/•·–—\t";

    static readonly string[] Separators = [". ", "; ", ", ", " | ", " / ", " • ", " · ", " – ", " — ", "  ", "\t"];

    /// <summary>The parts of a line, each with its key; the line as it is where it has no more than one.</summary>
    public static IReadOnlyList<Stretch> Parts(string text, Stretch line)
    {
        if (line.Length > LongestLine || text.AsSpan(line.Start..line.End).Count(':') < 2)
            return [line];
        var (parts, start) = (new List<Stretch>(), line.Start);
        for (var colon = line.Start + 1; colon + 1 < line.End; colon++)
            if (text[colon] == ':' && LineReading.IsBlank(text[colon + 1]) && KeyStart(text, start, colon) is var key and > 0)
            {
                parts.Add(new(start, start + text.AsSpan(start..key).TrimEnd(Between).Length));
                start = key;
            }
        parts.Add(new(start, line.End));
        var isKeyed = LineKinds.KeyEnd(text, line) is var end and > 0 && FactKeys.Of(text.AsSpan(line.Start..end)) is not FactKey.None;
        return parts.Count > (isKeyed ? 1 : LeastInProse)
            && parts.TrueForAll(part => part.Length is > 0 and < LongestPart) ? parts : [line];
    }

    // Where the key begins that ends at a colon, behind a separator; 0 where it is none that is known.
    static int KeyStart(string text, int start, int colon)
    {
        for (var place = colon - 1; place > start && colon - place <= LongestKey; place--)
            if (Array.Exists(Separators, one => text.AsSpan(start..place).EndsWith(one, StringComparison.Ordinal))
                && FactKeys.Of(text.AsSpan(place..colon)) is not FactKey.None and var fact)
                return (fact & FactKey.Unsure) == 0 ? place : 0;
        return 0;
    }
}
