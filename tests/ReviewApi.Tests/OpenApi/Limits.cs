using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReviewApi.Tests.OpenApi;

/// <summary>A limit of a member of a body: where it stands (0 for the items of a list), the keyword, and what it says.</summary>
internal sealed record Limit(string Pointer, string Keyword, JsonNode Says, JsonObject Schema)
{
    static readonly string[] Keywords =
        ["minLength", "maxLength", "maxItems", "minimum", "maximum", "multipleOf", "x-decimals", "pattern", "enum"];

    /// <summary>Every limit of a schema's members, with all that is in them.</summary>
    public static IEnumerable<Limit> Of(ApiDocument document, JsonNode said, string pointer = "")
    {
        var schema = document.Follow(said);
        foreach (var keyword in Keywords)
            if (schema[keyword] is { } says)
                yield return new(pointer, keyword, says, schema);
        foreach (var (name, member) in schema["properties"] as JsonObject ?? [])
            foreach (var limit in Of(document, member!, $"{pointer}/{name}"))
                yield return limit;
        if (schema["items"] is { } items)
            foreach (var limit in Of(document, items, $"{pointer}/0"))
                yield return limit;
    }

    /// <summary>A value at the limit; current is the valid one that stands there.</summary>
    public JsonNode At(JsonNode current) => Keyword switch
    {
        "minLength" or "maxLength" => Text(Says.GetValue<int>()),
        "maxItems" => Items(current, Says.GetValue<int>()),
        "pattern" => Longest(current.GetValue<string>()),
        "enum" => Says.AsArray()[^1]!.DeepClone(),
        "multipleOf" => Number("minimum") + Says.GetValue<decimal>(),
        "x-decimals" => Number("minimum") + Step(Says.GetValue<int>()),
        _ => Says.DeepClone(),
    };

    /// <summary>The values next to the limit on its other side.</summary>
    public IEnumerable<JsonNode> Beyond(JsonNode current) => Keyword switch
    {
        "minLength" => ["", " "],
        "maxLength" => [Text(Says.GetValue<int>() + 1)],
        "maxItems" => [Items(current, Says.GetValue<int>() + 1)],
        "pattern" => [
            Longest(current.GetValue<string>()) + current.GetValue<string>()[^1],
            Shortest(current.GetValue<string>())[..^1], $"{current}\n"],
        "enum" => ["no such code"],
        "minimum" => [Says.GetValue<decimal>() - Smallest, Says.GetValue<decimal>() - 1],
        "maximum" => [Says.GetValue<decimal>() + Smallest, Says.GetValue<decimal>() + 1],
        "multipleOf" => [Number("minimum") + Says.GetValue<decimal>() / 10],
        _ => [Number("minimum") + Step(Says.GetValue<int>() + 1)],
    };

    public override string ToString() => $"{Pointer} {Keyword} {Says.ToJsonString()}";

    // The least that two values of the member differ by.
    decimal Smallest => Schema["type"]!.GetValue<string>() == "integer" ? 1 : Step(Schema["x-decimals"]?.GetValue<int>() ?? 1);

    static decimal Step(int decimals) => new(1, 0, 0, false, (byte)decimals);

    decimal Number(string keyword) => Schema[keyword]!.GetValue<decimal>();

    // Lengths are counted in code points, of which an emoji is one and two UTF-16 units.
    string Text(int length) => (Pointer[(Pointer.LastIndexOf('/') + 1)..], Schema["format"]?.GetValue<string>()) switch
    {
        (_, "uri") => "https://example.com/".PadRight(length, 'a'),
        ("language", _) => LanguageTag(length),
        ("scale", _) => new string('a', length),
        _ when Pointer.Contains("/languages/", StringComparison.Ordinal) => LanguageTag(length),
        _ => string.Concat(Enumerable.Repeat("😀", length)),
    };

    // Private subtags have one to eight letters.
    static string LanguageTag(int length) =>
        "en-x" + string.Concat(Enumerable.Range(0, length - 4).Select(place => place % 2 == 0 ? '-' : 'a')) + (length % 2 == 0 ? "" : "a");

    static JsonArray Items(JsonNode current, int count)
    {
        var items = current.AsArray();
        return new JsonArray(items.Concat(Enumerable.Repeat(items[0], count - items.Count)).Select(item => item!.DeepClone()).ToArray());
    }

    // The example with its last character as often as the pattern has it.
    string Longest(string example)
    {
        while (Regex.IsMatch(example + example[^1], Says.GetValue<string>()))
            example += example[^1];
        return example;
    }

    string Shortest(string example)
    {
        while (Regex.IsMatch(example[..^1], Says.GetValue<string>()))
            example = example[..^1];
        return example;
    }
}
