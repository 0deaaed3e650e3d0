using System.Text;
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
    public static string Said(this Answer answer, JsonNode evidence)
    {
        var runes = answer.Text("/text")!.EnumerateRunes().ToList();
        var (start, end) = (evidence["start"]!.GetValue<int>(), evidence["end"]!.GetValue<int>());
        return string.Concat(runes[start..end]);
    }

    public static IEnumerable<JsonNode> Evidence(this Answer answer) => answer.Body["evidence"]!.AsArray()!;

    /// <summary>
    /// Holds what is true of any answer: each leaf has evidence and each evidence a leaf, each span lies in the text and is not
    /// empty, a text
    /// that is said exactly stands there, and the draft is one that can be saved.
    /// </summary>
    public static async Task<Answer> Sound(this Answer answer, HttpClient desk)
    {
        answer.Is(200);
        var leaves = Leaves(answer.At("/draft")).ToList();
        var evidence = answer.Evidence().ToList();
        Assert.Equal(
            leaves.Select(leaf => leaf.Pointer).Order(StringComparer.Ordinal),
            evidence.Select(one => (string)one["pointer"]!).Distinct().Order(StringComparer.Ordinal)
        );
        var length = answer.Text("/text")!.EnumerateRunes().Count();
        foreach (var one in evidence)
        {
            var (start, end) = (one["start"]!.GetValue<int>(), one["end"]!.GetValue<int>());
            Assert.True(start >= 0 && start < end && end <= length, one.ToJsonString());
            var value = leaves.First(leaf => leaf.Pointer == (string)one["pointer"]!).Value;
            if ((string)one["status"]! == "exact" && value.GetValueKind() == System.Text.Json.JsonValueKind.String)
                Assert.Contains(answer.Said(one), (string)value!, StringComparison.Ordinal);
        }
        using var dry = await desk.Send("POST", "/v1/reviews?dryRun=true", Contents.Json(answer.At("/draft")!));
        Assert.True((int)dry.StatusCode == 200, $"{await dry.Content.ReadAsStringAsync()}");
        return answer;
    }
}
