using System.Text.Json.Nodes;

namespace ReviewApi.Tests.OpenApi;

/// <summary>A valid review with every member that a client may send, made from the document's schema.</summary>
internal static class FullReview
{
    const string Critic = "A. Critic";

    public static JsonObject Of(ApiDocument document)
    {
        var review = Value(document, document.Schema("ReviewInput"), "review")!.AsObject();
        review["reviewers"]!.AsArray().Add(new JsonObject { ["name"] = Critic });
        return review;
    }

    // What has to agree with another member, or to exist, is said here; all else follows from the schema.
    static JsonNode? Value(ApiDocument document, JsonNode said, string name)
    {
        var schema = document.Follow(said);
        return name switch
        {
            "id" => null,
            "reviewId" => "0198f7f0-0000-7000-8000-000000000000",
            "reviewer" => Critic,
            "printed" => new JsonObject { ["value"] = "8.5", ["scale"] = "ten" },
            "score" => 8.5m,
            "state" => "scored",
            "endYear" or "toSeconds" => schema["maximum"]!.DeepClone(),
            "url" => "https://example.com/",
            _ => OfSchema(document, schema, name),
        };
    }

    static JsonNode OfSchema(ApiDocument document, JsonObject schema, string name) => schema["type"]!.GetValue<string>() switch
    {
        "object" => new JsonObject(schema["properties"]!.AsObject()
            .Select(member => KeyValuePair.Create(member.Key, Value(document, member.Value!, member.Key)))
            .Where(member => member.Value is not null)),
        "array" => new JsonArray(Value(document, schema["items"]!, name)),
        "boolean" => true,
        "integer" or "number" => schema["minimum"]!.DeepClone(),
        _ => (schema["enum"] ?? schema["examples"])?[0]!.DeepClone() ?? "Some text",
    };
}
