using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReviewApi.Tests.Cases;

/// <summary>A score as it is printed, on the scale it is printed in; or the state that stands in its place.</summary>
static partial class ScoreTranslation
{
    const int LongestPrinted = 100;

    public static void Put(JsonObject judgement, Facts facts, string? canonical, CaseContext context)
    {
        var scale = context.ScaleFacts.FirstOrDefault(scale => !scale.Has("for") || $", {scale.Peek("for")},".Contains($", {canonical},"));
        var isLost = facts.Has("raw") && facts.Peek("raw") is null && scale?.Peek("kind") == "images";
        if (facts.Text("raw") is not { } value)
        {
            if (isLost && facts.Peek("note") is { Length: <= LongestPrinted }) PutPrinted(judgement, facts.Text("note")!, null);
            judgement["state"] = isLost ? "unreadable" : "unscored";
        }
        else if (StateOf(value) is { } state)
        {
            PutPrinted(judgement, value, null);
            judgement["state"] = state;
        }
        else if (ScaleTranslation.Find(ref value, facts, scale, context) is { } code)
        {
            PutPrinted(judgement, value, code);
        }
        else if (canonical == "overall" && AdvicePattern().IsMatch(value))
        {
            judgement["recommendation"] = value;
        }
        else
        {
            PutPrinted(judgement, value, null);
            judgement["state"] = "unscored";
        }
    }

    static void PutPrinted(JsonObject judgement, string value, string? scale) =>
        judgement["printed"] = new JsonObject().PutKnown("/value", value).PutKnown("/scale", scale);

    static string? StateOf(string value) => value.ToLowerInvariant() switch
    {
        "n/a" or "na" or "not applicable" => "not_applicable",
        "none" => "none_on_disc",
        var words when words.StartsWith("no ", StringComparison.Ordinal) => "none_on_disc",
        var words when words.StartsWith("see ", StringComparison.Ordinal) => "see_parts",
        _ => null,
    };

    [GeneratedRegex("^[A-Za-z][a-z]+")]
    private static partial Regex AdvicePattern();
}
