using System.Buffers;
using ReviewApi.Codes;

namespace ReviewApi.Extraction.Reading;

/// <summary>
/// Phrases that are looked for word by word, whatever their case and accents: "the? old/older dvd, out of print, deserv*". A comma stands
/// between phrases, a slash between words that stand for each other, a question mark behind a word that may be missing, an asterisk behind
/// the beginning of one; _ is any word. What it costs grows with the words that are looked at.
/// </summary>
internal sealed class Phrases
{
    const int WidestGap = 3;

    static readonly SearchValues<char> Stops = SearchValues.Create(".,;:()[]|!?");

    readonly Node root = new();
    readonly int longest;

    public Phrases(string list)
    {
        foreach (var phrase in list.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var (words, ends) = (phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries), new List<Node> { root });
            longest = Math.Max(longest, words.Length);
            foreach (var word in words)
            {
                var behind = ends.SelectMany(node => word.TrimEnd('?').Split('/').Select(node.With));
                ends = [.. behind, .. word.EndsWith('?') ? ends : []];
            }
            foreach (var end in ends)
                end.IsEnd = true;
        }
    }

    /// <summary>Those that stand in a stretch, in order, none within another.</summary>
    public IEnumerable<Stretch> In(Page page, Stretch at)
    {
        for (var word = page.Words.From(at.Start); word < page.Words.Count && page.Words.End(word) <= at.End; word++)
            if (Last(page, root, word, at.End) is var last and >= 0)
            {
                yield return page.Words.Run(word, last);
                word = last;
            }
    }

    /// <summary>Those of a whole page.</summary>
    public IEnumerable<Stretch> In(Page page) => In(page, new(0, page.Text.Length));

    /// <summary>Whether any of them stands in a stretch.</summary>
    public bool IsIn(Page page, Stretch at)
    {
        for (var word = page.Words.From(at.Start); word < page.Words.Count && page.Words.End(word) <= at.End; word++)
            if (Last(page, root, word, at.End) >= 0)
                return true;
        return false;
    }

    /// <summary>The longest that begins at a place, or behind the blanks there; null for none.</summary>
    public Stretch? Behind(Page page, int place, int end = int.MaxValue)
    {
        var word = page.Words.From(place);
        return word < page.Words.Count
            && Joins(page.Text.AsSpan(place..page.Words.Start(word)))
            && Last(page, root, word, end) is var last and >= 0
            ? page.Words.Run(word, last)
            : null;
    }

    /// <summary>The longest that ends at a place, or before the blanks there; null for none.</summary>
    public Stretch? Before(Page page, int place, int start = 0)
    {
        var last = page.Words.From(place) - 1;
        if (last < 0 || page.Words.End(last) > place || !Joins(page.Text.AsSpan(page.Words.End(last)..place)))
            return null;
        for (var word = Math.Max(0, last - longest + 1); word <= last; word++)
            if (page.Words.Start(word) >= start && Ends(page, root, word, last))
                return page.Words.Run(word, last);
        return null;
    }

    /// <summary>Whether a stretch is one of them and has no other word.</summary>
    public bool Are(Page page, Stretch at)
    {
        var (first, last) = (page.Words.From(at.Start), page.Words.From(at.End) - 1);
        return first <= last && Ends(page, root, first, last);
    }

    /// <summary>Whether a stretch has no other words than these, and no other marks than some.</summary>
    public bool Fill(Page page, Stretch at, string marks)
    {
        var place = at.Start;
        foreach (var phrase in In(page, at))
        {
            if (!IsOf(page.Text.AsSpan(place..phrase.Start), marks))
                return false;
            place = phrase.End;
        }
        return place <= at.End && IsOf(page.Text.AsSpan(place..at.End), marks);
    }

    static bool IsOf(ReadOnlySpan<char> said, string marks) => !said.ContainsAnyExcept(marks);

    // The last word of the longest phrase that begins at a word and lies before an end; less than 0 for none.
    static int Last(Page page, Node node, int word, int end)
    {
        if (page.Words.End(word) > end)
            return -1;
        var best = -1;
        for (var way = 0; node.Next(page.Words[word], ref way) is { } next;)
            best = Math.Max(best,
                Math.Max(next.IsEnd ? word : -1, !next.IsLeaf && IsJoined(page, word) ? Last(page, next, word + 1, end) : -1));
        return best;
    }

    // Whether a phrase goes from one word to another.
    static bool Ends(Page page, Node node, int word, int last)
    {
        for (var way = 0; node.Next(page.Words[word], ref way) is { } next;)
            if (word == last ? next.IsEnd : !next.IsLeaf && IsJoined(page, word) && Ends(page, next, word + 1, last))
                return true;
        return false;
    }

    static bool IsJoined(Page page, int word) =>
        word + 1 < page.Words.Count && Joins(page.Text.AsSpan(page.Words.End(word)..page.Words.Start(word + 1)));

    static bool Joins(ReadOnlySpan<char> gap) => gap.Length <= WidestGap && !gap.ContainsAny(Stops) && gap.Count('\n') < 2;

    /// <summary>What may follow some words.</summary>
    sealed class Node
    {
        const int LongestTold = 31;

        readonly Dictionary<string, Node> words = [];
        readonly Dictionary<string, Node>.AlternateLookup<ReadOnlySpan<char>> byWord;

        // Of each first letter the lengths of the words, a bit each: most words of a text are none of them by that alone.
        readonly uint[] lengths = new uint['z' - 'a' + 1];
        readonly List<(string Beginning, Node Node)> beginnings = [];
        Node? any;

        public Node() => byWord = words.GetAlternateLookup<ReadOnlySpan<char>>();

        public bool IsEnd { get; set; }

        public bool IsLeaf => words.Count == 0 && beginnings.Count == 0 && any is null;

        /// <summary>The node behind a word, which is made where there is none.</summary>
        public Node With(string word)
        {
            if (word == "_")
                return any ??= new();
            var folded = Spelling.OfCode(word);
            if (!word.EndsWith('*'))
            {
                if (char.IsAsciiLetterLower(folded[0]))
                    lengths[folded[0] - 'a'] |= 1u << Math.Min(folded.Length, LongestTold);
                return words.TryGetValue(folded, out var known) ? known : words[folded] = new();
            }
            if (beginnings.Find(one => one.Beginning == folded).Node is { } same)
                return same;
            beginnings.Add((folded, new()));
            return beginnings[^1].Node;
        }

        /// <summary>The nodes behind a word of a text, one after another: the word itself, any word, the beginnings of words.</summary>
        public Node? Next(ReadOnlySpan<char> word, ref int way)
        {
            if (way == 0)
            {
                way = 1;
                if (MayBe(word) && byWord.TryGetValue(word, out var next))
                    return next;
            }
            if (way == 1)
            {
                way = 2;
                if (any is not null)
                    return any;
            }
            for (; way - 2 < beginnings.Count; way++)
                if (word.StartsWith(beginnings[way - 2].Beginning, StringComparison.Ordinal))
                    return beginnings[way++ - 2].Node;
            return null;
        }

        bool MayBe(ReadOnlySpan<char> word) =>
            !char.IsAsciiLetterLower(word[0]) || (lengths[word[0] - 'a'] >> Math.Min(word.Length, LongestTold) & 1) != 0;
    }
}
