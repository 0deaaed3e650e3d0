using System.Buffers.Binary;

namespace ReviewApi.Indexing;

/// <summary>
/// Different texts with a key by which they are ordered, as their UTF-8 is. The texts of a build are ranked and have even keys. One that
/// comes later has the odd key between its neighbours, which several may share: these are compared as texts.
/// </summary>
internal sealed class OrderedTexts
{
    readonly Lexicon texts = new();
    int[] ranked = [];
    int[] keys = new int[16];

    /// <summary>How many came after the build.</summary>
    public int Unranked => texts.Count - ranked.Length;

    public int Count => texts.Count;

    /// <summary>How many are ranked. They have the first numbers.</summary>
    public int Ranked => ranked.Length;

    public ReadOnlySpan<byte> this[int number] => texts[number];

    public string Text(int number) => texts.Text(number);

    public int Key(int number) => Volatile.Read(ref keys)[number];

    /// <summary>The number of a text, or less than 0.</summary>
    public int Find(ReadOnlySpan<byte> text) => texts.Find(text);

    public int NumberAt(int rank) => ranked[rank];

    public ReadOnlySpan<byte> AtRank(int rank) => texts[ranked[rank]];

    /// <summary>The numbers of so many texts at most that begin with a part.</summary>
    public IReadOnlyList<int> Beginning(ReadOnlySpan<byte> part, int most)
    {
        var found = new List<int>();
        for (var (rank, end) = Beginning(part, 0, ranked.Length); rank < end && found.Count < most; rank++)
            found.Add(ranked[rank]);
        for (var (number, count) = (ranked.Length, texts.Count); number < count && found.Count < most; number++)
            if (texts[number].StartsWith(part))
                found.Add(number);
        return found;
    }

    /// <summary>The ranks of those texts that begin with a part, within some ranks.</summary>
    public (int From, int To) Beginning(ReadOnlySpan<byte> part, int from, int to)
    {
        var end = to;
        while (from < to)
        {
            var middle = from + to >> 1;
            (from, to) = AtRank(middle).SequenceCompareTo(part) < 0 ? (middle + 1, to) : (from, middle);
        }
        return (from, EndOf(part, from, end));
    }

    /// <summary>The first rank from one on whose text does not begin with a part; all before it within the ranks do.</summary>
    public int EndOf(ReadOnlySpan<byte> part, int from, int to)
    {
        // What begins so are few of many: steps that grow come to their end sooner than halves.
        for (var step = 1; from + step < to; step *= 2)
            if (AtRank(from + step).StartsWith(part))
                from += step;
            else
                to = from + step;
        while (from < to)
        {
            var middle = from + to >> 1;
            (from, to) = AtRank(middle).StartsWith(part) ? (middle + 1, to) : (from, middle);
        }
        return from;
    }

    /// <summary>The number of a text, which is added if it is new.</summary>
    public int Add(ReadOnlySpan<byte> text)
    {
        if (texts.Find(text) is var known and >= 0)
            return known;
        if (texts.Count == keys.Length)
            Volatile.Write(ref keys, Lexicon.Grown(keys, keys.Length + 1));
        keys[texts.Count] = KeyOf(text);
        return texts.Add(text);
    }

    /// <summary>The key of any text, known or not.</summary>
    public int KeyOf(ReadOnlySpan<byte> text)
    {
        var (low, high) = (0, ranked.Length);
        while (low < high)
        {
            var middle = low + high >> 1;
            var order = texts[ranked[middle]].SequenceCompareTo(text);
            if (order == 0)
                return 2 * middle + 2;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }
        return 2 * low + 1;
    }

    /// <summary>Compares two texts by their keys, and where these are odd by themselves.</summary>
    public static int Compare(int key, ReadOnlySpan<byte> text, int otherKey, ReadOnlySpan<byte> otherText) =>
        key != otherKey || key % 2 == 0 ? key.CompareTo(otherKey) : text.SequenceCompareTo(otherText);

    /// <summary>Ranks all texts anew. Only while nobody reads.</summary>
    public void Rank()
    {
        texts.Trim();
        // Their first bytes as numbers are sorted far faster than texts are.
        var starts = new ulong[texts.Count];
        ranked = [.. Enumerable.Range(0, texts.Count)];
        for (var number = 0; number < starts.Length; number++)
            starts[number] = Start(texts[number]);
        Array.Sort(starts, ranked);
        for (var (from, to) = (0, 0); from < starts.Length; from = to)
        {
            while (to < starts.Length && starts[to] == starts[from])
                to++;
            if (to - from > 1)
                ranked.AsSpan(from, to - from).Sort((one, other) => texts[one].SequenceCompareTo(texts[other]));
        }
        keys = new int[texts.Count];
        for (var rank = 0; rank < ranked.Length; rank++)
            keys[ranked[rank]] = 2 * rank + 2;
    }

    static ulong Start(ReadOnlySpan<byte> text)
    {
        Span<byte> start = stackalloc byte[8];
        start.Clear();
        text[..Math.Min(8, text.Length)].CopyTo(start);
        return BinaryPrimitives.ReadUInt64BigEndian(start);
    }
}
