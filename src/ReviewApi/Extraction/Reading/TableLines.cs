using System.Buffers;

namespace ReviewApi.Extraction.Reading;

/// <summary>What plain text draws with signs: rows between bars, and rules under headings and between rows.</summary>
internal static class TableLines
{
    const int ShortestRule = 3;

    static readonly SearchValues<char> OfRules = SearchValues.Create("-=~_|:+ \t");

    /// <summary>Whether a line is drawn and says nothing: "-----", "|---|---|".</summary>
    public static bool IsRule(ReadOnlySpan<char> line) =>
        line.Length >= ShortestRule
        && !line.ContainsAnyExcept(OfRules)
        && line.IndexOfAny("-=~_") is var drawn and >= 0
        && line.Count(line[drawn]) >= ShortestRule;

    /// <summary>A row without the bars around it: "| Year | 1968 |"; other lines as they are.</summary>
    public static Stretch Row(string text, Stretch line) =>
        line.Length > 2 && text[line.Start] == '|' && text[line.End - 1] == '|'
            ? LineReading.Trimmed(text, new(line.Start + 1, line.End - 1))
            : line;
}
