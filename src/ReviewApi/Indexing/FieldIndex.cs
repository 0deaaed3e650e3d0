namespace ReviewApi.Indexing;

/// <summary>The terms of one field with their postings.</summary>
internal sealed class FieldIndex
{
    public Lexicon Terms { get; } = new();

    /// <summary>The reviews that have each term.</summary>
    public PostingLists Reviews { get; } = new();

    /// <summary>The pictures or tracks that have each term, of a field that is asked of these.</summary>
    public PostingLists Parts { get; } = new();

    /// <summary>How its names are printed, of a field of folded names that are shown.</summary>
    public PrintedNames Printed { get; } = new();

    /// <summary>Its names by how often reviews have them, of the same fields.</summary>
    public OftenNamed Often { get; } = new();

    public Postings Of(ReadOnlySpan<byte> term) => Reviews[Terms.Find(term)];

    /// <summary>Adds a term of a review, and of one of its pictures or tracks if the part is not less than 0; its number.</summary>
    public int Add(ReadOnlySpan<byte> term, int ordinal, int part, int expected)
    {
        var number = Terms.Add(term);
        Reviews.Add(number, ordinal, expected);
        if (part >= 0)
            Parts.Add(number, part, expected);
        return number;
    }

    /// <summary>Gives back the room that was kept for more. Only while nobody reads.</summary>
    public void Trim()
    {
        Terms.Trim();
        Reviews.Trim();
        Parts.Trim();
        Printed.Trim();
    }
}
