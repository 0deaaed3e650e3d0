using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewApi.Http;

/// <summary>A merge patch (RFC 7396) of a T: its members, or null to remove one.</summary>
internal sealed class MergePatch<T>(JsonObject patch)
{
    /// <summary>
    /// Which of some members of an object it names: those that it changes, or all where it removes or replaces the whole object.
    /// </summary>
    public string[] NamesWithin(string member, IReadOnlyList<string> all) =>
        !patch.TryGetPropertyValue(member, out var value) ? [] : value is JsonObject inner ? [.. all.Where(inner.ContainsKey)] : [.. all];

    /// <summary>One patch that does what an earlier one and then this one do.</summary>
    public JsonObject After(JsonObject earlier)
    {
        foreach (var (name, value) in patch)
            earlier[name] = value is JsonObject inner && earlier[name] is JsonObject before
                ? new MergePatch<T>(inner).After(before.DeepClone().AsObject())
                : value?.DeepClone();
        return earlier;
    }

    public T ApplyTo(T target) => Merge(JsonSerializer.SerializeToNode(target, Json.Options), patch).Deserialize<T>(Json.Input)!;

    static JsonObject Merge(JsonNode? target, JsonObject patch)
    {
        var merged = target as JsonObject ?? [];
        foreach (var (name, value) in patch)
        {
            if (value is null)
                merged.Remove(name);
            else if (value is JsonObject inner && merged[name] is JsonObject existing)
                Merge(existing, inner);
            else if (value is JsonObject added)
                merged[name] = Merge(null, added);
            else
                merged[name] = value.DeepClone();
        }
        return merged;
    }
}
