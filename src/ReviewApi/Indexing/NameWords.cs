namespace ReviewApi.Indexing;

/// <summary>
/// The words of folded names: of films, people and outlets. Each word leads to the names that have it, which are terms of their fields. It
/// only grows, and is asked about whatever has reviews or not: a version tells what is alive.
/// </summary>
internal sealed class NameWords
{
    /// <summary>The fields whose names are looked for word by word.</summary>
    public static readonly Field[] Fields = [Field.FilmName, Field.DirectorName, Field.ActorName, Field.OutletName];

    const byte Blank = (byte)' ';

    readonly PostingLists[] names = [.. Fields.Select(_ => new PostingLists())];
    readonly int[] covered = new int[Fields.Length];

    /// <summary>The words.</summary>
    public OrderedTexts Words { get; } = new();

    /// <summary>The numbers of the names of a field that have a word.</summary>
    public Postings Having(Field field, int word) => names[Place(field)][word];

    /// <summary>About how many names of a field have a word.</summary>
    public int About(Field field, int word) => names[Place(field)].About(word);

    /// <summary>Adds the words of those names of a field that have come since.</summary>
    public void CatchUp(Field field, Lexicon texts)
    {
        var place = Place(field);
        for (; covered[place] < texts.Count; covered[place]++)
            foreach (var word in texts[covered[place]].Split(Blank))
                if (texts[covered[place]][word] is { Length: > 0 } text)
                    names[place].Add(Words.Add(text), covered[place], texts.Count);
    }

    /// <summary>Ranks the words. Only while nobody reads.</summary>
    public void Finish()
    {
        Words.Rank();
        foreach (var list in names)
            list.Trim();
    }

    static int Place(Field field) => Array.IndexOf(Fields, field);
}
