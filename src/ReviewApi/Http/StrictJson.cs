using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ReviewApi.Codes;
using ReviewApi.Rules;

namespace ReviewApi.Http;

/// <summary>
/// Compares a JSON document with the shape of a type and lists where it differs: a wrong JSON type, an unknown or duplicate member,
/// null, a lone surrogate. What passes can be deserialised.
/// </summary>
internal sealed class StrictJson(bool nullRemoves)
{
    const int MostFaults = 100;

    readonly List<Fault> faults = [];

    /// <summary>The faults of a document; with nullRemoves, a merge patch: a member's null is allowed there.</summary>
    public static IReadOnlyList<Fault> Compare(JsonElement document, Type type, bool nullRemoves = false)
    {
        var comparison = new StrictJson(nullRemoves);
        comparison.Value(document, type, "", inArray: false);
        return comparison.faults;
    }

    void Value(JsonElement value, Type type, string pointer, bool inArray)
    {
        if (faults.Count >= MostFaults)
            return;
        var shape = Json.Input.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        switch (shape.Kind, value.ValueKind)
        {
            case (_, JsonValueKind.Null):
                Add(pointer, "null_value", "null is not taken: leave the member out where the value is not known.");
                break;
            case (JsonTypeInfoKind.Object, JsonValueKind.Object):
                Members(value, shape, pointer, inArray);
                break;
            case (JsonTypeInfoKind.Enumerable, JsonValueKind.Array):
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    Value(item, shape.ElementType!, $"{pointer}/{index++}", inArray: true);
                break;
            case (JsonTypeInfoKind.None, _):
                Scalar(value, shape.Type, pointer);
                break;
            default:
                WrongType(pointer, shape.Kind == JsonTypeInfoKind.Object ? "an object" : "an array", value);
                break;
        }
    }

    void Members(JsonElement value, JsonTypeInfo shape, string pointer, bool inArray)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (faults.Count >= MostFaults)
                return;
            if (!TryRead(() => member.Name, out var name))
            {
                InvalidName(pointer);
                continue;
            }
            var place = $"{pointer}/{Escape(Problems.Shortened(name))}";
            if (!seen.Add(name))
                Add(place, "duplicate_member", "The member is there twice.");
            else if (shape.Properties.FirstOrDefault(property => property.Name == name) is not { } property)
                Add(
                    place, "unknown_member",
                    Suggestion.Unknown("member", Meaning.Of(Problems.Shortened(name), [.. shape.Properties.Select(one => one.Name)])));
            else if (property.Set is null)
                Ignored(member.Value, place);
            else if (!(nullRemoves && !inArray && member.Value.ValueKind == JsonValueKind.Null))
                Value(member.Value, property.PropertyType, place, inArray);
        }
    }

    // What is passed over has to be JSON all the same, its texts too.
    void Ignored(JsonElement value, string pointer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    if (!TryRead(() => member.Name, out _))
                        InvalidName(pointer);
                    Ignored(member.Value, pointer);
                }
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Ignored(item, pointer);
                break;
            case JsonValueKind.String:
                Text(value, pointer);
                break;
        }
    }

    void Scalar(JsonElement value, Type type, string pointer)
    {
        if (type == typeof(string))
        {
            if (value.ValueKind != JsonValueKind.String)
                WrongType(pointer, "a string", value);
            else
                Text(value, pointer);
        }
        else if (type == typeof(bool))
        {
            if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                WrongType(pointer, "true or false", value);
        }
        else if (type == typeof(long))
        {
            if (value.ValueKind != JsonValueKind.Number || !WholeNumber.TryRead(value.GetRawText(), out _))
                WrongType(pointer, "a whole number", value);
        }
        else if (type == typeof(decimal))
        {
            if (value.ValueKind != JsonValueKind.Number)
                WrongType(pointer, "a number", value);
        }
        else
        {
            throw new NotSupportedException($"A body has a member of a type that is not compared: {type}.");
        }
    }

    void Text(JsonElement value, string pointer)
    {
        if (!TryRead(value.GetString, out _))
            Add(pointer, "invalid_text", "The text has half of a surrogate pair, or bytes that are not UTF-8.");
    }

    void InvalidName(string pointer) =>
        Add(pointer, "invalid_text", "A member's name has half of a surrogate pair, or bytes that are not UTF-8.");

    void WrongType(string pointer, string expected, JsonElement value)
    {
        var sent = value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => expected == "a whole number" ? "one with decimals" : "a number",
            _ => "true or false",
        };
        Add(pointer, "wrong_type", $"Expected {expected}, not {sent}.");
    }

    void Add(string pointer, string code, string detail)
    {
        if (faults.Count < MostFaults)
            faults.Add(new Fault { Pointer = pointer, Code = code, Detail = detail });
    }

    // Reading such a text throws.
    static bool TryRead(Func<string?> read, out string text)
    {
        try
        {
            text = read()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
