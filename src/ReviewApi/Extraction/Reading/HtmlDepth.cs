namespace ReviewApi.Extraction.Reading;

/// <summary>How deep HTML is nested, before it is parsed: a parser's work grows with length and depth multiplied.</summary>
internal static class HtmlDepth
{
    /// <summary>The most elements that may be open at once; pages have a few dozen.</summary>
    public const int Most = 200;

    // Each paragraph opens again what was never closed of these.
    const int MostFormatting = 20;
    const int LongestName = 21;

    static readonly HashSet<string> Formatting = Words("a b big code em font i nobr s small strike strong tt u");

    // Without an end, or ended by what follows.
    static readonly HashSet<string> Uncounted = Words(
        "area base br col embed hr img input link meta source track wbr p li td th tr dt dd option tbody thead tfoot colgroup body html "
        + "head");

    /// <summary>Whether more elements are open at once than are read.</summary>
    public static bool IsTooGreat(string html)
    {
        var (open, all, formatting) = (new Dictionary<string, int>(), 0, 0);
        for (var place = html.IndexOf('<', StringComparison.Ordinal); place >= 0
            && place + 1 < html.Length; place = html.IndexOf('<', place + 1))
        {
            var isEnd = html[place + 1] == '/';
            var name = Name(html.AsSpan(place + (isEnd ? 2 : 1)));
            if (name.Length == 0 || Uncounted.Contains(name) || isEnd && open.GetValueOrDefault(name) == 0)
                continue;
            var step = isEnd ? -1 : 1;
            open[name] = open.GetValueOrDefault(name) + step;
            all += step;
            formatting += Formatting.Contains(name) ? step : 0;
            if (all > Most || formatting > MostFormatting)
                return true;
        }
        return false;
    }

    static string Name(ReadOnlySpan<char> tag)
    {
        var end = 0;
        while (end < LongestName && end < tag.Length && (char.IsAsciiLetter(tag[end]) || end > 0 && char.IsAsciiDigit(tag[end])))
            end++;
        return tag[..end].ToString().ToLowerInvariant();
    }

    static HashSet<string> Words(string words) => [.. words.Split(' ')];
}
