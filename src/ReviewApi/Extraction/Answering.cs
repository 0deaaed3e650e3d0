using System.Text.Json;
using ReviewApi.Extraction.Reading;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Extraction;

/// <summary>A draft with its evidence as it is answered: places in code points.</summary>
internal static class Answering
{
    const double Rarely = 0.01;

    public static ExtractionAnswer Answer(Page page, DraftBuilder draft, IReadOnlyList<Fault> warnings, string extractor) =>
        new()
        {
            Text = page.Text,
            Draft = Draft(draft),
            Evidence =
            [
                .. draft.Evidence.OrderBy(one => one.Pointer, StringComparer.Ordinal).Select(one => Evidence(page, one.Pointer, one.Fact)),
            ],
            NotFound = Extractor.NotFound(draft),
            Warnings = warnings,
            Extractor = extractor,
        };

    public static Review Draft(DraftBuilder draft) => draft.Root.Deserialize<Review>(Json.Input)!;

    static Evidence Evidence(Page page, string pointer, Fact fact) =>
        new()
        {
            Pointer = pointer,
            Start = page.CodePoints(fact.At.Start),
            End = page.CodePoints(fact.At.End),
            Status = JsonNamingPolicy.CamelCase.ConvertName(fact.Ground.ToString()),
            Confidence = Rounded(fact.Confidence),
            Rule = fact.Rule,
            Alternatives = fact.Alternatives.Count == 0 ? null : [.. fact.Alternatives.Select(other => Alternative(page, other))],
        };

    static Alternative Alternative(Page page, Fact fact) =>
        new()
        {
            Value = $"{fact.Value}",
            Start = page.CodePoints(fact.At.Start),
            End = page.CodePoints(fact.At.End),
            Confidence = Rounded(Math.Max(Rarely, fact.Confidence)),
        };

    static decimal Rounded(double confidence) => Math.Round((decimal)Math.Clamp(confidence, 0, 1), 2);
}
