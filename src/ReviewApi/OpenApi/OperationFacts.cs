using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using ReviewApi.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ReviewApi.OpenApi;

/// <summary>Shows in each operation what its route says: parameters, body, preconditions, key, and the problems that all share.</summary>
internal sealed class OperationFacts : IOperationFilter
{
    static readonly int[] SharedProblems =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status406NotAcceptable,
        StatusCodes.Status417ExpectationFailed, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable,
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var facts = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(one => one.In == ParameterLocation.Path))
            parameter.Example = Examples.OfPath(parameter.Name!);
        foreach (var parameter in facts.OfType<QueryParameters>().SelectMany(query => query.Parameters))
            operation.Parameters.Add(Query(parameter));
        if (facts.OfType<BodyType>().FirstOrDefault() is { } body)
            operation.RequestBody = Body(body, context);
        if (facts.OfType<IfMatchNeeded>().Any())
            operation.Parameters.Add(Header("If-Match", "The ETag of what was read.", required: true, "\"4f1c0e0c3a5b1d2e3f405162\""));
        if (facts.OfType<IdempotencyKeyTaken>().Any())
            operation.Parameters.Add(IdempotencyKey());
        Key(operation, facts, context);
        if (operation.Responses!.TryGetValue("200", out var read)
            && context.ApiDescription.HttpMethod == HttpMethods.Get
            && HasETag(context))
            Cached(operation, read);
        Problems(operation, context);
        Headers(operation, context);
        ShowExamples(operation, facts.OfType<AnswerExample>().FirstOrDefault());
    }

    static OpenApiParameter Query(QueryParameter parameter) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Required = parameter.Example is not null,
        Description = parameter.Description,
        Example = parameter.Example,
        Schema = new OpenApiSchema
        {
            Type = parameter.Type switch
            {
                "boolean" => JsonSchemaType.Boolean,
                "integer" => JsonSchemaType.Integer,
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
        },
    };

    static OpenApiParameter Header(string name, string description, bool required, string example) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = example,
    };

    static OpenApiParameter IdempotencyKey()
    {
        var key = Header(
            IdempotentRequest.Header,
            "Chosen by the client, anew for each request: sent again within 24 hours with the same body, "
                + "the request is answered with its first answer.",
            required: false, "7d9c1a52-save-1");
        key.Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MinLength = 1,
            MaxLength = IdempotentRequest.MaxLength,
            Pattern = "^[!-~]+$",
        };
        return key;
    }

    static OpenApiRequestBody Body(BodyType body, OperationFilterContext context) => new()
    {
        Required = !body.IsOptional,
        Description = "1 MiB at most; Content-Encoding may be gzip.",
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            [body.MediaType] = new OpenApiMediaType
            {
                Schema = body.MediaType == JsonBody.MergePatchMediaType
                    ? new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Description = $"A merge patch (RFC 7396) of a {body.Type.Name}: its members, or null to remove one.",
                    }
                    : context.SchemaGenerator.GenerateSchema(body.Type, context.SchemaRepository),
                Examples = Examples.OfBody(body)
                    .ToDictionary(example => example.Name, example => (IOpenApiExample)Shared(example, context.Document)),
            },
        },
    };

    // Each sample stands once in the document, for all operations that take it.
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

    static void Cached(OpenApiOperation operation, IOpenApiResponse read)
    {
        operation.Parameters!.Add(
            Header(
                "If-None-Match", "The ETag of what the caller has; the answer is 304 while it is current.", required: false,
                "\"4f1c0e0c3a5b1d2e3f405162\""));
        operation.Responses!["304"] = new OpenApiResponse { Description = "What the caller has is current." };
    }

    static void Problems(OpenApiOperation operation, OperationFilterContext context)
    {
        var refused = operation.Responses!
            .Where(response => response.Value.Content?.ContainsKey(Http.Problems.MediaType) == true)
            .Select(response => int.Parse(response.Key, CultureInfo.InvariantCulture));
        foreach (var status in SharedProblems.Union(refused).Order().ToList())
        {
            var name = $"Problem{status}";
            context.Document.AddComponent(name, Problem(status, context));
            operation.Responses![status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(name, context.Document);
        }
        var inOrder = new OpenApiResponses();
        foreach (var (status, response) in operation.Responses!.OrderBy(response => response.Key, StringComparer.Ordinal))
            inOrder.Add(status, response);
        operation.Responses = inOrder;
    }

    static OpenApiResponse Problem(int status, OperationFilterContext context) => new()
    {
        Description = Http.Problems.OfStatus(status).Title,
        Headers = status switch
        {
            StatusCodes.Status409Conflict =>
                Named("Retry-After", "Seconds to wait, where a request of the same Idempotency-Key is still running."),
            StatusCodes.Status429TooManyRequests => new()
            {
                ["Retry-After"] = Text("Seconds until there is a new quota."),
                ["RateLimit-Policy"] = Text("The quota: q requests in w seconds, as a structured field."),
                ["RateLimit"] = Text("What is left of it: r requests, until t seconds from now, as a structured field."),
            },
            StatusCodes.Status401Unauthorized => Named("WWW-Authenticate", "Bearer."),
            StatusCodes.Status415UnsupportedMediaType => new()
            {
                ["Accept-Encoding"] = Text("The encoding that a body may have."),
                ["Accept-Patch"] = Text("The type that PATCH takes."),
            },
            StatusCodes.Status503ServiceUnavailable => Named("Retry-After", "Seconds to wait."),
            _ => null,
        },
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            [Http.Problems.MediaType] = new OpenApiMediaType
            {
                Schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository),
                Example = Examples.OfProblem(status),
            },
        },
    };

    static Dictionary<string, IOpenApiHeader> Named(string name, string description) => new() { [name] = Text(description) };

    static void Headers(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var (status, response) in operation.Responses!)
        {
            if (response is not OpenApiResponse said)
                continue;
            said.Headers ??= new Dictionary<string, IOpenApiHeader>();
            if (status is "200" or "201" or "304" && HasETag(context))
                said.Headers["ETag"] = Text(
                    "The entity tag, for If-None-Match and If-Match. Each coding (br, gzip) has its own; all of them are taken back.");
            foreach (var header in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<AnswerHeader>())
                if (status == "200")
                    said.Headers[header.Name] = Text(header.Description);
            if (status is "201" or "308")
                said.Headers["Location"] = Text(status == "201" ? "The path of what was made." : "The path of what it is now.");
            if (context.ApiDescription.HttpMethod == HttpMethods.Post && status is "200" or "201")
                said.Headers["Idempotent-Replayed"] = Text(
                    "true where it is the first answer to the same request of this Idempotency-Key.");
            if (status == "200" && operation.OperationId == "GetReview")
                said.Headers["Link"] = Text(
                    "The address of the review's embedding, rel=\"alternate\" and of the type application/json+oembed (oEmbed 1.0).");
            if (status == "200" && operation.Parameters!.Any(parameter => parameter.Name == Paging.Cursor.Name))
                said.Headers["Link"] = Text("The next page, rel=\"next\" (RFC 8288).");
        }
    }

    static bool HasETag(OperationFilterContext context) =>
        context.ApiDescription.RelativePath?.StartsWith("health", StringComparison.Ordinal) == false
        && !context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<AnswerStreams>().Any();

    static OpenApiHeader Text(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    static void ShowExamples(OpenApiOperation operation, AnswerExample? example)
    {
        foreach (var response in operation.Responses!.Values.OfType<OpenApiResponse>())
            foreach (var content in response.Content?.Values.OfType<OpenApiMediaType>() ?? [])
                content.Example = example?.Json();
    }
}
