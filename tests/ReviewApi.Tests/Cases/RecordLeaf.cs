using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReviewApi.Tests.Cases;

/// <summary>One text or number of a record, and how to find it in the review that the record was translated to.</summary>
sealed partial record RecordLeaf(string Member, JsonNode Value)
{
    public static IEnumerable<RecordLeaf> In(JsonNode? node, string member = "") => node switch
    {
        JsonObject members => members.SelectMany(inner => In(inner.Value, inner.Key)),
        JsonArray list => list.SelectMany(item => In(item, member)),
        null => [],
        _ => [new(member, node)],
    };

    public bool IsIn(JsonObject review)
    {
        var kept = In(review).ToList();
        return Forms().Any(form => form.All(piece => IsKept(piece, kept))) || Member == "canonical" && IsMember(review);
    }

    /// <summary>The forms that a fact may take: any of them, with all its pieces. This is the whole list of allowed changes.</summary>
    IEnumerable<string[]> Forms()
    {
        var text = Words.Of(Value)!;
        yield return [text];
        if (Member is "runtime_min" or "duration_min") yield return [$"{Value.GetValue<int>() * 60}"];
        if (Member is "runtime" or "runtime_text" or "duration" && Printed.Seconds(text) is { } seconds) yield return [$"{seconds}"];
        if (Member is "directors" or "music" && Printed.SplitRemark(text) is ({ } name, { } remark)) yield return [name, remark];
        if (Member == "purpose") yield return text.Split('+');
        if (Member == "region") yield return [Printed.Code(text)];
        if (Member == "applies_to" && text.StartsWith("cut:", StringComparison.Ordinal)) yield return [$"{text[4..]} cut"];
        if (Member == "max" && Maxima.TryGetValue(text, out var scale)) yield return [scale];
    }

    bool IsMember(JsonObject review) =>
        review.ContainsKey(Words.Of(Value)!) || review["sections"] is JsonObject sections && sections.ContainsKey(Words.Of(Value)!);

    static readonly Dictionary<string, string> Maxima =
        new() { ["4"] = "stars_4", ["5"] = "stars_5", ["10"] = "ten", ["20"] = "twenty", ["100"] = "percent" };

    /// <summary>A number stands alone: 5 is not found in 5.1 or 15.</summary>
    static bool IsKept(string piece, List<RecordLeaf> kept) => Printed.Decimal(piece) is null
        ? kept.Exists(leaf => Words.Of(leaf.Value)!.Contains(piece, StringComparison.OrdinalIgnoreCase))
        : kept.Exists(leaf => NumberPattern().Matches(Words.Of(leaf.Value)!).Any(match => match.Value == piece));

    [GeneratedRegex(@"(?<![\d.])\d+(?:\.\d+)?")]
    private static partial Regex NumberPattern();
}
