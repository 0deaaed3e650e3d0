using System.Globalization;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>What is at the JSON pointers of a body, and bodies changed there.</summary>
static class Pointers
{
    /// <summary>What is at a JSON pointer; null where nothing is.</summary>
    public static JsonNode? At(this JsonNode body, string pointer) => Steps(pointer).Aggregate((JsonNode?)body, Step);

    /// <summary>The body with a value, given as JSON, put at a JSON pointer; what lacks on the way is made.</summary>
    public static JsonObject With(this JsonObject body, string pointer, string json) => body.Put(pointer, JsonNode.Parse(json));

    /// <summary>The body with a value put at a JSON pointer; objects and one-item lists on the way are made where they lack.</summary>
    public static JsonObject Put(this JsonObject body, string pointer, JsonNode? value)
    {
        var steps = Steps(pointer);
        JsonNode place = body;
        foreach (var (step, following) in steps.Zip(steps.Skip(1)))
        {
            if (Step(place, step) is null)
                Set(place, step, following is "0" ? new JsonArray() : new JsonObject());
            place = Step(place, step)!;
        }
        Set(place, steps[^1], value);
        return body;
    }

    /// <summary>The body without the member at a JSON pointer.</summary>
    public static JsonObject Without(this JsonObject body, string pointer)
    {
        var cut = pointer.LastIndexOf('/');
        Assert.True(body.At(pointer[..cut])!.AsObject().Remove(pointer[(cut + 1)..]), $"There is no {pointer}.");
        return body;
    }

    /// <summary>The pointers of all texts in a body.</summary>
    public static IEnumerable<string> Texts(JsonNode? node, string pointer = "") => node switch
    {
        JsonObject members => members.SelectMany(member => Texts(member.Value, $"{pointer}/{member.Key}")),
        JsonArray items => items.SelectMany((item, index) => Texts(item, $"{pointer}/{index}")),
        JsonValue value when value.TryGetValue<string>(out _) => [pointer],
        _ => [],
    };

    /// <summary>A review without the ids that the catalogue gave.</summary>
    public static JsonObject WithoutIds(this JsonObject body)
    {
        var copy = body.Copy();
        var things = new[] { copy["films"], copy["reviewers"] }.SelectMany(list => list as JsonArray ?? []).Append(copy["release"]);
        foreach (var thing in things.OfType<JsonObject>())
            thing.Remove("id");
        return copy;
    }

    public static JsonObject Copy(this JsonObject body) => body.DeepClone().AsObject();

    static string[] Steps(string pointer) => [.. pointer.Split('/').Skip(1).Select(Unescaped)];

    static string Unescaped(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    static JsonNode? Step(JsonNode? place, string step) => place switch
    {
        JsonArray list => list.ElementAtOrDefault(int.Parse(step, CultureInfo.InvariantCulture)),
        JsonObject members => members[step],
        _ => null,
    };

    static void Set(JsonNode place, string step, JsonNode? value)
    {
        if (place is not JsonArray list)
            place[step] = value;
        else if (int.Parse(step, CultureInfo.InvariantCulture) is var index && index < list.Count)
            list[index] = value;
        else
            list.Add(value);
    }
}
