using System.Runtime.InteropServices;
using Dapper;
using Npgsql;
using ReviewApi.Listings;

namespace ReviewApi.Search;

/// <summary>
/// Which reviews have the words that are asked for, and how well: PostgreSQL knows the words, the catalogue in memory all the rest.
/// </summary>
internal sealed class WordMatches(AskedWords words, NpgsqlConnection connection, CancellationToken cancellation)
{
    /// <summary>How many small parts a look goes through, the newest ones, before it goes through the newest two large ones.</summary>
    public const int FewParts = 2;
    public const int SomeParts = 10;

    // What so many reviews of some parts have is ranked in these alone.
    const int Many = 8;

    // A generic plan has to look as cheap as one for the values, or PostgreSQL would plan each time anew: hence JSON, which has as many
    // rows whatever the values are.
    const string Asked = """
        with asked as materialized (
          select string_to_array(configs, ' ') as configs, query::tsquery as query, query::tsquery || query::tsquery as ranking
          from jsonb_to_recordset(@Queries::jsonb) as one (query text, configs text))
        """;

    // Whether any review has them, once that is known.
    bool? exist;

    /// <summary>Tells what is asked for from anything else that is kept.</summary>
    public object Key => new KeyOf(words.Queries);

    string Column => words.Text.Column;

    string Has => $"{Column} @@ query and config = any(configs)";

    // Ranked as an alternative, which adds up its words; ranked as a whole, with an excluded word it has no rank.
    string Rank => $"ts_rank({Column}, ranking) as rank";

    /// <summary>The ids of all that have the words.</summary>
    public async Task<IReadOnlyList<Guid>> All()
    {
        if (words.Queries is null)
            return [];
        // As one value, which is far faster than a row each.
        var sql = $"""
            {Asked}
            select coalesce(string_agg(uuid_send(review_id), ''), '')
            from asked join listing_texts on {Has}
            """;
        var ids = await connection.QuerySingleAsync<byte[]>(new(sql, new { words.Queries }, cancellationToken: cancellation));
        exist = ids.Length > 0;
        return [.. ids.Chunk(Marshal.SizeOf<Guid>()).Select(id => new Guid(id, bigEndian: true))];
    }

    /// <summary>Whether any review has them.</summary>
    public async Task<bool> Any() =>
        exist ??= words.Queries is not null && await connection.ExecuteScalarAsync<bool>(new(
            $"{Asked} select exists (select from asked join listing_texts on {Has})", new { words.Queries },
            cancellationToken: cancellation));

    /// <summary>Those of some reviews that have them, each with its rank.</summary>
    public Task<IReadOnlyList<WordMatch>> Among(IEnumerable<Guid> ids) =>
        Read($"{Asked} {RankedOf("@among")}", new { words.Queries, among = ids.ToArray() });

    /// <summary>All that have them, each with its rank.</summary>
    public Task<IReadOnlyList<WordMatch>> Whole() => Read($"{Asked} {Ranked("0::bigint", "true")}", new { words.Queries });

    /// <summary>Those in some parts that have them: each review has the name of its part among its words.</summary>
    public Task<IReadOnlyList<WordMatch>> InParts(int width, long first, long last)
    {
        var names = Enumerable.Range(0, (int)(last - first + 1)).Select(part => $"{NameOf(width)}{first + part}");
        var sql = $"{Asked} {Ranked($"number / {width}", "vector @@ @parts::tsquery")}";
        return Read(sql, new { words.Queries, parts = string.Join(" | ", names) });
    }

    /// <summary>
    /// As few as can tell how common the words are: those of some reviews, if enough of them have the words, else those of a few of the
    /// newest small parts, else of some, else of the newest two large ones, else all.
    /// </summary>
    public async Task<IReadOnlyList<WordMatch>> Look(IReadOnlyList<Guid> ids, int enough)
    {
        const string isNotNewest = "(select count(*) from newest) < @enough";
        const string isNotFew = $"{isNotNewest} and (select count(*) from few) < @Many";
        const string isNotSome = $"{isNotFew} and (select count(*) from several) < @Many";
        var sql = $"""
            {Asked},
            latest as materialized (select coalesce(max(number), 0) as latest from listing_texts),
            newest as materialized ({RankedOf(ids.Count == 0 ? "array[]::uuid[]" : "@among")}),
            few as materialized ({RankedOfLatest(ListingText.SmallPart, FewParts)} where {isNotNewest}),
            several as materialized ({RankedOfLatest(ListingText.SmallPart, SomeParts)} where {isNotFew}),
            large as materialized ({RankedOfLatest(ListingText.LargePart, FewParts)} where {isNotSome}),
            whole as materialized (
              {Ranked("0::bigint", "true")}
              where {isNotSome} and (select count(*) from large) < @Many
                and (select latest / {ListingText.LargePart} > 1 from latest))
            select id, part, rank, {(int)Span.Newest} as span, latest
            from newest cross join latest
            where (select count(*) from newest) >= @enough
            union all
            select id, part, rank, {(int)Span.Few}, latest from few cross join latest where (select count(*) from few) >= @Many
            union all
            select id, part, rank, {(int)Span.Some}, latest from several cross join latest where (select count(*) from several) >= @Many
            union all
            select id, part, rank, case when latest / {ListingText.LargePart} > 1 then {(int)Span.Large} else {(int)Span.All} end, latest
            from large cross join latest
            where (select count(*) from large) >= @Many or latest / {ListingText.LargePart} <= 1
            union all
            select id, part, rank, {(int)Span.All}, latest from whole cross join latest
            """;
        var found = await Read(sql, new { words.Queries, among = ids.ToArray(), enough, Many });
        exist ??= found.Count > 0;
        return found;
    }

    static char NameOf(int width) => width == ListingText.SmallPart ? 'S' : 'L';

    // Both conditions at once, from the index.
    string Ranked(string part, string condition) => $"""
        select review_id as id, {part} as part, rank
        from asked
        cross join lateral (
          select review_id, number, {Rank} from listing_texts where {Has} and {condition} offset 0) found
        """;

    // Review by review, in whatever order the planner would like to go.
    string RankedOf(string ids) => $"""
        select review_id as id, 0::bigint as part, rank
        from unnest({ids}) candidate (review_id)
        join listing_texts using (review_id)
        cross join lateral (select {Rank} from asked where {Has} offset 0) ranked
        """;

    string RankedOfLatest(int width, int parts) => Ranked(
        $"number / {width}",
        $"""
        vector @@ (
            select string_agg('{NameOf(width)}' || part, ' | ')::tsquery
            from latest cross join generate_series(greatest(0, latest / {width} - {parts - 1}), latest / {width}) part)
        """);

    async Task<IReadOnlyList<WordMatch>> Read(string sql, object values)
    {
        if (words.Queries is null)
            return [];
        var found = (await connection.QueryAsync<WordMatch>(new(sql, values, cancellationToken: cancellation))).AsList();
        exist = found.Count > 0 ? true : exist;
        return found;
    }

    readonly record struct KeyOf(string? Queries);
}

/// <summary>A review that has the words, with the part that it is ranked in.</summary>
internal sealed record WordMatch
{
    public required Guid Id { get; init; }
    public required long Part { get; init; }
    public required float Rank { get; init; }

    /// <summary>Of a look, where it found what it found, and the number of the newest review.</summary>
    public Span Span { get; init; }
    public long Latest { get; init; }
}

/// <summary>Where words were looked for.</summary>
internal enum Span
{
    Newest,
    Few,
    Some,
    Large,
    All,
}
