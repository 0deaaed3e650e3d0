using System.Text.RegularExpressions;

namespace ReviewApi.Extraction.Reading;

/// <summary>How deep HTML is nested, before it is parsed: a parser's work grows with length and depth multiplied.</summary>
internal static partial class HtmlDepth
{
    /// <summary>The most elements that may be open at once; pages have a few dozen.</summary>
    public const int Most = 200;

    // Each paragraph opens again what was never closed of these.
    const int MostFormatting = 20;

    static readonly HashSet<string> Formatting = Words("a b big code em font i nobr s small strike strong tt u");

    // Without an end, or ended by what follows.
    static readonly HashSet<string> Uncounted = Words(
        "area base br col embed hr img input link meta source track wbr "
            + "p li td th tr dt dd option tbody thead tfoot colgroup body html head"
    );

    /// <summary>Whether more elements are open at once than are read.</summary>
    public static bool IsTooGreat(string html)
    {
        var (open, all, formatting) = (new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase), 0, 0);
        foreach (var match in Tag().EnumerateMatches(html))
        {
            var isEnd = html[match.Index + 1] == '/';
            var name = html[(match.Index + (isEnd ? 2 : 1))..(match.Index + match.Length)].ToLowerInvariant();
            if (Uncounted.Contains(name) || isEnd && open.GetValueOrDefault(name) == 0)
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

    static HashSet<string> Words(string words) => [.. words.Split(' ')];

    [GeneratedRegex("</?[a-zA-Z][a-zA-Z0-9]{0,20}")]
    private static partial Regex Tag();
}
