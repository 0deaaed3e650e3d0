using System.Buffers;
using System.Numerics;

namespace ReviewApi.Indexing;

/// <summary>The reviews of a version that meet some conditions, as bits: all of them at first, narrowed condition by condition.</summary>
internal sealed class Matches : IDisposable
{
    // From one word in so many on, words without bits are passed over.
    const int Sparse = 8;

    readonly Room bits;
    bool isDisposed;

    public Matches(CatalogueVersion version)
    {
        Version = version;
        bits = new Room(version.Words, clear: false);
        version.CopyLive(bits.Bits);
    }

    public CatalogueVersion Version { get; }

    public Span<ulong> Bits => bits.Bits;

    public bool IsEmpty => Bits.IndexOfAnyExcept(0UL) < 0;

    public int Count => Bitmap.Count(Bits);

    public bool Has(int ordinal) => Bitmap.Has(Bits, ordinal);

    /// <summary>Room for as many bits, all of them 0.</summary>
    public Room NewRoom() => new(Version.Words, clear: true);

    public void And(Postings postings)
    {
        using var scratch = new Room(Version.Words, clear: false);
        postings.AndInto(Bits, scratch.Bits);
    }

    /// <summary>The ordinals, the least first.</summary>
    public int[] Ordinals()
    {
        var (ordinals, count) = (new int[Count], 0);
        for (var word = 0; word < Bits.Length; word++)
            for (var rest = Bits[word]; rest != 0; rest &= rest - 1)
                ordinals[count++] = word << 6 | BitOperations.TrailingZeroCount(rest);
        return ordinals;
    }

    /// <summary>The words that have bits, where they are few.</summary>
    public int[]? FewWords()
    {
        var count = 0;
        foreach (var word in Bits)
            count += word != 0 ? 1 : 0;
        if (count * Sparse > Bits.Length)
            return null;
        var words = new int[count];
        for (var word = Bits.Length - 1; word >= 0; word--)
            if (Bits[word] != 0)
                words[--count] = word;
        return words;
    }

    public void Dispose()
    {
        // What is given back twice would be rented to two.
        if (!isDisposed)
            bits.Dispose();
        isDisposed = true;
    }

    /// <summary>Rented room for bits.</summary>
    public readonly struct Room : IDisposable
    {
        readonly ulong[] rented;
        readonly int words;

        public Room(int words, bool clear)
        {
            (rented, this.words) = (ArrayPool<ulong>.Shared.Rent(words), words);
            if (clear)
                Bits.Clear();
        }

        public Span<ulong> Bits => rented.AsSpan(0, words);

        public void Dispose() => ArrayPool<ulong>.Shared.Return(rented);
    }
}
