using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Reviews;

namespace ReviewApi.Search;

/// <summary>
/// What a list is sorted by: keys, the first one first, and the id where all of them are the same. What has no value comes last.
/// </summary>
internal sealed record Sort(IReadOnlyList<SortKey> Keys)
{
    const int MostKeys = 5;

    // How many reviews are looked at in order: those that one in two hundred reviews meets fill a page then, and fewer are sorted as fast.
    const int Reach = 4000;
    const int ReachWithWords = 1000;

    static readonly IReadOnlyList<SortKey> Known =
    [
        new("publishedAt", "published_at", "timestamptz", MayBeNull: false),
        new("updatedAt", "updated_at", "timestamptz", MayBeNull: false),
        new("year", "year", "smallint"),
        new("title", "title", "text", MayBeNull: false),
        .. Sections.Names.Select(name => new SortKey(name, name, "numeric")),
        new("overall", "overall", "numeric"),
        new("meanScore", "mean_score", "numeric"),
    ];

    static readonly SortKey Part = new("part", "part", "bigint", MayBeNull: false) { IsDescending = true };

    /// <summary>The parameter with the ids that the list is ordered by.</summary>
    public const string Ids = "ids";

    static readonly SortKey Listed = new("id", "place", "integer", MayBeNull: false);

    static readonly SortKey Relevance = new("relevance", "rank", "real", MayBeNull: false) { IsDescending = true };

    public static readonly Sort Newest = new([Known[0] with { IsDescending = true }]);

    public static readonly QueryParameter<Sort?> Parameter = new(
        "sort",
        $"Keys of {string.Join(", ", Known.Select(key => key.Name))}, several with commas; - in front: descending. "
            + "What is not scored comes last either way. relevance needs q, and has the best first: of a common word the best of "
            + "the newest reviews, then of those before. Left out: with id the order of its list, with q relevance, else -publishedAt.",
        Parse)
    { Type = "string" };

    /// <summary>What a request asks for.</summary>
    public static Sort Read(HttpRequest request, TextQuery? text)
    {
        if (Parameter.Read(request) is not { } sort)
            return request.Query.ContainsKey("id") ? new Sort([Listed]) : text is null ? Newest : new Sort([Relevance, Newest.Keys[0]]);
        return text is not null || !sort.Keys.Contains(Relevance)
            ? sort
            : throw ProblemException.Parameter("sort", "needs_q", "Sorting by relevance needs q.");
    }

    /// <summary>Whether the best matches come first.</summary>
    public bool IsByRelevance => Keys[0] == Relevance;

    bool IsDescending => Keys[0].IsDescending;

    string Direction => IsDescending ? "desc" : "asc";

    string After => IsDescending ? "<" : ">";

    string Columns => string.Join(", ", Keys.Select(key => key.Column).Prepend("review_id"));

    string Ordered => $"{string.Join(", ", Keys.Select(key => key.OrderBy))}, review_id {Direction}";

    // Among those that have the first key, so that an index on it gives them in order.
    string OrderedInPart =>
        $"{string.Join(", ", Keys.Skip(1).Select(key => key.OrderBy).Prepend(Keys[0].Directed))}, review_id {Direction}";

    public override string ToString() => string.Join(',', Keys.Select(key => key.ToString()));

    /// <summary>
    /// Selects the reviews of a page as json, which is a column; the parameters are take, id and k0, k1 … of the place before.
    /// </summary>
    public string Page(Criteria criteria, Place? after, string json) =>
        Whole(criteria, json, (criteria.AreNone, Keys.Contains(Relevance) || Keys.Contains(Listed)) switch
        {
            (true, _) => InOrder(Parts(after)),
            (_, true) => All(criteria, after),
            _ => Searched(criteria, Parts(after)[0], after),
        });

    /// <summary>Selects the reviews of a page by relevance; the parameter parts has those to look in.</summary>
    public string PageByRelevance(Criteria criteria, Place? after, string json) =>
        ByRelevance(criteria, after, json, $"listings join ({criteria.Text!.Ranked}) matches using (review_id)", criteria.Where());

    /// <summary>
    /// Selects the reviews of a page by relevance, where few meet the criteria beside the words: only these are looked at.
    /// </summary>
    public string PageOfFew(Criteria criteria, Place? after, string json) =>
        ByRelevance(
            criteria, after, json,
            $"(select *, 0 as part, {criteria.Text!.RankOf("listings")} as rank from listings {criteria.Where()} offset 0) few",
            $"where {criteria.Text.Matched("few")}");

    string ByRelevance(Criteria criteria, Place? after, string json, string from, string where)
    {
        var sort = new Sort([Part, .. Keys]);
        var columns = string.Join(", ", Keys.Where(key => key != Relevance).Select(key => key.Column).DefaultIfEmpty("null"));
        var found = $"(select review_id, part, rank, {columns} from {from} {where} offset 0) found";
        return sort.Whole(
            criteria, json, sort.Select(found, new Criteria().Where(after is null ? [] : [sort.Beyond(after)]), sort.Ordered));
    }

    // The second part only where the first one does not fill the page.
    string InOrder(IReadOnlyList<string[]> parts)
    {
        var first = Select("listings", new Criteria().Where(parts[0]), OrderedInPart);
        return parts.Count == 1 ? first : $"""
            with walked as materialized ({first})
            select * from walked
            union all
            ({Select("listings", new Criteria().Where([.. parts[1], "(select count(*) from walked) < @take"]), OrderedInPart)})
            """;
    }

    // First among those that come next in order: what many reviews meet is found there. What few meet is not, and is sorted as a whole.
    string Searched(Criteria criteria, IEnumerable<string> part, Place? after)
    {
        var inPart = new Criteria().Where(part.Concat(criteria.BoundsOf(Keys[0].Column)));
        var reach = criteria.Text is null ? Reach : ReachWithWords;
        var near = $"(select * from listings {inPart} order by {OrderedInPart} limit {reach}) near";
        var met = criteria.Where(criteria.Text is null ? [] : [criteria.Text.Matched("near")]);
        return $"""
            with walked as materialized ({Select(near, met, OrderedInPart)})
            select * from walked where (select count(*) from walked) = @take
            union all
            ({All(criteria, after, "(select count(*) from walked) < @take")})
            """;
    }

    // offset 0 keeps the planner from walking through an index in the hope of finding enough.
    string All(Criteria criteria, Place? after, params string[] conditions)
    {
        var columns = string.Join(", ", Keys.Select(Column).Prepend("review_id"));
        var found = $"(select {columns} from {criteria.From} {criteria.Where(conditions)} offset 0) found";
        return Select(found, new Criteria().Where(after is null ? [] : [Beyond(after)]), Ordered);

        string Column(SortKey key) => key == Relevance
            ? $"{criteria.Text!.RankOf("listings")} as rank"
            : key == Listed ? $"array_position(@{Ids}, review_id) as place" : key.Column;
    }

    string Select(string from, string where, string order) => $"""
        select {Columns}
        from {from}
        {where}
        order by {order}
        limit @take
        """;

    // With words, the whole documents and the ranks too.
    string Whole(Criteria criteria, string json, string page)
    {
        var keys = string.Join(", ", Keys.Select(key => $"page.{key.Column}::text"));
        var found = criteria.Text is null
            ? ""
            : $", document, {(Keys.Contains(Relevance) ? "page.rank" : criteria.Text.RankOf("page"))} as rank";
        return $"""
            with {(criteria.Text is null ? "" : $"{criteria.Text.Asked}, ")}page as ({page})
            select review_id as id, array[{keys}] as keys, {json} as json{found}
            from page
            join published_reviews review using (review_id)
            order by {string.Join(", ", Keys.Select(key => $"page.{key.OrderBy}"))}, review_id {Direction}
            limit @take
            """;
    }

    // Those that have the first key, then those that lack it; without those before the place.
    IReadOnlyList<string[]> Parts(Place? after)
    {
        string[] beyond = after is null ? [] : [BeyondInPart(after)];
        if (!Keys[0].MayBeNull)
            return [beyond];
        var (has, lacks) = ($"{Keys[0].Column} is not null", $"{Keys[0].Column} is null");
        return after is { Keys: [null, ..] } ? [[lacks, .. beyond]] : [[has, .. beyond], [lacks]];
    }

    // Said so that an index finds the place.
    string BeyondInPart(Place after) => (Keys, after.Keys) switch
    {
        (_, [null, ..]) => Beyond(after),
        ([var only], _) => $"({only.Column}, review_id) {After} ({only.Value(0)}, @id)",
        _ => $"{Keys[0].Column} {After}= {Keys[0].Value(0)} and {Beyond(after)}",
    };

    // A key beyond the place's, or the same and the next key beyond, or all the same and the id beyond.
    string Beyond(Place after)
    {
        var same = Keys.Select((key, index) => after.Keys[index] is null ? $"{key.Column} is null" : $"{key.Column} = {key.Value(index)}")
            .ToList();
        var beyond = Keys.Select((key, index) => after.Keys[index] is null ? "false" : key.Beyond(index)).Append($"review_id {After} @id");
        return $"({string.Join(" or ", beyond.Select((last, index) => string.Join(" and ", same.Take(index).Append(last))))})";
    }

    static Sort Parse(string text)
    {
        var keys = text.Split(',').Select(Key).ToList();
        if (keys.Count > MostKeys || keys.DistinctBy(key => key.Name).Count() < keys.Count)
            throw ProblemException.Parameter("sort", "invalid_value", $"It has {MostKeys} different keys at most.");
        return new Sort(keys);
    }

    static SortKey Key(string text)
    {
        var name = text.TrimStart('-');
        if (text is "relevance" or "-relevance")
            return Relevance;
        var known = Known.FirstOrDefault(key => key.Name == name && text.Length - name.Length <= 1)
            ?? throw ProblemException.Parameter(
                "sort", "unknown_key",
                Suggestion.Unknown("key to sort by", Spelling.Nearest(name, Known.Select(key => (key.Name, key.Name)))));
        return known with { IsDescending = text != name };
    }
}

/// <summary>A key to sort by: a column of the listings.</summary>
internal sealed record SortKey(string Name, string Column, string Type, bool MayBeNull = true)
{
    public bool IsDescending { get; init; }

    public string OrderBy => MayBeNull ? $"{Directed} nulls last" : Directed;

    public string Directed => $"{Column} {(IsDescending ? "desc" : "asc")}";

    public string Value(int index) => $"@k{index}::{Type}";

    public string Beyond(int index)
    {
        var beyond = $"{Column} {(IsDescending ? "<" : ">")} {Value(index)}";
        return MayBeNull ? $"({beyond} or {Column} is null)" : beyond;
    }

    public override string ToString() => IsDescending ? $"-{Name}" : Name;
}
