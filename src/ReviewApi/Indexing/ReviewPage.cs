using System.Numerics;

namespace ReviewApi.Indexing;

/// <summary>A page of reviews, with the place from which the next one goes on.</summary>
internal sealed record ReviewPage(IReadOnlyList<ListedReview> Reviews, ReviewPlace? Next)
{
    static readonly double GoldenRatio = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The first of some matches in the order of some keys, after a place if there is one.</summary>
    public static ReviewPage Sorted(Matches matches, IReadOnlyList<SortKey> keys, int limit, ReviewPlace? after = null)
    {
        var order = new ReviewOrder(matches.Version, keys);
        var first = First(matches, keys, order, limit + 1, after is null ? null : order.Of(after));
        var reviews = first.Take(limit).Select(ordinal => ListedReview.At(matches.Version, ordinal)).ToList();
        return new(reviews, first.Count > limit ? order.PlaceOf(first[limit - 1]) : null);
    }

    /// <summary>Those of some reviews that match, in the order in which they are asked for; after one of them if there is one.</summary>
    public static ReviewPage InOrder(Matches matches, IReadOnlyList<Guid> ids, int limit, ReviewPlace? after = null)
    {
        var found = ids.Distinct().SkipWhile(id => after is not null && id != after.Id).Skip(after is null ? 0 : 1)
            .Select(matches.Version.Find).Where(ordinal => ordinal >= 0 && matches.Has(ordinal)).Take(limit + 1)
            .Select(ordinal => ListedReview.At(matches.Version, ordinal)).ToList();
        return new([.. found.Take(limit)], found.Count > limit ? new([], found[limit - 1].Id) : null);
    }

    // What does not come before the last of the best so far is passed over, 64 at once.
    static List<int> First(Matches matches, IReadOnlyList<SortKey> keys, ReviewOrder order, int take, ReviewOrder.Standing? after)
    {
        var isBackwards = keys[0] is { IsTime: true, IsDescending: true };
        var (best, last, one) = (new List<int>(take + 1), (ReviewOrder.Standing?)null, new ReviewOrder.Standing(keys.Count));
        foreach (var start in Blocks(matches.Bits.Length, keys[0]))
        {
            var segment = matches.Version.Segments[start / Segment.Words];
            if (keys[0].IsTime && IsPassedOver(segment, start % Segment.Words / Segment.BlockWords))
                continue;
            var block = matches.Bits[start..Math.Min(start + Segment.BlockWords, matches.Bits.Length)];
            for (var number = 0; number < block.Length; number++)
                if ((isBackwards ? block.Length - 1 - number : number) is var word && block[word] != 0)
                    Look(segment, start + word, block[word]);
        }
        return best;

        bool IsPassedOver(Segment segment, int block) =>
            last is not null && keys[0].Least(segment, block) > last.Values[0]
            || after is not null && keys[0].Greatest(segment, block) < after.Values[0];

        void Look(Segment segment, int word, ulong bits)
        {
            var (place, open) = (word % Segment.Words * 64, 0UL);
            if (after is not null)
            {
                (var before, open) = order.Compare(segment, place, after);
                bits &= ~before;
            }
            if (bits != 0 && last is not null)
            {
                var (before, same) = order.Compare(segment, place, last);
                bits &= before | same;
            }
            while (bits != 0)
            {
                var bit = isBackwards ? 63 - BitOperations.LeadingZeroCount(bits) : BitOperations.TrailingZeroCount(bits);
                bits ^= 1UL << bit;
                var ordinal = word << 6 | bit;
                if ((open >> bit & 1) != 0 && order.Compare(ordinal, after!) <= 0)
                    continue;
                if (last is null || order.Compare(ordinal, last) < 0)
                    Add(ordinal);
            }
        }

        void Add(int ordinal)
        {
            order.Read(ordinal, one);
            var (low, high) = (0, best.Count);
            while (low < high)
            {
                var middle = low + high >> 1;
                (low, high) = order.Compare(best[middle], one) < 0 ? (middle + 1, high) : (low, middle);
            }
            best.Insert(low, ordinal);
            if (best.Count > take)
                best.RemoveAt(take);
            if (best.Count == take)
                order.Read(best[^1], last ??= new(keys.Count));
        }
    }

    // Times mostly grow with the ordinals: those that come first are looked at first. By any other key blocks are taken from all over, so
    // that the best so far are soon good ones, whatever order the reviews came in.
    static IEnumerable<int> Blocks(int words, SortKey first)
    {
        var count = (words + Segment.BlockWords - 1) / Segment.BlockWords;
        var stride = Stride(count);
        for (var number = 0; number < count; number++)
            yield return Segment.BlockWords * (first switch
            {
                { IsTime: false } => (int)((long)number * stride % count),
                { IsDescending: true } => count - 1 - number,
                _ => number,
            });
    }

    static int Stride(int count)
    {
        var stride = Math.Max(1, (int)(count * GoldenRatio));
        while (BigInteger.GreatestCommonDivisor(stride, count) > 1)
            stride++;
        return stride;
    }
}

/// <summary>A review of a page.</summary>
internal readonly record struct ListedReview(Guid Id, ulong Tag)
{
    public static ListedReview At(CatalogueVersion version, int ordinal)
    {
        var (segment, place) = (version.Segments[ordinal / Segment.Size], ordinal % Segment.Size);
        return new(segment.Ids[place], segment.Tags[place]);
    }
}
