using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReviewApi.Tests.OpenApi;

/// <summary>
/// Checks JSON against a schema of the document: what the schema says, and that an object has no member that it does not name. A keyword
/// that is not known here is an error, so that nothing goes unchecked.
/// </summary>
internal sealed class SchemaCheck(ApiDocument document)
{
    static readonly string[] Annotations =
        ["description", "example", "examples", "default", "title", "x-vocabulary", "discriminator", "additionalProperties"];

    /// <summary>What is wrong, each with its JSON pointer.</summary>
    public IReadOnlyList<string> Faults(JsonNode? value, JsonNode schema) => Check(value, schema, "").ToList();

    IEnumerable<string> Check(JsonNode? value, JsonNode said, string at)
    {
        var schema = document.Follow(said);
        return schema.SelectMany(keyword => Check(value, schema, keyword.Key, keyword.Value!, at));
    }

    IEnumerable<string> Check(JsonNode? value, JsonObject schema, string keyword, JsonNode said, string at) => keyword switch
    {
        "type" => Unless(TypeNames(said).Any(type => IsA(value, type)), at, $"is no {said.ToJsonString()}"),
        "enum" => Unless(said.AsArray().Any(one => JsonNode.DeepEquals(one, value)), at, "is none of the enum"),
        "anyOf" => Unless(said.AsArray().Any(choice => !Check(value, choice!, at).Any()), at, "fits none of anyOf"),
        "oneOf" => Unless(said.AsArray().Count(choice => !Check(value, choice!, at).Any()) == 1, at, "does not fit exactly one of oneOf"),
        "allOf" => said.AsArray().SelectMany(part => Check(value, part!, at)),
        "properties" or "required" or "additionalProperties" when value is JsonObject members =>
            Members(members, schema, keyword, said, at),
        "properties" or "required" => [],
        "items" or "maxItems" or "minItems" => value is JsonArray items ? Items(items, keyword, said, at) : [],
        "maxLength" or "minLength" or "pattern" or "format" => Text(value) is { } text ? Texts(text, keyword, said, at) : [],
        "minimum" or "exclusiveMinimum" or "maximum" or "multipleOf" or "x-decimals" => Number(value) is { } number
            ? Numbers(number, keyword, Number(said)!.Value, at)
            : [],
        _ => Annotations.Contains(keyword) ? [] : throw new NotSupportedException($"The keyword {keyword} is not checked here."),
    };

    IEnumerable<string> Members(JsonObject members, JsonObject schema, string keyword, JsonNode said, string at) => keyword switch
    {
        "properties" => members.SelectMany(member => said[member.Key] is { } known
            ? Check(member.Value, known, $"{at}/{member.Key}")
            : Unless(schema["additionalProperties"] is JsonObject, $"{at}/{member.Key}", "is not in the schema")),
        "required" => said.AsArray().Select(name => name!.GetValue<string>())
            .Where(name => !members.ContainsKey(name))
            .Select(name => $"{at}/{name} is missing"),
        _ => members.Where(member => said is JsonObject && schema["properties"]?[member.Key] is null)
            .SelectMany(member => Check(member.Value, said, $"{at}/{member.Key}")),
    };

    IEnumerable<string> Items(JsonArray items, string keyword, JsonNode said, string at) => keyword switch
    {
        "items" => items.SelectMany((item, index) => Check(item, said, $"{at}/{index}")),
        "maxItems" => Unless(items.Count <= said.GetValue<int>(), at, $"has {items.Count} items"),
        _ => Unless(items.Count >= said.GetValue<int>(), at, $"has {items.Count} items"),
    };

    static IEnumerable<string> Texts(string text, string keyword, JsonNode said, string at) => keyword switch
    {
        "maxLength" => Unless(text.EnumerateRunes().Count() <= said.GetValue<int>(), at, "is too long"),
        "minLength" => Unless(text.EnumerateRunes().Count() >= said.GetValue<int>(), at, "is too short"),
        "pattern" => Unless(Regex.IsMatch(text, said.GetValue<string>(), RegexOptions.ECMAScript), at, $"does not match {said}"),
        _ => Unless(HasFormat(text, said.GetValue<string>()), at, $"is no {said}"),
    };

    static IEnumerable<string> Numbers(decimal number, string keyword, decimal said, string at) => keyword switch
    {
        "minimum" => Unless(number >= said, at, "is too small"),
        "exclusiveMinimum" => Unless(number > said, at, "is too small"),
        "maximum" => Unless(number <= said, at, "is too great"),
        "multipleOf" => Unless(number % said == 0, at, $"is no multiple of {said}"),
        _ => Unless(decimal.Round(number, (int)said) == number, at, $"has more than {said} decimals"),
    };

    static bool HasFormat(string text, string format) => format switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "date-time" => Regex.IsMatch(text, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\z")
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "uri-reference" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        _ => throw new NotSupportedException($"The format {format} is not checked here."),
    };

    static IEnumerable<string> TypeNames(JsonNode said) =>
        said is JsonArray several ? several.Select(type => type!.GetValue<string>()) : [said.GetValue<string>()];

    static bool IsA(JsonNode? value, string type) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Number => type == "number" || type == "integer" && decimal.IsInteger(Number(value)!.Value),
        _ => type == "null",
    };

    static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    static decimal? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number
            ? decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : null;

    static IEnumerable<string> Unless(bool holds, string at, string fault) => holds ? [] : [$"{at} {fault}"];
}
