using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using ReviewApi.Http;
using ReviewApi.Reviews;

namespace ReviewApi.Rendering;

/// <summary>A review as JSON-LD in the terms of schema.org: what search engines ask of review snippets.</summary>
internal static class SchemaOrg
{
    public const string MediaType = "application/ld+json";

    const int Best = 10;

    // It stands between script tags, which no text may end.
    static readonly JsonSerializerOptions Options = new(Json.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Render(Review review)
    {
        var film = review.Films is [var first, ..] ? first : null;
        var document = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Review",
            ["@id"] = $"urn:uuid:{review.Id}",
            ["name"] = review.Headline,
            ["description"] = review.Summary,
            ["url"] = review.Source?.Url,
            ["inLanguage"] = review.Language,
            ["datePublished"] = review.ReviewedOn ?? Day(review.PublishedAt),
            ["dateModified"] = review.RevisedOn ?? Day(review.UpdatedAt),
            ["license"] = review.License is null or "all-rights-reserved" ? null : $"https://spdx.org/licenses/{review.License}.html",
            ["author"] = OneOrSeveral((review.Reviewers ?? []).Select(Author)),
            ["publisher"] = review.Source?.Outlet is { } outlet ? Organization(outlet) : null,
            ["itemReviewed"] = film is null ? null : Work(film, review.Release),
            ["reviewRating"] = (review.Overall?.Score ?? review.MeanScore) is { } score ? Rating(score) : null,
            ["reviewBody"] = review.Overall?.Text,
            ["associatedReview"] = Several((review.Sections?.Named() ?? [])
                .Where(aspect => aspect.Section?.Score is not null)
                .Select(aspect => new JsonObject
                {
                    ["@type"] = "Review",
                    ["itemReviewed"] = film is null ? null : Named(film),
                    ["reviewAspect"] = aspect.Name,
                    ["reviewRating"] = Rating(aspect.Section!.Score!.Value),
                    ["reviewBody"] = aspect.Section.Text,
                    ["author"] = OneOrSeveral((review.Reviewers ?? [])
                        .Where(reviewer => aspect.Section.Reviewer is null || reviewer.Name == aspect.Section.Reviewer).Select(Author)),
                })),
        };
        return JsonSerializer.SerializeToUtf8Bytes(WithoutNulls(document), Options);
    }

    static JsonObject Rating(decimal score) =>
        new() { ["@type"] = "Rating", ["ratingValue"] = score, ["bestRating"] = Best, ["worstRating"] = 0 };

    static JsonObject Author(Reviewer reviewer) => new()
    {
        ["@type"] = reviewer.Kind is "organisation" or "aggregate" ? "Organization" : "Person",
        ["name"] = reviewer.Name ?? "Anonymous",
    };

    static JsonObject Work(Film film, Release? release)
    {
        var work = Named(film);
        work["alternateName"] = film.OriginalTitle;
        work["dateCreated"] = film.Year?.ToString(CultureInfo.InvariantCulture);
        work["director"] = Several((film.Directors ?? []).Select(Person));
        work["actor"] = Several((film.Cast ?? []).Select(member => Person(member.Name!)));
        work["productionCompany"] = Several((film.Studios ?? []).Select(Organization));
        work["image"] = ReviewRendering.Front(release)?.Url;
        work["genre"] = Several((film.Genres ?? []).Select(genre => (JsonNode)genre));
        work["sameAs"] = film.Identifiers?.Imdb is { } imdb ? $"https://www.imdb.com/title/{imdb}/" : null;
        work["duration"] = film.RuntimeSeconds is { } seconds ? $"PT{seconds}S" : null;
        work["workExample"] = release?.Gtin is { } gtin
            ? new JsonObject
            {
                ["@type"] = "Product",
                ["name"] = release.Title ?? film.Title,
                ["gtin"] = gtin,
                ["image"] = ReviewRendering.Front(release)?.Url,
            }
            : null;
        return work;
    }

    static JsonObject Named(Film film) => new()
    {
        ["@type"] = film.Kind switch { "tv_series" or "tv_miniseries" => "TVSeries", "tv_season" => "TVSeason", _ => "Movie" },
        ["@id"] = $"urn:uuid:{film.Id}",
        ["name"] = film.Title,
    };

    static JsonNode Person(string name) => new JsonObject { ["@type"] = "Person", ["name"] = name };

    static JsonNode Organization(string name) => new JsonObject { ["@type"] = "Organization", ["name"] = name };

    static string? Day(DateTime? time) => time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // One author stands alone, as in search engines' examples.
    static JsonNode? OneOrSeveral(IEnumerable<JsonNode> items) => items.ToArray() is [var one] ? one : Several(items);

    static JsonArray? Several(IEnumerable<JsonNode> items) => items.ToArray() is { Length: > 0 } all ? new JsonArray(all) : null;

    // What is not known is left out here too.
    static JsonObject WithoutNulls(JsonObject document)
    {
        foreach (var (name, value) in document.ToList())
            if (value is null)
                document.Remove(name);
            else
                foreach (var inner in value as IEnumerable<JsonNode?> ?? [value])
                    if (inner is JsonObject members)
                        WithoutNulls(members);
        return document;
    }
}
