using Dapper;
using Npgsql;

namespace ReviewApi.Statistics;

/// <summary>How a reviewer's scores compare with everyone else's for the same releases.</summary>
public sealed record Calibration
{
    /// <summary>On how many releases both this reviewer and others score the section.</summary>
    public required long Compared { get; init; }

    /// <summary>The mean over them of the reviewer's score minus the mean of everyone else's there, with two decimals.</summary>
    public required decimal Difference { get; init; }

    /// <summary>The calibration of each of some reviewers by section; what nothing can be said of is left out.</summary>
    internal static async Task<ILookup<Guid, KeyValuePair<string, Calibration>>> Of(
        Guid[] ids, NpgsqlConnection connection, CancellationToken cancellation)
    {
        // language=sql
        var sql = $"""
            select id, section, count(*) as compared, round(avg(own - others), 2) as difference
            from (
              select id, release_id, section, avg(score) filter (where is_own) as own, avg(score) filter (where not is_own) as others
              from (
                select reviewed.id, listings.*, exists (
                  select from review_reviewers by
                  where by.review_id = listings.review_id and by.reviewer_id = reviewed.id) as is_own
                from (
                  select distinct reviewer_id as id, release_id
                  from review_reviewers
                  join listings using (review_id)
                  where reviewer_id = any(@ids)) reviewed
                join listings using (release_id)
                offset 0) review
              cross join lateral {ScoreQueries.Judgements} as judged (section, score)
              group by id, release_id, section) release
            where own is not null and others is not null
            group by id, section
            """;
        var rows = await connection.QueryAsync<Row>(new(sql, new { ids }, cancellationToken: cancellation));
        return rows.ToLookup(
            row => row.Id,
            row => KeyValuePair.Create(row.Section, new Calibration { Compared = row.Compared, Difference = row.Difference }));
    }

    sealed record Row
    {
        public required Guid Id { get; init; }
        public required string Section { get; init; }
        public required long Compared { get; init; }
        public required decimal Difference { get; init; }
    }
}
