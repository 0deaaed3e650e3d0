using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using ReviewApi.Catalogue;
using ReviewApi.Development;
using ReviewApi.Editorial;
using ReviewApi.Http;
using ReviewApi.Keys;
using ReviewApi.Reviews;
using ReviewApi.Vocabulary;

namespace ReviewApi.OpenApi;

/// <summary>The examples of the OpenAPI document: the sample reviews, and a problem of each kind.</summary>
internal static class Examples
{
    const string Sample = "leaving-las-vegas-1995-blu-ray";
    const string ExampleId = "019bbf6c-2a00-7000-8000-000000000002";
    static readonly DateTime At = new(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc);

    public static JsonNode? OfPath(string name) => name switch
    {
        "idOrSlug" => Sample,
        "id" => ExampleId,
        "revision" => "1",
        "name" => "hdr",
        "code" => "stars_5",
        "slug" => Problems.Validation.Slug,
        _ => null,
    };

    public static IEnumerable<(string Name, OpenApiExample Example)> OfBody(BodyType body) =>
        Bodies(body).Select(example => (example.Name, new OpenApiExample { Summary = example.Name, Value = JsonNode.Parse(example.Json) }));

    static IEnumerable<(string Name, byte[] Json)> Bodies(BodyType body) => body switch
    {
        { MediaType: JsonBody.MergePatchMediaType } => [("change-and-remove", """{ "headline": "A new headline", "equipment": null }"""u8.ToArray())],
        _ when body.Type == typeof(Review) => Samples.All().Prepend(("a-new-review", """
            {
              "headline": "A shoot-out to tune your system by",
              "language": "en",
              "reviewers": [{ "name": "Helen Marsh", "kind": "person" }],
              "films": [{ "title": "Heat", "year": 1995, "directors": ["Michael Mann"] }],
              "release": { "format": "Blu-ray", "audio": [{ "language": "English", "codec": "DTS-HD Master Audio 5.1" }] },
              "sections": {
                "picture": { "printed": { "value": "4.25", "scale": "stars_5" } },
                "sound": { "score": 9.5, "text": "The gunfire on the street is recorded on the day, and sounds like it." }
              }
            }
            """u8.ToArray())),
        _ when body.Type == typeof(Scale) => [("labels-scale", """
            { "code": "advice_3", "label": "Three words of advice", "kind": "labels",
              "labels": [{ "label": "Buy", "score": 9 }, { "label": "Rent", "score": 6 }, { "label": "Skip", "score": 2 }] }
            """u8.ToArray())],
        _ when body.Type == typeof(Merge) => [("into-another", System.Text.Encoding.UTF8.GetBytes($$"""{ "into": "{{ExampleId}}" }"""))],
        _ when body.Type == typeof(Publication) => [("at-a-time", """{ "at": "2036-01-15T12:00:00Z" }"""u8.ToArray())],
        _ when body.Type == typeof(MoveNote) => [("a-note", """{ "note": "The running time of disc two is missing." }"""u8.ToArray())],
        _ when body.Type == typeof(Key) => [("a-key-of-an-outlet", """{ "name": "The desk", "scopes": ["reviews:publish"], "outlet": "Some Site", "expiresAt": "2036-01-15T12:00:00Z" }"""u8.ToArray())],
        _ => throw new NotSupportedException($"A body of {body.Type.Name} has no example yet."),
    };

    public static JsonNode? OfAnswer(string operation) => operation switch
    {
        "CreateReview" or "GetReview" or "ReplaceReview" or "PatchReview" or "PublishReview" or "RestoreReview" => JsonNode.Parse(ReviewRendering.Document(Answered())),
        "ListReviews" => new JsonObject { ["items"] = new JsonArray(JsonNode.Parse(ReviewRendering.Summary(Answered()))) },
        _ => null,
    };

    public static JsonNode OfProblem(int status)
    {
        var kind = Problems.OfStatus(status);
        return JsonSerializer.SerializeToNode(new Problem
        {
            Type = kind.Type,
            Title = kind.Title,
            Status = kind.Status,
            Detail = kind.Help,
            Instance = "/v1/reviews",
            TraceId = "0af7651916cd43dd8448eb211c80319c",
            Errors = kind == Problems.Validation
                ? [new Fault { Pointer = "/sections/picture/score", Code = "out_of_range", Detail = "It has to be from 0 to 10." }]
                : kind == Problems.InvalidRequest
                    ? [new Fault { Pointer = "/headlin", Code = "unknown_member", Detail = Problems.Unknown("member", ["headline"]) }]
                    : null,
        }, Json.Options)!;
    }

    // The sample as a published review, with ids and times that stay the same.
    static Review Answered()
    {
        var sent = JsonSerializer.Deserialize<Review>(Samples.All().First(sample => sample.Name == Sample).Json, Json.Input)!;
        return CanonicalReview.Of(sent, stored: null, new ScaleBook([])) with
        {
            Id = new Guid("019bbf6c-2a00-7000-8000-000000000001"),
            Slug = Sample,
            Status = "published",
            Revision = 1,
            CreatedAt = At,
            UpdatedAt = At,
            PublishedAt = At,
        };
    }
}
