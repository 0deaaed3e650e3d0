using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using ReviewApi.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ReviewApi.OpenApi;

/// <summary>The parameters of queries and headers as the document shows them.</summary>
internal static class Parameters
{
    // What most people narrow a list by, and how they go through it: before the rest, where there are dozens.
    static readonly string[] First =
    [
        "facet", "q", "film", "format", "hdr", "audioCodec", "picture.gte", "sound.gte", "year.gte", "year.lte", "sort", "limit", "cursor",
        "view", "fields", "labels",
    ];

    /// <summary>The parameters of a query, those first that most people need.</summary>
    public static IEnumerable<OpenApiParameter> InOrder(IEnumerable<QueryParameter> parameters, SchemaRepository schemas) => parameters
        .OrderBy(parameter => Array.IndexOf(First, parameter.Name) is var place and >= 0 ? place : First.Length)
        .Select(parameter => Query(parameter, schemas));

    static OpenApiParameter Query(QueryParameter parameter, SchemaRepository schemas)
    {
        var isList = parameter.MostValues is not null;
        return new()
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Required = parameter.IsNeeded,
            Description = parameter.Description,
            Example = parameter.Example?.DeepClone(),
            // With commas; repeated it is taken as well. The style is the default one, which the library leaves out.
            Explode = !isList,
            Extensions = isList ? new Dictionary<string, IOpenApiExtension> { ["style"] = new JsonNodeExtension("form") } : null,
            Schema = isList
                ? new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = parameter.MostValues, Items = Value(parameter, schemas) }
                : Value(parameter, schemas),
        };
    }

    static IOpenApiSchema Value(QueryParameter parameter, SchemaRepository schemas) => SchemaRules.Of(parameter.Rule, new OpenApiSchema
    {
        Type = parameter.Type switch
        {
            "boolean" => JsonSchemaType.Boolean,
            "integer" => JsonSchemaType.Integer,
            "number" => JsonSchemaType.Number,
            _ => JsonSchemaType.String,
        },
        Enum = parameter.Choices?.Select(value => (JsonNode)JsonValue.Create(value)).ToList(),
        Minimum = parameter.Min?.ToString(CultureInfo.InvariantCulture),
        Maximum = parameter.Max?.ToString(CultureInfo.InvariantCulture),
        Default = parameter.Default switch
        {
            bool flag => JsonValue.Create(flag),
            int number => JsonValue.Create(number),
            string text => JsonValue.Create(text),
            _ => null,
        },
    }, schemas);

    public static OpenApiParameter IfMatch() => Header("If-Match", "The ETag of what was read.", required: true, Text());

    public static OpenApiParameter IfNoneMatch() =>
        Header("If-None-Match", "The ETag of what the caller has; the answer is 304 while it is current.", required: false, Text());

    public static OpenApiParameter IdempotencyKey() => Header(
        IdempotentRequest.Header,
        "Chosen by the client, anew for each request: sent again within 24 hours with the same body, "
            + "the request is answered with its first answer.",
        required: false,
        new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotentRequest.MaxLength, Pattern = "^[!-~]+$" });

    static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    static OpenApiParameter Header(string name, string description, bool required, OpenApiSchema schema) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = schema,
    };
}
