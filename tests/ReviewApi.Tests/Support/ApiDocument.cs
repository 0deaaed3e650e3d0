using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>The OpenAPI document as the tests read it: its operations, with references followed.</summary>
internal sealed class ApiDocument(JsonNode root)
{
    const string ProblemType = "application/problem+json";

    public JsonNode Root => root;

    public IEnumerable<Operation> Operations =>
        from path in root["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        select new Operation(this, method.Key.ToUpperInvariant(), path.Key, method.Value!.AsObject());

    /// <summary>The document in the repository, for cases that are made before the app runs.</summary>
    public static ApiDocument Committed() => new(JsonNode.Parse(File.ReadAllText(Snapshot.FilePath))!);

    public static async Task<ApiDocument> Served(HttpClient client, string path = "/openapi/v1.json") =>
        new(JsonNode.Parse(await client.GetStringAsync(path))!);

    public Operation Operation(string id) => Operations.Single(operation => operation.Id == id);

    public JsonObject Schema(string name) => root["components"]!["schemas"]![name]!.AsObject();

    /// <summary>What a node says, or what its reference leads to.</summary>
    public JsonObject Follow(JsonNode? node)
    {
        while (node?["$ref"] is { } reference)
        {
            var target = root;
            foreach (var step in reference.GetValue<string>()[2..].Split('/'))
                target = target[Uri.UnescapeDataString(step)
                    .Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]!;
            node = target;
        }
        return node!.AsObject();
    }

    /// <summary>A schema and all schemas in it, each once.</summary>
    public IEnumerable<JsonObject> Schemas(JsonNode start)
    {
        var seen = new HashSet<JsonObject>();
        var left = new Stack<JsonNode>([start]);
        while (left.TryPop(out var next))
        {
            var schema = Follow(next);
            if (!seen.Add(schema))
                continue;
            yield return schema;
            foreach (var (keyword, inner) in schema)
                foreach (var one in Inner(keyword, inner))
                    left.Push(one);
        }
    }

    static IEnumerable<JsonNode> Inner(string keyword, JsonNode? inner) => (keyword, inner) switch
    {
        ("properties", JsonObject members) => members.Select(member => member.Value!),
        ("items", JsonObject items) => [items],
        ("additionalProperties", JsonObject others) => [others],
        ("allOf" or "anyOf" or "oneOf", JsonArray choices) => choices.Select(choice => choice!),
        _ => [],
    };

    public static bool IsProblem(JsonObject response) =>
        response["content"] is JsonObject content && content.Count == 1
            && content[ProblemType]?["schema"]?["$ref"]?.GetValue<string>() == "#/components/schemas/Problem";
}

/// <summary>An operation of the document.</summary>
internal sealed record Operation(ApiDocument Document, string Method, string Path, JsonObject Json)
{
    public string Id => Json["operationId"]!.GetValue<string>();

    public IReadOnlyList<JsonObject> Parameters => (Json["parameters"] as JsonArray ?? []).Select(Document.Follow).ToList();

    public JsonObject? Body => Json["requestBody"] is { } body ? Document.Follow(body) : null;

    /// <summary>The type of the body that it takes; null where it takes none.</summary>
    public string? BodyType => Body?["content"]!.AsObject().First().Key;

    public bool IsRead => Method == "GET";

    /// <summary>Whether its answer has an entity tag; health's and streams have none.</summary>
    public bool HasTag => Responses.Any(response => response.Status == "200" && response.Response["headers"]?["ETag"] is not null);

    /// <summary>Whether its answer goes on until the caller leaves.</summary>
    public bool IsEndless => Responses.Any(response => response.Response["content"]?["text/event-stream"] is not null);

    public IEnumerable<(string Status, JsonObject Response)> Responses =>
        Json["responses"]!.AsObject().Select(response => (response.Key, Document.Follow(response.Value)));

    /// <summary>Whether a key is needed; one that may be sent is not.</summary>
    public bool NeedsKey =>
        Json["security"] is JsonArray { Count: > 0 } choices && choices.All(choice => choice!.AsObject().ContainsKey("key"));

    /// <summary>The path with its parameters' examples in it, and what the query needs.</summary>
    public string ExamplePath => ExamplePathOf(Path, Parameters);

    /// <summary>A path with the examples of its parameters in it, and what the query needs.</summary>
    public static string ExamplePathOf(string template, IReadOnlyList<JsonObject> parameters)
    {
        var path = In("path").Aggregate(template, (path, parameter) =>
            path.Replace($"{{{parameter["name"]}}}", (string)parameter["example"]!, StringComparison.Ordinal));
        var query = string.Join('&', In("query")
            .Where(parameter => (bool?)parameter["required"] == true)
            .Select(parameter => $"{parameter["name"]}={parameter["example"]}"));
        return query.Length == 0 ? path : $"{path}?{query}";

        IEnumerable<JsonObject> In(string place) => parameters.Where(parameter => (string?)parameter["in"] == place);
    }

    public bool Matches(HttpMethod method, string path)
    {
        var (mine, other) = (Path.Split('/'), path.Split('/'));
        return method.Method == Method && mine.Length == other.Length
            && mine.Zip(other).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    public override string ToString() => $"{Method} {Path}";
}
