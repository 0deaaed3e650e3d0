using System.Collections.Frozen;
using ReviewApi.Codes;

namespace ReviewApi.Extraction.Reading;

/// <summary>The words that some names have: a line without any of them is none of the names, which is known without folding it.</summary>
internal sealed class NameWords(IEnumerable<string> names)
{
    readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> words = names
        .SelectMany(name => name.Split([' ', '/', '-', '(', ')', '&', '.', '\'', '’', ','], StringSplitOptions.RemoveEmptyEntries))
        .SelectMany(word => new[] { word, Spelling.OfCode(word) })
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a text has one of them.</summary>
    public bool AreIn(ReadOnlySpan<char> text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var end = start;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
                end++;
            if (end > start && words.Contains(text[start..end]))
                return true;
            start = end;
        }
        return false;
    }
}
