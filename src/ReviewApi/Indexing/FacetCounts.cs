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
            var counted = others.Conditions.OfType<OneHasAll>().FirstOrDefault(asked => IsOfSame(asked, facet)) is { } together
                ? Together(index, own ?? all, together)
                : Whole(index, own ?? all, own is null ? words : own.FewWords());
            counts[facet] = MostFrequent(index, counted, most);
        }
        return (all.Count, counts);
    }

    static bool IsOfSame(OneHasAll asked, Field facet) => (facet.IsOfPicture() || facet.IsOfTrack()) && asked.IsTogetherWith(facet);

    static List<(int Number, int Count)> Whole(FieldIndex index, Matches matches, int[]? words)
    {
        var counts = new List<(int, int)>();
        for (var (number, terms) = (0, index.Terms.Count); number < terms; number++)
        {
            var postings = index.Whole[number];
            var count = words is null ? postings.CountIn(matches.Bits) : postings.CountIn(matches.Bits, words);
            if (count > 0)
                counts.Add((number, count));
        }
        return counts;
    }

    static List<(int Number, int Count)> Together(FieldIndex index, Matches matches, OneHasAll together)
    {
        var slots = together.BySlot(matches).ToList();
        using var having = matches.NewRoom();
        var counts = new List<(int, int)>();
        for (var (number, terms) = (0, index.Terms.Count); number < terms; number++)
        {
            having.Bits.Clear();
            foreach (var slot in slots.TakeWhile(slot => slot.Slot < index.Slots.Length))
                AddBoth(having.Bits, index.Slots[slot.Slot][number], slot.Found);
            if (Bitmap.Count(having.Bits) is var count and > 0)
                counts.Add((number, count));
        }
        foreach (var slot in slots)
            slot.Dispose();
        return counts;
    }

    static void AddBoth(Span<ulong> into, Postings term, Postings found)
    {
        if (term.Bits is { } bits && found.Bits is { } others)
        {
            Bitmap.OrBoth(into, bits, others);
            return;
        }
        var (list, other) = term.Bits is null ? (term, found) : (found, term);
        foreach (var ordinal in list)
        {
            if (ordinal >> 6 >= into.Length)
                break;
            if (other.Has(ordinal))
                into[ordinal >> 6] |= 1UL << ordinal;
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
