using System.Text.Json.Nodes;
using ReviewApi.Rules;

namespace ReviewApi.Editorial;

/// <summary>The difference of two JSON documents as a JSON Patch (RFC 6902): applied to the one, it gives the other.</summary>
internal static class JsonDiff
{
    public static IReadOnlyList<PatchOperation> Between(JsonNode? before, JsonNode? after) => Values(before, after, "").ToList();

    static IEnumerable<PatchOperation> Values(JsonNode? before, JsonNode? after, string path) => (before, after) switch
    {
        _ when JsonNode.DeepEquals(before, after) => [],
        (JsonObject one, JsonObject other) => Members(one, other, path),
        (JsonArray one, JsonArray other) => Items(one, other, path),
        _ => [new PatchOperation { Op = "replace", Path = path, Value = after }],
    };

    static IEnumerable<PatchOperation> Members(JsonObject before, JsonObject after, string path)
    {
        foreach (var (name, value) in before)
            foreach (var operation in after.TryGetPropertyValue(name, out var other)
                ? Values(value, other, $"{path}/{Escape(name)}")
                : [new PatchOperation { Op = "remove", Path = $"{path}/{Escape(name)}" }])
                yield return operation;
        foreach (var (name, value) in after)
            if (!before.ContainsKey(name))
                yield return new PatchOperation { Op = "add", Path = $"{path}/{Escape(name)}", Value = value };
    }

    // What is the same at the beginning and at the end stays; between them the items are changed in place, then added or removed.
    static IEnumerable<PatchOperation> Items(JsonArray before, JsonArray after, string path)
    {
        var shorter = Math.Min(before.Count, after.Count);
        var start = Enumerable.Range(0, shorter).TakeWhile(index => JsonNode.DeepEquals(before[index], after[index])).Count();
        var end = Enumerable.Range(1, shorter - start).TakeWhile(index => JsonNode.DeepEquals(before[^index], after[^index])).Count();
        var (removed, added) = (before.Count - start - end, after.Count - start - end);
        for (var index = start; index < start + Math.Min(removed, added); index++)
            foreach (var operation in Values(before[index], after[index], $"{path}/{index}"))
                yield return operation;
        for (var index = start + removed - 1; index >= start + added; index--)
            yield return new PatchOperation { Op = "remove", Path = $"{path}/{index}" };
        for (var index = start + removed; index < start + added; index++)
            yield return new PatchOperation { Op = "add", Path = $"{path}/{index}", Value = after[index] };
    }

    static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}

/// <summary>A step of a JSON Patch (RFC 6902).</summary>
public sealed record PatchOperation
{
    /// <summary>What is done at the path.</summary>
    [OneOf("add", "remove", "replace")] public required string Op { get; init; }

    /// <summary>The place, as a JSON pointer (RFC 6901).</summary>
    public required string Path { get; init; }

    /// <summary>What is there afterwards; a removal has none.</summary>
    public JsonNode? Value { get; init; }
}
