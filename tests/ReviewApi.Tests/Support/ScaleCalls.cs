using System.Globalization;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>Short ways to make scales and to print scores on them.</summary>
static class ScaleCalls
{
    public static string NewCode() => $"s_{Guid.NewGuid():N}";

    public static JsonObject Numeric(string code, decimal min, decimal max, decimal step) =>
        new() { ["code"] = code, ["label"] = "Points", ["kind"] = "numeric", ["min"] = min, ["max"] = max, ["step"] = step };

    /// <summary>A scale of its own.</summary>
    public static JsonObject Numeric() => Numeric(NewCode(), 0, 3, 0.5m);

    public static JsonObject Labels(string code, params (string Label, decimal Score)[] labels) => new()
    {
        ["code"] = code,
        ["label"] = "Words",
        ["kind"] = "labels",
        ["labels"] = new JsonArray([.. labels.Select(one => new JsonObject { ["label"] = one.Label, ["score"] = one.Score })]),
    };

    public static Task<Answer> AddScale(this HttpClient client, JsonObject scale) => client.Post("/v1/scales", scale);

    /// <summary>A draft with printed values, one for each of otherSections, in order.</summary>
    public static JsonObject Printed(string scale, IEnumerable<string> values) => new()
    {
        ["otherSections"] = new JsonArray([.. values.Select(value =>
            new JsonObject { ["label"] = "L", ["printed"] = new JsonObject { ["value"] = value, ["scale"] = scale } })]),
    };

    /// <summary>The scores that printed values become, in order; 60 at a time.</summary>
    public static async Task<IReadOnlyList<decimal>> Derive(this HttpClient client, string scale, IEnumerable<string> values)
    {
        var scores = new List<decimal>();
        foreach (var some in values.Chunk(60))
        {
            var answer = (await client.Post("/v1/reviews?dryRun=true", Printed(scale, some))).Is(200);
            scores.AddRange(answer.At("/otherSections")!.AsArray().Select(section => section!["score"]!.GetValue<decimal>()));
        }
        return scores;
    }

    public static string Invariant(this decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
