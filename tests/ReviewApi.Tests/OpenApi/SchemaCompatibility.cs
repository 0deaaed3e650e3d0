using System.Text.Json.Nodes;

namespace ReviewApi.Tests.OpenApi;

/// <summary>
/// What a schema of now breaks of a released one: of what is sent, that it takes less; of what is answered, that it promises less.
/// </summary>
internal sealed class SchemaCompatibility(ApiDocument released, ApiDocument now, bool isSent)
{
    const string Refused = "a client that sends what it took is refused";
    const string NotFound = "a client that reads it finds something else";

    static readonly string[] Greatest = ["maximum", "maxLength", "maxItems", "x-decimals"];
    static readonly string[] Least = ["minimum", "exclusiveMinimum", "minLength", "minItems"];

    readonly HashSet<(JsonObject, JsonObject)> seen = [];

    public IEnumerable<string> Compare(JsonNode? said, JsonNode? says, string at)
    {
        if (said is null || says is null)
            return [];
        var (before, after) = (released.Follow(said), now.Follow(says));
        if (!seen.Add((before, after)))
            return [];
        return Type(before, after, at)
            .Concat(isSent ? Limits(before, after, at) : Format(before, after, at))
            .Concat(Codes(before, after, at))
            .Concat(Required(before, after, at))
            .Concat(Properties(before, after, at))
            .Concat(Choices(before, after, at))
            .Concat(Compare(before["items"], after["items"], $"{at}/0"))
            .Concat(Compare(before["additionalProperties"] as JsonObject, after["additionalProperties"] as JsonObject, $"{at}/*"));
    }

    IEnumerable<string> Type(JsonObject before, JsonObject after, string at)
    {
        var (old, types) = (Types(before), Types(after));
        var (narrow, wide) = isSent ? (old, types) : (types, old);
        if (wide.Count > 0 && (narrow.Count == 0 || !narrow.All(Fits)))
            yield return $"{at} is {Text(types)} and was {Text(old)}: {(isSent ? Refused : NotFound)}.";

        bool Fits(string type) => wide.Contains(type) || type == "integer" && wide.Contains("number");
    }

    static IEnumerable<string> Limits(JsonObject before, JsonObject after, string at)
    {
        foreach (var keyword in Greatest)
            if (Number(after, keyword) is { } most && most < (Number(before, keyword) ?? decimal.MaxValue))
                yield return $"{at} has the {keyword} {most} and had {before[keyword]?.ToJsonString() ?? "none"}: {Refused}.";
        foreach (var keyword in Least)
            if (Number(after, keyword) is { } least && least > (Number(before, keyword) ?? decimal.MinValue))
                yield return $"{at} has the {keyword} {least} and had {before[keyword]?.ToJsonString() ?? "none"}: {Refused}.";
        foreach (var keyword in new[] { "pattern", "format" })
            if (after[keyword] is { } rule && !JsonNode.DeepEquals(rule, before[keyword]))
                yield return $"{at} has another {keyword}: {Refused}.";
    }

    static IEnumerable<string> Format(JsonObject before, JsonObject after, string at) =>
        JsonNode.DeepEquals(before["format"], after["format"]) ? [] : [$"{at} has another format: {NotFound}."];

    // New codes may be answered: vocabularies grow.
    IEnumerable<string> Codes(JsonObject before, JsonObject after, string at)
    {
        if (isSent && after["enum"] is JsonArray codes)
        {
            if (before["enum"] is not JsonArray known)
                yield return $"{at} takes certain values only: {Refused}.";
            else
                foreach (var code in known.Where(one => !codes.Any(other => JsonNode.DeepEquals(one, other))))
                    yield return $"{at} does not take {code?.ToJsonString() ?? "null"}: {Refused}.";
        }
        if (!isSent && before["enum"] is not null && after["enum"] is null)
            yield return $"{at} is no longer one of certain values: {NotFound}.";
    }

    IEnumerable<string> Required(JsonObject before, JsonObject after, string at)
    {
        var (old, names) = (Names(before), Names(after));
        foreach (var name in isSent ? names.Except(old) : old.Except(names))
            yield return isSent
                ? $"{at}/{name} is needed: a client that leaves it out is refused."
                : $"{at}/{name} may be left out: a client that relies on it finds nothing.";
    }

    IEnumerable<string> Properties(JsonObject before, JsonObject after, string at)
    {
        foreach (var (name, member) in before["properties"] as JsonObject ?? [])
            foreach (var fault in after["properties"]?[name] is { } same
                ? Compare(member, same, $"{at}/{name}")
                : [$"{at}/{name} is gone: a client that {(isSent ? "sends it is refused" : "reads it finds nothing")}."])
                yield return fault;
    }

    IEnumerable<string> Choices(JsonObject before, JsonObject after, string at) =>
        (before["anyOf"], after["anyOf"]) is (JsonArray old, JsonArray choices)
            ? old.Count == choices.Count
                ? old.Zip(choices).SelectMany(pair => Compare(pair.First, pair.Second, at))
                : [$"{at} has {choices.Count} choices and had {old.Count}: {(isSent ? Refused : NotFound)}."]
            : [];

    static List<string> Types(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => several.Select(type => (string)type!).ToList(),
        { } single => [(string)single!],
        _ => [],
    };

    static string Text(List<string> types) => types.Count == 0 ? "anything" : string.Join(" or ", types);

    static IEnumerable<string> Names(JsonObject schema) => (schema["required"] as JsonArray ?? []).Select(name => (string)name!);

    static decimal? Number(JsonObject schema, string keyword) => (decimal?)schema[keyword];
}
