using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using ReviewApi.Database;
using ReviewApi.Http;
using Swashbuckle.AspNetCore.Swagger;

namespace ReviewApi.OpenApi;

/// <summary>The OpenAPI document in its forms, each made once.</summary>
internal sealed partial class OpenApiDocuments(IAsyncSwaggerProvider provider)
{
    public const string Name = "v1";

    // Proxies that are trusted say few; for what comes after so many documents each request makes its own.
    const int MostKept = 48;

    const string YamlMediaType = "application/yaml";

    // What many tools know; the library that writes the document stamps it with the latest.
    const string Version31 = "3.1.1";

    readonly Lazy<Task<Representation>> json31 = new(() => Make(provider, JsonBody.MediaType, OpenApiSpecVersion.OpenApi3_1, Terse));
    readonly Lazy<Task<Representation>> yaml31 = new(
        () => Make(provider, YamlMediaType, OpenApiSpecVersion.OpenApi3_1, text => new OpenApiYamlWriter(text)));
    readonly Lazy<Task<Representation>> json30 = new(() => Make(provider, JsonBody.MediaType, OpenApiSpecVersion.OpenApi3_0, Terse));

    // By the prefix and the entity tag of the document without it.
    readonly ConcurrentDictionary<(string Prefix, string ETag), Representation> below = new();

    public static void Map(IEndpointRouteBuilder app)
    {
        var documents = app.MapGroup("/openapi").WithTags("OpenAPI").WithMetadata(new NoDeadline());
        documents.MapGet("/v1.json", GetOpenApi).Reads().Answers<object>();
        documents.MapGet("/v1.yaml", GetOpenApiYaml).Reads().Answers(YamlMediaType);
        documents.MapGet("/v1-3.0.json", GetOpenApi30).Reads().Answers<object>();
    }

    /// <summary>The OpenAPI 3.1 document</summary>
    /// <remarks>As JSON.</remarks>
    static Task<Representation> GetOpenApi(OpenApiDocuments documents, HttpRequest request) =>
        documents.For(request, documents.json31.Value);

    /// <summary>The OpenAPI 3.1 document as YAML</summary>
    /// <remarks>The same document, to be read by people.</remarks>
    static Task<Representation> GetOpenApiYaml(OpenApiDocuments documents, HttpRequest request) =>
        documents.For(request, documents.yaml31.Value);

    /// <summary>The OpenAPI 3.0 document</summary>
    /// <remarks>The same document for tools that do not know 3.1.</remarks>
    static Task<Representation> GetOpenApi30(OpenApiDocuments documents, HttpRequest request) =>
        documents.For(request, documents.json30.Value);

    // A prefix is known with the request only.
    async Task<Representation> For(HttpRequest request, Task<Representation> making)
    {
        var document = await making;
        if (!request.PathBase.HasValue)
            return document;
        var known = (request.Below(""), document.ETag!);
        if (!below.TryGetValue(known, out var prefixed))
        {
            prefixed = Below(request, document);
            if (below.Count < MostKept)
                below.TryAdd(known, prefixed);
        }
        return prefixed;
    }

    static Representation Below(HttpRequest request, Representation document)
    {
        var text = Encoding.UTF8.GetString(document.Body);
        return Representation.Of(Encoding.UTF8.GetBytes(Server().Replace(text, request.Below(""), count: 1)), document.MediaType);
    }

    static async Task<Representation> Make(
        IAsyncSwaggerProvider provider, string mediaType, OpenApiSpecVersion version, Func<TextWriter, IOpenApiWriter> writer)
    {
        await using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        (await provider.GetSwaggerAsync(Name)).SerializeAs(version, writer(text));
        return Representation.Of(Encoding.UTF8.GetBytes(Stamp().Replace(text.ToString(), Version31, count: 1)), mediaType);
    }

    static OpenApiJsonWriter Terse(TextWriter text) => new(text, new OpenApiJsonWriterSettings { Terse = true });

    [GeneratedRegex(@"(?<=^\W*openapi\W*)3\.1\.[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();

    [GeneratedRegex("""(?<=servers\W+url\W*[": ])/(?=["\n])""", RegexOptions.CultureInvariant)]
    private static partial Regex Server();
}
