using ReviewApi.Http;
using ReviewApi.Identity;
using ReviewApi.Indexing;
using ReviewApi.Listings;

namespace ReviewApi.Statistics;

internal static class ScoreEndpoints
{
    public static void MapScores(this IEndpointRouteBuilder app)
    {
        var scores = app.MapGroup("/v1").WithTags("Statistics");
        scores.MapGet("/films/{id}/scores", GetFilmScores).Reads().Answers<Scores>().ProducesProblems(404).MayHaveMoved();
        scores.MapGet("/releases/{id}/scores", GetReleaseScores).Reads().Answers<Scores>().ProducesProblems(404).MayHaveMoved();
        scores.MapGet("/reviewers/{id}/scores", GetReviewerScores).Reads().Answers<ReviewerScores>().ProducesProblems(404);
    }

    /// <summary>The scores of a film</summary>
    /// <remarks>Of all published reviews of it.</remarks>
    /// <param name="id">The film's id.</param>
    static async Task<Representation> GetFilmScores(
        string id, HttpRequest request, LiveCatalogue catalogue, CancellationToken cancellation) =>
        Representation.OfJson(Found(Kind.Film, id, request, await catalogue.Now(cancellation)).Scores);

    /// <summary>The scores of a release</summary>
    /// <remarks>Of all published reviews of it.</remarks>
    /// <param name="id">The release's id.</param>
    static async Task<Representation> GetReleaseScores(
        string id, HttpRequest request, LiveCatalogue catalogue, CancellationToken cancellation) =>
        Representation.OfJson(Found(Kind.Release, id, request, await catalogue.Now(cancellation)).Scores);

    /// <summary>The scores of a reviewer</summary>
    /// <remarks>Of all published reviews, with how they compare to others' of the same releases.</remarks>
    /// <param name="id">The reviewer's id.</param>
    static async Task<Representation> GetReviewerScores(
        string id, HttpRequest request, LiveCatalogue catalogue, CancellationToken cancellation)
    {
        var version = await catalogue.Now(cancellation);
        var (reviewer, scores) = Found(Kind.Reviewer, id, request, version);
        return Representation.OfJson(new ReviewerScores
        {
            Reviews = scores.Reviews,
            Sections = scores.Sections,
            Overall = scores.Overall,
            Calibration = Calibration.Of(reviewer, version),
        });
    }

    static (Guid Id, Scores Scores) Found(Kind kind, string id, HttpRequest request, CatalogueVersion version)
    {
        var thing = CatalogueId.Current(id, request, version.Aliases);
        using var matches = new Question([new IsOf(kind, [thing])]).Ask(version);
        return matches.IsEmpty ? throw CatalogueId.NotFound() : (thing, Scores.From(ScoreSheet.Count(matches)));
    }
}
