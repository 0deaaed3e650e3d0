using System.Text;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Exchange.Imports;

/// <summary>Short ways to import, and to make what is imported.</summary>
static class ImportCalls
{
    public const string MediaType = "application/x-ndjson";

    /// <summary>The least that can be published, with a source of its own.</summary>
    public static JsonObject Sourced(string? externalId = null, string outlet = "Archive")
    {
        var review = Example.Review();
        review["source"] = new JsonObject { ["outlet"] = outlet, ["externalId"] = externalId ?? $"{Guid.NewGuid()}" };
        return review;
    }

    /// <summary>The answers to an import of reviews.</summary>
    public static Task<IReadOnlyList<JsonObject>> Import(this HttpClient client, string mode, params IEnumerable<JsonNode> reviews) =>
        client.ImportText(mode, string.Concat(reviews.Select(review => $"{review.ToJsonString()}\n")));

    public static Task<IReadOnlyList<JsonObject>> ImportText(this HttpClient client, string mode, string text) =>
        client.ImportBytes(mode, Encoding.UTF8.GetBytes(text));

    public static async Task<IReadOnlyList<JsonObject>> ImportBytes(
        this HttpClient client, string mode, byte[] bytes, string? encoding = null)
    {
        using var answer = await client.Send("POST", Path(mode), Contents.Bytes(bytes, MediaType, encoding));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == 200, text);
        Assert.Equal(MediaType, answer.Content.Headers.ContentType!.ToString());
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
    }

    public static string Path(string mode) => $"/v1/reviews/import?mode={mode}";

    /// <summary>The answers in short: "7 rejected /language unknown_code".</summary>
    public static IEnumerable<string> InShort(this IEnumerable<JsonObject> answers) => answers.Select(answer => string.Join(
        ' ',
        [
            $"{answer["line"]}", $"{answer["status"]}",
            .. (answer["errors"]?.AsArray() ?? []).Select(fault => $"{fault!["pointer"]} {fault["code"]}".Trim()),
        ]));

    /// <summary>The address of the review of an answer.</summary>
    public static string PathOf(this JsonObject answer) => $"/v1/reviews/{answer["id"]}";
}
