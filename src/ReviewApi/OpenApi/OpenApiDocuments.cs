using Microsoft.OpenApi;
using ReviewApi.Database;
using ReviewApi.Http;
using Swashbuckle.AspNetCore.Swagger;

namespace ReviewApi.OpenApi;

/// <summary>The OpenAPI document in its forms, each made once.</summary>
internal sealed class OpenApiDocuments(IAsyncSwaggerProvider provider)
{
    public const string Name = "v1";
    const string YamlMediaType = "application/yaml";

    readonly Lazy<Task<Representation>> json31 = new(
        () => Make(
            provider, JsonBody.MediaType, (document, stream) => document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1)));
    readonly Lazy<Task<Representation>> yaml31 = new(
        () => Make(provider, YamlMediaType, (document, stream) => document.SerializeAsYamlAsync(stream, OpenApiSpecVersion.OpenApi3_1)));
    readonly Lazy<Task<Representation>> json30 = new(
        () => Make(
            provider, JsonBody.MediaType, (document, stream) => document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_0)));

    public static void Map(IEndpointRouteBuilder app)
    {
        var documents = app.MapGroup("/openapi").WithTags("OpenAPI").WithMetadata(new NoDeadline());
        documents.MapRead("/v1.json", GetOpenApi).Answers<object>();
        documents.MapRead("/v1.yaml", GetOpenApiYaml).Answers(YamlMediaType);
        documents.MapRead("/v1-3.0.json", GetOpenApi30).Answers<object>();
    }

    /// <summary>The OpenAPI 3.1 document</summary>
    /// <remarks>As JSON.</remarks>
    static Task<Representation> GetOpenApi(OpenApiDocuments documents) => documents.json31.Value;

    /// <summary>The OpenAPI 3.1 document as YAML</summary>
    /// <remarks>The same document.</remarks>
    static Task<Representation> GetOpenApiYaml(OpenApiDocuments documents) => documents.yaml31.Value;

    /// <summary>The OpenAPI 3.0 document</summary>
    /// <remarks>The same document for tools that do not know 3.1.</remarks>
    static Task<Representation> GetOpenApi30(OpenApiDocuments documents) => documents.json30.Value;

    static async Task<Representation> Make(IAsyncSwaggerProvider provider, string mediaType, Func<OpenApiDocument, Stream, Task> write)
    {
        using var stream = new MemoryStream();
        await write(await provider.GetSwaggerAsync(Name), stream);
        return Representation.Of(stream.ToArray(), mediaType);
    }
}
