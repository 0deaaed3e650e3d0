using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Extraction;

/// <summary>Short ways to extract drafts.</summary>
static class ExtractionCalls
{
    public const string Path = "/v1/reviews/extract";

    public static Task<Answer> Extract(this HttpClient client, string text, string type = "text/plain") =>
        client.ExtractBytes(Encoding.UTF8.GetBytes(text), type);

    public static async Task<Answer> ExtractBytes(this HttpClient client, byte[] bytes, string type, string query = "")
    {
        using var answer = await client.Send("POST", Path + query, Contents.Bytes(bytes, type));
        return await Answer.Of(answer);
    }

    /// <summary>The leaves of a draft by their pointers; an empty array is one.</summary>
    public static IEnumerable<(string Pointer, JsonNode Value)> Leaves(JsonNode? node, string pointer = "") =>
        node switch
        {
            JsonObject members => members.SelectMany(member => Leaves(member.Value, $"{pointer}/{member.Key}")),
            JsonArray { Count: > 0 } items => items.SelectMany((item, place) => Leaves(item, $"{pointer}/{place}")),
            null => [],
            _ => [(pointer, node)],
        };

    /// <summary>What stands from one code point to another.</summary>
    public static string Said(this Answer answer, JsonNode evidence) => Said([.. answer.Text("/text")!.EnumerateRunes()], evidence);

    public static IEnumerable<JsonNode> Evidence(this Answer answer) => answer.Body["evidence"]!.AsArray()!;

    /// <summary>
    /// Holds what is true of any answer: each leaf has evidence and each evidence a leaf, each span lies in the text and is not empty, what
    /// is said exactly stands there, a section's text is its stretches whole and in order, and the draft is one that can be saved.
    /// </summary>
    public static async Task<Answer> Sound(this Answer answer, HttpClient desk)
    {
        answer.Is(200);
        var leaves = Leaves(answer.At("/draft")).ToDictionary(leaf => leaf.Pointer, leaf => leaf.Value);
        var evidence = answer.Evidence().ToLookup(one => (string)one["pointer"]!);
        Assert.Equal(leaves.Keys.Order(StringComparer.Ordinal), evidence.Select(same => same.Key).Order(StringComparer.Ordinal));
        Rune[] text = [.. answer.Text("/text")!.EnumerateRunes()];
        foreach (var same in evidence)
            AssertSaid(text, leaves[same.Key], [.. same]);
        using var dry = await desk.Send("POST", "/v1/reviews?dryRun=true", Contents.Json(answer.At("/draft")!));
        Assert.True((int)dry.StatusCode == 200, $"{await dry.Content.ReadAsStringAsync()}");
        return answer;
    }

    static void AssertSaid(Rune[] text, JsonNode value, IReadOnlyList<JsonNode> evidence)
    {
        var end = 0;
        foreach (var one in evidence)
        {
            Assert.True(Start(one) >= end && Start(one) < End(one) && End(one) <= text.Length, one.ToJsonString());
            end = End(one);
        }
        if (evidence[0]["rule"]!.GetValue<string>() == "section.text")
            Assert.Equal((string)value!, string.Join("\n\n", evidence.Select(one => Said(text, one))));
        else if ((string)evidence[0]["status"]! == "exact" && value.GetValueKind() == JsonValueKind.String)
            Assert.Contains((string)value!, Said(text, Assert.Single(evidence)), StringComparison.Ordinal);
    }

    static string Said(Rune[] text, JsonNode evidence) => string.Concat(text[Start(evidence)..End(evidence)]);

    static int Start(JsonNode evidence) => evidence["start"]!.GetValue<int>();

    static int End(JsonNode evidence) => evidence["end"]!.GetValue<int>();
}
