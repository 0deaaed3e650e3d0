using System.Text;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>A request that its operation takes as it stands: what it is about is there in a fitting state, and the body is valid.</summary>
sealed record Prepared(string Method, string Path, string? BodyType, string? Body, string? IfMatch)
{
    /// <summary>A request to an operation, about things of an outlet.</summary>
    public static async Task<Prepared> For(Operation operation, HttpClient desk, string outlet)
    {
        var subject = await Subject(operation, desk, outlet);
        var body = await Content(operation, desk, outlet);
        return new Prepared(
            operation.Method,
            operation.Id == "GetEmbedding"
                ? $"/oembed?url=https://{desk.BaseAddress!.Authority}{(await desk.Live(outlet)).Path}"
                : subject is null ? operation.ExamplePath : Address(operation, subject.Id),
            body is null ? null : operation.Body!["content"]!.AsObject().First().Key,
            body?.ToJsonString(),
            operation.Parameters.Any(parameter => (string?)parameter["name"] == "If-Match") ? subject!.ETag : null);
    }

    public async Task<Sent> Send(HttpClient client, string? key = null)
    {
        var headers = new List<(string, string)>();
        if (IfMatch is not null)
            headers.Add(("If-Match", IfMatch));
        if (key is not null)
            headers.Add(("Idempotency-Key", key));
        var content = Body is null ? null : Contents.Bytes(Encoding.UTF8.GetBytes(Body), BodyType);
        using var answer = await client.Begin(Method, Path, content, [.. headers]);
        return await Sent.Of(answer);
    }

    static async Task<Answer?> Subject(Operation operation, HttpClient desk, string outlet) => operation.Id switch
    {
        "GetKey" or "RevokeKey" or "RotateKey" => await desk.CreateKey(KeyCalls.Write),
        "GetWebhook" or "DeleteWebhook" or "RotateWebhook" or "ReplayWebhook" or "ListDeliveries" =>
            await desk.Post("/v1/webhooks", Webhook()),
        "ReturnReview" => await desk.InReview(outlet),
        "UnscheduleReview" => await desk.Scheduled(outlet),
        "WithdrawReview" => await desk.Live(outlet),
        "RestoreReview" => await desk.Withdrawn(outlet),
        "DeleteDraft" => await desk.Copy(outlet),
        "DiffRevisions" or "RestoreRevision" => await desk.Changed(outlet),
        "GetDraftEvidence" => (await desk.Post("/v1/reviews/extract?save=draft", Text(outlet))).Is(201),
        _ => operation.Path.Split('/')[2..] switch
        {
            ["reviews", "{idOrSlug}", ..] => await desk.Draft(outlet),
            ["films", "{id}", ..] => await desk.Thing("films", outlet),
            ["releases", "{id}", ..] => await desk.Thing("releases", outlet),
            ["reviewers", "{id}", ..] => await desk.Thing("reviewers", outlet),
            _ => null,
        },
    };

    static JsonObject Text(string outlet) => new()
    {
        ["text"] = "Heat (1995) Blu-ray Review\n\nThe picture is sharp.",
        ["source"] = new JsonObject { ["outlet"] = outlet },
    };

    static JsonObject Webhook() => Example.Parse("""{ "url": "https://partner.example.org/hook", "filter": "format=dvd" }""");

    static string Address(Operation operation, string id) => operation.Path
        .Replace("{idOrSlug}", id, StringComparison.Ordinal)
        .Replace("{id}", id, StringComparison.Ordinal)
        .Replace("{revision}", operation.Id == "DiffRevisions" ? "2" : "1", StringComparison.Ordinal);

    static async Task<JsonObject?> Content(Operation operation, HttpClient desk, string outlet) => operation.Id switch
    {
        "CreateReview" or "ReplaceReview" or "ReplaceDraft" or "ImportReviews" => States.Review(outlet),
        "PatchReview" or "PatchDraft" => new JsonObject { ["headline"] = "Patched" },
        "PatchFilm" => new JsonObject { ["sortTitle"] = "Sorted" },
        "PatchRelease" => new JsonObject { ["edition"] = "Corrected" },
        "MergeFilm" => new JsonObject { ["into"] = (await desk.Thing("films", outlet)).Id },
        "MergeRelease" => new JsonObject { ["into"] = (await desk.Thing("releases", outlet)).Id },
        "CreateKey" => KeyCalls.Key(KeyCalls.Write),
        "CreateScale" => ScaleCalls.Numeric(),
        "CreateWebhook" => Webhook(),
        "ExtractReview" => new JsonObject { ["text"] = (string?)Text(outlet)["text"] },
        _ => null,
    };
}

/// <summary>An answer to the byte, as far as a replay has to repeat it.</summary>
sealed record Sent(int Status, string Body, string? Location, string? ETag, bool IsReplayed, TimeSpan? RetryAfter)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The answer as its replay has to be.</summary>
    public Sent AsReplay() => this with { IsReplayed = true };

    public static async Task<Sent> Of(HttpResponseMessage answer) => new(
        (int)answer.StatusCode,
        answer.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? ""
            : Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync()),
        answer.Headers.Location?.ToString(),
        answer.Headers.ETag?.ToString(),
        answer.Headers.TryGetValues("Idempotent-Replayed", out var replayed) && replayed.Single() == "true",
        answer.Headers.RetryAfter?.Delta);
}
