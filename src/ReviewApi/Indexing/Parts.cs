using System.Numerics;

namespace ReviewApi.Indexing;

/// <summary>The pictures, or the tracks, of all reviews. Each has an ordinal of its own; those of one review follow each other.</summary>
internal sealed class Parts
{
    int[] owners = [];

    // The last part of each review.
    ulong[] lasts = [];

    /// <summary>How many there are. For the writer: a version has its own.</summary>
    public int Count { get; private set; }

    /// <summary>The ordinals of the reviews that they are of.</summary>
    public ReadOnlySpan<int> Owners => Volatile.Read(ref owners);

    /// <summary>Adds a part of a review; its ordinal.</summary>
    public int Add(int owner)
    {
        if (Count == owners.Length)
            Volatile.Write(ref owners, Lexicon.Grown(owners, Count + 1));
        if (Count >> 6 == lasts.Length)
            Volatile.Write(ref lasts, Lexicon.Grown(lasts, lasts.Length + 1));
        if (Count > 0 && owners[Count - 1] == owner)
            Flip(Count - 1);
        Flip(Count);
        owners[Count] = owner;
        return Count++;
    }

    /// <summary>Takes away the parts whose reviews do not match.</summary>
    public void Keep(Span<ulong> parts, Matches matches)
    {
        var owners = Owners;
        for (var word = 0; word < parts.Length; word++)
            for (var rest = parts[word]; rest != 0; rest &= rest - 1)
                if (!matches.Has(owners[word << 6 | BitOperations.TrailingZeroCount(rest)]))
                    parts[word] ^= rest & (~rest + 1);
    }

    /// <summary>How many reviews have one of some parts that have a term too.</summary>
    public int CountReviews(Postings term, ReadOnlySpan<ulong> parts)
    {
        if (term.Bits is { } bits)
            return CountReviews(bits, parts);
        var owners = Owners;
        var (count, last) = (0, -1);
        foreach (var part in term)
            if (Bitmap.Has(parts, part))
            {
                count += owners[part] == last ? 0 : 1;
                last = owners[part];
            }
        return count;
    }

    // The parts of a review are the bits up to its last one. To those below it as many ones are added as there are: they run over into the
    // last one's bit if one of them is set. A review that goes on in the next word is counted there again, and is taken away once.
    int CountReviews(ReadOnlySpan<ulong> bits, ReadOnlySpan<ulong> parts)
    {
        var (lasts, count, isOpen) = (Volatile.Read(ref this.lasts), 0, false);
        for (var word = 0; word < Math.Min(bits.Length, parts.Length); word++)
        {
            var (both, ends) = (bits[word] & parts[word], Volatile.Read(ref lasts[word]));
            if (both == 0)
            {
                isOpen &= ends == 0;
                continue;
            }
            var all = ends | 1UL << 63;
            var having = ((both & ~all) + ~all | both) & all;
            count += BitOperations.PopCount(having);
            var isFirst = (having & (all & (~all + 1))) != 0;
            if (isOpen && isFirst)
                count--;
            var goesOn = ends >> 63 == 0;
            isOpen = goesOn && (having >> 63 != 0 || isOpen && ends == 0);
        }
        return count;
    }

    void Flip(int part) => Volatile.Write(ref lasts[part >> 6], lasts[part >> 6] ^ 1UL << part);
}
