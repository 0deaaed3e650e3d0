using System.Text.Json.Nodes;

namespace ReviewApi.Tests.OpenApi;

/// <summary>
/// What would break a client of the released document that meets the one of now, each in a sentence that says why. New operations,
/// parameters, members and codes break nothing.
/// </summary>
internal sealed class Compatibility(ApiDocument released, ApiDocument now)
{
    public IReadOnlyList<string> Breaks() => released.Operations.SelectMany(Operation).Concat(Names()).Distinct().ToList();

    IEnumerable<string> Names() => Members(released.Root["components"]?["schemas"])
        .Where(schema => now.Root["components"]?["schemas"]?[schema.Name] is null)
        .Select(schema => $"The schema {schema.Name} is gone: generated clients have a type of this name.");

    IEnumerable<string> Operation(Operation before)
    {
        if (now.Operations.FirstOrDefault(one => one.Method == before.Method && one.Path == before.Path) is not { } after)
            return [$"{before} is gone: a client that calls it gets 404 or 405."];
        return Own(before, after)
            .Concat(Parameters(before, after))
            .Concat(Body(before, after))
            .Concat(before.Responses.Where(answer => answer.Status[0] is '2' or '3').SelectMany(answer => Answer(before, after, answer)));
    }

    static IEnumerable<string> Own(Operation before, Operation after)
    {
        if (after.Id != before.Id)
            yield return $"{before} has the id {after.Id} and had {before.Id}: generated clients call their methods so.";
        if (after.NeedsKey && !before.NeedsKey)
            yield return $"{before} needs a key: a client without one gets 401.";
    }

    IEnumerable<string> Parameters(Operation before, Operation after)
    {
        var known = before.Parameters.Select(Key).ToHashSet();
        foreach (var parameter in after.Parameters.Where(one => IsRequired(one) && !known.Contains(Key(one))))
            yield return $"{before} needs the {Key(parameter)}, which it did not have: a client that does not send it is refused.";
        foreach (var parameter in before.Parameters)
        {
            var at = $"{before}, the {Key(parameter)},";
            if (after.Parameters.FirstOrDefault(one => Key(one) == Key(parameter)) is not { } same)
            {
                yield return $"{at} is gone: a client that sends it is refused with 400.";
                continue;
            }
            if (IsRequired(same) && !IsRequired(parameter))
                yield return $"{at} is needed: a client that leaves it out is refused.";
            if (!JsonNode.DeepEquals(same["schema"]?["default"], parameter["schema"]?["default"]))
                yield return $"{at} has another default: a client that leaves it out gets another answer.";
            foreach (var fault in Compare(parameter["schema"], same["schema"], isSent: true, at))
                yield return fault;
        }
    }

    IEnumerable<string> Body(Operation before, Operation after)
    {
        if (after.Body is { } body && IsRequired(body) && (before.Body is null || !IsRequired(before.Body)))
            yield return $"{before} needs a body: a client that sends none is refused.";
        foreach (var (type, content) in Members(before.Body?["content"]))
            foreach (var fault in after.Body?["content"]?[type] is { } same
                ? Compare(content["schema"], same["schema"], isSent: true, $"{before}, the body,")
                : [$"{before} takes no {type}: a client that sends it is refused with 415."])
                yield return fault;
    }

    IEnumerable<string> Answer(Operation before, Operation after, (string Status, JsonObject Response) answer)
    {
        if (after.Responses.FirstOrDefault(one => one.Status == answer.Status).Response is not { } same)
        {
            yield return $"{before} does not answer {answer.Status}: a client that waits for it takes another answer for a failure.";
            yield break;
        }
        foreach (var (name, _) in Members(answer.Response["headers"]).Where(header => same["headers"]?[header.Name] is null))
            yield return $"{before} {answer.Status} has no header {name}: a client that reads it finds none.";
        foreach (var (type, content) in Members(answer.Response["content"]))
            foreach (var fault in same["content"]?[type] is { } found
                ? Compare(content["schema"], found["schema"], isSent: false, $"{before} {answer.Status}")
                : [$"{before} {answer.Status} has no {type}: a client that asks for it gets 406."])
                yield return fault;
    }

    IEnumerable<string> Compare(JsonNode? before, JsonNode? after, bool isSent, string at) =>
        new SchemaCompatibility(released, now, isSent).Compare(before, after, at);

    static bool IsRequired(JsonObject part) => (bool?)part["required"] == true;

    static string Key(JsonObject parameter) => $"{parameter["in"]} parameter {parameter["name"]}";

    static IEnumerable<(string Name, JsonNode Value)> Members(JsonNode? node) =>
        (node as JsonObject ?? []).Select(member => (member.Key, member.Value!));
}
