using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ReviewApi.Editorial;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Exchange;

/// <summary>GET /oembed: a review for sites that embed (oembed.com).</summary>
internal static class OEmbed
{
    const int Width = 480;
    const int Height = 240;
    const string Reviews = "/v1/reviews/";

    static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    static readonly QueryParameter<string> Url = QueryParameter.Needed(
        "url", "https://reviews.example.org/v1/reviews/leaving-las-vegas-1995-blu-ray",
        "The address of a review: …/v1/reviews/{id or slug}.");
    static readonly QueryParameter<string?> Format = QueryParameter.Text("format", "The format of the answer: json. Another one is 501.");
    static readonly QueryParameter<int> MaxWidth = QueryParameter.Capped("maxwidth", Width, "The greatest width in pixels.");
    static readonly QueryParameter<int> MaxHeight = QueryParameter.Capped("maxheight", Height, "The greatest height in pixels.");

    public static void MapOEmbed(this IEndpointRouteBuilder app) =>
        app.MapGet("/oembed", GetEmbedding).Reads().WithTags("Exchange").Takes(Url, Format, MaxWidth, MaxHeight).PassesOverOthers()
            .Answers<Embedding>().ProducesProblems(404, 501);

    /// <summary>A review to be embedded</summary>
    /// <remarks>
    /// oEmbed 1.0, of the type rich: the headline, the film and the scores of a published review, as HTML without scripts. Parameters that
    /// are not listed here are ignored.
    /// </remarks>
    static async Task<Representation> GetEmbedding(HttpRequest request, ReviewStore store, CancellationToken cancellation)
    {
        if (Format.Read(request) is not (null or "json"))
            throw new ProblemException(Problems.NotImplemented, Problems.NotImplemented.Help,
                new Fault { Parameter = Format.Name, Code = "not_implemented", Detail = "The format is json." });
        var (width, height) = (MaxWidth.Read(request), MaxHeight.Read(request));
        var address = Url.Read(request);
        var url = Uri.TryCreate(address, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https"
            ? absolute
            : throw ProblemException.Parameter(Url.Name, "invalid_url", "It has to be an absolute http or https address.");
        var reviews = request.Below(Reviews);
        var found = url.Authority == request.Host.ToUriComponent() && url.AbsolutePath.StartsWith(reviews, StringComparison.Ordinal)
            ? await store.FindPublished(url.AbsolutePath[reviews.Length..], cancellation)
            : null;
        var review = found?.ToReview() ?? throw ReviewProblems.NotFound();
        return Representation.OfJson(new Embedding
        {
            Title = review.Headline ?? review.Films![0].Title!,
            AuthorName = string.Join(", ", review.Reviewers!.Select(reviewer => reviewer.Name ?? "Anonymous")),
            ProviderName = review.Source?.Outlet,
            ProviderUrl = Uri.TryCreate(review.Source?.Url, UriKind.Absolute, out var page) ? page.GetLeftPart(UriPartial.Authority) : null,
            Html = Quote(review, address),
            Width = width,
            Height = height,
        });
    }

    static string Quote(Review review, string address)
    {
        var scores = (review.Sections?.Named() ?? []).Append((Name: "overall", Section: review.Overall))
            .Select(one => (one.Name, one.Section?.Score));
        var shown = scores.Where(one => one.Score is not null)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(one.Name[0])}{one.Name[1..]} {one.Score}"))
            .ToList();
        var film = review.Films![0];
        var headline = Html.Encode(review.Headline ?? film.Title!);
        var title = Html.Encode(film.Year is null ? film.Title! : $"{film.Title} ({film.Year})");
        var judged = shown.Count == 0 ? "" : $"<p>{string.Join(" · ", shown)}</p>";
        return $"""
            <blockquote><p><a href="{Html.Encode(address)}">{headline}</a></p><p>{title}</p>{judged}</blockquote>
            """;
    }
}

/// <summary>A review to be embedded (oEmbed 1.0).</summary>
public sealed record Embedding
{
    /// <summary>rich.</summary>
    public string Type { get; } = "rich";

    /// <summary>1.0.</summary>
    public string Version { get; } = "1.0";

    /// <summary>The review's headline.</summary>
    public required string Title { get; init; }

    /// <summary>Who wrote it.</summary>
    [JsonPropertyName("author_name")] public string? AuthorName { get; init; }

    /// <summary>The outlet.</summary>
    [JsonPropertyName("provider_name")] public string? ProviderName { get; init; }

    /// <summary>The outlet's site.</summary>
    [JsonPropertyName("provider_url")] public string? ProviderUrl { get; init; }

    /// <summary>What is shown.</summary>
    public required string Html { get; init; }

    /// <summary>In pixels.</summary>
    public required int Width { get; init; }

    /// <summary>In pixels.</summary>
    public required int Height { get; init; }
}
