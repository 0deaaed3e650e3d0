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

    const int Short = 16;

    Entry[] entries = [];

    public Postings this[int number]
    {
        get
        {
            var entries = Volatile.Read(ref this.entries);
            if (number < 0 || number >= entries.Length)
                return Postings.None;
            ref var entry = ref entries[number];
            return Volatile.Read(ref entry.More) is { } more ? new(0, more) : new(entry.First, null);
        }
    }

    /// <summary>About how many ordinals a term has, with those that are dead.</summary>
    public int About(int number)
    {
        var entries = Volatile.Read(ref this.entries);
        return number >= 0 && number < entries.Length ? entries[number].Count : 0;
    }

    /// <summary>Adds an ordinal, which must not be below the last one added; expected is how many ordinals there will be.</summary>
    public void Add(int number, int ordinal, int expected)
    {
        if (number >= entries.Length)
            MakeRoom(number + 1);
        ref var entry = ref entries[number];
        var count = entry.Count;
        switch (entry.More)
        {
            case null when count == 0:
                Volatile.Write(ref entry.First, ordinal);
                break;
            case null when entry.First == ordinal:
                return;
            case null:
                Volatile.Write(ref entry.More, new[] { entry.First, ordinal });
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
                Volatile.Write(ref entry.More, Grown(full, count, ordinal, expected));
                break;
        }
        entry.Count = count + 1;
    }

    /// <summary>Sets all ordinals of a term that nobody reads yet; they are sorted.</summary>
    public void Set(int number, ReadOnlySpan<int> ordinals, int expected)
    {
        if (number >= entries.Length)
            MakeRoom(number + 1);
        entries[number] = ordinals.Length == 1
            ? new() { First = ordinals[0], Count = 1 }
            : new() { More = IsDense(ordinals.Length, expected) ? Bits(ordinals, expected) : ordinals.ToArray(), Count = ordinals.Length };
    }

    /// <summary>Gives back the room that was kept for more. Only while nobody reads.</summary>
    public void Trim()
    {
        foreach (ref var entry in entries.AsSpan())
            if (entry.More is int[] list && list.Length > entry.Count)
                entry.More = list[..entry.Count];
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
        var list = new int[count < Short ? count * 2 : count + count / 2];
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

    void MakeRoom(int least)
    {
        var grown = Lexicon.Grown(entries, least);
        foreach (ref var entry in grown.AsSpan(entries.Length))
            entry.First = int.MaxValue;
        Volatile.Write(ref entries, grown);
    }

    // Most terms have one ordinal, which needs no array. The count is the writer's, and a hint for others.
    struct Entry
    {
        public Array? More;
        public int First;
        public int Count;
    }
}
