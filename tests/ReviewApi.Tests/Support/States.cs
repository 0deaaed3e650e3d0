using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>Reviews of an outlet in each of their states.</summary>
static class States
{
    /// <summary>A publishable body of an outlet.</summary>
    public static JsonObject Review(string outlet) =>
        Example.Review().Put("/source", new JsonObject { ["outlet"] = outlet, ["externalId"] = Guid.NewGuid().ToString() });

    public static async Task<Answer> Draft(this HttpClient desk, string outlet) => (await desk.Create(Review(outlet))).Is(201);

    public static async Task<Answer> Live(this HttpClient desk, string outlet) => (await desk.Publish(Review(outlet))).Is(201);

    public static async Task<Answer> InReview(this HttpClient desk, string outlet) =>
        await desk.Bring(await desk.Draft(outlet), "in_review");

    public static async Task<Answer> Scheduled(this HttpClient desk, string outlet) =>
        await desk.Bring(await desk.Draft(outlet), "scheduled");

    public static async Task<Answer> Withdrawn(this HttpClient desk, string outlet) =>
        await desk.Bring(await desk.Draft(outlet), "withdrawn");

    /// <summary>A film, a release or a reviewer of which there is one published review.</summary>
    public static async Task<Answer> Thing(this HttpClient desk, string kind, string outlet)
    {
        var live = await desk.Live(outlet);
        var id = live.Text(kind switch { "films" => "/films/0/id", "releases" => "/release/id", _ => "/reviewers/0/id" });
        return (await desk.Read($"/v1/{kind}/{id}")).Is(200);
    }

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
