using System.Data;
using Dapper;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Identity;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Search;
using ReviewApi.Statistics;

namespace ReviewApi.Catalogue;

internal static class CatalogueEndpoints
{
    static readonly QueryParameter<object?> Baseline = QueryParameter.Of(
        "baseline", "string", "a release's id", text => IdentifierAttribute.Of(text),
        "The id of the release to compare the extras with; left out: the one first released.");

    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
        var films = app.MapGroup("/v1/films").WithTags("Catalogue");
        films.MapRead("/", ListFilms).Takes([.. LookUps.FilmParameters, Paging.Limit, Paging.Cursor, Paging.Count]).Answers<Page<Film>>()
            .IsDear(request => request.Query.ContainsKey(LookUps.Title.Name));
        films.MapRead("/{id}", GetFilm).Answers<Film>().ProducesProblems(404).MayHaveMoved();
        films.MapRead("/{id}/reviews", ListFilmReviews).Takes(ReviewList.Parameters).Answers<Page<Review>>().ProducesProblems(404)
            .MayHaveMoved();
        films.MapRead("/{id}/releases", CompareReleases).Takes(Baseline, Paging.Limit, Paging.Cursor).Answers<Comparison>()
            .ProducesProblems(404).MayHaveMoved().IsDear();
        var releases = app.MapGroup("/v1/releases").WithTags("Catalogue");
        releases.MapRead("/", ListReleases).Takes([.. LookUps.ReleaseParameters, Paging.Limit, Paging.Cursor, Paging.Count])
            .Answers<Page<Release>>();
        releases.MapRead("/{id}", GetRelease).Answers<Release>().ProducesProblems(404).MayHaveMoved();
        releases.MapRead("/{id}/reviews", ListReleaseReviews).Takes(ReviewList.Parameters).Answers<Page<Review>>().ProducesProblems(404)
            .MayHaveMoved();
        var reviewers = app.MapGroup("/v1/reviewers").WithTags("Catalogue");
        reviewers.MapRead("/", ListReviewers).Takes([.. LookUps.ReviewerParameters, Paging.Limit, Paging.Cursor, Paging.Count])
            .Answers<Page<CatalogueReviewer>>();
        reviewers.MapRead("/{id}", GetReviewer).Answers<CatalogueReviewer>().ProducesProblems(404).MayHaveMoved();
        reviewers.MapRead("/{id}/reviews", ListReviewerReviews).Takes(ReviewList.Parameters).Answers<Page<Review>>().ProducesProblems(404)
            .MayHaveMoved();
    }

    // offset 0 in these: whether there is a review is looked up row by row, for as many rows as a page has.

    /// <summary>List films</summary>
    /// <remarks>
    /// Those of which there is a published review, by the title that they came with; with q, those that have a title like it, the most
    /// alike first; with identifiers, the films of these.
    /// </remarks>
    static Task<Representation> ListFilms(HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        var title = LookUps.Title.Read(request) is { } text ? Spelling.OfName(text) : null;
        var criteria = LookUps.Films(request);
        criteria.Values.Add("title", title);
        // language=sql
        var sql = title is null
            ? $"""
              select film_id as id, folded_title as key
              from films
              {criteria.Where("exists (select from review_films join listings using (review_id) where film_id = films.film_id offset 0)")}
                and (@id::uuid is null or (folded_title, film_id) > (@key, @id))
              order by folded_title, film_id
              limit @take
              """
            : $"""
              select film_id as id, distance::text as key
              from (
                select film_id, min(1 - word_similarity(@title, titles)) as distance
                from film_titles
                where @title <% titles
                group by film_id
                order by distance, film_id) alike
              {criteria.Where("exists (select from review_films join listings using (review_id) where film_id = alike.film_id offset 0)")}
                and (@id::uuid is null or (distance, film_id) > (@key::real, @id))
              order by distance, film_id
              limit @take
              """;
        return CataloguePage.Answer(
            request, $"films {title} {criteria.Name}", sql, criteria.Values, CatalogueKinds.Film.Read, database, cursors, cancellation);
    }

    /// <summary>Read a film</summary>
    /// <remarks>One value of each fact: what most published reviews say, on a tie the first; conflicts shows where they disagree.</remarks>
    /// <param name="id">The film's id.</param>
    static Task<Representation> GetFilm(string id, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation) =>
        Single(CatalogueKinds.Film, id, request, database, cancellation);

    /// <summary>List the reviews of a film</summary>
    /// <remarks>The published ones, the newest first.</remarks>
    /// <param name="id">The film's id.</param>
    static Task<Representation> ListFilmReviews(
        string id, HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation) =>
        Reviews("film", ScoreQueries.OfFilm, id, request, database, cursors, cancellation);

    /// <summary>Compare the releases of a film</summary>
    /// <remarks>
    /// Their facts, what their reviews score, and the extras gained and lost against a baseline, the most reviewed release first; for each
    /// section, which of all releases leads, where two releases have two scored reviews or more.
    /// </remarks>
    /// <param name="id">The film's id.</param>
    static async Task<Representation> CompareReleases(
        string id, HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        var (baseline, limit) = ((Guid?)Baseline.Read(request), Paging.Limit.Read(request));
        var list = $"comparison {id} {baseline}";
        var after = Paging.Cursor.Read(request) is { } cursor ? Place.Parse(await cursors.Open(list, cursor, cancellation)) : null;
        var (comparison, place) = await Compared(id, baseline, after, limit, request, database, cancellation);
        var next = place is null ? null : await cursors.Seal(list, place.ToString(), cancellation);
        return Representation.OfJson(comparison with { Next = next }) with { Link = next is null ? null : Paging.LinkTo(request, next) };
    }

    // All statements see one moment; the connection is given back before a cursor is sealed, which may need one too.
    static async Task<(Comparison Page, Place? Next)> Compared(
        string id, Guid? baseline, Place? after, int limit, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var film = await CatalogueId.Current(CatalogueKinds.Film.Name, id, request, connection, cancellation);
        const string current = "select coalesce(merged_into, release_id) from releases where release_id = @baseline";
        if (baseline is not null)
            baseline = await connection.QuerySingleOrDefaultAsync<Guid?>(new(current, new { baseline }, cancellationToken: cancellation))
                ?? baseline;
        return await Comparison.Of(film, baseline, after, limit, connection, cancellation) ?? throw CatalogueId.NotFound();
    }

    /// <summary>List releases</summary>
    /// <remarks>
    /// Those of which there is a published review, the newest in the catalogue first; with look-ups, those that meet all of them.
    /// </remarks>
    static Task<Representation> ListReleases(
        HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        var criteria = LookUps.Releases(request);
        // language=sql
        var sql = $"""
            select release_id as id, '' as key
            from releases
            {criteria.Where("exists (select from listings where release_id = releases.release_id offset 0)")}
              and (@id::uuid is null or release_id < @id)
            order by release_id desc
            limit @take
            """;
        return CataloguePage.Answer(
            request, $"releases {criteria.Name}", sql, criteria.Values, CatalogueKinds.Release.Read, database, cursors, cancellation);
    }

    /// <summary>Read a release</summary>
    /// <remarks>One value of each fact: what most published reviews say, on a tie the first; conflicts shows where they disagree.</remarks>
    /// <param name="id">The release's id.</param>
    static Task<Representation> GetRelease(string id, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation) =>
        Single(CatalogueKinds.Release, id, request, database, cancellation);

    /// <summary>List the reviews of a release</summary>
    /// <remarks>The published ones, the newest first.</remarks>
    /// <param name="id">The release's id.</param>
    static Task<Representation> ListReleaseReviews(
        string id, HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation) =>
        Reviews("release", ScoreQueries.OfRelease, id, request, database, cursors, cancellation);

    /// <summary>List reviewers</summary>
    /// <remarks>
    /// Those of whom there is a published review, by name; with q those whose name contains it, with outlet those of an outlet.
    /// </remarks>
    static Task<Representation> ListReviewers(
        HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        var criteria = LookUps.Reviewers(request);
        const string isPublished =
            "exists (select from review_reviewers join listings using (review_id) where reviewer_id = reviewers.reviewer_id offset 0)";
        // language=sql
        var sql = $"""
            select reviewer_id as id, folded_name as key
            from reviewers
            {criteria.Where(isPublished)}
              and (@id::uuid is null or (folded_name, reviewer_id) > (@key, @id))
            order by folded_name, reviewer_id
            limit @take
            """;
        return CataloguePage.Answer(
            request, $"reviewers {criteria.Name}", sql, criteria.Values, CatalogueReviewer.Of, database, cursors, cancellation);
    }

    /// <summary>Read a reviewer</summary>
    /// <remarks>A reviewer is a name within an outlet. calibration compares the scores to those of others for the same releases.</remarks>
    /// <param name="id">The reviewer's id.</param>
    static async Task<Representation> GetReviewer(string id, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var reviewer = await CatalogueId.Current("reviewer", id, request, connection, cancellation);
        return (await CatalogueReviewer.Of([reviewer], connection, cancellation)).TryGetValue(reviewer, out var found)
            ? Representation.OfJson(found)
            : throw CatalogueId.NotFound();
    }

    /// <summary>List the reviews of a reviewer</summary>
    /// <remarks>The published ones, the newest first.</remarks>
    /// <param name="id">The reviewer's id.</param>
    static Task<Representation> ListReviewerReviews(
        string id, HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation) =>
        Reviews("reviewer", ScoreQueries.OfReviewer, id, request, database, cursors, cancellation);

    static async Task<Representation> Single<T>(
        CatalogueKind<T> kind, string id, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var thing = await CatalogueId.Current(kind.Name, id, request, connection, cancellation);
        return (await kind.Read([thing], connection, cancellation)).TryGetValue(thing, out var found)
            ? Representation.OfJson(found)
            : throw CatalogueId.NotFound();
    }

    static async Task<Representation> Reviews(
        string kind, string condition, string id, HttpRequest request, NpgsqlDataSource database, Cursors cursors,
        CancellationToken cancellation)
    {
        var criteria = new Criteria();
        await using (var connection = await database.OpenConnectionAsync(cancellation))
        {
            var thing = await CatalogueId.Current(kind, id, request, connection, cancellation);
            criteria.Add(condition, thing);
            var sql = $"select exists (select from listings {criteria.Where()})";
            if (!await connection.ExecuteScalarAsync<bool>(new(sql, criteria.Values, cancellationToken: cancellation)))
                throw CatalogueId.NotFound();
        }
        return await ReviewList.Published(request, criteria, Sort.Newest, database, cursors, cancellation);
    }
}
