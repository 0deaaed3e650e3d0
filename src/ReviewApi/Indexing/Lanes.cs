using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ReviewApi.Indexing;

/// <summary>Compares 64 values of a column at once; the answer has a bit for each.</summary>
internal static class Lanes
{
    const int Count = 64;

    /// <summary>Which of the 64 values from a place on lie within bounds.</summary>
    public static ulong Within<T>(T[] column, int start, T least, T greatest) where T : unmanaged, INumber<T>
    {
        ref var first = ref First(column, start);
        var (low, high, within) = (Vector256.Create(least), Vector256.Create(greatest), 0UL);
        for (var i = 0; i < Count; i += Vector256<T>.Count)
        {
            var values = Vector256.LoadUnsafe(ref first, (nuint)i);
            var inside = Vector256.GreaterThanOrEqual(values, low) & Vector256.LessThanOrEqual(values, high);
            within |= (ulong)inside.ExtractMostSignificantBits() << i;
        }
        return within;
    }

    /// <summary>
    /// Which of the 64 values from a place on are less than a value, and which are the same, after a step is taken from each and its bits
    /// are flipped.
    /// </summary>
    public static (ulong Less, ulong Same) Compare<T>(T[] column, int start, T value, T step, T flip) where T : unmanaged, INumber<T>
    {
        ref var first = ref First(column, start);
        var (wanted, steps, flips) = (Vector256.Create(value), Vector256.Create(step), Vector256.Create(flip));
        var (less, same) = (0UL, 0UL);
        for (var i = 0; i < Count; i += Vector256<T>.Count)
        {
            var values = (Vector256.LoadUnsafe(ref first, (nuint)i) - steps) ^ flips;
            less |= (ulong)Vector256.LessThan(values, wanted).ExtractMostSignificantBits() << i;
            same |= (ulong)Vector256.Equals(values, wanted).ExtractMostSignificantBits() << i;
        }
        return (less, same);
    }

    static ref T First<T>(T[] column, int start)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, column.Length - Count);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(column), start);
    }
}
