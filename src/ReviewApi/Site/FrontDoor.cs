using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Reviews;
using ReviewApi.Search;

namespace ReviewApi.Site;

/// <summary>GET / and /v1: where things are, and for browsers a page with the newest reviews.</summary>
internal static class FrontDoor
{
    const int Newest = 10;

    static readonly string[] MediaTypes = [JsonBody.MediaType, MediaTypeNames.Text.Html];

    static readonly string[] Judged = ["Story", "Performances", "Picture", "Sound", "Extras"];

    public static void MapFrontDoor(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", GetFrontDoor).Reads().WithTags("Site").Produces<Directions>(StatusCodes.Status200OK, MediaTypes[0], MediaTypes[1]);
        app.MapGet("/v1", GetDirections).Reads().WithTags("Site")
            .Produces<Directions>(StatusCodes.Status200OK, MediaTypes[0], MediaTypes[1]);
    }

    /// <summary>Say where things are</summary>
    /// <remarks>The service's name and version, its documents and its main lists; a page with the newest reviews for browsers.</remarks>
    static Task<Representation> GetFrontDoor(HttpContext http, ReviewPages pages, CancellationToken cancellation) =>
        Answer(http, pages, cancellation);

    /// <summary>Say where things are in this version</summary>
    /// <remarks>The same as at /.</remarks>
    static Task<Representation> GetDirections(HttpContext http, ReviewPages pages, CancellationToken cancellation) =>
        Answer(http, pages, cancellation);

    static async Task<Representation> Answer(HttpContext http, ReviewPages pages, CancellationToken cancellation)
    {
        var directions = Directions.From(http.Request.Below(""));
        if (http.Request.Preferred(MediaTypes) == MediaTypes[0])
            return Representation.OfJson(directions);
        var page = await pages.Read(new PageAsked(Question.All, Text: null, Sort.Newest, Newest), cancellation);
        var reviews = page.Reviews.Select(review => JsonSerializer.Deserialize<Review>(review.Json, Json.Options)!).ToList();
        return Layout.Page(http, Product.Name, Html.Of($"""
            <p>Structured reviews of home-video releases: how a film’s story and performances are judged, and a disc’s picture, sound and
            extras. What is published is read without a key, as JSON.</p>
            <ul>
            <li><a href="{directions.Docs}">Docs</a>: every operation, to be tried out</li>
            <li>OpenAPI: <a href="{directions.OpenApi}">JSON</a>, <a href="{directions.OpenApiYaml}">YAML</a></li>
            <li>Lists: <a href="{directions.Reviews}">reviews</a>, <a href="{directions.Facets}">facets</a>,
            <a href="{directions.Films}">films</a>, <a href="{directions.Releases}">releases</a>,
            <a href="{directions.Reviewers}">reviewers</a>, <a href="{directions.Vocabularies}">vocabularies</a>,
            <a href="{directions.Scales}">scales</a></li>
            <li><a href="{directions.Feed}">Feed of the newest reviews</a> (Atom)</li>
            <li><a href="{directions.Problems}">Problems</a>: what errors mean and what helps</li>
            </ul>
            <h2>Newest reviews</h2>
            {(reviews.Count == 0 ? [Html.Of($"<p>There are none yet.</p>")] : reviews.Select(review => Shown(review, directions)))}
            """));
    }

    static Html Shown(Review review, Directions directions)
    {
        var (films, release) = (review.Films!, review.Release!);
        var by = (review.Reviewers ?? []).Select(reviewer => reviewer.Name).Append(review.Source?.Outlet).OfType<string>().ToList();
        return Html.Of($"""
            <article>
            <h3><a href="{directions.Reviews}/{review.Slug}">{string.Join(", ", films.Select(Titled))}</a></h3>
            <p class="quiet">{string.Join(" · ", new[] { Format(release), string.Join(", ", by) }.Where(part => part.Length > 0))}</p>
            {Scores(review)}
            </article>

            """);
    }

    static Html Scores(Review review)
    {
        var sections = Judged.Zip((review.Sections ?? new Sections()).InOrder().Select(section => section?.Score));
        var scores = sections.Prepend(("Overall", review.Overall?.Score)).Where(one => one.Item2 is not null)
            .Select(one => Html.Of($"<div><dt>{one.Item1}</dt><dd>{Score(one.Item2!.Value)}</dd></div>")).ToList();
        return scores.Count == 0 ? new("") : Html.Of($"<dl>{scores}</dl>");
    }

    static string Titled(Film film) => film.Year is { } year ? $"{film.Title} ({year})" : film.Title!;

    static string Format(Release release)
    {
        var format = CodeBook.Named("disc_format").LabelOf(release.Format!, Labels.English) ?? release.Format!;
        return release.Edition is { } edition ? $"{format}, {edition}" : format;
    }

    static string Score(decimal score) => score.ToString("0.0", CultureInfo.InvariantCulture);
}

/// <summary>Where things are.</summary>
public sealed record Directions
{
    /// <summary>The service's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>The page on which every operation can be tried out.</summary>
    public required string Docs { get; init; }

    /// <summary>The OpenAPI 3.1 document as JSON.</summary>
    public required string OpenApi { get; init; }

    /// <summary>The same as YAML.</summary>
    public required string OpenApiYaml { get; init; }

    /// <summary>The published reviews.</summary>
    public required string Reviews { get; init; }

    /// <summary>How many reviews there are of each value.</summary>
    public required string Facets { get; init; }

    /// <summary>The films.</summary>
    public required string Films { get; init; }

    /// <summary>The releases.</summary>
    public required string Releases { get; init; }

    /// <summary>The reviewers.</summary>
    public required string Reviewers { get; init; }

    /// <summary>Suggestions as one types, with q.</summary>
    public required string Suggest { get; init; }

    /// <summary>The controlled codes.</summary>
    public required string Vocabularies { get; init; }

    /// <summary>The scales that scores are printed on.</summary>
    public required string Scales { get; init; }

    /// <summary>The newest reviews as an Atom feed.</summary>
    public required string Feed { get; init; }

    /// <summary>What errors mean.</summary>
    public required string Problems { get; init; }

    internal static Directions From(string root) => new()
    {
        Name = Product.Name,
        Version = Product.Version,
        Docs = $"{root}/docs",
        OpenApi = $"{root}/openapi/v1.json",
        OpenApiYaml = $"{root}/openapi/v1.yaml",
        Reviews = $"{root}/v1/reviews",
        Facets = $"{root}/v1/reviews/facets",
        Films = $"{root}/v1/films",
        Releases = $"{root}/v1/releases",
        Reviewers = $"{root}/v1/reviewers",
        Suggest = $"{root}/v1/suggest",
        Vocabularies = $"{root}/v1/vocabularies",
        Scales = $"{root}/v1/scales",
        Feed = $"{root}/feeds/reviews.atom",
        Problems = $"{root}/problems",
    };
}
