using Npgsql;
using ReviewApi.Http;
using ReviewApi.Identity;

namespace ReviewApi.Statistics;

internal static class ScoreEndpoints
{
    public static void MapScores(this IEndpointRouteBuilder app)
    {
        var scores = app.MapGroup("/v1").WithTags("Statistics");
        scores.MapRead("/films/{id}/scores", GetFilmScores).Answers<Scores>().ProducesProblems(404).MayHaveMoved();
        scores.MapRead("/releases/{id}/scores", GetReleaseScores).Answers<Scores>().ProducesProblems(404).MayHaveMoved();
        scores.MapRead("/reviewers/{id}/scores", GetReviewerScores).Answers<ReviewerScores>().ProducesProblems(404);
    }

    /// <summary>The scores of a film</summary>
    /// <remarks>Of all published reviews of it.</remarks>
    /// <param name="id">The film's id.</param>
    static Task<Representation> GetFilmScores(string id, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation) =>
        Answer("film", id, ScoreQueries.OfFilm, request, database, cancellation);

    /// <summary>The scores of a release</summary>
    /// <remarks>Of all published reviews of it.</remarks>
    /// <param name="id">The release's id.</param>
    static Task<Representation> GetReleaseScores(
        string id, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation) =>
        Answer("release", id, ScoreQueries.OfRelease, request, database, cancellation);

    /// <summary>The scores of a reviewer</summary>
    /// <remarks>Of all published reviews, with how they compare to others' of the same releases.</remarks>
    /// <param name="id">The reviewer's id.</param>
    static async Task<Representation> GetReviewerScores(
        string id, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var reviewer = await CatalogueId.Current("reviewer", id, request, connection, cancellation);
        var scores = await Found(reviewer, ScoreQueries.OfReviewer, connection, cancellation);
        return Representation.OfJson(new ReviewerScores
        {
            Reviews = scores.Reviews,
            Sections = scores.Sections,
            Overall = scores.Overall,
            Calibration = (await Calibration.Of([reviewer], connection, cancellation))[reviewer].ToDictionary(),
        });
    }

    static async Task<Representation> Answer(
        string kind, string id, string condition, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var thing = await CatalogueId.Current(kind, id, request, connection, cancellation);
        return Representation.OfJson(await Found(thing, condition, connection, cancellation));
    }

    static async Task<Scores> Found(Guid thing, string condition, NpgsqlConnection connection, CancellationToken cancellation) =>
        await ScoreQueries.Of(condition, thing, connection, cancellation) is { Reviews: > 0 } scores
            ? scores
            : throw CatalogueId.NotFound();
}
