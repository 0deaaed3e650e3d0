using System.Text.Json;
using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Indexing;
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
    internal static async Task<IReadOnlyDictionary<Guid, CatalogueReviewer>> Read(
        Guid[] ids, CatalogueVersion version, NpgsqlDataSource database, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select reviewer_id, reviewers.outlet, document
            from unnest(@ids, @firsts) as asked (reviewer_id, review_id)
            join reviewers using (reviewer_id)
            join published_reviews using (review_id)
            """;
        var reviews = ids.ToDictionary(id => id, id => ReviewsOf(id, version)).Where(one => one.Value.Count > 0).ToDictionary();
        var values = new { ids = reviews.Keys.ToArray(), firsts = reviews.Values.Select(one => one.First).ToArray() };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new(sql, values, cancellationToken: cancellation));
        return rows.ToDictionary(row => row.ReviewerId, row => new CatalogueReviewer
        {
            Id = row.ReviewerId,
            Name = JsonSerializer.Deserialize<Review>(row.Document, Json.Options)!.Reviewers!.First(one => one.Id == row.ReviewerId).Name!,
            Outlet = row.Outlet,
            Reviews = reviews[row.ReviewerId].Count,
            Calibration = Statistics.Calibration.Of(row.ReviewerId, version),
        });
    }

    // How many there are, and the one that was published first.
    static (int Count, Guid First) ReviewsOf(Guid reviewer, CatalogueVersion version)
    {
        using var matches = new Question([new IsOf(Kind.Reviewer, [reviewer])]).Ask(version);
        var first = ReviewPage.Sorted(matches, [new(SortColumn.PublishedAt, IsDescending: false)], limit: 1).Reviews;
        return (matches.Count, first.Select(review => review.Id).FirstOrDefault());
    }

    sealed record Row
    {
        public required Guid ReviewerId { get; init; }
        public string? Outlet { get; init; }
        public required byte[] Document { get; init; }
    }
}
