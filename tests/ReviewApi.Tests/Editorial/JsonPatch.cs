using System.Globalization;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Editorial;

/// <summary>Applies a JSON Patch of add, remove and replace as RFC 6902 says; what cannot be applied fails.</summary>
static class JsonPatch
{
    public static JsonNode? Apply(JsonNode? document, JsonArray patch) =>
        patch.Aggregate(document?.DeepClone(), (target, operation) => Step(target, operation!.AsObject()));

    static JsonNode? Step(JsonNode? document, JsonObject operation)
    {
        var (op, path) = ((string)operation["op"]!, (string)operation["path"]!);
        if (op != "remove" && !operation.ContainsKey("value"))
            throw new FormatException($"{op} needs a value.");
        var value = operation["value"]?.DeepClone();
        if (path.Length == 0)
            return op == "remove" ? throw new FormatException("The whole document cannot be removed.") : value;
        if (path[0] != '/')
            throw new FormatException($"{path} is no JSON pointer.");
        var steps = path[1..].Split('/').Select(Unescape).ToList();
        var parent = steps[..^1].Aggregate(document, (place, step) => place switch
        {
            JsonObject members when members.ContainsKey(step) => members[step],
            JsonArray items => items[Index(step, items.Count - 1)],
            _ => throw new FormatException($"There is no {path}."),
        });
        switch (parent)
        {
            case JsonObject members:
                Change(members, op, steps[^1], value);
                break;
            case JsonArray items:
                Change(items, op, steps[^1], value);
                break;
            default:
                throw new FormatException($"There is no {path}.");
        }
        return document;
    }

    static void Change(JsonObject members, string op, string name, JsonNode? value)
    {
        if (op != "add" && !members.ContainsKey(name))
            throw new FormatException($"There is no {name} to {op}.");
        if (op == "remove")
            members.Remove(name);
        else
            members[name] = value;
    }

    static void Change(JsonArray items, string op, string step, JsonNode? value)
    {
        switch (op)
        {
            case "add":
                items.Insert(step == "-" ? items.Count : Index(step, items.Count), value);
                break;
            case "remove":
                items.RemoveAt(Index(step, items.Count - 1));
                break;
            case "replace":
                items[Index(step, items.Count - 1)] = value;
                break;
            default:
                throw new FormatException($"{op} is not known here.");
        }
    }

    static int Index(string step, int last)
    {
        var index = int.Parse(step, NumberStyles.None, CultureInfo.InvariantCulture);
        return index <= last && (step == "0" || step[0] != '0') ? index : throw new FormatException($"There is no item {step}.");
    }

    static string Unescape(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
