using ReviewApi.Codes;
using ReviewApi.Http;

namespace ReviewApi.Search;

/// <summary>The filters of the desk's list. Drafts are not among the listings; what they are found by stands in desk_listings.</summary>
internal static class DeskFilters
{
    const int MostWords = 100;

    /// <summary>What it takes, without operators.</summary>
    public static readonly IReadOnlyList<string> Names = ["q (titles and headline)", "film", "reviewer", "outlet", "format", "updatedAt"];

    static readonly IReadOnlyList<Filter> Taken =
    [
        .. Filters.All.Where(
            filter => filter is NameFilter { Column: "films" or "reviewers" or "outlet" } or RangeFilter { Column: SavedAt }),
        .. Filters.All.OfType<TermFilter>().Where(filter => filter.Parameter.Name == "format")
            .Select(filter => new CatalogueFilter(filter.Parameter, "format = any({0})")),
    ];

    const string SavedAt = "updated_at";

    /// <summary>What a request asks of the desk's reviews; a filter that the desk's list does not have ends it with 400.</summary>
    public static Criteria Read(HttpRequest request)
    {
        var taken = Taken.SelectMany(filter => filter.Parameters).Append(TextQuery.Q).Select(parameter => parameter.Name).ToHashSet();
        var other = Filters.Parameters.Append(Sort.Parameter)
            .FirstOrDefault(parameter => !taken.Contains(parameter.Name) && request.Query.ContainsKey(parameter.Name));
        if (other is not null)
            throw ProblemException.Parameter(
                other.Name, "not_with_status",
                $"With status the order is fixed, and the filters are {string.Join(", ", Names)}.");
        var criteria = new Criteria();
        foreach (var filter in Taken)
            filter.Apply(new Asked(request, Without: null), criteria);
        if (TextQuery.Q.Read(request) is { } words)
            AddWords(words, criteria);
        return criteria;
    }

    /// <summary>The condition on a row of desk_reviews, called desk.</summary>
    public static string Condition(Criteria criteria)
    {
        var saved = string.Concat(criteria.BoundsOf(SavedAt).Select(bound => $" and {bound}"));
        return criteria.HasConditions ? $"""
            {saved}
            and exists (
              select
              from desk_listings listed
              {criteria.Where("listed.review_id = desk.review_id and listed.is_copy = desk.is_copy and listed.etag = desk.etag")})
            """ : "";
    }

    // Each word in a title or in the headline.
    static void AddWords(string text, Criteria criteria)
    {
        var words = Spelling.OfName(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        if (words.Count > MostWords)
            throw ProblemException.Parameter(TextQuery.Q.Name, "too_many", $"It has {words.Count} words; {MostWords} are the most.");
        foreach (var word in words.DefaultIfEmpty(text))
            criteria.Add("titles like {0}", NameFilter.Pattern(TextQuery.Q.Name, word));
    }
}
