using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Http;

/// <summary>Short ways to send requests, with headers as they are written.</summary>
static class Requests
{
    public static readonly IReadOnlyList<string> Writes = ["PUT", "PATCH", "DELETE"];

    public static async Task<HttpResponseMessage> Send(this HttpClient client, string method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), $"{name} cannot be sent this way.");
        return await client.SendAsync(request);
    }

    public static Task<HttpResponseMessage> Get(this HttpClient client, string path, params (string Name, string Value)[] headers) =>
        client.Send("GET", path, null, headers);

    public static Task<HttpResponseMessage> Post(this HttpClient client, JsonNode body, string path = "/v1/reviews") => client.Send("POST", path, Json(body.ToJsonString()));

    /// <summary>Writes to a review with If-Match: PUT with the body, PATCH with the body as a merge patch, DELETE with none.</summary>
    public static Task<HttpResponseMessage> Write(this HttpClient client, string method, string path, JsonNode body, params string[] ifMatch) =>
        client.Send(method, path, BodyOf(method, body), [.. ifMatch.Select(tag => ("If-Match", tag))]);

    public static HttpContent? BodyOf(string method, JsonNode body) => method switch
    {
        "POST" or "PUT" => Json(body.ToJsonString()),
        "PATCH" => Json(body.ToJsonString(), "application/merge-patch+json"),
        _ => null,
    };

    public static HttpContent Json(string text, string contentType = "application/json", string? encoding = null) =>
        Bytes(Encoding.UTF8.GetBytes(text), contentType, encoding);

    public static HttpContent Bytes(byte[] bytes, string? contentType = "application/json", string? encoding = null)
    {
        var content = new ByteArrayContent(bytes);
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (encoding is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return content;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    public static async Task<JsonObject> Object(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>A new draft, or a published review where the query says so.</summary>
    public static async Task<Written> Create(this ApiFixture api, JsonObject? body = null, string query = "")
    {
        using var answer = await api.Desk.Post(body ?? Bodies.Draft(), "/v1/reviews" + query);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return new Written(answer.Headers.Location!.ToString(), answer.Headers.ETag!.ToString(), await answer.Object());
    }

    /// <summary>Every operation that the OpenAPI document lists, with the examples of its path put in.</summary>
    public static async Task<IReadOnlyList<Operation>> Operations(this ApiFixture api)
    {
        using var answer = await api.Anonymous.Get("/openapi/v1.json");
        var paths = (await answer.Object())["paths"]!.AsObject();
        var operations = paths.SelectMany(path => path.Value!.AsObject().Select(operation => Operation.Of(path.Key, operation.Key, operation.Value!))).ToList();
        Assert.True(operations.Count > 10, "The document lists fewer operations than there are.");
        return operations;
    }
}

/// <summary>A review that was written: its path, its entity tag and its body.</summary>
sealed record Written(string Path, string ETag, JsonObject Body)
{
    public string Id => Body["id"]!.GetValue<string>();
}

/// <summary>An operation of the OpenAPI document.</summary>
sealed record Operation(string Method, string Template, string Path, string? BodyType, bool NeedsKey)
{
    public bool IsRead => Method == "GET";

    public bool HasId => Template.Contains('{', StringComparison.Ordinal);

    public static Operation Of(string template, string method, JsonNode said)
    {
        var path = OpenApi.Operation.ExamplePathOf(template, (said["parameters"] as JsonArray ?? []).Select(parameter => parameter!.AsObject()).ToList());
        Assert.DoesNotContain('{', path);
        return new Operation(method.ToUpperInvariant(), template, path, said["requestBody"]?["content"]?.AsObject().First().Key, said["security"] is JsonArray { Count: > 0 } ways && ways.All(way => way!.AsObject().Count > 0));
    }

    /// <summary>A body that the operation takes.</summary>
    public byte[]? ValidBody() => (BodyType, Template) switch
    {
        (null, _) => null,
        ("application/merge-patch+json", _) => """{"headline":"New"}"""u8.ToArray(),
        (_, "/v1/scales") => JsonSerializer.SerializeToUtf8Bytes(Bodies.Scale()),
        _ => JsonSerializer.SerializeToUtf8Bytes(Bodies.Draft()),
    };

    public override string ToString() => $"{Method} {Template}";
}
