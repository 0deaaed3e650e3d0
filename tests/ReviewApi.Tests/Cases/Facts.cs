using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

/// <summary>
/// One object of a record, read by taking its members away. What no rule took is still there at the end
/// and is told in words, so that a fact without a place of its own is kept as text instead of being lost.
/// </summary>
sealed class Facts(JsonObject members)
{
    readonly JsonObject left = members.DeepClone().AsObject();

    public JsonNode? Take(string member)
    {
        if (!left.TryGetPropertyValue(member, out var node)) return null;
        left.Remove(member);
        return node;
    }

    public string? Peek(string member) => Words.Of(left[member]);

    public bool Has(string member) => left.ContainsKey(member);

    public string? Text(string member) => Words.Of(Take(member));

    /// <summary>A whole number; anything else stays where it is.</summary>
    public int? Number(string member)
    {
        if (left[member] is not JsonValue value || !value.TryGetValue<int>(out var number)) return null;
        left.Remove(member);
        return number;
    }

    /// <summary>Takes a true; a false stays, to be told in words.</summary>
    public bool Is(string member) => left[member]?.GetValueKind() == JsonValueKind.True && left.Remove(member);

    /// <summary>The texts of a list, or of a single value; null where nothing is said.</summary>
    public List<string>? Texts(params string[] members)
    {
        var nodes = members.Select(Take).OfType<JsonNode>().ToList();
        if (nodes.Count == 0) return null;
        return [.. nodes.SelectMany(node => node is JsonArray list ? list.Select(Words.Of) : [Words.Of(node)]).OfType<string>()];
    }

    /// <summary>The objects of a list, or a single one; a bare value counts as an object that has only the member `single`.</summary>
    public List<Facts>? Each(string member, string single)
    {
        if (Take(member) is not { } node) return null;
        var items = node is JsonArray list ? list.OfType<JsonNode>() : [node];
        return [.. items.Select(item => new Facts(item as JsonObject ?? new JsonObject { [single] = item.DeepClone() }))];
    }

    public Facts One(string member) => left[member] is JsonObject ? new(Take(member)!.AsObject()) : new([]);

    public IReadOnlyList<string> Members() => [.. left.Select(member => member.Key)];

    /// <summary>Moves a member over from another object.</summary>
    public void Adopt(Facts other, string member)
    {
        if (other.Take(member) is { } node) left[member] = node;
    }

    public string? Rest() => Words.Of(left);
}

static class Words
{
    public static string? Of(JsonNode? node)
    {
        var words = node switch
        {
            null => "",
            JsonObject members => Join(", ", members.Select(member => Labelled(member.Key, member.Value))),
            JsonArray { Count: 0 } => "none",
            JsonArray list => Join(list.Any(item => item is JsonObject) ? "; " : ", ", list.Select(Of)),
            _ => node.GetValueKind() switch
            {
                JsonValueKind.String => node.GetValue<string>(),
                JsonValueKind.True => "yes",
                JsonValueKind.False => "no",
                _ => node.ToJsonString(),
            },
        };
        return words.Length == 0 ? null : words;
    }

    public static string? Labelled(string label, JsonNode? node) => Labelled(label.Replace('_', ' '), Of(node));

    public static string? Labelled(string label, string? words) => words is null ? null : $"{label}: {words}";

    public static string? OrNull(string separator, IEnumerable<string?> parts) =>
        Join(separator, parts) is { Length: > 0 } words ? words : null;

    static string Join(string separator, IEnumerable<string?> parts) => string.Join(separator, parts.OfType<string>());
}
