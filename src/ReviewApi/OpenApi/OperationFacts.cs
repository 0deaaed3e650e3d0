using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using ReviewApi.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ReviewApi.OpenApi;

/// <summary>Shows in each operation what its route says: parameters, body, preconditions, key, and the answers.</summary>
internal sealed class OperationFacts : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var facts = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(one => one.In == ParameterLocation.Path))
            parameter.Example = Examples.OfPath(parameter.Name!);
        var query = facts.OfType<QueryParameters>().SelectMany(taken => taken.Parameters);
        foreach (var parameter in Parameters.InOrder(query, context.SchemaRepository))
            operation.Parameters.Add(parameter);
        if (facts.OfType<BodyType>().FirstOrDefault() is { } body)
            operation.RequestBody = Body(body, context);
        foreach (var text in facts.OfType<TextType>())
            operation.RequestBody!.Content![text.MediaType] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = text.Example,
            };
        if (facts.OfType<IfMatchNeeded>().Any())
            operation.Parameters.Add(Parameters.IfMatch());
        if (facts.OfType<IdempotencyKeyTaken>().Any())
            operation.Parameters.Add(Parameters.IdempotencyKey());
        Key(operation, facts, context);
        if (operation.Responses!.ContainsKey("200") && context.ApiDescription.HttpMethod == HttpMethods.Get && HasETag(context))
        {
            operation.Parameters.Add(Parameters.IfNoneMatch());
            operation.Responses["304"] = new OpenApiResponse { Description = "What the caller has is current." };
        }
        Answers.ShowProblems(operation, context);
        Answers.ShowHeaders(operation, context.ApiDescription, HasETag(context));
        if (facts.OfType<AnswerExample>().FirstOrDefault() is { } example)
            Show(example, operation, context.Document);
    }

    // SentSchemas puts what is sent in place of what is answered.
    static OpenApiRequestBody Body(BodyType body, OperationFilterContext context) => new()
    {
        Required = !body.IsOptional,
        // The library leaves a default out, and generators take a body without it for needed.
        Extensions = body.IsOptional
            ? new Dictionary<string, IOpenApiExtension> { ["required"] = new JsonNodeExtension(false) }
            : null,
        Description = body.Description,
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            [body.MediaType] = new OpenApiMediaType
            {
                Schema = context.SchemaGenerator.GenerateSchema(body.Type, context.SchemaRepository),
                Examples = Examples.OfBody(body)
                    .ToDictionary(example => example.Name, example => (IOpenApiExample)Shared(example, context.Document)),
            },
        },
    };

    // Each example stands once in the document, for all operations that show it.
    static OpenApiExampleReference Shared((string Name, OpenApiExample Example) example, OpenApiDocument document)
    {
        document.AddComponent(example.Name, example.Example);
        return new OpenApiExampleReference(example.Name, document);
    }

    static void Key(OpenApiOperation operation, IList<object> facts, OperationFilterContext context)
    {
        var key = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", context.Document)] = [] };
        var scope = facts.OfType<IAuthorizeData>().FirstOrDefault()?.Policy;
        operation.Security = scope is not null ? [key] : facts.OfType<KeyShowsMore>().Any() ? [new OpenApiSecurityRequirement(), key] : [];
        if (scope is not null)
            operation.Description = $"{operation.Description}\n\nNeeds a key with the scope {scope}.".Trim();
    }

    static bool HasETag(OperationFilterContext context) =>
        context.ApiDescription.RelativePath?.StartsWith("health", StringComparison.Ordinal) == false
        && !context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<AnswerStreams>().Any();

    static void Show(AnswerExample example, OpenApiOperation operation, OpenApiDocument document)
    {
        var shown = Shared((example.Name, new OpenApiExample { Summary = example.Name, Value = example.Json() }), document);
        foreach (var content in operation.Responses!.Values.OfType<OpenApiResponse>()
            .SelectMany(response => response.Content?.Values ?? []).OfType<OpenApiMediaType>())
            content.Examples = new Dictionary<string, IOpenApiExample> { [example.Name] = shown };
    }
}
