namespace ReviewApi.Indexing;

/// <summary>How many reviews of a version have which value of which facet.</summary>
internal static class FacetCounting
{
    /// <summary>
    /// The values of some facets, each under all conditions but the facet's own, the most frequent first and so many at most. What is asked
    /// of one picture or track is asked of the one that has the value.
    /// </summary>
    public static (int Total, IReadOnlyDictionary<Field, IReadOnlyList<FacetValue>> Facets) Count(
        CatalogueVersion version, Question question, IReadOnlyCollection<Field> facets, int most)
    {
        using var all = question.Ask(version);
        var words = all.FewWords();
        var counts = new Dictionary<Field, IReadOnlyList<FacetValue>>();
        var shared = new Dictionary<OneHasAll, Matches.Room>();
        foreach (var facet in facets)
        {
            var others = question.Without(facet);
            using var own = question.Asks(facet) ? others.Ask(version) : null;
            var index = version.Store[facet];
            var together = others.Conditions.OfType<OneHasAll>().FirstOrDefault(asked => asked.IsTogetherWith(facet));
            counts[facet] = MostFrequent(index, (together, own) switch
            {
                (null, null) => Whole(index, all, words),
                (null, _) => Whole(index, own, own.FewWords()),
                (_, null) => Together(index, version.PartsOf(facet).Parts, Shared(together)),
                _ => TogetherAlone(index, together, own),
            }, most);
        }
        foreach (var room in shared.Values)
            room.Dispose();
        return (all.Count, counts);

        // What facets have in common that no filter is their own of.
        ReadOnlySpan<ulong> Shared(OneHasAll together) =>
            (shared.TryGetValue(together, out var room) ? room : shared[together] = Having(together, all)).Bits;
    }

    static List<(int Number, int Count)> TogetherAlone(FieldIndex index, OneHasAll together, Matches matches)
    {
        using var having = Having(together, matches);
        return Together(index, matches.Version.PartsOf(together.Asked[0].Field).Parts, having.Bits);
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

    static List<(int Number, int Count)> Together(FieldIndex index, Parts parts, ReadOnlySpan<ulong> having)
    {
        var counts = new List<(int, int)>();
        for (var (number, terms) = (0, index.Terms.Count); number < terms; number++)
            if (parts.CountReviews(index.Parts[number], having) is var count and > 0)
                counts.Add((number, count));
        return counts;
    }

    static Matches.Room Having(OneHasAll together, Matches matches)
    {
        var having = together.Having(matches.Version);
        matches.Version.PartsOf(together.Asked[0].Field).Parts.Keep(having.Bits, matches);
        return having;
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
