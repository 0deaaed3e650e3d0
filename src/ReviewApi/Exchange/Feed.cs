using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Search;

namespace ReviewApi.Exchange;

/// <summary>GET /feeds/reviews.atom: the newest reviews for feed readers (RFC 4287), under the filters of the list.</summary>
internal static class Feed
{
    public const string MediaType = "application/atom+xml";

    static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static void MapFeed(this IEndpointRouteBuilder app) =>
        app.MapGet("/feeds/reviews.atom", GetFeed).Reads().WithTags("Exchange").Takes([Paging.Limit, .. Filters.Parameters])
            .Answers(MediaType).IsDear(Filters.AreDear);

    /// <summary>The newest reviews as a feed</summary>
    /// <remarks>Atom (RFC 4287), under the same filters as the list; the newest first.</remarks>
    static async Task<Representation> GetFeed(
        HttpRequest request, ReviewPages pages, CancellationToken cancellation)
    {
        var limit = Paging.Limit.Read(request);
        var text = TextQuery.Read(request);
        var asked = new Asked(request);
        var question = Filters.Read(asked);
        var page = await pages.Read(new PageAsked(question, text, Sort.Newest, limit), cancellation);
        var reviews = page.Reviews.Select(review => JsonSerializer.Deserialize<Review>(review.Json, Json.Options)!).ToList();
        var feed = new XElement(Atom + "feed",
            new XElement(Atom + "id", $"urn:uuid:{IdOf($"{text} {asked.Name}")}"),
            new XElement(Atom + "title", "Reviews"),
            new XElement(Atom + "updated", Time(reviews.Max(review => review.UpdatedAt) ?? DateTime.UnixEpoch)),
            new XElement(
                Atom + "link", new XAttribute("rel", "self"),
                new XAttribute("href", request.Absolute($"{request.Path}{request.QueryString}"))),
            reviews.Select(review => Entry(review, request.Absolute($"/v1/reviews/{review.Id}"))));
        return Representation.Of(Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="utf-8"?>{"\n"}{feed}"""), MediaType);
    }

    // The same question is the same feed.
    static Guid IdOf(string question) => new(SHA256.HashData(Encoding.UTF8.GetBytes(question)).AsSpan(0, 16));

    static XElement Entry(Review review, string address) => new(Atom + "entry",
        new XElement(Atom + "id", $"urn:uuid:{review.Id}"),
        new XElement(Atom + "title", Text(review.Headline ?? review.Films![0].Title!)),
        new XElement(Atom + "updated", Time(review.UpdatedAt!.Value)),
        new XElement(Atom + "published", Time(review.PublishedAt!.Value)),
        new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("href", Text(review.Source?.Url ?? address))),
        new XElement(
            Atom + "link", new XAttribute("rel", "related"), new XAttribute("type", JsonBody.MediaType), new XAttribute("href", address)),
        review.Reviewers!.Select(
            reviewer => new XElement(Atom + "author", new XElement(Atom + "name", Text(reviewer.Name ?? "Anonymous")))),
        review.Films!.Select(film => new XElement(Atom + "category", new XAttribute("term", Text(film.Title!)))),
        review.Summary is null ? null : new XElement(Atom + "summary", Text(review.Summary)));

    // XML has no control characters.
    static string Text(string text) =>
        string.Concat(text.Where(letter => System.Xml.XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter)));

    static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
