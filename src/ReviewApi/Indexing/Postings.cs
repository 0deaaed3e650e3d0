using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace ReviewApi.Indexing;

/// <summary>The ordinals of one term at a moment: a single one, a sorted list with those beyond any at its end, or a bitmap.</summary>
internal readonly struct Postings(int first, Array? more)
{
    const int Few = 64;

    public static readonly Postings None = new(int.MaxValue, null);

    /// <summary>The bitmap, of a term that many reviews have.</summary>
    public ulong[]? Bits => more as ulong[];

    /// <summary>The list, of any other; with ordinals beyond any at its end.</summary>
    [UnscopedRef]
    ReadOnlySpan<int> List => more is int[] list ? list : Bits is null ? new ReadOnlySpan<int>(in first) : [];

    readonly int first = first;

    public bool Has(int ordinal) => Bits is { } bits ? Bitmap.Has(bits, ordinal) : List.BinarySearch(ordinal) >= 0;

    public void OrInto(Span<ulong> into)
    {
        if (Bits is { } bits)
        {
            Bitmap.Or(into, bits);
            return;
        }
        foreach (var ordinal in List)
        {
            if (ordinal >> 6 >= into.Length)
                break;
            into[ordinal >> 6] |= 1UL << ordinal;
        }
    }

    /// <summary>Leaves only those that the term has; the scratch is as long.</summary>
    public void AndInto(Span<ulong> into, Span<ulong> scratch)
    {
        if (Bits is { } bits)
            Bitmap.And(into, bits);
        else if (List is { Length: <= Few } few)
            Keep(few, into);
        else
        {
            scratch.Clear();
            OrInto(scratch);
            Bitmap.And(into, scratch);
        }
    }

    /// <summary>How many of some ordinals the term has.</summary>
    public int CountIn(ReadOnlySpan<ulong> bits)
    {
        if (Bits is { } dense)
            return Bitmap.CountBoth(bits, dense);
        var count = 0;
        foreach (var ordinal in List)
        {
            if (ordinal >> 6 >= bits.Length)
                break;
            count += (int)(bits[ordinal >> 6] >> ordinal & 1);
        }
        return count;
    }

    /// <summary>The same where only some words have bits.</summary>
    public int CountIn(ReadOnlySpan<ulong> bits, ReadOnlySpan<int> words)
    {
        if (Bits is not { } dense)
            return CountIn(bits);
        var count = 0;
        foreach (var word in words)
            if (word < dense.Length)
                count += BitOperations.PopCount(bits[word] & dense[word]);
        return count;
    }

    /// <summary>Whether the term has one of some ordinals.</summary>
    public bool AnyIn(ReadOnlySpan<ulong> bits)
    {
        if (Bits is { } dense)
            return Bitmap.CountBoth(bits, dense) > 0;
        foreach (var ordinal in List)
        {
            if (ordinal >> 6 >= bits.Length)
                return false;
            if (Bitmap.Has(bits, ordinal))
                return true;
        }
        return false;
    }

    public Enumerator GetEnumerator() => new(this);

    static void Keep(ReadOnlySpan<int> few, Span<ulong> into)
    {
        Span<ulong> kept = stackalloc ulong[Few];
        for (var i = 0; i < few.Length; i++)
            kept[i] = few[i] >> 6 < into.Length ? into[few[i] >> 6] & 1UL << few[i] : 0;
        into.Clear();
        for (var i = 0; i < few.Length; i++)
            if (kept[i] != 0)
                into[few[i] >> 6] |= kept[i];
    }

    /// <summary>Gives the ordinals one after another.</summary>
    public ref struct Enumerator(Postings postings)
    {
        readonly Postings postings = postings;
        readonly ulong[]? bits = postings.Bits;
        int at = -1;
        ulong rest;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            if (bits is null)
            {
                var list = postings.List;
                Current = ++at < list.Length ? list[at] : int.MaxValue;
                return Current < int.MaxValue;
            }
            while (rest == 0)
            {
                if (++at >= bits.Length)
                    return false;
                rest = bits[at];
            }
            Current = at << 6 | BitOperations.TrailingZeroCount(rest);
            rest &= rest - 1;
            return true;
        }
    }
}
