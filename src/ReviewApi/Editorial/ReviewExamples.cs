using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReviewApi.Http;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Samples;

namespace ReviewApi.Editorial;

/// <summary>Reviews as the OpenAPI document shows them: a short one, the samples, and a sample as it is answered.</summary>
internal static class ReviewExamples
{
    const string Sample = "leaving-las-vegas-1995-blu-ray";

    static readonly DateTime At = new(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc);

    static readonly BodyExample New = new("a-new-review", """
        {
          "headline": "A shoot-out to tune your system by",
          "language": "en",
          "reviewers": [{ "name": "Helen Marsh", "kind": "person" }],
          "films": [{ "title": "Heat", "year": 1995, "directors": ["Michael Mann"] }],
          "release": { "format": "blu_ray", "audio": [{ "language": "en", "codec": "dts_hd_ma", "channels": "5.1" }] },
          "sections": {
            "picture": { "printed": { "value": "4.25", "scale": "stars_5" } },
            "sound": { "score": 9.5, "text": "The gunfire on the street is recorded on the day, and sounds like it." }
          }
        }
        """);

    /// <summary>A merge patch.</summary>
    public static readonly BodyExample Patch = new("change-and-remove", """{ "headline": "A new headline", "equipment": null }""");

    // A film on a disc with all that a review can say of it, and a series.
    static readonly string[] Samples = [Sample, "sherlock-2010-blu-ray"];

    /// <summary>Bodies that are taken.</summary>
    public static BodyExample[] Bodies { get; } =
    [
        New,
        .. SampleReviews.All().Where(sample => Samples.Contains(sample.Name))
            .Select(sample => new BodyExample(sample.Name, Encoding.UTF8.GetString(sample.Json))),
    ];

    /// <summary>A whole review as it is answered.</summary>
    public static AnswerExample Whole { get; } = new("a-review", () => JsonNode.Parse(ReviewRendering.Document(Answered()))!);

    /// <summary>A page of a list of reviews.</summary>
    public static AnswerExample Page { get; } = new(
        "a-page-of-reviews",
        () => new JsonObject { ["items"] = new JsonArray(JsonNode.Parse(ReviewRendering.Summary(Answered()))) });

    // The sample as a published review, with ids and times that stay the same.
    static Review Answered()
    {
        var sent = JsonSerializer.Deserialize<Review>(SampleReviews.All().First(sample => sample.Name == Sample).Json, Json.Input)!;
        return CanonicalReview.From(sent, stored: null, new ScaleBook([])) with
        {
            Id = new Guid("019bbf6c-2a00-7000-8000-000000000001"),
            Slug = Sample,
            Status = ReviewStatus.Published,
            Revision = 1,
            CreatedAt = At,
            UpdatedAt = At,
            PublishedAt = At,
        };
    }
}
