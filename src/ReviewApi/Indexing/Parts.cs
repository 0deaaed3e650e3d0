namespace ReviewApi.Indexing;

/// <summary>The pictures, or the tracks, of all reviews. Each has an ordinal of its own; those of one review follow each other.</summary>
internal sealed class Parts
{
    int[] owners = [];

    /// <summary>How many there are. For the writer: a version has its own.</summary>
    public int Count { get; private set; }

    /// <summary>The ordinals of the reviews that they are of.</summary>
    public ReadOnlySpan<int> Owners => Volatile.Read(ref owners);

    /// <summary>Adds a part of a review; its ordinal.</summary>
    public int Add(int owner)
    {
        if (Count == owners.Length)
            Volatile.Write(ref owners, Lexicon.Grown(owners, Count + 1));
        owners[Count] = owner;
        return Count++;
    }
}
