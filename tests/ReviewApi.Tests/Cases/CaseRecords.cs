using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

/// <summary>The real reviews, recorded as facts in a structure of their own: one JSON object a line.</summary>
static class CaseRecords
{
    static readonly Dictionary<string, JsonObject> All = Read();

    public static TheoryData<string> Ids => [.. All.Keys];

    public static JsonObject Get(string id) => All[id].DeepClone().AsObject();

    static Dictionary<string, JsonObject> Read()
    {
        using var stream = typeof(CaseRecords).Assembly.GetManifestResourceStream("real-reviews.jsonl")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => JsonNode.Parse(line)!.AsObject())
            .ToDictionary(record => record["case"]!.GetValue<string>());
    }
}
