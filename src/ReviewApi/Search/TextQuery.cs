using Dapper;
using Npgsql;
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
/// <param name="Part">How many reviews are ranked together, the newest first, so that what a common word finds is not ranked all at once;
/// null: all.</param>
/// <param name="IsLikeness">Whether titles like the words are asked for.</param>
internal sealed record TextQuery(string Text, QueryWords Words, IReadOnlyList<string> In, int? Part = null, bool IsLikeness = false)
{
    // A word that so many reviews of the newest two parts have is common.
    const int Many = 10;

    // Each review's words beside the query of its configuration; the statement begins with Asked.
    const string Texts = "asked join listing_texts using (config)";

    public static readonly QueryParameter<string?> Q = QueryParameter.Text(
        "q",
        "Words, \"phrases\" and -without, 100 different words at most and 100 in phrases, whatever the case and the accents; "
            + "stemmed by the review's language. Where no review has them, those with a title like them.");

    public static readonly QueryParameter<string[]?> Within = QueryParameter.Values(
        "in", new OneOfAttribute([.. Sections.Names]), "Only in the texts of these sections; needs q.");

    /// <summary>The number of the newest review.</summary>
    public long Newest { get; private init; }

    /// <summary>What is in a word that is found, folded; nearly always.</summary>
    public IReadOnlyList<string> Beginnings { get; private init; } = [];

    /// <summary>What a request asks for; null without q.</summary>
    public static async Task<TextQuery?> Read(HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var sections = Within.Read(request);
        if (Q.Read(request) is not { } text)
            return sections is null
                ? null
                : throw ProblemException.Parameter(
                    Within.Name, "needs_q", "in needs q: it says in which sections its words are looked for.");
        var query = new TextQuery(text, QueryWords.Read(text), sections ?? []);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QuerySingleAsync<Found>(new(query.Look, query.Values, cancellationToken: cancellation));
        return query with
        {
            Part = found.Small == Many ? ListingText.SmallPart : found.Large == Many ? ListingText.LargePart : null,
            IsLikeness = sections is null && !found.Any && !query.Words.IsExact,
            Newest = found.Newest,
            Beginnings = found.Stems.Select(Beginning).Where(beginning => beginning.Length > 0).Distinct().ToList(),
        };
    }

    // How many reviews of the newest two parts, small or large, have the words, and where none has them, whether any has.
    string Look => $"""
        with {Asked}, newest as (select coalesce(max(number), 0) as last from listing_texts),
          small as (
            select count(*)
            from (select from newest, {Texts} where {Has} and vector @@ {Last('S', ListingText.SmallPart)} limit {Many}) found),
          large as (
            select count(*)
            from (
              select from newest, {Texts}
              where (select count from small) < {Many} and {Has} and vector @@ {Last('L', ListingText.LargePart)}
              limit {Many}) found)
        select last as newest, small.count as small, large.count as large,
          small.count > 0 or large.count > 0 or exists (select from {Texts} where {Has}) as any,
          array(select distinct stem from text_configs, unnest(tsvector_to_array(to_tsvector(config::regconfig, @shown))) stem) as stems
        from newest, small, large
        """;

    static string Last(char size, int width) => $"('{size}' || last / {width} || ' | {size}' || greatest(0, last / {width} - 1))::tsquery";

    // Stemming changes ends of words.
    static string Beginning(string stem) =>
        TextWords.Folded(stem) is var folded ? folded[..Math.Max(Math.Min(2, folded.Length), folded.Length - 1)] : "";

    /// <summary>
    /// The query, which is another one for each configuration: what stands before a statement that uses it. It is ranked as an alternative,
    /// which adds up its words; ranked as a whole, with an excluded word it has no rank.
    /// </summary>
    public string Asked => $"""
        asked as materialized (
          select config, query, query || query as ranking
          from (select config, {(In.Count == 0 ? Query : $"in_sections({Query}, @sections)")} as query from text_configs) spelled)
        """;

    const string Query = "to_tsquery(config::regconfig, @query)";

    /// <summary>The values of the parameters in its SQL.</summary>
    public DynamicParameters Values => new(new
    {
        query = Words.Query,
        shown = string.Join(' ', Words.Shown),
        sections = In.Select(section => $"{ListingText.NumberOf(section)}").ToArray(),
    });

    /// <summary>Selects the reviews that match.</summary>
    public string Matches => $"with {Asked} select review_id from {Texts} where {Has}";

    /// <summary>
    /// Selects the reviews that match, each with its part and its rank; of those of the parameter among, if it has any, and of the
    /// parameter parts where it is by parts.
    /// </summary>
    public string Ranked => $"""
        with {Asked}
        select review_id as id, {(Part is { } width ? $"number / {width}" : "0::bigint")} as part, {Rank} as rank
        from {Texts}
        where {Has} and (@among::uuid[] is null or review_id = any(@among)){(Part is null ? "" : " and vector @@ @parts::tsquery")}
        """;

    /// <summary>The tsquery of some parts: each review has the name of its part among its words.</summary>
    public string Parts(long first, long last) =>
        string.Join(
            " | ",
            Enumerable.Range(0, (int)(last - first + 1)).Select(part => $"{(Part == ListingText.SmallPart ? 'S' : 'L')}{first + part}"));

    string Has => $"{Column} @@ query";

    string Rank => $"ts_rank({Column}, ranking)";

    string Column => In.Count == 0 ? "vector" : "sections";

    public override string ToString() => $"q={Text} in={string.Join(',', In)}";

    sealed record Found
    {
        public required long Newest { get; init; }
        public required long Small { get; init; }
        public required long Large { get; init; }
        public required bool Any { get; init; }
        public required string[] Stems { get; init; }
    }
}
