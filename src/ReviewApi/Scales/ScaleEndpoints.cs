using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Scales;

internal static class ScaleEndpoints
{
    static readonly ScaleValidator Validator = new();

    static readonly BodyExample Example = new("labels-scale", """
        { "code": "advice_3", "label": "Three words of advice", "kind": "labels",
          "labels": [{ "label": "Buy", "score": 9 }, { "label": "Rent", "score": 6 }, { "label": "Skip", "score": 2 }] }
        """);

    public static void MapScales(this IEndpointRouteBuilder app)
    {
        var scales = app.MapGroup("/v1/scales").WithTags("Scales");
        scales.MapPost("/", CreateScale).Posts(Scopes.Admin).TakesBody<Scale>(Example).Answers<Scale>(201);
        scales.MapGet("/{code}", GetScale).Reads().Answers<Scale>().ProducesProblems(404);
        scales.MapGet("/", ListScales).Reads().Answers<ScaleList>();
    }

    /// <summary>Add a scale, or a new version of one</summary>
    /// <remarks>A code that exists gets a new version. Scores that were derived with an earlier one keep it.</remarks>
    static async Task<Representation> CreateScale(HttpRequest request, Writes writes, CancellationToken cancellation)
    {
        var sent = await JsonBody.Read<Scale>(request, cancellation);
        Validator.Validate(sent).OrThrow();
        return await writes.Run(request.HttpContext, async write =>
        {
            var scale = await ScaleStore.Add(sent, write)
                ?? throw new ProblemException(Problems.Conflict, "Another version of this scale was added at the same time.")
                {
                    ConflictsWith = $"/v1/scales/{sent.Code}",
                };
            return Representation.OfJson(scale).Created($"/v1/scales/{scale.Code}");
        });
    }

    /// <summary>Read a scale</summary>
    /// <remarks>Its newest version.</remarks>
    /// <param name="code">The scale's code, as stars_5.</param>
    static async Task<Representation> GetScale(string code, ScaleStore store, CancellationToken cancellation) =>
        Representation.OfJson(
            (await store.All(cancellation)).FirstOrDefault(scale => scale.Code == code)
                ?? throw new ProblemException(Problems.NotFound, "There is no scale of this code."));

    /// <summary>List the scales</summary>
    /// <remarks>The newest version of each, by code.</remarks>
    static async Task<Representation> ListScales(ScaleStore store, CancellationToken cancellation) =>
        Representation.OfJson(new ScaleList { Items = (await store.All(cancellation)).DistinctBy(scale => scale.Code).ToList() });
}

/// <summary>The scales.</summary>
public sealed record ScaleList
{
    /// <summary>The newest version of each scale.</summary>
    public required IReadOnlyList<Scale> Items { get; init; }
}
