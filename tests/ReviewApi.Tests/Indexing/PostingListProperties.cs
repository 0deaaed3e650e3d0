using ReviewApi.Indexing;

namespace ReviewApi.Tests.Indexing;

/// <summary>Postings as they grow from one to a list, to a bitmap and back.</summary>
public sealed class PostingListProperties
{
    [Many(200)]
    public void Given_any_growing_ordinals_when_they_are_added_then_postings_have_these_and_no_others(int seed)
    {
        var random = new Random(seed);
        var (postings, ordinals, ordinal) = (new PostingLists(), new SortedSet<int>(), 0);
        for (var stretch = 0; stretch < random.Next(1, 8); stretch++)
            for (var (left, step) = (random.Next(200), random.Next(1, 3) == 1 ? 2 : 400); left > 0; left--)
            {
                ordinals.Add(ordinal);
                postings.Add(number: 3, ordinal, expected: seed % 3 == 0 ? 5000 : 0);
                ordinal += random.Next(step);
            }
        var found = new List<int>();
        foreach (var one in postings[3])
            found.Add(one);
        Assert.Equal(ordinals, found);
        Assert.Equal(ordinals.Count, postings.About(3));
        var bits = new ulong[Bitmap.Words(ordinal + 1)];
        for (var one = 0; one <= ordinal; one += random.Next(1, 4))
            bits[one >> 6] |= 1UL << one;
        var both = ordinals.Where(one => Bitmap.Has(bits, one)).ToList();
        Assert.Equal((both.Count, both.Count > 0), (postings[3].CountIn(bits), postings[3].AnyIn(bits)));
        Assert.Equal(both.Count, postings[3].CountIn(bits, [.. Enumerable.Range(0, bits.Length)]));
        Assert.Equal(0, postings[2].CountIn(bits) + postings[4].CountIn(bits) + postings[-1].CountIn(bits));
        postings[3].AndInto(bits, new ulong[bits.Length]);
        Assert.Equal(both, Enumerable.Range(0, ordinal + 1).Where(one => Bitmap.Has(bits, one)));
    }
}
