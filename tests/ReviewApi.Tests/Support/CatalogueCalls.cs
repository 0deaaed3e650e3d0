using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>Short ways to what the catalogue says, and to change it.</summary>
static class CatalogueCalls
{
    public static string FilmPath(this Answer review) => $"/v1/films/{review.Text("/films/0/id")}";

    public static string ReleasePath(this Answer review) => $"/v1/releases/{review.Text("/release/id")}";

    public static string ReviewerPath(this Answer review) => $"/v1/reviewers/{review.Text("/reviewers/0/id")}";

    /// <summary>The lists that have a review with a word, each to be asked for more.</summary>
    public static string[] Lists(this Answer review, string word) =>
    [
        $"/v1/reviews?id={review.Id}&", $"/v1/reviews?q={word}&", $"{review.FilmPath()}/reviews?", $"{review.ReleasePath()}/reviews?",
        $"{review.ReviewerPath()}/reviews?",
    ];

    /// <summary>The path of the film or the release, as kind says, that a review speaks of.</summary>
    public static string PathOf(this Answer review, string kind) => kind == "films" ? review.FilmPath() : review.ReleasePath();

    /// <summary>Corrects a film or a release, under the ETag that it has.</summary>
    public static async Task<Answer> Correct(this HttpClient desk, string path, string patch) =>
        await desk.Patch((await desk.Read(path)).Is(200), patch, path);

    /// <summary>Merges a film or a release into another, under the ETag that it has; both are paths or ids.</summary>
    public static async Task<Answer> Merge(this HttpClient desk, string path, string into) =>
        await desk.Act($"{path}/merge", (await desk.Read(path)).Is(200).ETag, new JsonObject { ["into"] = into.Split('/')[^1] });

    /// <summary>The ids of all items of a list.</summary>
    public static async Task<IReadOnlyList<string>> IdsOf(this HttpClient client, string path) =>
        [.. (await client.All(path)).Select(item => (string)item["id"]!)];

    /// <summary>A film of a title of its own, or of any.</summary>
    public static JsonObject Film(string? title = null) => new() { ["title"] = title ?? Example.NewTitle() };

    /// <summary>The least that can be published, of some films.</summary>
    public static JsonObject Review(params JsonObject[] films) => Example.Review().Put("/films", new JsonArray([.. films]));
}
