using System.Text.Json.Nodes;
using ReviewApi.Tests.Http;
using ReviewApi.Tests.Reviews;

namespace ReviewApi.Tests.Access;

/// <summary>Reviews of an outlet in each of their states, and the actions that lead there.</summary>
static class States
{
    /// <summary>A publishable body of an outlet.</summary>
    public static JsonObject Review(string outlet) =>
        Example.Review().Put("/source", new JsonObject { ["outlet"] = outlet, ["externalId"] = Guid.NewGuid().ToString() });

    /// <summary>Posts to a path, with If-Match where something was read.</summary>
    public static async Task<Answer> Act(this HttpClient client, string path, Answer? read = null, JsonNode? body = null, string? key = null)
    {
        var headers = new List<(string, string)>();
        if (read is not null)
            headers.Add(("If-Match", read.ETag!));
        if (key is not null)
            headers.Add(("Idempotency-Key", key));
        using var answer = await client.Send("POST", path, body is null ? null : Requests.Json(body.ToJsonString()), [.. headers]);
        return await Answer.Of(answer);
    }

    /// <summary>Does something with a review that was read, as submit.</summary>
    public static async Task<Answer> Do(this HttpClient desk, Answer read, string action, JsonNode? body = null) =>
        (await desk.Act($"{read.Path}/{action}", read, body)).Is(200);

    public static async Task<Answer> Draft(this HttpClient desk, string outlet) => (await desk.Create(Review(outlet))).Is(201);

    public static async Task<Answer> Live(this HttpClient desk, string outlet) => (await desk.Publish(Review(outlet))).Is(201);

    public static async Task<Answer> InReview(this HttpClient desk, string outlet) => await desk.Do(await desk.Draft(outlet), "submit");

    public static async Task<Answer> Scheduled(this HttpClient desk, string outlet) =>
        await desk.Do(await desk.Draft(outlet), "publish", new JsonObject { ["at"] = DateTime.UtcNow.AddYears(10) });

    public static async Task<Answer> Withdrawn(this HttpClient desk, string outlet) => await desk.Do(await desk.Live(outlet), "withdraw");

    /// <summary>A draft of two revisions.</summary>
    public static async Task<Answer> Changed(this HttpClient desk, string outlet) =>
        (await desk.Patch(await desk.Draft(outlet), """{ "headline": "Changed" }""")).Is(200);

    /// <summary>The working copy of a live review.</summary>
    public static async Task<Answer> Copy(this HttpClient desk, string outlet)
    {
        var live = await desk.Live(outlet);
        return (await desk.Patch(live, """{ "headline": "In the making" }""", $"{live.Path}/draft")).Is(201);
    }
}
