using System.Buffers.Binary;

namespace ReviewApi.Indexing;

/// <summary>
/// Films, releases or reviewers: each an id with a name, and the reviews of it. One that gets another name, or a film that gets another
/// year, is a new entry, which knows the one before. They are ordered by name and id, or without names the newest id first.
/// </summary>
internal sealed class Shelf(OrderedTexts? names)
{
    readonly NumberTable numbers = new();
    Guid[] ids = [];
    int[] nameOf = [];
    int[] keys = [];
    int[] older = [];
    byte[] years = [];
    int count;

    public PostingLists Reviews { get; } = new();

    public int Count => Volatile.Read(ref count);

    public Guid Id(int number) => Volatile.Read(ref ids)[number];

    public ReadOnlySpan<byte> Name(int number) => names is null ? [] : names[Volatile.Read(ref nameOf)[number]];

    /// <summary>The number of a name among the names; the same one is that of several entries.</summary>
    public int NameOf(int number) => Volatile.Read(ref nameOf)[number];

    /// <summary>One more than a film's year, counted from the first one that there is; 0 for none.</summary>
    public byte Year(int number) => Volatile.Read(ref years)[number];

    /// <summary>Whether an id has several entries.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>The entry of the same id before, or less than 0.</summary>
    public int Older(int number) => Volatile.Read(ref older)[number];

    /// <summary>The newest entry of an id, or less than 0.</summary>
    public int Find(Guid id) => numbers.Find(NumberTable.Hash(id), new Key(this, id));

    /// <summary>The entry of an id, a name and a year, which is made if it is new.</summary>
    public int Add(Guid id, ReadOnlySpan<byte> name, byte year = 0)
    {
        var known = Find(id);
        if (known >= 0 && years[known] == year && Name(known).SequenceEqual(name))
            return known;
        if (count == ids.Length)
            MakeRoom();
        ids[count] = id;
        nameOf[count] = names?.Add(name) ?? 0;
        keys[count] = KeyOf(count);
        older[count] = known;
        years[count] = year;
        HasOlder |= known >= 0;
        var number = count;
        Volatile.Write(ref count, number + 1);
        numbers.Put(NumberTable.Hash(id), new Key(this, id), number);
        return number;
    }

    /// <summary>Keys anew, after the names were ranked. Only while nobody reads.</summary>
    public void Order()
    {
        for (var number = 0; number < count; number++)
            keys[number] = KeyOf(number);
        Reviews.Trim();
    }

    /// <summary>The entry of a name and an id, to compare others with, whether there is one or not.</summary>
    public Entry At(ReadOnlySpan<byte> name, Guid id) => new(names?.KeyOf(name) ?? NewestFirst(id), name, id);

    public Entry At(int number) => new(Volatile.Read(ref keys)[number], Name(number), Id(number));

    /// <summary>The order of two entries.</summary>
    public int Compare(int number, Entry other)
    {
        var key = Volatile.Read(ref keys)[number];
        if (key != other.Key)
            return key.CompareTo(other.Key);
        if (names is null)
            return other.Id.CompareTo(Id(number));
        var order = OrderedTexts.Compare(key, Name(number), other.Key, other.Name);
        return order != 0 ? order : Id(number).CompareTo(other.Id);
    }

    int KeyOf(int number) => names?.Key(nameOf[number]) ?? NewestFirst(ids[number]);

    // Its first bytes are its time.
    static int NewestFirst(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return ~(int)(BinaryPrimitives.ReadUInt32BigEndian(bytes) ^ 0x8000_0000);
    }

    void MakeRoom()
    {
        Volatile.Write(ref ids, Lexicon.Grown(ids, count + 1));
        Volatile.Write(ref nameOf, Lexicon.Grown(nameOf, ids.Length));
        Volatile.Write(ref keys, Lexicon.Grown(keys, ids.Length));
        Volatile.Write(ref older, Lexicon.Grown(older, ids.Length));
        Volatile.Write(ref years, Lexicon.Grown(years, ids.Length));
    }

    /// <summary>Where an entry stands in the order.</summary>
    public readonly ref struct Entry(int key, ReadOnlySpan<byte> name, Guid id)
    {
        public int Key { get; } = key;
        public ReadOnlySpan<byte> Name { get; } = name;
        public Guid Id { get; } = id;
    }

    readonly struct Key(Shelf shelf, Guid id) : IKey
    {
        public bool Is(int number) => shelf.Id(number) == id;
    }
}
