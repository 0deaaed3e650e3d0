using Dapper;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Search;
using ReviewApi.Statistics;
using ReviewApi.Vocabulary;

namespace ReviewApi.Catalogue;

internal static class CatalogueEndpoints
{
    static readonly QueryParameter<string?> Title = QueryParameter.Text("q", "A title, with a slip of the pen in it or a part of it; the most alike come first.");
    static readonly QueryParameter<string[]?> Barcode = QueryParameter.Values("barcode", new BarcodeAttribute(), "Barcodes in any spelling.");
    static readonly QueryParameter<object?> Baseline = QueryParameter.Of(
        "baseline", "string", "a release's id", text => IdentifierAttribute.Of(text), "The id of the release to compare the extras with; left out: the one first released.");

    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
        var films = app.MapGroup("/v1/films").WithTags("Catalogue");
        films.MapRead("/", ListFilms).Takes(Title, Paging.Limit, Paging.Cursor, Paging.Count).Answers<Page<Film>>();
        films.MapRead("/{id}", GetFilm).Answers<Film>().ProducesProblems(404).MayHaveMoved();
        films.MapRead("/{id}/reviews", ListFilmReviews).Takes(ReviewList.Parameters).Answers<Page<Review>>().ProducesProblems(404).MayHaveMoved();
        films.MapRead("/{id}/releases", CompareReleases).Takes(Baseline).Answers<Comparison>().ProducesProblems(404).MayHaveMoved();
        var releases = app.MapGroup("/v1/releases").WithTags("Catalogue");
        releases.MapRead("/", ListReleases).Takes(Barcode, Paging.Limit, Paging.Cursor, Paging.Count).Answers<Page<Release>>();
        releases.MapRead("/{id}", GetRelease).Answers<Release>().ProducesProblems(404).MayHaveMoved();
        releases.MapRead("/{id}/reviews", ListReleaseReviews).Takes(ReviewList.Parameters).Answers<Page<Review>>().ProducesProblems(404).MayHaveMoved();
        var reviewers = app.MapGroup("/v1/reviewers").WithTags("Catalogue");
        reviewers.MapRead("/", ListReviewers).Takes(Paging.Limit, Paging.Cursor, Paging.Count).Answers<Page<CatalogueReviewer>>();
        reviewers.MapRead("/{id}", GetReviewer).Answers<CatalogueReviewer>().ProducesProblems(404).MayHaveMoved();
        reviewers.MapRead("/{id}/reviews", ListReviewerReviews).Takes(ReviewList.Parameters).Answers<Page<Review>>().ProducesProblems(404).MayHaveMoved();
    }

    // offset 0 in these: whether there is a review is looked up row by row, for as many rows as a page has.

    /// <summary>List films</summary>
    /// <remarks>Those of which there is a published review, by the title that they came with; with q, those that have a title like it, the most alike first.</remarks>
    static Task<Representation> ListFilms(HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        var title = Title.Read(request) is { } text ? Spelling.OfName(text) : null;
        // language=sql
        var sql = title is null
            ? """
              select film_id as id, folded_title as key
              from films
              where exists (select from review_films join listings using (review_id) where film_id = films.film_id offset 0)
                and (@id::uuid is null or (folded_title, film_id) > (@key, @id))
              order by folded_title, film_id
              limit @take
              """
            : """
              select film_id as id, distance::text as key
              from (
                select film_id, min(1 - word_similarity(@title, titles)) as distance
                from film_titles
                where @title <% titles
                group by film_id
                order by distance, film_id) alike
              where exists (select from review_films join listings using (review_id) where film_id = alike.film_id offset 0)
                and (@id::uuid is null or (distance, film_id) > (@key::real, @id))
              order by distance, film_id
              limit @take
              """;
        return CataloguePage.Answer(request, $"films {title}", sql, new { title }, CatalogueKinds.Film.Read, database, cursors, cancellation);
    }

    /// <summary>Read a film</summary>
    /// <remarks>One value of each fact: what most published reviews say, on a tie the first; conflicts shows where they disagree.</remarks>
    /// <param name="id">The film's id.</param>
    static Task<Representation> GetFilm(string id, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation) => Single(CatalogueKinds.Film, id, request, database, cancellation);

    /// <summary>List the reviews of a film</summary>
    /// <remarks>The published ones, the newest first.</remarks>
    /// <param name="id">The film's id.</param>
    static Task<Representation> ListFilmReviews(string id, HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation) =>
        Reviews("film", ScoreQueries.OfFilm, id, request, database, cursors, cancellation);

    /// <summary>Compare the releases of a film</summary>
    /// <remarks>
    /// Their facts, what their reviews score, and the extras gained and lost against a baseline; for each section, which release leads, where
    /// two releases have two scored reviews or more.
    /// </remarks>
    /// <param name="id">The film's id.</param>
    static async Task<Representation> CompareReleases(string id, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var baseline = (Guid?)Baseline.Read(request);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var film = await CatalogueId.Current(CatalogueKinds.Film.Name, id, request, connection, cancellation);
        const string current = "select coalesce(merged_into, release_id) from releases where release_id = @baseline";
        if (baseline is not null)
            baseline = await connection.QuerySingleOrDefaultAsync<Guid?>(new(current, new { baseline }, cancellationToken: cancellation)) ?? baseline;
        return Representation.OfJson(await Comparison.Of(film, baseline, connection, cancellation) ?? throw CatalogueId.NotFound());
    }

    /// <summary>List releases</summary>
    /// <remarks>Those of which there is a published review, the newest in the catalogue first; with barcode, those that have it.</remarks>
    static Task<Representation> ListReleases(HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        var (gtins, printed) = Barcode.Read(request) is { } barcodes ? BarcodeFilter.Values(barcodes) : default;
        // language=sql
        var sql = $"""
            select release_id as id, '' as key
            from releases
            where exists (select from listings where release_id = releases.release_id offset 0)
              and (@gtins::text[] is null or {BarcodeFilter.Condition("@gtins", "@printed")})
              and (@id::uuid is null or release_id < @id)
            order by release_id desc
            limit @take
            """;
        return CataloguePage.Answer(request, $"releases {string.Join(',', gtins ?? [])}", sql, new { gtins, printed }, CatalogueKinds.Release.Read, database, cursors, cancellation);
    }

    /// <summary>Read a release</summary>
    /// <remarks>One value of each fact: what most published reviews say, on a tie the first; conflicts shows where they disagree.</remarks>
    /// <param name="id">The release's id.</param>
    static Task<Representation> GetRelease(string id, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation) => Single(CatalogueKinds.Release, id, request, database, cancellation);

    /// <summary>List the reviews of a release</summary>
    /// <remarks>The published ones, the newest first.</remarks>
    /// <param name="id">The release's id.</param>
    static Task<Representation> ListReleaseReviews(string id, HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation) =>
        Reviews("release", ScoreQueries.OfRelease, id, request, database, cursors, cancellation);

    /// <summary>List reviewers</summary>
    /// <remarks>Those of whom there is a published review, by name.</remarks>
    static Task<Representation> ListReviewers(HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select reviewer_id as id, folded_name as key
            from reviewers
            where exists (select from review_reviewers join listings using (review_id) where reviewer_id = reviewers.reviewer_id offset 0)
              and (@id::uuid is null or (folded_name, reviewer_id) > (@key, @id))
            order by folded_name, reviewer_id
            limit @take
            """;
        return CataloguePage.Answer(request, "reviewers", sql, new { }, CatalogueReviewer.Of, database, cursors, cancellation);
    }

    /// <summary>Read a reviewer</summary>
    /// <remarks>A reviewer is a name within an outlet. calibration compares the scores to those of others for the same releases.</remarks>
    /// <param name="id">The reviewer's id.</param>
    static async Task<Representation> GetReviewer(string id, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var reviewer = await CatalogueId.Current("reviewer", id, request, connection, cancellation);
        return (await CatalogueReviewer.Of([reviewer], connection, cancellation)).TryGetValue(reviewer, out var found) ? Representation.OfJson(found) : throw CatalogueId.NotFound();
    }

    /// <summary>List the reviews of a reviewer</summary>
    /// <remarks>The published ones, the newest first.</remarks>
    /// <param name="id">The reviewer's id.</param>
    static Task<Representation> ListReviewerReviews(string id, HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation) =>
        Reviews("reviewer", ScoreQueries.OfReviewer, id, request, database, cursors, cancellation);

    static async Task<Representation> Single<T>(CatalogueKind<T> kind, string id, HttpRequest request, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var thing = await CatalogueId.Current(kind.Name, id, request, connection, cancellation);
        return (await kind.Read([thing], connection, cancellation)).TryGetValue(thing, out var found) ? Representation.OfJson(found) : throw CatalogueId.NotFound();
    }

    static async Task<Representation> Reviews(string kind, string condition, string id, HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        var criteria = new Criteria();
        await using (var connection = await database.OpenConnectionAsync(cancellation))
        {
            var thing = await CatalogueId.Current(kind, id, request, connection, cancellation);
            criteria.Add(condition, thing);
            if (!await connection.ExecuteScalarAsync<bool>(new($"select exists (select from listings {criteria.Where()})", criteria.Values, cancellationToken: cancellation)))
                throw CatalogueId.NotFound();
        }
        return await ReviewList.Published(request, criteria, Sort.Newest, database, cursors, cancellation);
    }
}
