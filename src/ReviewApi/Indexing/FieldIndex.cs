namespace ReviewApi.Indexing;

/// <summary>
/// The terms of one field with their postings. What one picture or one track has together is kept by slots: the first track's terms in the
/// first slot, the second's in the second.
/// </summary>
internal sealed class FieldIndex
{
    PostingLists[] slots = [];

    public Lexicon Terms { get; } = new();

    /// <summary>The postings of whole reviews.</summary>
    public PostingLists Whole { get; } = new();

    public ReadOnlySpan<PostingLists> Slots => Volatile.Read(ref slots);

    public Postings Of(ReadOnlySpan<byte> term) => Whole[Terms.Find(term)];

    public void Add(ReadOnlySpan<byte> term, int ordinal, int expected) => Whole.Add(Terms.Add(term), ordinal, expected);

    /// <summary>Adds a term of a picture or track.</summary>
    public void Add(int slot, ReadOnlySpan<byte> term, int ordinal, int expected)
    {
        var number = Terms.Add(term);
        Whole.Add(number, ordinal, expected);
        Slot(slot).Add(number, ordinal, expected);
    }

    /// <summary>The postings of a slot, which is made if it is new.</summary>
    public PostingLists Slot(int slot)
    {
        while (slot >= slots.Length)
            Volatile.Write(ref slots, [.. slots, new PostingLists()]);
        return slots[slot];
    }

    /// <summary>Gives back the room that was kept for more.</summary>
    public void Trim()
    {
        Terms.Trim();
        Whole.Trim();
        foreach (var slot in slots)
            slot.Trim();
    }
}
