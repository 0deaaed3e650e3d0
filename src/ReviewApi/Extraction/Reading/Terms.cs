using System.Buffers;
using System.Collections.Frozen;
using ReviewApi.Codes;

namespace ReviewApi.Extraction.Reading;

/// <summary>A spelling of a code of a vocabulary that stands in a text.</summary>
/// <param name="Vocabulary">The vocabulary.</param>
/// <param name="Code">The code.</param>
/// <param name="At">Where it stands.</param>
/// <param name="First">The number of its first word.</param>
/// <param name="Last">The number of its last word.</param>
internal sealed record Term(string Vocabulary, string Code, Stretch At, int First, int Last)
{
    public int Words => Last - First + 1;

    /// <summary>Whether another one has all of it, and more: "HD" of "HD DVD".</summary>
    public bool IsWithin(Term other) => other.At.Holds(At) && other.At.Length > At.Length;
}

/// <summary>
/// Finds the spellings of codes: labels in all languages and aliases, as the vocabularies have them, whatever stands between their words
/// ("DTS-HD MA", "DTS HD-MA"). Of those that begin at a word it is the longest of each vocabulary.
/// </summary>
internal sealed class Terms
{
    const int MostWords = 12;

    static readonly string[] Vocabularies =
    [
        "audio_codec", "immersive", "channels", "audio_purpose", "video_codec", "resolution", "hdr", "color", "region", "language",
        "subtitle_kind", "extra_kind", "disc_format", "capacity", "packaging", "cut", "film_relation_kind", "master_resolution",
        "picture_format", "section", "territory",
    ];

    // What texts write and the vocabularies do not list.
    static readonly (string Vocabulary, string Spelling, string Code)[] Colloquial =
    [
        ("language", "dt", "de"), ("language", "engl", "en"), ("language", "frz", "fr"), ("language", "ital", "it"),
        ("extra_kind", "chattrack", "audio_commentary"), ("extra_kind", "yaktrack", "audio_commentary"),
        ("extra_kind", "talktrack", "audio_commentary"), ("extra_kind", "commentarytrack", "audio_commentary"),
        ("extra_kind", "productionphotographs", "still_gallery"), ("extra_kind", "productionphotos", "still_gallery"),
        ("extra_kind", "picturegallery", "still_gallery"), ("extra_kind", "imagegallery", "still_gallery"),
    ];

    static readonly string[] Endings = ["e", "er", "en", "es", "em"];

    static readonly FrozenSet<string> Codes =
        ["video_codec", "audio_codec", "hdr", "immersive", "channels", "resolution", "disc_format", "region", "capacity"];

    static readonly FrozenDictionary<string, (string Vocabulary, string Code)[]> Spellings = Vocabularies
        .SelectMany(name => Of(CodeBook.Named(name)).Select(one => (one.Spelling, Meaning: (Vocabulary: name, one.Code))))
        .Concat(Colloquial.Select(one => (one.Spelling, Meaning: (one.Vocabulary, one.Code))))
        .GroupBy(one => one.Spelling)
        .ToFrozenDictionary(same => same.Key, same => same.Select(one => one.Meaning).DistinctBy(meaning => meaning.Vocabulary).ToArray());

    static readonly FrozenSet<string> Beginnings = Spellings
        .Keys.SelectMany(spelling => Enumerable.Range(1, spelling.Length).Select(length => spelling[..length]))
        .ToFrozenSet();

    static readonly FrozenDictionary<string, (string Vocabulary, string Code)[]>.AlternateLookup<ReadOnlySpan<char>> BySpelling =
        Spellings.GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByBeginning = Beginnings.GetAlternateLookup<ReadOnlySpan<char>>();

    static readonly SearchValues<char> Ends = SearchValues.Create(",;\n\r|•!?\t");

    readonly List<Term> all = [];
    readonly List<Term> found = [];
    readonly Dictionary<string, List<Term>> byVocabulary = [];

    public Terms(Page page)
    {
        var words = page.Words;
        for (var first = 0; first < words.Count; first++)
            Add(page, first);
        foreach (var term in all)
        {
            if (!byVocabulary.TryGetValue(term.Vocabulary, out var terms))
                byVocabulary[term.Vocabulary] = terms = [];
            terms.Add(term);
        }
    }

    /// <summary>The terms of some vocabularies within a stretch, in order.</summary>
    public IEnumerable<Term> In(Stretch stretch, params string[] vocabularies) =>
        vocabularies.Length == 1
            ? Within(vocabularies[0], stretch)
            : vocabularies.SelectMany(name => Within(name, stretch)).OrderBy(term => term.At.Start).ThenByDescending(term => term.At.End);

    /// <summary>Whether a stretch has a term of a vocabulary.</summary>
    public bool Has(string vocabulary, Stretch stretch)
    {
        var terms = Of(vocabulary);
        for (var place = From(terms, stretch.Start); place < terms.Count && terms[place].At.Start < stretch.End; place++)
            if (terms[place].At.End <= stretch.End)
                return true;
        return false;
    }

    /// <summary>All terms of a vocabulary.</summary>
    public IReadOnlyList<Term> Of(string vocabulary) => byVocabulary.GetValueOrDefault(vocabulary, []);

    IEnumerable<Term> Within(string vocabulary, Stretch stretch)
    {
        var terms = Of(vocabulary);
        for (var place = From(terms, stretch.Start); place < terms.Count && terms[place].At.Start < stretch.End; place++)
            if (terms[place].At.End <= stretch.End)
                yield return terms[place];
    }

    // The first that does not begin before a place.
    static int From(IReadOnlyList<Term> terms, int place)
    {
        var (low, high) = (0, terms.Count);
        while (low < high)
            if (terms[(low + high) / 2].At.Start < place)
                low = (low + high) / 2 + 1;
            else
                high = (low + high) / 2;
        return low;
    }

    void Add(Page page, int first)
    {
        var words = page.Words;
        found.Clear();
        // "a VC-1 encode" is not AVC.
        var isArticle = words[first] is "a" && page.Text[words.Start(first)] == 'a';
        for (var last = first; last < words.Count && last - first < MostWords; last++)
        {
            if (last > first && !Joins(page.Text.AsSpan(words.End(last - 1)..words.Start(last))))
                break;
            var spelling = words.Folded(first, last);
            if (!ByBeginning.Contains(spelling))
                break;
            if (!BySpelling.TryGetValue(spelling, out var meanings))
                continue;
            foreach (var (vocabulary, code) in meanings)
                if (!(isArticle && Codes.Contains(vocabulary)))
                    Longer(new(vocabulary, code, words.Run(first, last), first, last));
        }
        all.AddRange(found);
    }

    // In place of the shorter one of its vocabulary.
    void Longer(Term term)
    {
        for (var place = 0; place < found.Count; place++)
            if (found[place].Vocabulary == term.Vocabulary)
            {
                found[place] = term;
                return;
            }
        found.Add(term);
    }

    // A comma, a stop or the end of a line ends a spelling.
    static bool Joins(ReadOnlySpan<char> gap) => gap.Length <= 3 && !gap.ContainsAny(Ends) && gap is not ". ";

    // Codes of two or three letters are words of other languages: "is", "no", "it".
    static IEnumerable<(string Spelling, string Code)> Of(CodeBook book) =>
        from item in book.List.Items
        where item.Code is not ("other" or "unknown" or "object")
        from spelling in item.Aliases.Append(item.Label).Concat(item.Labels?.Values ?? []).Append(item.Code).Concat(Inflected(book, item))
        where book.List.Name != "language" || spelling.Length > 3 && spelling != item.Code
        let folded = Spelling.OfCode(spelling)
        where folded.Length > 0 && !(book.List.Name is "region" or "territory" && folded.Length < 2)
        select (folded, item.Code);

    // "Die deutsche Tonspur", "la piste française".
    static IEnumerable<string> Inflected(CodeBook book, CodeItem item)
    {
        if (book.List.Name is not "language")
            return [];
        var german = item.Labels?.GetValueOrDefault("de") is { } one ? Endings.Select(ending => one + ending) : [];
        return item.Labels?.GetValueOrDefault("fr") is { } other ? [.. german, $"{other}e", $"{other}ne"] : german;
    }
}
