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

    /// <summary>The text of the tsquery.</summary>
    public string Query => string.Join(" | ", Alternatives.Select(terms => $"({string.Join(" & ", terms.Select(term => term.Query))})"));

    /// <summary>Whether it is meant to the letter: what is only like a phrase, or like a word that is excluded, is not asked for.</summary>
    public bool IsExact => Terms.Any(term => term.IsQuoted || term.IsWithout);

    /// <summary>The words that may be shown where they are found, in all spellings.</summary>
    public IEnumerable<string> Shown => Terms.Where(term => !term.IsWithout).SelectMany(term => term.Spelled).Distinct();

    IEnumerable<QueryTerm> Terms => Alternatives.SelectMany(terms => terms);

    // Each word costs a look-up, and each word of a phrase that it is compared place by place.
    static void RequireFew(int words, int inPhrases)
    {
        if (words > Most)
            throw ProblemException.Parameter(TextQuery.Q.Name, "too_many", $"It has more than {Most} different words.");
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

    /// <summary>Its part of the tsquery.</summary>
    public string Query { get; } =
        $"{(IsWithout ? "!" : "")}({string.Join(" <-> ", Words.Select(AnySpelling))}{(Joined is null ? "" : $" | {AnySpelling(Joined)}")})";

    /// <summary>Its words in all spellings.</summary>
    public IEnumerable<string> Spelled => (Joined is null ? Words : Words.Append(Joined)).SelectMany(Spellings).SelectMany(words => words);

    public static QueryTerm Parse(string text, IReadOnlyList<Word> places, bool isWithout, bool isQuoted)
    {
        var whole = new Word(places[0].Start, places[^1].End - places[0].Start);
        // Words that are joined in part only are a phrase.
        var joined = isQuoted ? null : TextWords.Joins(text, places).FirstOrDefault(one => one.Whole == whole).Joined;
        return new QueryTerm([.. places.Select(place => text.Substring(place.Start, place.Length))], joined, isWithout, isQuoted);
    }

    static string AnySpelling(string word) => $"({string.Join(" | ", Spellings(word).Select(InOrder).Distinct())})";

    // Some letters unfold to a whole sentence.
    static IEnumerable<IReadOnlyList<string>> Spellings(string word) =>
        TextWords.Spellings(word)
            .Select(spelling => TextWords.Found(spelling).Take(MostUnfolded + 1).ToList())
            .Where(words => words.Count is > 0 and <= MostUnfolded);

    static string InOrder(IReadOnlyList<string> words) =>
        words.Count == 1 ? $"'{words[0]}'" : $"({string.Join(" <-> ", words.Select(word => $"'{word}'"))})";
}
