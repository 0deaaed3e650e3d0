using System.Text.RegularExpressions;
using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Listings;

namespace ReviewApi.Search;

/// <summary>
/// What q asks for: words, "phrases" and -without, all of which have to hold; of what stands between two "or" one has to.
/// </summary>
internal sealed partial record QueryWords(IReadOnlyList<IReadOnlyList<QueryTerm>> Alternatives)
{
    const int Most = 100;

    // As many forms may be one word when they are parsed.
    const int MostWritten = 400;

    public static QueryWords Read(string text)
    {
        var alternatives = new List<List<QueryTerm>> { new() };
        var (read, words, inPhrases) = (new HashSet<string>(), new HashSet<string>(), 0);
        foreach (System.Text.RegularExpressions.Match match in Pattern().Matches(Spelling.Composed(text)))
        {
            var (isWithout, isQuoted) = (match.Groups["without"].Success, match.Groups["quoted"].Success);
            var written = match.Groups[isQuoted ? "quoted" : "plain"].Value;
            if (!isWithout && !isQuoted && written.Equals("or", StringComparison.OrdinalIgnoreCase))
                alternatives.Add([]);
            else if (read.Add($"{alternatives.Count} {isWithout} {isQuoted} {written.ToLowerInvariant()}")
                && TextWords.In(written) is { Count: > 0 } places)
            {
                words.UnionWith(places.Select(place => written.Substring(place.Start, place.Length).ToLowerInvariant()));
                inPhrases += places.Count > 1 ? places.Count : 0;
                RequireFew(words.Count, inPhrases);
                alternatives[^1].Add(QueryTerm.Parse(written, places, isWithout, isQuoted));
            }
        }
        return new QueryWords([.. alternatives.Where(terms => terms.Count > 0)]);
    }

    /// <summary>All of it; null where there is nothing.</summary>
    public QueryTree? Tree { get; } = QueryTree.Or(Alternatives.Select(terms => QueryTree.And(terms.Select(term => term.Tree))));

    /// <summary>All of its words, in all spellings.</summary>
    public IEnumerable<string> All => Tree?.Words.Distinct() ?? [];

    /// <summary>Whether it is meant to the letter: what is only like a phrase, or like a word that is excluded, is not asked for.</summary>
    public bool IsExact => Terms.Any(term => term.IsQuoted || term.IsWithout);

    /// <summary>The words that may be shown where they are found, in all spellings.</summary>
    public IEnumerable<string> Shown => Terms.Where(term => !term.IsWithout).SelectMany(term => term.Spelled).Distinct();

    IEnumerable<QueryTerm> Terms => Alternatives.SelectMany(terms => terms);

    /// <summary>Requires that there are few different words, once they are parsed: each costs a look-up.</summary>
    public static void RequireFew(int words)
    {
        if (words > Most)
            throw ProblemException.Parameter(TextQuery.Q.Name, "too_many", $"It has more than {Most} different words.");
    }

    // Each word of a phrase is compared place by place.
    static void RequireFew(int written, int inPhrases)
    {
        if (written > MostWritten)
            RequireFew(written);
        if (inPhrases > Most)
            throw ProblemException.Parameter(
                TextQuery.Q.Name, "too_many",
                $"Its phrases have more than {Most} words; words with signs but no blanks between them are a phrase.");
    }

    [GeneratedRegex("""(?<without>-+)?(?:"(?<quoted>[^"]*)"?|(?<plain>[^\s"]+))""", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

/// <summary>A word, a phrase, or words with signs between them, which is a phrase too and the same without the signs: DTS-HD.</summary>
/// <param name="Words">The words as they are written.</param>
/// <param name="Joined">The words joined to one; null where they are not joined.</param>
/// <param name="IsWithout">Whether a review must not have it.</param>
/// <param name="IsQuoted">Whether it stands between quotation marks.</param>
internal sealed record QueryTerm(IReadOnlyList<string> Words, string? Joined, bool IsWithout, bool IsQuoted)
{
    const int MostUnfolded = 8;

    /// <summary>What it asks for; null where that is nothing.</summary>
    public QueryTree? Tree { get; } = Of(
        QueryTree.Or([QueryTree.Follows(Words.Select(AnySpelling)), Joined is null ? null : AnySpelling(Joined)]), IsWithout);

    /// <summary>Its words in all spellings.</summary>
    public IEnumerable<string> Spelled => (Joined is null ? Words : Words.Append(Joined)).SelectMany(Spellings).SelectMany(words => words);

    public static QueryTerm Parse(string text, IReadOnlyList<Word> places, bool isWithout, bool isQuoted)
    {
        var whole = new Word(places[0].Start, places[^1].End - places[0].Start);
        // Words that are joined in part only are a phrase.
        var joined = isQuoted ? null : TextWords.Joins(text, places).FirstOrDefault(one => one.Whole == whole).Joined;
        return new QueryTerm([.. places.Select(place => text.Substring(place.Start, place.Length))], joined, isWithout, isQuoted);
    }

    static QueryTree? Of(QueryTree? tree, bool isWithout) => tree is not null && isWithout ? new QueryTree.Without(tree) : tree;

    static QueryTree? AnySpelling(string word) =>
        QueryTree.Or(Spellings(word).Select(words => QueryTree.Follows(words.Select(one => new QueryTree.Single(one)))).Distinct());

    // Some letters unfold to a whole sentence.
    static IEnumerable<IReadOnlyList<string>> Spellings(string word) =>
        TextWords.Spellings(word)
            .Select(spelling => TextWords.Found(spelling).Take(MostUnfolded + 1).ToList())
            .Where(words => words.Count is > 0 and <= MostUnfolded);
}
