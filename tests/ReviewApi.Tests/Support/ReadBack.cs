using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>Compares what was sent with what is read, member by member; the server may add members, never change or drop one.</summary>
static class ReadBack
{
    static readonly string[] Sets = ["hdr", "purposes", "cuts", "regions"];

    public static IEnumerable<string> Differences(JsonNode? sent, JsonNode? read, string pointer = "")
    {
        switch (sent, read)
        {
            case (JsonObject members, JsonObject others):
                return members.SelectMany(member => Differences(member.Value, others[member.Key], $"{pointer}/{member.Key}"));
            case (JsonArray list, JsonArray other) when list.Count == other.Count:
                var isSet = Sets.Any(set => pointer.EndsWith($"/{set}", StringComparison.Ordinal));
                var (ours, theirs) = isSet ? (Sorted(list), Sorted(other)) : ([.. list], [.. other]);
                return ours.SelectMany((item, place) => Differences(item, theirs[place], $"{pointer}/{place}"));
            case (JsonValue value, JsonValue other) when Plain(value) == Plain(other):
                return [];
            default:
                return [$"{pointer}: sent {sent?.ToJsonString()}, read {read?.ToJsonString() ?? "nothing"}"];
        }
    }

    /// <summary>The value at a JSON pointer as a text; `/length` counts a list, what is not there is "-".</summary>
    public static string At(JsonNode? node, string pointer)
    {
        foreach (var step in pointer.Split('/').Skip(1))
        {
            if (node is JsonArray counted && step == "length") return counted.Count.ToString(CultureInfo.InvariantCulture);
            node = node is JsonArray list ? list.ElementAtOrDefault(int.Parse(step, CultureInfo.InvariantCulture)) : node?[step];
        }
        return node switch
        {
            null => "-",
            JsonArray list => string.Join(", ", Sorted(list).Select(Text)),
            _ => Text(node),
        };
    }

    static List<JsonNode?> Sorted(JsonArray list) => [.. list.OrderBy(Text, StringComparer.Ordinal)];

    static string Text(JsonNode? node) => node is JsonValue value ? Plain(value).Text : node?.ToJsonString() ?? "";

    /// <summary>9 and 9.0 are one number; "9" is a text.</summary>
    static (bool IsText, string Text) Plain(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => (true, value.GetValue<string>()),
        JsonValueKind.Number => (false, Number(value).ToString("0.######", CultureInfo.InvariantCulture)),
        _ => (false, value.ToJsonString()),
    };

    static decimal Number(JsonValue value) => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
