using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Reviews;

namespace ReviewApi.Search;

/// <summary>
/// What a list is sorted by: keys, the first one first, and the id where all of them are the same. What has no value comes last.
/// </summary>
/// <param name="Keys">The keys; none where the list has the order of the ids that were asked for.</param>
/// <param name="Relevance">How many of the keys come before relevance, by which the best matches come first; null without it.</param>
internal sealed record Sort(IReadOnlyList<SortKey> Keys, int? Relevance = null)
{
    const int MostKeys = 5;
    const string RelevanceName = "relevance";

    static readonly IReadOnlyList<(string Name, SortColumn Column)> Known =
    [
        ("publishedAt", SortColumn.PublishedAt),
        ("updatedAt", SortColumn.UpdatedAt),
        ("year", SortColumn.Year),
        ("title", SortColumn.Title),
        .. Sections.Names.Select((name, index) => (name, SortColumn.Story + index)),
        ("overall", SortColumn.Overall),
        ("meanScore", SortColumn.MeanScore),
    ];

    public static readonly Sort Newest = new([new(SortColumn.PublishedAt, IsDescending: true)]);

    static readonly Sort AsListed = new([]);
    static readonly Sort BestFirst = Newest with { Relevance = 0 };

    public static readonly QueryParameter<Sort?> Parameter = new(
        "sort",
        "Keys, the first one first; - in front: descending. "
            + "What is not scored comes last either way. relevance needs q, and has the best first: of a common word the best of "
            + "the newest reviews, then of those before. Left out: with id the order of its list, with q relevance, else -publishedAt.",
        Parse)
    {
        Type = "string",
        Choices = [.. Known.Select(key => key.Name).Append(RelevanceName).SelectMany(name => new[] { name, $"-{name}" })],
        MostValues = MostKeys,
    };

    /// <summary>What a request asks for.</summary>
    public static Sort Read(HttpRequest request, TextQuery? text)
    {
        if (Parameter.Read(request) is not { } sort)
            return request.Query.ContainsKey(Filters.Ids.Name) ? AsListed : text is null ? Newest : BestFirst;
        return text is not null || sort.Relevance is null
            ? sort
            : throw ProblemException.Parameter("sort", "needs_q", "Sorting by relevance needs q.");
    }

    /// <summary>Whether what is the same by all keys comes by the greatest id first.</summary>
    public bool IsDescending => Relevance == 0 || Keys[0].IsDescending;

    public override string ToString() =>
        $"{Relevance},{string.Join(',', Keys.Select(key => $"{key.Column} {key.IsDescending}"))}";

    static Sort Parse(string text)
    {
        var names = text.Split(',');
        if (names.GroupBy(Bare).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
            throw ProblemException.Parameter("sort", "invalid_value", $"It has the key {Problems.Shortened(twice)} twice.");
        if (names.Length > MostKeys)
            throw ProblemException.Parameter("sort", "invalid_value", $"It has {names.Length} keys; {MostKeys} are the most.");
        var relevance = Array.FindIndex(names, name => Bare(name) == RelevanceName);
        var keys = names.Where(name => Bare(name) != RelevanceName).Select(Key).ToList();
        return keys.Count == 0 ? BestFirst : new Sort(keys, relevance < 0 ? null : relevance);
    }

    static SortKey Key(string text)
    {
        var name = Bare(text);
        foreach (var known in Known)
            if (known.Name == name)
                return new(known.Column, IsDescending: text != name);
        throw ProblemException.Parameter(
            "sort", "unknown_key",
            Suggestion.Unknown("key to sort by", [.. Meaning.Of(name, [.. Known.Select(key => key.Name)]).Select(Usual)]));
    }

    // Scores and times are nearly always asked for from the best and the newest on.
    static string Usual(string name) =>
        Known.First(key => key.Name == name).Column is SortColumn.Title or SortColumn.Year ? name : $"-{name}";

    static string Bare(string text) => text.StartsWith('-') ? text[1..] : text;
}
