using System.Text;

namespace ReviewApi.Indexing;

/// <summary>Different texts, each with a number, one after another in one buffer. Texts are only ever added.</summary>
internal sealed class Lexicon
{
    // Not in any UTF-8.
    const byte End = 0xFF;

    readonly NumberTable numbers = new();
    byte[] buffer = new byte[64];
    int[] starts = new int[16];
    int length;
    int count;

    public int Count => Volatile.Read(ref count);

    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            var starts = Volatile.Read(ref this.starts);
            return Volatile.Read(ref buffer).AsSpan(starts[number], starts[number + 1] - starts[number] - 1);
        }
    }

    public string Text(int number) => Encoding.UTF8.GetString(this[number]);

    /// <summary>The number of a text, or less than 0.</summary>
    public int Find(ReadOnlySpan<byte> text) => numbers.Find(NumberTable.Hash(text), new Key(this, text));

    /// <summary>The number of a text, which is added if it is new.</summary>
    public int Add(ReadOnlySpan<byte> text)
    {
        var hash = NumberTable.Hash(text);
        var number = numbers.Find(hash, new Key(this, text));
        if (number >= 0)
            return number;
        if (length + text.Length + 1 > buffer.Length)
            Volatile.Write(ref buffer, Grown(buffer, length + text.Length + 1));
        if (count + 2 > starts.Length)
            Volatile.Write(ref starts, Grown(starts, count + 2));
        text.CopyTo(buffer.AsSpan(length));
        buffer[length + text.Length] = End;
        length += text.Length + 1;
        number = count;
        starts[number + 1] = length;
        Volatile.Write(ref count, number + 1);
        numbers.Put(hash, new Key(this, text), number);
        return number;
    }

    /// <summary>Calls for each text that contains a part.</summary>
    public void Containing(ReadOnlySpan<byte> part, Action<int> found)
    {
        // In this order: what the count covers is in whatever arrays there are after it.
        var count = Count;
        var starts = Volatile.Read(ref this.starts);
        var text = Volatile.Read(ref buffer).AsSpan(0, starts[count]);
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOf(part);
            if (next < 0)
                return;
            var number = Array.BinarySearch(starts, 0, count, at + next);
            number = number < 0 ? ~number - 1 : number;
            found(number);
            at = starts[number + 1];
        }
    }

    /// <summary>Gives back the room that was kept for more.</summary>
    public void Trim()
    {
        Volatile.Write(ref buffer, buffer[..length]);
        Volatile.Write(ref starts, starts[..(count + 1)]);
    }

    /// <summary>A longer copy with room for more.</summary>
    public static T[] Grown<T>(T[] array, int least)
    {
        var grown = new T[Math.Max(least, array.Length + array.Length / 4 + 4)];
        array.CopyTo(grown, 0);
        return grown;
    }

    readonly ref struct Key(Lexicon lexicon, ReadOnlySpan<byte> text) : IKey
    {
        readonly ReadOnlySpan<byte> text = text;

        public bool Is(int number) => lexicon[number].SequenceEqual(text);
    }
}
