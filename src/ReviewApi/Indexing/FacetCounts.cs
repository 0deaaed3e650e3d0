using System.Numerics;

namespace ReviewApi.Indexing;

/// <summary>How many reviews of a version have which value of which facet.</summary>
internal static class FacetCounts
{
    /// <summary>
    /// The values of some facets, each under all conditions but the facet's own, the most frequent first and so many at most. What is asked
    /// of one picture or track is asked of the one that has the value.
    /// </summary>
    public static (int Total, IReadOnlyDictionary<Field, IReadOnlyList<FacetValue>> Facets) Of(
        CatalogueVersion version, Question question, IReadOnlyCollection<Field> facets, int most)
    {
        using var all = question.Ask(version);
        var words = all.FewWords();
        var counts = new Dictionary<Field, IReadOnlyList<FacetValue>>();
        foreach (var facet in facets)
        {
            var others = question.Without(facet);
            using var own = question.Asks(facet) ? others.Ask(version) : null;
            var index = version.Store[facet];
            var counted = others.Conditions.OfType<OneHasAll>().FirstOrDefault(asked => asked.IsTogetherWith(facet)) is { } together
                ? Together(index, own ?? all, together)
                : Whole(index, own ?? all, own is null ? words : own.FewWords());
            counts[facet] = MostFrequent(index, counted, most);
        }
        return (all.Count, counts);
    }

    static List<(int Number, int Count)> Whole(FieldIndex index, Matches matches, int[]? words)
    {
        var counts = new List<(int, int)>();
        for (var (number, terms) = (0, index.Terms.Count); number < terms; number++)
        {
            var postings = index.Reviews[number];
            var count = words is null ? postings.CountIn(matches.Bits) : postings.CountIn(matches.Bits, words);
            if (count > 0)
                counts.Add((number, count));
        }
        return counts;
    }

    static List<(int Number, int Count)> Together(FieldIndex index, Matches matches, OneHasAll together)
    {
        using var having = together.Having(matches.Version);
        var owners = matches.Version.PartsOf(together.Asked[0].Field).Parts.Owners;
        KeepMatches(having.Bits, owners, matches);
        var counts = new List<(int, int)>();
        for (var (number, terms) = (0, index.Terms.Count); number < terms; number++)
            if (CountOwners(index.Parts[number], having.Bits, owners) is var count and > 0)
                counts.Add((number, count));
        return counts;
    }

    static void KeepMatches(Span<ulong> parts, ReadOnlySpan<int> owners, Matches matches)
    {
        for (var word = 0; word < parts.Length; word++)
            for (var rest = parts[word]; rest != 0; rest &= rest - 1)
                if (!matches.Has(owners[word << 6 | BitOperations.TrailingZeroCount(rest)]))
                    parts[word] ^= rest & (~rest + 1);
    }

    // Those of one review follow each other.
    static int CountOwners(Postings term, ReadOnlySpan<ulong> parts, ReadOnlySpan<int> owners)
    {
        var (count, last) = (0, -1);
        if (term.Bits is { } bits)
        {
            for (var word = 0; word < Math.Min(bits.Length, parts.Length); word++)
                for (var rest = bits[word] & parts[word]; rest != 0; rest &= rest - 1)
                    Count(owners[word << 6 | BitOperations.TrailingZeroCount(rest)]);
            return count;
        }
        foreach (var part in term)
            if (Bitmap.Has(parts, part))
                Count(owners[part]);
        return count;

        void Count(int owner)
        {
            count += owner == last ? 0 : 1;
            last = owner;
        }
    }

    // Texts are made only of those that may be among the most frequent.
    static List<FacetValue> MostFrequent(FieldIndex index, List<(int Number, int Count)> counts, int most)
    {
        counts.Sort((one, other) => other.Count.CompareTo(one.Count));
        var least = counts.Count > most ? counts[most - 1].Count : 0;
        return [.. counts.TakeWhile(one => one.Count >= least).Select(one => new FacetValue(index.Terms.Text(one.Number), one.Count))
            .OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal).Take(most)];
    }
}

/// <summary>A value of a facet and how many reviews have it.</summary>
internal readonly record struct FacetValue(string Value, int Count);
