using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Rules;

namespace ReviewApi.OpenApi;

/// <summary>The examples of the OpenAPI document: those that stand at the routes, of paths, and a problem of each kind.</summary>
internal static class Examples
{
    const string Sample = "leaving-las-vegas-1995-blu-ray";
    const string ExampleId = "019bbf6c-2a00-7000-8000-000000000002";

    public static JsonNode? OfPath(string name) => name switch
    {
        "idOrSlug" => Sample,
        "id" => ExampleId,
        "revision" => "1",
        "name" => "hdr",
        "code" => "stars_5",
        "slug" => Problems.Validation.Slug,
        _ => null,
    };

    public static IEnumerable<(string Name, OpenApiExample Example)> OfBody(BodyType body) =>
        body.Examples.Select(
            example => (example.Name, new OpenApiExample { Summary = example.Name, Value = JsonNode.Parse(example.Json) }));

    public static JsonNode OfProblem(int status)
    {
        var kind = Problems.OfStatus(status);
        return JsonSerializer.SerializeToNode(new Problem
        {
            Type = kind.Type,
            Title = kind.Title,
            Status = kind.Status,
            Detail = kind.Help,
            Instance = "/v1/reviews",
            TraceId = "0af7651916cd43dd8448eb211c80319c",
            Errors = kind == Problems.Validation
                ? [new Fault { Pointer = "/sections/picture/score", Code = "out_of_range", Detail = "It has to be from 0 to 10." }]
                : kind == Problems.InvalidRequest
                    ? [new Fault { Pointer = "/headlin", Code = "unknown_member", Detail = Suggestion.Unknown("member", ["headline"]) }]
                    : null,
        }, Json.Options)!;
    }
}
