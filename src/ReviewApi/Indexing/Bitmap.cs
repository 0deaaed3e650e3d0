using System.Numerics;
using System.Runtime.InteropServices;

namespace ReviewApi.Indexing;

/// <summary>Sets of ordinals as bits, 64 a word. What lies beyond the end of a set is not in it.</summary>
internal static class Bitmap
{
    public static int Words(int ordinals) => ordinals + 63 >> 6;

    public static bool Has(ReadOnlySpan<ulong> bits, int ordinal) => ordinal >> 6 < bits.Length && (bits[ordinal >> 6] >> ordinal & 1) != 0;

    public static void And(Span<ulong> into, ReadOnlySpan<ulong> other)
    {
        if (other.Length < into.Length)
        {
            into[other.Length..].Clear();
            into = into[..other.Length];
        }
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var others = Wide(other[..into.Length]);
        for (var i = 0; i < wide.Length; i++)
            wide[i] &= others[i];
        for (var i = wide.Length * Vector<ulong>.Count; i < into.Length; i++)
            into[i] &= other[i];
    }

    public static void Or(Span<ulong> into, ReadOnlySpan<ulong> other)
    {
        into = into[..Math.Min(into.Length, other.Length)];
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var others = Wide(other[..into.Length]);
        for (var i = 0; i < wide.Length; i++)
            wide[i] |= others[i];
        for (var i = wide.Length * Vector<ulong>.Count; i < into.Length; i++)
            into[i] |= other[i];
    }

    /// <summary>Adds what both others have.</summary>
    public static void OrBoth(Span<ulong> into, ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        into = into[..Math.Min(into.Length, Math.Min(one.Length, other.Length))];
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var ones = Wide(one[..into.Length]);
        var others = Wide(other[..into.Length]);
        for (var i = 0; i < wide.Length; i++)
            wide[i] |= ones[i] & others[i];
        for (var i = wide.Length * Vector<ulong>.Count; i < into.Length; i++)
            into[i] |= one[i] & other[i];
    }

    public static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>How many both have.</summary>
    public static int CountBoth(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        var length = Math.Min(one.Length, other.Length);
        one = one[..length];
        other = other[..length];
        // Two sums at a time do not wait for each other.
        var (even, odd, i) = (0, 0, 0);
        for (; i + 1 < one.Length; i += 2)
        {
            even += BitOperations.PopCount(one[i] & other[i]);
            odd += BitOperations.PopCount(one[i + 1] & other[i + 1]);
        }
        return even + odd + (i < one.Length ? BitOperations.PopCount(one[i] & other[i]) : 0);
    }

    static ReadOnlySpan<Vector<ulong>> Wide(ReadOnlySpan<ulong> bits) => MemoryMarshal.Cast<ulong, Vector<ulong>>(bits);
}
