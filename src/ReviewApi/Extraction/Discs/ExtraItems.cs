using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Discs;

/// <summary>The extras that stand on one line: "Featurette (12 min), Trailer (2:30)" are two.</summary>
internal static class ExtraItems
{
    /// <summary>What stands between the commas of a stretch that are in no brackets.</summary>
    public static IEnumerable<Stretch> Of(string text, Stretch value)
    {
        var (start, depth) = (value.Start, 0);
        for (var place = value.Start; place <= value.End; place++)
        {
            if (place < value.End && text[place] is '(' or ')')
                depth += text[place] == '(' ? 1 : -1;
            if (place != value.End && (depth > 0 || text[place] is not (',' or ';' or '|' or '•')))
                continue;
            if (LineReading.Trimmed(text, new(start, place)) is { Length: > 0 } item)
                yield return item;
            start = place + 1;
        }
    }

    /// <summary>The extras of a point of a list: several where each is named by its kind or has its own length, else the point.</summary>
    public static IReadOnlyList<Stretch> Listed(ReadText read, Stretch at)
    {
        var items = Of(read.Page.Text, at).ToList();
        return items.Count > 1 && items.TrueForAll(item => ExtraReader.IsOne(read, item)) ? items : [at];
    }
}
