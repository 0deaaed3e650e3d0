using System.Text;

namespace ReviewApi.Indexing;

/// <summary>
/// Films, people and outlets with a name that goes on from a word as a text does, whose last word is being typed: the most reviewed first,
/// then those that do so but for a slip of the pen.
/// </summary>
internal sealed class NameBeginnings
{
    const byte Blank = (byte)' ';

    // A text of so many letters may have a slip in it, in a word of nearly as many.
    const int LeastOfSlip = 4;

    // Of a field, so many names are looked at, and of those that reviews have the most so many.
    const int MostNames = 2000;
    const int MostOften = 10_000;
    const int MostWords = 2000;
    const int LongestDivided = 60;

    readonly CatalogueVersion version;
    readonly NameWords words;
    readonly byte[] text;
    readonly List<Range> typed = [];
    readonly int limit;
    readonly Dictionary<(Field Field, Guid Film, int Name), BegunName> found = [];

    NameBeginnings(CatalogueVersion version, string text, int limit)
    {
        (this.version, words, this.text, this.limit) = (version, version.Store.NameWords, Encoding.UTF8.GetBytes(text), limit);
        foreach (var word in this.text.AsSpan().Split(Blank))
            typed.Add(word);
    }

    /// <summary>So many names at most that begin with a folded text.</summary>
    public static IReadOnlyList<BegunName> Find(CatalogueVersion version, string text, int limit)
    {
        var beginnings = new NameBeginnings(version, text, limit);
        foreach (var field in NameWords.Fields)
            beginnings.FindExact(field);
        var exact = beginnings.Best([]);
        if (exact.Count == limit || Slip.Letters(beginnings.text) < LeastOfSlip)
            return exact;
        beginnings.found.Clear();
        foreach (var field in NameWords.Fields)
            beginnings.FindSlips(field);
        return [.. exact, .. beginnings.Best(exact).Take(limit - exact.Count)];
    }

    void FindExact(Field field)
    {
        var (terms, complete) = (version.Store[field].Terms, typed[..^1].ConvertAll(word => words.Words.Find(text.AsSpan()[word])));
        if (complete.Exists(word => words.About(field, word) == 0))
            return;
        var having = complete.Count > 0
            ? (IReadOnlyList<int>)[complete.MinBy(word => words.About(field, word))]
            : words.Words.Beginning(text, MostWords);
        var areMany = having.Count == MostWords || having.Sum(word => (long)words.About(field, word)) > MostNames;
        if (!areMany || !AddOften(field))
            AddNames(field, having, name => Begins(terms[name], text, mayHaveSlip: false));
    }

    // Gives whether they are enough: those at a level have more reviews than those at the next, but for what is dead of them.
    bool AddOften(Field field)
    {
        var (index, looked, level) = (version.Store[field], 0, OftenNamed.Highest);
        foreach (var names in index.Often.MostFirst())
        {
            foreach (var name in names.Span)
                if (++looked > MostOften)
                    return false;
                else if (Begins(index.Terms[name], text, mayHaveSlip: false))
                    Add(field, name);
            if (!names.IsEmpty && found.Values.Count(one => one.Field == field && one.Reviews >= 1 << level) >= limit)
                return true;
            level--;
        }
        return false;
    }

    void FindSlips(Field field)
    {
        var terms = version.Store[field].Terms;
        for (var place = 0; place < typed.Count; place++)
        {
            var word = text.AsSpan()[typed[place]];
            if (Slip.Letters(word) >= LeastOfSlip - 1)
                AddNames(field, SlipWalk.Find(words.Words, word, isBeginning: place == typed.Count - 1, MostWords), BeginsNearly);
            if (Slip.Letters(word) >= LeastOfSlip)
                AddNames(field, FirstParts(word), BeginsNearly);
            if (place > 0)
                AddNames(field, Joined(place), BeginsNearly);
        }

        bool BeginsNearly(int name) => Begins(terms[name], text, mayHaveSlip: true);
    }

    // The words that a word may be two of, without the blank.
    List<int> FirstParts(ReadOnlySpan<byte> word)
    {
        var parts = new List<int>();
        for (var at = 2; at < Math.Min(word.Length, LongestDivided); at++)
            if (words.Words.Find(word[..at]) is var part and >= 0)
                parts.Add(part);
        return parts;
    }

    // A word and the one before, with a blank too many.
    IReadOnlyList<int> Joined(int place)
    {
        byte[] joined = [.. text[typed[place - 1]], .. text[typed[place]]];
        return place == typed.Count - 1
            ? words.Words.Beginning(joined, MostWords)
            : words.Words.Find(joined) is var word and >= 0 ? [word] : [];
    }

    void AddNames(Field field, IEnumerable<int> having, Func<int, bool> begins)
    {
        var looked = 0;
        foreach (var word in having)
            foreach (var name in words.Having(field, word))
                if (++looked > MostNames)
                    return;
                else if (begins(name))
                    Add(field, name);
    }

    void Add(Field field, int name)
    {
        if (field == Field.FilmName)
        {
            foreach (var film in FilmNames.OfTitle(version, name))
                found.TryAdd((field, film, 0), new(field, film, name, FilmNames.MostReviews(version, film)));
            return;
        }
        found.TryAdd((field, Guid.Empty, name), new(field, Guid.Empty, name, version.Store[field].Reviews.About(name)));
    }

    // A person of several trades stands for the one with the most reviews.
    List<BegunName> Best(IReadOnlyList<BegunName> without)
    {
        var others = without.Select(one => (one.Film, Person(one))).ToHashSet();
        return [.. MostReviewed().Where(one => !others.Contains((one.Film, Person(one))))
            .OrderByDescending(one => one.Reviews).ThenBy(Text, StringComparer.Ordinal).ThenBy(one => one.Field).ThenBy(one => one.Film)
            .DistinctBy(one => (one.Film, Person(one))).Take(limit)];
    }

    // To count what is alive is dear: none is counted that can't be among the first any more. A person may be among them twice, and each
    // of those before too.
    List<BegunName> MostReviewed()
    {
        var (counted, first, most) = (new List<BegunName>(), new PriorityQueue<int, int>(), 4 * limit);
        foreach (var one in found.Values.OrderByDescending(one => one.Reviews))
        {
            if (first.Count == most && one.Reviews < first.Peek())
                break;
            var reviews = one.Field == Field.FilmName
                ? FilmNames.Reviews(version, one.Film)
                : version.CountLive(version.Store[one.Field].Reviews[one.Name]);
            if (reviews == 0)
                continue;
            counted.Add(one with { Reviews = reviews });
            if (first.Count < most)
                first.Enqueue(reviews, reviews);
            else
                first.EnqueueDequeue(reviews, reviews);
        }
        return first.Count < most ? counted : counted.FindAll(one => one.Reviews >= first.Peek());
    }

    string Person(BegunName one) => one.Field switch
    {
        Field.FilmName => "",
        Field.OutletName => $" {Text(one)}",
        _ => Text(one),
    };

    string Text(BegunName one) => version.Store[one.Field].Terms.Text(one.Name);

    static bool Begins(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, bool mayHaveSlip)
    {
        while (true)
        {
            if (mayHaveSlip ? Slip.BeginsWithin(text, name) : name.StartsWith(text))
                return true;
            var blank = name.IndexOf(Blank);
            if (blank < 0)
                return false;
            name = name[(blank + 1)..];
        }
    }
}

/// <summary>A name that begins as a text does.</summary>
/// <param name="Field">The names that it is of.</param>
/// <param name="Film">The film that has it as a title.</param>
/// <param name="Name">Its number among them.</param>
/// <param name="Reviews">How many reviews there are of the film, or have the name; before they are counted, no fewer.</param>
internal readonly record struct BegunName(Field Field, Guid Film, int Name, int Reviews);
