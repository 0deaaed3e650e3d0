using System.Runtime.InteropServices;
using System.Text;

namespace ReviewApi.Indexing;

/// <summary>
/// Films by the likeness of a title of theirs to a text: how many letters of both are the same, word by word. A word with a slip of the
/// pen in it, or written as two, is nearly the same.
/// </summary>
internal sealed class TitleLikeness
{
    // Of the letters that are asked for, so many hundredths have to be in a title.
    const int Enough = 60;

    // What has the same words in another order.
    const float NotTheSame = 0.99f;

    // So many titles are looked at, those with the rarest words.
    const int MostTitles = 50_000;

    readonly Store store;
    readonly byte[] text;
    readonly AskedWord[] words;
    readonly bool areAllNeeded;
    readonly int letters;
    readonly Dictionary<int, int> places = [];
    readonly List<Candidate> candidates = [];

    TitleLikeness(Store store, string text, bool areAllNeeded)
    {
        (this.store, this.text, this.areAllNeeded) = (store, Encoding.UTF8.GetBytes(text), areAllNeeded);
        words = [.. AskedWord.Read(this.text, store).OrderBy(word => word.Titles)];
        letters = words.Sum(word => word.Letters);
    }

    /// <summary>
    /// The films with a title like a folded text, the most alike first, then the most reviewed; where all words are needed, those that have
    /// something like each.
    /// </summary>
    public static IEnumerable<LikeFilm> Films(CatalogueVersion version, string text, bool areAllNeeded)
    {
        var (titles, ranks) = new TitleLikeness(version.Store, text, areAllNeeded).Ranked();
        var seen = new HashSet<Guid>();
        for (var (from, to) = (0, 0); from < titles.Length; from = to)
        {
            var alike = new List<LikeFilm>();
            for (; to < titles.Length && ranks[to] == ranks[from]; to++)
                foreach (var film in FilmNames.OfTitle(version, titles[to]))
                    if (seen.Add(film))
                        alike.Add(new(film, -ranks[from], FilmNames.Reviews(version, film)));
            alike.Sort();
            foreach (var film in alike)
                yield return film;
        }
    }

    // The titles, and the negative of how much each is alike, the greatest first.
    (int[] Titles, float[] Ranks) Ranked()
    {
        var rest = letters;
        for (var word = 0; word < words.Length; word++)
        {
            // What has only words that come now has too little.
            var mayBeNew = word == 0 || !areAllNeeded && rest * 100 >= letters * Enough;
            foreach (var spelling in words[word].Spellings)
                Add(word, spelling, mayBeNew);
            rest -= words[word].Letters;
        }
        var found = candidates.FindAll(IsEnough);
        var (titles, ranks) = (found.Select(one => one.Title).ToArray(), found.Select(one => -Rank(one)).ToArray());
        Array.Sort(ranks, titles);
        return (titles, ranks);
    }

    void Add(int word, TitleSpelling spelling, bool mayBeNew)
    {
        var tenths = words[word].Letters * spelling.Tenths;
        if (mayBeNew || spelling.About <= candidates.Count)
        {
            foreach (var title in spelling.Titles)
                if (places.TryGetValue(title, out var place))
                    CollectionsMarshal.AsSpan(candidates)[place].Add(word, tenths);
                else if (mayBeNew && candidates.Count < MostTitles)
                {
                    places[title] = candidates.Count;
                    candidates.Add(new(title, word, tenths));
                }
        }
        else
            foreach (ref var candidate in CollectionsMarshal.AsSpan(candidates))
                if (spelling.Titles.Has(candidate.Title))
                    candidate.Add(word, tenths);
    }

    bool IsEnough(Candidate title) =>
        areAllNeeded ? title.Words == words.Length : title.Tenths * 10 >= letters * Enough;

    // Twice what is the same, of all letters of both.
    float Rank(Candidate candidate)
    {
        var title = store[Field.FilmName].Terms[candidate.Title];
        if (title.SequenceEqual(text))
            return 1;
        var all = title.Length - title.Count(AskedWord.Blank);
        return Math.Min(NotTheSame, Math.Min(candidate.Tenths, all * 10) / (5f * (letters + all)));
    }

    struct Candidate(int title, int word, int tenths)
    {
        int last = word;

        public int Title { get; } = title;

        public int Tenths { get; private set; } = tenths;

        public int Words { get; private set; } = 1;

        // The nearest spelling of a word comes first.
        public void Add(int word, int tenths)
        {
            if (word == last)
                return;
            (last, Tenths, Words) = (word, Tenths + tenths, Words + 1);
        }
    }
}

/// <summary>A film with how much a title of it is like what is asked for, from 0 to 1, and how many reviews it has.</summary>
internal readonly record struct LikeFilm(Guid Film, float Rank, int Reviews) : IComparable<LikeFilm>
{
    public int CompareTo(LikeFilm other) => (other.Rank, other.Reviews, Film).CompareTo((Rank, Reviews, other.Film));
}
