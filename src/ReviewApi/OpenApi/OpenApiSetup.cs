using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using ReviewApi.Http;

namespace ReviewApi.OpenApi;

/// <summary>How the OpenAPI document is made.</summary>
internal static class OpenApiSetup
{
    const string About = """
        Structured reviews of home-video releases: a reviewer judges a film's story and performances and a disc's picture, sound and
        extras. Each is a score from 0 to 10 with how it was printed, or the reason why there is none.

        What is published is read without a key. HEAD is answered wherever GET is, and OPTIONS everywhere. An unknown value is left out,
        never null; an array that is there and empty says "known to be none". What the service sets
        is ignored in requests, so that what was read can be put back. A text with minLength is not of blanks alone either. Every problem is
        application/problem+json (RFC 9457).

        Where requests are limited, every answer has RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers): the quota of the
        key, or of the address without one, and what is left of it. Each instance counts its own; /health is not counted, a 304 is.
        """;

    public static void AddOpenApi(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSingleton<OpenApiDocuments>();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(OpenApiDocuments.Name, new OpenApiInfo
            {
                Title = Product.Name,
                Version = Product.Version,
                Description = About,
                Contact = new OpenApiContact { Name = "Review API", Url = new Uri("https://github.com/review-api/review-api") },
                License = new OpenApiLicense { Name = "MIT", Url = new Uri("https://spdx.org/licenses/MIT.html") },
            });
            options.AddServer(new OpenApiServer { Url = "/" });
            options.AddSecurityDefinition("key", new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key of this API. Its scopes: reviews:write, reviews:publish (includes write), admin (includes all).",
            });
            options.IncludeXmlComments(typeof(OpenApiSetup).Assembly, includeControllerXmlComments: true);
            options.SupportNonNullableReferenceTypes();
            options.MapType<JsonNode>(() => new OpenApiSchema());
            options.MapType<JsonObject>(() => new OpenApiSchema { Type = JsonSchemaType.Object });
            options.DescribeAllParametersInCamelCase();
            // HEAD is the same as GET without the body; said once in the description.
            options.DocInclusionPredicate((_, api) => api.HttpMethod != HttpMethods.Head);
            options.SchemaFilter<SchemaRules>();
            options.OperationFilter<OperationFacts>();
            options.DocumentFilter<TagDescriptions>();
            options.DocumentFilter<SentSchemas>();
            options.DocumentFilter<SharedParts>();
        });
    }
}
