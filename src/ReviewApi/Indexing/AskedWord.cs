namespace ReviewApi.Indexing;

/// <summary>A word that is looked for in titles, with what it may be spelled as there, the nearest first.</summary>
/// <param name="Letters">How long it is.</param>
/// <param name="Spellings">The titles that have it, by spelling.</param>
internal sealed record AskedWord(int Letters, IReadOnlyList<TitleSpelling> Spellings)
{
    public const byte Blank = (byte)' ';

    const int Most = 20;
    const int MostSlips = 256;
    const int MostBeginnings = 256;
    const int MostTogether = 2000;
    const int MostLookedAt = 5000;

    // In words of so many letters slips are forgiven; one may be left out.
    const int LeastOfSlip = 4;
    const int LeastOfTwoSlips = 7;

    const int Exact = 10;
    const int Near = 9;
    const int Begun = 8;
    const int Far = 8;

    /// <summary>About how many titles have it.</summary>
    public long Titles => Spellings.Sum(spelling => (long)spelling.About);

    /// <summary>The words of a folded text.</summary>
    public static IReadOnlyList<AskedWord> Read(ReadOnlySpan<byte> text, Store store)
    {
        var asked = new List<(int Letters, List<TitleSpelling> Spellings)>();
        var previous = ReadOnlySpan<byte>.Empty;
        foreach (var range in text.Split(Blank))
        {
            var word = text[range];
            if (word.IsEmpty)
                continue;
            if (asked.Count == Most)
                break;
            asked.Add((word.Length, Spelled(word, store)));
            if (Joined(previous, word, store) is { } joined)
            {
                asked[^1].Spellings.Add(joined);
                asked[^2].Spellings.Add(joined);
            }
            previous = word;
        }
        if (asked.Count > 0)
            AddBegun(previous, asked[^1].Spellings, store);
        return [.. asked.Select(word => new AskedWord(word.Letters, word.Spellings))];
    }

    static List<TitleSpelling> Spelled(ReadOnlySpan<byte> word, Store store)
    {
        var (words, spellings) = (store.NameWords.Words, new List<TitleSpelling>());
        var exact = words.Find(word);
        AddTo(spellings, exact, Exact, store);
        if (Slip.Letters(word) < LeastOfSlip - 1)
            return spellings;
        foreach (var number in SlipWalk.Find(words, word, isBeginning: false, MostSlips))
            if (number != exact && Slip.Letters(words[number]) >= LeastOfSlip)
                AddTo(spellings, number, Near, store);
        if (spellings is not [{ Tenths: Exact }, ..])
            AddDivided(word, spellings, store);
        if (spellings.Count == 0)
            AddWithTwoSlips(word, spellings, store);
        return spellings;
    }

    // In a long word that is nothing else, whose first letters are right.
    static void AddWithTwoSlips(ReadOnlySpan<byte> word, List<TitleSpelling> spellings, Store store)
    {
        if (Slip.Letters(word) < LeastOfTwoSlips)
            return;
        var (words, length) = (store.NameWords.Words, Slip.LetterLength(word));
        foreach (var number in words.Beginning(word[..(length + Slip.LetterLength(word[length..]))], MostLookedAt))
            if (Slip.Distance(word, words[number]) <= 2)
                AddTo(spellings, number, Far, store);
    }

    // Two words that a title writes as one.
    static TitleSpelling? Joined(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, Store store)
    {
        if (one.IsEmpty)
            return null;
        var number = store.NameWords.Words.Find([.. one, .. other]);
        return store.NameWords.About(Field.FilmName, number) is var about and > 0
            ? new(store.NameWords.Having(Field.FilmName, number), Near, about)
            : null;
    }

    // A word that a title writes as two.
    static void AddDivided(ReadOnlySpan<byte> word, List<TitleSpelling> spellings, Store store)
    {
        var (names, titles) = (store.NameWords, store[Field.FilmName].Terms);
        for (var at = 1; at < word.Length; at++)
        {
            if ((names.Words.Find(word[..at]), names.Words.Find(word[at..])) is not ( >= 0 and var first, >= 0 and var second))
                continue;
            var isFirstRare = names.About(Field.FilmName, first) < names.About(Field.FilmName, second);
            var (rare, common) = isFirstRare ? (first, second) : (second, first);
            if (names.About(Field.FilmName, rare) is 0 or > MostTogether)
                continue;
            byte[] together = [.. word[..at], Blank, .. word[at..]];
            var (having, found) = (names.Having(Field.FilmName, common), new List<int>());
            foreach (var title in names.Having(Field.FilmName, rare))
                if (having.Has(title) && titles[title].IndexOf(together) >= 0)
                    found.Add(title);
            if (found.Count > 0)
                spellings.Add(new(new Postings(0, found.ToArray()), Near, found.Count));
        }
    }

    // The last word may be the beginning of one.
    static void AddBegun(ReadOnlySpan<byte> word, List<TitleSpelling> spellings, Store store)
    {
        if (Slip.Letters(word) < LeastOfSlip - 1)
            return;
        var words = store.NameWords.Words;
        foreach (var number in words.Beginning(word, MostBeginnings))
            if (words[number].Length > word.Length)
                AddTo(spellings, number, Begun, store);
    }

    static void AddTo(List<TitleSpelling> spellings, int word, int tenths, Store store)
    {
        if (store.NameWords.About(Field.FilmName, word) is var about and > 0)
            spellings.Add(new(store.NameWords.Having(Field.FilmName, word), tenths, about));
    }
}

/// <summary>The titles that have a word in some spelling, and how many tenths of its letters that is worth.</summary>
internal readonly record struct TitleSpelling(Postings Titles, int Tenths, int About);
