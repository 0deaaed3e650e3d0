namespace ReviewApi.Indexing;

/// <summary>
/// How reviews print the names of a field that are folded alike. The first spelling of a name is that of all its reviews but those of the
/// others, so that most names need no list.
/// </summary>
internal sealed class PrintedNames
{
    readonly Lexicon texts = new();
    readonly PostingLists others = new();

    // One more than the number of a name's first spelling, and of the spelling after each; 0 for none.
    int[] firsts = [];
    int[] next = [];

    /// <summary>Adds how a review prints a name.</summary>
    public void Add(int name, ReadOnlySpan<byte> printed, int ordinal, int expected)
    {
        var known = texts.Count;
        var number = texts.Add(printed);
        var first = Linked(name, number, isNew: number == known);
        if (first != number)
            others.Add(number, ordinal, expected);
    }

    /// <summary>The spelling of most reviews of a version; null where none is known. Of several the least.</summary>
    public string? MostPrinted(CatalogueVersion version, int name, Postings reviews)
    {
        var (best, most) = (-1, int.MinValue);
        foreach (var (number, count) in Counted(name, version.CountLive(reviews), number => version.CountLive(others[number])))
            if (best < 0 || count > most || count == most && texts[number].SequenceCompareTo(texts[best]) < 0)
                (best, most) = (number, count);
        return best < 0 ? null : texts.Text(best);
    }

    /// <summary>Sets the spellings of a name as another one has them, of what is left of it; nobody reads them yet.</summary>
    public void Set(int name, PrintedNames from, int old, int reviews, Func<Postings, int[]> moved, int expected)
    {
        var left = from.Counted(old, reviews, number => moved(from.others[number]).Length).Where(one => one.Count > 0)
            .OrderByDescending(one => one.Number == from.First(old)).ThenByDescending(one => one.Count).ToList();
        foreach (var (number, _) in left)
        {
            var known = texts.Count;
            var anew = texts.Add(from.texts[number]);
            if (Linked(name, anew, isNew: anew == known) != anew && moved(from.others[number]) is { Length: > 0 } ordinals)
                others.Set(anew, ordinals, expected);
        }
    }

    /// <summary>Gives back the room that was kept for more. Only while nobody reads.</summary>
    public void Trim()
    {
        texts.Trim();
        others.Trim();
    }

    // The number of the name's first spelling: its own where it is the only one.
    int Linked(int name, int number, bool isNew)
    {
        if (name >= firsts.Length)
            Volatile.Write(ref firsts, Lexicon.Grown(firsts, name + 1));
        if (number >= next.Length)
            Volatile.Write(ref next, Lexicon.Grown(next, number + 1));
        var first = First(name);
        if (first < 0)
        {
            Volatile.Write(ref firsts[name], number + 1);
            return number;
        }
        if (isNew)
        {
            next[number] = next[first];
            Volatile.Write(ref next[first], number + 1);
        }
        return first;
    }

    IEnumerable<(int Number, int Count)> Counted(int name, int reviews, Func<int, int> count)
    {
        var (first, rest) = (First(name), reviews);
        if (first < 0)
            yield break;
        for (var number = Next(first); number >= 0; number = Next(number))
        {
            var of = count(number);
            rest -= of;
            yield return (number, of);
        }
        yield return (first, rest);
    }

    int First(int name) => Volatile.Read(ref firsts) is var all && name < all.Length ? Volatile.Read(ref all[name]) - 1 : -1;

    int Next(int number) => Volatile.Read(ref next) is var all && number < all.Length ? Volatile.Read(ref all[number]) - 1 : -1;
}
