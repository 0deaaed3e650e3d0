using System.Text.Json;
using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Statistics;

namespace ReviewApi.Catalogue;

/// <summary>A reviewer: a name within an outlet.</summary>
public sealed record CatalogueReviewer
{
    /// <summary>The reviewer's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name as the first published review prints it.</summary>
    public required string Name { get; init; }

    /// <summary>The outlet that the reviews are printed by.</summary>
    public string? Outlet { get; init; }

    /// <summary>How many published reviews this reviewer has.</summary>
    public required long Reviews { get; init; }

    /// <summary>For each section, how the scores compare to those of others for the same releases; overall too.</summary>
    public IReadOnlyDictionary<string, Calibration>? Calibration { get; init; }

    /// <summary>Reviewers by their ids.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, CatalogueReviewer>> Of(
        Guid[] ids, NpgsqlConnection connection, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select reviewer_id, reviewers.outlet, reviews, position, document
            from reviewers
            cross join lateral (
              select count(distinct review_id) as reviews, (array_agg(review_id order by published_at, review_id))[1] as first,
                (array_agg(position order by published_at, review_id))[1] as position
              from review_reviewers
              join listings using (review_id)
              where reviewer_id = reviewers.reviewer_id) written
            join published_reviews on review_id = first
            where reviewer_id = any(@ids)
            """;
        var rows = (await connection.QueryAsync<Row>(new(sql, new { ids }, cancellationToken: cancellation))).AsList();
        var calibration = await Statistics.Calibration.Of([.. rows.Select(row => row.ReviewerId)], connection, cancellation);
        return rows.ToDictionary(row => row.ReviewerId, row => new CatalogueReviewer
        {
            Id = row.ReviewerId,
            Name = JsonSerializer.Deserialize<Review>(row.Document, Json.Options)!.Reviewers![row.Position].Name!,
            Outlet = row.Outlet,
            Reviews = row.Reviews,
            Calibration = calibration[row.ReviewerId].ToDictionary(),
        });
    }

    sealed record Row
    {
        public required Guid ReviewerId { get; init; }
        public string? Outlet { get; init; }
        public required long Reviews { get; init; }
        public required int Position { get; init; }
        public required byte[] Document { get; init; }
    }
}
