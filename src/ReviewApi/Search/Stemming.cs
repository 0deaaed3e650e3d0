using System.Text;
using ReviewApi.Listings;

namespace ReviewApi.Search;

/// <summary>What a configuration makes of words as they are written, in all the spellings that they are found by.</summary>
internal sealed class Stemming(Lexemes lexemes, string config)
{
    const int LongestPlain = 100;

    readonly Dictionary<string, string[]?> written = [];
    readonly Dictionary<string, Lexed> learned = [];
    readonly HashSet<string> unknown = [];

    public string Config => config;

    /// <summary>The lexemes that a word is found by; null while what it is made of is not known.</summary>
    public string[]? Of(ReadOnlySpan<char> word)
    {
        if (word.Length <= LongestPlain && Ascii.IsValid(word))
        {
            Span<char> lower = stackalloc char[LongestPlain];
            lower = lower[..word.ToLowerInvariant(lower)];
            if (lexemes.Find(config, lower) is { } known)
                return known.Lexemes;
            return Known(lower.ToString())?.Lexemes;
        }
        var spans = written.GetAlternateLookup<ReadOnlySpan<char>>();
        if (spans.TryGetValue(word, out var found) && found is not null)
            return found;
        var parts = TextWords.Spellings(word.ToString()).SelectMany(TextWords.Found).Distinct().Select(Known).ToList();
        return spans[word] = parts.Contains(null) ? null : [.. parts.SelectMany(part => part!.Lexemes).Distinct()];
    }

    /// <summary>The words that are not known, those first that begin as some lexemes do.</summary>
    public IReadOnlyList<string> Unknown(IReadOnlySet<string> likely, int most)
    {
        var beginnings = likely.Select(lexeme => lexeme[..Math.Min(2, lexeme.Length)]).ToHashSet();
        return [.. unknown.OrderByDescending(IsLikely).Take(most)];

        bool IsLikely(string word) => beginnings.Any(beginning => word.StartsWith(beginning, StringComparison.Ordinal));
    }

    public void Learn(IEnumerable<(string Word, Lexed Lexed)> words)
    {
        foreach (var (word, lexed) in words)
            learned[word] = lexed;
    }

    Lexed? Known(string word)
    {
        if (learned.GetValueOrDefault(word) is { } asked)
            return asked;
        if (lexemes.Find(config, word) is { } known)
            return known;
        unknown.Add(word);
        return null;
    }
}
