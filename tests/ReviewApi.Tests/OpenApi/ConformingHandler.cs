using System.Text.Json.Nodes;
using Xunit.Sdk;

namespace ReviewApi.Tests.OpenApi;

/// <summary>Lets an answer through only when the document describes it: its status, its headers, its type and its body.</summary>
internal sealed class ConformingHandler(ApiDocument document) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    // What every answer has, and the document says once for all.
    static readonly string[] General =
    [
        "Accept-Encoding", "Cache-Control", "Connection", "Content-Length", "Content-Security-Policy", "Content-Type", "Date",
        "Referrer-Policy", "Transfer-Encoding", "Vary", "X-Content-Type-Options",
    ];

    /// <summary>A client whose answers are checked.</summary>
    public static async Task<HttpClient> Client(ApiFixture api, string? key)
    {
        var client = new HttpClient(new ConformingHandler(await ApiDocument.Served(api.Anonymous)))
        {
            BaseAddress = api.Anonymous.BaseAddress,
        };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var method = request.Method == HttpMethod.Head ? HttpMethod.Get : request.Method;
        var operation = document.Operations
            .Where(one => one.Matches(method, request.RequestUri!.AbsolutePath))
            .MinBy(one => one.Path.Count(letter => letter == '{'))!;
        var status = $"{(int)answer.StatusCode}";
        var described = operation.Responses.FirstOrDefault(response => response.Status == status).Response
            ?? throw new XunitException($"{operation} does not say that it answers {status}.");
        var faults = Headers(answer, described).Concat(await Body(request, answer, described)).ToList();
        return faults.Count == 0 ? answer : throw new XunitException($"{operation} {status}: {string.Join("; ", faults)}");
    }

    static IEnumerable<string> Headers(HttpResponseMessage answer, JsonObject described) => answer.Headers.Concat(answer.Content.Headers)
        .Select(header => header.Key)
        .Where(name => !General.Contains(name) && described["headers"]?[name] is null)
        .Select(name => $"the header {name} is not described");

    async Task<IEnumerable<string>> Body(HttpRequestMessage request, HttpResponseMessage answer, JsonObject described)
    {
        await answer.Content.LoadIntoBufferAsync();
        var text = await answer.Content.ReadAsStringAsync();
        var type = answer.Content.Headers.ContentType?.MediaType;
        if (described["content"] is not JsonObject content)
            return text.Length == 0 ? [] : ["it has a body"];
        if (type is null || content[type]?["schema"] is not { } schema)
            return [$"the type {type} is not described"];
        if (request.Method == HttpMethod.Head)
            return text.Length == 0 ? [] : ["it has a body"];
        return new SchemaCheck(document).Faults(IsOneDocument(type) ? JsonNode.Parse(text) : text, schema);
    }

    // NDJSON is one a line.
    static bool IsOneDocument(string type) =>
        type.EndsWith("json", StringComparison.Ordinal) && !type.EndsWith("ndjson", StringComparison.Ordinal);
}
