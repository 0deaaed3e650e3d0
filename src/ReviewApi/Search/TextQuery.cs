using ReviewApi.Http;
using ReviewApi.Listings;
using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Search;

/// <summary>
/// What q asks for. Where no review has the words, those with a title like them are found, whatever the slips of the pen.
/// </summary>
/// <param name="Text">What is written in q.</param>
/// <param name="Words">The words of it.</param>
/// <param name="In">The sections that they have to be in; none: anywhere.</param>
internal sealed record TextQuery(string Text, QueryWords Words, IReadOnlyList<string> In)
{
    public static readonly QueryParameter<string?> Q = QueryParameter.Text(
        "q",
        "Words, \"phrases\" and -without, with or between alternatives (casino or roulette), 100 different words at most and 100 in "
            + "phrases, whatever the case and the accents; stemmed by the review's language. Where no review has them, those with a title "
            + "like them.");

    public static readonly QueryParameter<string[]?> Within = QueryParameter.Values(
        "in", new OneOfAttribute([.. Sections.Names]), "Only in the texts of these sections; needs q.");

    /// <summary>What a request asks for; null without q.</summary>
    public static TextQuery? Read(HttpRequest request)
    {
        var sections = Within.Read(request);
        if (Q.Read(request) is { } text)
            return new(text, QueryWords.Read(text), sections ?? []);
        return sections is null
            ? null
            : throw ProblemException.Parameter(
                Within.Name, "needs_q", "in needs q: it says in which sections its words are looked for.");
    }

    /// <summary>Whether titles like the words may be meant.</summary>
    public bool MayBeLikeness => In.Count == 0 && !Words.IsExact;

    /// <summary>The tsvector that its words are looked for in.</summary>
    public string Column => In.Count == 0 ? "vector" : "sections";

    /// <summary>A lexeme as that tsvector has it: a section's number stands in front of its words.</summary>
    public string Written(string lexeme)
    {
        var escaped = WordVector.Escaped(lexeme);
        return In.Count == 0
            ? $"'{escaped}'"
            : $"({string.Join(" | ", In.Select(section => $"'{ListingText.NumberOf(section)}{escaped}'"))})";
    }

    public override string ToString() => $"q={Text} in={string.Join(',', In)}";
}
