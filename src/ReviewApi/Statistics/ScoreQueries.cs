using System.Globalization;
using Dapper;
using Npgsql;
using ReviewApi.Reviews;

namespace ReviewApi.Statistics;

/// <summary>Statistics over the listings, which are the published reviews: right as soon as a publication is acknowledged.</summary>
internal static class ScoreQueries
{
    // The reviews of a thing with the id {0}.
    public const string OfFilm = "review_id in (select review_id from review_films where film_id = {0})";
    public const string OfRelease = "release_id = {0}";
    public const string OfReviewer = "review_id in (select review_id from review_reviewers where reviewer_id = {0})";

    /// <summary>The five sections and overall, as pairs of name and score.</summary>
    public static readonly string Judgements =
        $"(values {string.Join(", ", Sections.Names.Append("overall").Select(name => $"('{name}', {name})"))})";

    /// <summary>The scores of the published reviews that meet a condition.</summary>
    public static async Task<Scores> Of(string condition, Guid id, NpgsqlConnection connection, CancellationToken cancellation) =>
        (await By("@id::uuid", condition, id, connection, cancellation)).GetValueOrDefault(id) ?? ToScores([]);

    /// <summary>The scores of the published reviews that meet a condition, by a column of theirs.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Scores>> By(
        string column, string condition, Guid id, NpgsqlConnection connection, CancellationToken cancellation)
    {
        // language=sql
        var sql = $"""
            select {column} as thing, section, count(*) as reviews, count(score), round(avg(score), 2) as mean,
              round(stddev_pop(score), 2) as standard_deviation, min(score), max(score),
              round((percentile_cont(0.5) within group (order by score))::numeric, 2) as median,
              array(
                select count(*) filter (where one is not null and least(floor(one), 9) = bin)
                from generate_series(0, 9) bin, unnest(array_agg(score)) one
                group by bin
                order by bin) as histogram
            from listings
            cross join lateral {Judgements} as judged (section, score)
            where {string.Format(CultureInfo.InvariantCulture, condition, "@id")}
            group by thing, section
            """;
        var rows = await connection.QueryAsync<Row>(new(sql, new { id }, cancellationToken: cancellation));
        return rows.GroupBy(row => row.Thing).ToDictionary(things => things.Key, things => ToScores(things.ToList()));
    }

    static Scores ToScores(IReadOnlyList<Row> rows)
    {
        return new Scores
        {
            Reviews = rows.Count == 0 ? 0 : rows[0].Reviews,
            Sections = new SectionStatistics
            {
                Story = Of("story"),
                Performances = Of("performances"),
                Picture = Of("picture"),
                Sound = Of("sound"),
                Extras = Of("extras"),
            },
            Overall = Of("overall"),
        };

        ScoreStatistics Of(string section) =>
            rows.FirstOrDefault(row => row.Section == section)?.ToStatistics() ?? new ScoreStatistics { Count = 0 };
    }

    sealed record Row
    {
        public required Guid Thing { get; init; }
        public required string Section { get; init; }
        public required long Reviews { get; init; }
        public required long Count { get; init; }
        public decimal? Mean { get; init; }
        public decimal? Median { get; init; }
        public decimal? StandardDeviation { get; init; }
        public decimal? Min { get; init; }
        public decimal? Max { get; init; }
        public long[]? Histogram { get; init; }

        public ScoreStatistics ToStatistics() => new()
        {
            Count = Count,
            Mean = Mean,
            Median = Median,
            StandardDeviation = StandardDeviation,
            Min = Min,
            Max = Max,
            Histogram = Count == 0 ? null : Histogram,
        };
    }
}
