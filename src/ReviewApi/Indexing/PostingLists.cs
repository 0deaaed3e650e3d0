namespace ReviewApi.Indexing;

/// <summary>
/// Which ordinals each term of a field has, by the term's number. They only grow at the end: a reader takes what there is and passes over
/// ordinals that are beyond its version. What an array has no ordinal for yet is greater than any, so that no count is needed.
/// </summary>
internal sealed class PostingLists
{
    // A list takes 32 bits for each ordinal, a bitmap one for each there is.
    const int Dense = 32;
    const int ShortestDense = 64;

    // Most terms have one ordinal, which needs no array.
    int[] firsts = [];
    Array?[] rest = [];

    // For the writer, and as a hint.
    int[] counts = [];

    public Postings this[int number]
    {
        get
        {
            var rest = Volatile.Read(ref this.rest);
            if (number < 0 || number >= rest.Length)
                return Postings.None;
            var more = Volatile.Read(ref rest[number]);
            return more is null ? new(Volatile.Read(ref firsts)[number], null) : new(0, more);
        }
    }

    /// <summary>About how many ordinals a term has, with those that are dead.</summary>
    public int About(int number)
    {
        var counts = Volatile.Read(ref this.counts);
        return number >= 0 && number < counts.Length ? counts[number] : 0;
    }

    /// <summary>Adds an ordinal that is no less than the last one; of so many ordinals as are expected.</summary>
    public void Add(int number, int ordinal, int expected)
    {
        if (number >= rest.Length)
            MakeRoom(number + 1);
        var count = counts[number];
        switch (rest[number])
        {
            case null when count == 0:
                Volatile.Write(ref firsts[number], ordinal);
                break;
            case null when firsts[number] == ordinal:
                return;
            case null:
                Volatile.Write(ref rest[number], new[] { firsts[number], ordinal });
                break;
            case int[] list when list[count - 1] == ordinal:
                return;
            case int[] list when count < list.Length:
                Volatile.Write(ref list[count], ordinal);
                break;
            case ulong[] bits when ordinal >> 6 < bits.Length:
                if (Bitmap.Has(bits, ordinal))
                    return;
                Volatile.Write(ref bits[ordinal >> 6], bits[ordinal >> 6] | 1UL << ordinal);
                break;
            case var full:
                Volatile.Write(ref rest[number], Grown(full, count, ordinal, expected));
                break;
        }
        counts[number] = count + 1;
    }

    /// <summary>Sets all ordinals of a term that has none yet; they are sorted.</summary>
    public void Set(int number, ReadOnlySpan<int> ordinals, int expected)
    {
        if (number >= rest.Length)
            MakeRoom(number + 1);
        counts[number] = ordinals.Length;
        if (ordinals.Length == 1)
            firsts[number] = ordinals[0];
        else
            rest[number] = IsDense(ordinals.Length, expected) ? Bits(ordinals, expected) : ordinals.ToArray();
    }

    /// <summary>Gives back the room that was kept for more.</summary>
    public void Trim()
    {
        for (var number = 0; number < rest.Length; number++)
            if (rest[number] is int[] list && list.Length > counts[number])
                Volatile.Write(ref rest[number], list[..counts[number]]);
    }

    static bool IsDense(int count, int expected) => count >= ShortestDense && (long)count * Dense > expected;

    static Array Grown(Array full, int count, int ordinal, int expected)
    {
        var all = Math.Max(ordinal + 1, expected);
        if (full is ulong[] bits && IsDense(count, all))
        {
            var grown = Lexicon.Grown(bits, Math.Max(Bitmap.Words(expected), (ordinal >> 6) + 1));
            grown[ordinal >> 6] |= 1UL << ordinal;
            return grown;
        }
        var list = new int[count + Math.Max(1, count / 2)];
        var length = 0;
        foreach (var one in new Postings(0, full))
            list[length++] = one;
        list[length++] = ordinal;
        if (IsDense(length, all))
            return Bits(list.AsSpan(0, length), all);
        list.AsSpan(length).Fill(int.MaxValue);
        return list;
    }

    static ulong[] Bits(ReadOnlySpan<int> ordinals, int expected)
    {
        var bits = new ulong[Math.Max(Bitmap.Words(expected), (ordinals[^1] >> 6) + 1)];
        foreach (var ordinal in ordinals)
            bits[ordinal >> 6] |= 1UL << ordinal;
        return bits;
    }

    // A number's entries stand in all three before a reader finds the number.
    void MakeRoom(int least)
    {
        var (first, more, counted) = (Lexicon.Grown(firsts, least), Lexicon.Grown(rest, least), Lexicon.Grown(counts, least));
        first.AsSpan(firsts.Length).Fill(int.MaxValue);
        Volatile.Write(ref firsts, first);
        Volatile.Write(ref counts, counted);
        Volatile.Write(ref rest, more);
    }
}
