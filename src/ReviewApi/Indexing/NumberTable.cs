using System.Runtime.InteropServices;

namespace ReviewApi.Indexing;

/// <summary>Something that is looked for in a <see cref="NumberTable"/>.</summary>
internal interface IKey
{
    /// <summary>Whether it is the one with this number.</summary>
    bool Is(int number);
}

/// <summary>
/// Numbers by the hash of what they stand for, which is kept elsewhere. One writer adds, readers take no lock: what a number stands for is
/// in its place before the number is.
/// </summary>
internal sealed class NumberTable
{
    const ulong Odd = 0x9E3779B97F4A7C15;

    // What is written by others can't be made to meet in one slot.
    static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    // The hash before one more than the number; 0 is free. Whatever has another hash is not looked at: that would be far away in memory.
    ulong[] slots = new ulong[16];
    int count;

    public static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = Seed ^ (ulong)bytes.Length;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            hash = Mixed(hash ^ MemoryMarshal.Read<ulong>(bytes));
        ulong rest = 0;
        foreach (var one in bytes)
            rest = rest << 8 | one;
        return (uint)(Mixed(hash ^ rest) >> 32);
    }

    public static uint Hash(Guid id) => Hash(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in id)));

    /// <summary>A number from which the one before can't be guessed.</summary>
    public static ulong Mixed(ulong hash)
    {
        var high = Math.BigMul(hash, Odd, out var low);
        return high ^ low ^ hash >> 32;
    }

    /// <summary>The number, or less than 0.</summary>
    public int Find<TKey>(uint hash, TKey key) where TKey : IKey, allows ref struct
    {
        var slots = Volatile.Read(ref this.slots);
        return (int)(uint)Volatile.Read(ref slots[Place(slots, hash, key)]) - 1;
    }

    /// <summary>Puts a number in its place, or in that of the one which stood for the same.</summary>
    public void Put<TKey>(uint hash, TKey key, int number) where TKey : IKey, allows ref struct
    {
        if (count * 3 > slots.Length * 2)
            Grow();
        var place = Place(slots, hash, key);
        if (slots[place] == 0)
            count++;
        Volatile.Write(ref slots[place], (ulong)hash << 32 | (uint)(number + 1));
    }

    static int Place<TKey>(ulong[] slots, uint hash, TKey key) where TKey : IKey, allows ref struct
    {
        var mask = slots.Length - 1;
        var place = (int)hash & mask;
        while (Volatile.Read(ref slots[place]) is var slot and > 0 && !(slot >> 32 == hash && key.Is((int)(uint)slot - 1)))
            place = place + 1 & mask;
        return place;
    }

    void Grow()
    {
        var grown = new ulong[slots.Length * 2];
        foreach (var slot in slots)
        {
            if (slot == 0)
                continue;
            var place = (int)(slot >> 32) & grown.Length - 1;
            while (grown[place] != 0)
                place = place + 1 & grown.Length - 1;
            grown[place] = slot;
        }
        Volatile.Write(ref slots, grown);
    }
}
