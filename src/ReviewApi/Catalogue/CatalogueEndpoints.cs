using Npgsql;
using ReviewApi.Access;
using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Identity;
using ReviewApi.Indexing;
using ReviewApi.Listings;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Search;

namespace ReviewApi.Catalogue;

internal static class CatalogueEndpoints
{
    static readonly QueryParameter<object?> Baseline = QueryParameter.Parsed(
        "baseline", "string", new IdentifierAttribute(), "a release's id", text => IdentifierAttribute.Parse(text),
        "The id of the release to compare the extras with; left out: the one first released.");

    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
        var films = app.MapGroup("/v1/films").WithTags("Catalogue");
        films.MapGet("/", ListFilms).Reads().Takes([.. LookUps.FilmParameters, Paging.Limit, Paging.Cursor, Paging.Count])
            .Answers<Page<Film>>().IsDear(request => request.Query.ContainsKey(LookUps.Title.Name));
        films.MapGet("/{id}", GetFilm).Reads().Answers<Film>().ProducesProblems(404).MayHaveMoved();
        films.MapGet("/{id}/reviews", ListFilmReviews).Reads().Takes(ReviewList.Parameters).Answers<Page<Review>>().ProducesProblems(404)
            .MayHaveMoved();
        films.MapGet("/{id}/releases", CompareReleases).Reads().Takes(Baseline, Paging.Limit, Paging.Cursor).Answers<Comparison>()
            .ProducesProblems(404).MayHaveMoved().IsDear();
        var releases = app.MapGroup("/v1/releases").WithTags("Catalogue");
        releases.MapGet("/", ListReleases).Reads().Takes([.. LookUps.ReleaseParameters, Paging.Limit, Paging.Cursor, Paging.Count])
            .Answers<Page<Release>>();
        releases.MapGet("/{id}", GetRelease).Reads().Answers<Release>().ProducesProblems(404).MayHaveMoved();
        releases.MapGet("/{id}/reviews", ListReleaseReviews).Reads().Takes(ReviewList.Parameters).Answers<Page<Review>>()
            .ProducesProblems(404).MayHaveMoved();
        var reviewers = app.MapGroup("/v1/reviewers").WithTags("Catalogue");
        reviewers.MapGet("/", ListReviewers).Reads().Takes([.. LookUps.ReviewerParameters, Paging.Limit, Paging.Cursor, Paging.Count])
            .Answers<Page<CatalogueReviewer>>();
        reviewers.MapGet("/{id}", GetReviewer).Reads().Answers<CatalogueReviewer>().ProducesProblems(404).MayHaveMoved();
        reviewers.MapGet("/{id}/reviews", ListReviewerReviews).Reads().Takes(ReviewList.Parameters).Answers<Page<Review>>()
            .ProducesProblems(404).MayHaveMoved();
    }

    /// <summary>List films</summary>
    /// <remarks>
    /// Those of which there is a published review, by title; with q, those that have a title like it, the most alike first; with
    /// identifiers, the films of these.
    /// </remarks>
    static Task<Representation> ListFilms(
        HttpRequest request, CataloguePage page, CatalogueFacts facts, TitleSearch search, CancellationToken cancellation) =>
        LookUps.Title.Read(request) is { } title
            ? search.Answer(request, Spelling.OfName(title), cancellation)
            : page.Answer(
                request, LookUps.Films(request), (ids, version, ending) => facts.Read(CatalogueKinds.Film, ids, version, ending),
                cancellation);

    /// <summary>Read a film</summary>
    /// <remarks>One value of each fact: what most published reviews say, on a tie the first; conflicts shows where they disagree.</remarks>
    /// <param name="id">The film's id.</param>
    static Task<Representation> GetFilm(
        string id, HttpRequest request, LiveCatalogue catalogue, CatalogueFacts facts, CancellationToken cancellation) =>
        Single(CatalogueKinds.Film, id, request, catalogue, facts, cancellation);

    /// <summary>List the reviews of a film</summary>
    /// <remarks>The published ones, the newest first.</remarks>
    /// <param name="id">The film's id.</param>
    static Task<Representation> ListFilmReviews(
        string id, HttpRequest request, LiveCatalogue catalogue, ReviewPages pages, Cursors cursors,
        CancellationToken cancellation) =>
        Reviews(Kind.Film, id, request, catalogue, pages, cursors, cancellation);

    /// <summary>Compare the releases of a film</summary>
    /// <remarks>
    /// Their facts, what their reviews score, and the extras gained and lost against a baseline, the most reviewed release first; for each
    /// section, which of all releases leads, where two releases have two scored reviews or more.
    /// </remarks>
    /// <param name="id">The film's id.</param>
    static Task<Representation> CompareReleases(
        string id, HttpRequest request, LiveCatalogue catalogue, CatalogueFacts facts, KeptAnswers answers, NpgsqlDataSource database,
        Cursors cursors, CancellationToken cancellation) => answers.Answer(request, async () =>
    {
        var (baseline, limit) = ((Guid?)Baseline.Read(request), Paging.Limit.Read(request));
        var list = $"comparison {id} {baseline}";
        var after = Paging.Cursor.Read(request) is { } cursor ? Place.Parse(await cursors.Open(list, cursor, cancellation)) : null;
        var (comparison, place) = await catalogue.Read(Compared, cancellation) ?? throw CatalogueId.NotFound();
        var next = place is null ? null : await cursors.Seal(list, place.ToString(), cancellation);
        return Representation.OfJson(comparison with { Next = next }) with { Link = next is null ? null : Paging.LinkTo(request, next) };

        async Task<(Comparison Page, Place? Next)?> Compared(CatalogueVersion version)
        {
            var film = CatalogueId.Current(id, request, version.Aliases);
            Guid? against = baseline is { } release ? version.Aliases.Current(release) : null;
            await using var connection = await database.OpenConnectionAsync(cancellation);
            return await Comparison.Of(film, against, after, limit, version, facts, connection, cancellation);
        }
    }, cancellation);

    /// <summary>List releases</summary>
    /// <remarks>
    /// Those of which there is a published review, the newest in the catalogue first; with look-ups, those that meet all of them.
    /// </remarks>
    static Task<Representation> ListReleases(
        HttpRequest request, CataloguePage page, CatalogueFacts facts, CancellationToken cancellation) =>
        page.Answer(
            request, LookUps.Releases(request), (ids, version, ending) => facts.Read(CatalogueKinds.Release, ids, version, ending),
            cancellation);

    /// <summary>Read a release</summary>
    /// <remarks>One value of each fact: what most published reviews say, on a tie the first; conflicts shows where they disagree.</remarks>
    /// <param name="id">The release's id.</param>
    static Task<Representation> GetRelease(
        string id, HttpRequest request, LiveCatalogue catalogue, CatalogueFacts facts, CancellationToken cancellation) =>
        Single(CatalogueKinds.Release, id, request, catalogue, facts, cancellation);

    /// <summary>List the reviews of a release</summary>
    /// <remarks>The published ones, the newest first.</remarks>
    /// <param name="id">The release's id.</param>
    static Task<Representation> ListReleaseReviews(
        string id, HttpRequest request, LiveCatalogue catalogue, ReviewPages pages, Cursors cursors,
        CancellationToken cancellation) =>
        Reviews(Kind.Release, id, request, catalogue, pages, cursors, cancellation);

    /// <summary>List reviewers</summary>
    /// <remarks>
    /// Those of whom there is a published review, by name; with q those whose name contains it, with outlet those of an outlet.
    /// </remarks>
    static Task<Representation> ListReviewers(
        HttpRequest request, CataloguePage page, NpgsqlDataSource database, CancellationToken cancellation) =>
        page.Answer(
            request, LookUps.Reviewers(request), (ids, version, ending) => CatalogueReviewer.Read(ids, version, database, ending),
            cancellation);

    /// <summary>Read a reviewer</summary>
    /// <remarks>A reviewer is a name within an outlet. calibration compares the scores to those of others for the same releases.</remarks>
    /// <param name="id">The reviewer's id.</param>
    static Task<Representation> GetReviewer(
        string id, HttpRequest request, LiveCatalogue catalogue, NpgsqlDataSource database, CancellationToken cancellation)
    {
        return catalogue.Read(Found, cancellation);

        async Task<Representation> Found(CatalogueVersion version)
        {
            var reviewer = CatalogueId.Current(id, request, version.Aliases);
            return (await CatalogueReviewer.Read([reviewer], version, database, cancellation)).TryGetValue(reviewer, out var found)
                ? Representation.OfJson(found)
                : throw CatalogueId.NotFound();
        }
    }

    /// <summary>List the reviews of a reviewer</summary>
    /// <remarks>The published ones, the newest first.</remarks>
    /// <param name="id">The reviewer's id.</param>
    static Task<Representation> ListReviewerReviews(
        string id, HttpRequest request, LiveCatalogue catalogue, ReviewPages pages, Cursors cursors,
        CancellationToken cancellation) =>
        Reviews(Kind.Reviewer, id, request, catalogue, pages, cursors, cancellation);

    static async Task<Representation> Single<T>(
        CatalogueKind<T> kind, string id, HttpRequest request, LiveCatalogue catalogue, CatalogueFacts facts,
        CancellationToken cancellation)
        where T : class
    {
        var version = await catalogue.Now(cancellation);
        var thing = CatalogueId.Current(id, request, version.Aliases);
        return (await facts.Read(kind, [thing], version, cancellation)).TryGetValue(thing, out var found)
            ? Representation.OfJson(found)
            : throw CatalogueId.NotFound();
    }

    static async Task<Representation> Reviews(
        Kind kind, string id, HttpRequest request, LiveCatalogue catalogue, ReviewPages pages, Cursors cursors,
        CancellationToken cancellation)
    {
        var version = await catalogue.Now(cancellation);
        var thing = CatalogueId.Current(id, request, version.Aliases);
        var question = new Question([new IsOf(kind, [thing])]);
        using var reviews = question.Ask(version);
        if (reviews.IsEmpty)
            throw CatalogueId.NotFound();
        return await ReviewList.Published(
            request, $"{kind} {thing}", question, text: null, Sort.Newest, pages, cursors, cancellation);
    }
}
