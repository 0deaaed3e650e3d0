using System.Globalization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using ReviewApi.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace ReviewApi.OpenApi;

/// <summary>The answers of an operation as the document shows them: the problems that all share, and the headers.</summary>
internal static class Answers
{
    static readonly int[] SharedProblems =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status406NotAcceptable,
        StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable,
    ];

    public static void ShowProblems(OpenApiOperation operation, OperationFilterContext context)
    {
        var refused = operation.Responses!
            .Where(response => response.Value.Content?.ContainsKey(Problems.MediaType) == true)
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
        Description = Problems.OfStatus(status).Title,
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
            [Problems.MediaType] = new OpenApiMediaType
            {
                Schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository),
                Example = Examples.OfProblem(status),
            },
        },
    };

    public static void ShowHeaders(OpenApiOperation operation, ApiDescription route, bool hasETag)
    {
        foreach (var (status, response) in operation.Responses!)
        {
            if (response is not OpenApiResponse said)
                continue;
            said.Headers ??= new Dictionary<string, IOpenApiHeader>();
            if (status is "200" or "201" or "304" && hasETag)
                said.Headers["ETag"] = Text(
                    "The entity tag, for If-None-Match and If-Match. Each coding (br, gzip) has its own; all of them are taken back.");
            if (status is "201" or "308")
                said.Headers["Location"] = Text(status == "201" ? "The path of what was made." : "The path of what it is now.");
            if (status == "200")
                foreach (var header in route.ActionDescriptor.EndpointMetadata.OfType<AnswerHeader>())
                    said.Headers[header.Name] = Text(header.Description);
            if (status is "200" or "201" && route.ActionDescriptor.EndpointMetadata.OfType<IdempotencyKeyTaken>().Any())
                said.Headers["Idempotent-Replayed"] = Text(
                    "true where it is the first answer to the same request of this Idempotency-Key.");
            if (status == "200" && operation.OperationId == "GetReview")
                said.Headers["Link"] = Text(
                    "The address of the review's embedding, rel=\"alternate\" and of the type application/json+oembed (oEmbed 1.0).");
            if (status == "200" && operation.Parameters!.Any(parameter => parameter.Name == Paging.Cursor.Name))
                said.Headers["Link"] = Text("The next page, rel=\"next\" (RFC 8288).");
        }
    }

    static Dictionary<string, IOpenApiHeader> Named(string name, string description) => new() { [name] = Text(description) };

    static OpenApiHeader Text(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
