using System.Text.Json;
using System.Text.Json.Nodes;
using ReviewApi.Extraction.Films;
using ReviewApi.Extraction.Reading;
using ReviewApi.Http;

namespace ReviewApi.Extraction;

/// <summary>A text and what becomes of it, as the OpenAPI document shows them.</summary>
internal static class ExtractionExamples
{
    public const string Text = """
        Heat (1995) Blu-ray Review

        Video: 4/5
        The 1080p transfer is framed at 2.40:1 and has kept its grain.

        Audio: 4.5/5
        The DTS-HD Master Audio 5.1 track makes the street battle as loud as it has to be.
        """;

    // The example stays as it is, whatever the day.
    const int LatestYear = 2026;

    public const string Html = "<h1>Heat (1995) Blu-ray Review</h1><h2>Video: 4/5</h2><p>The 1080p transfer has kept its grain.</p>";

    public static readonly BodyExample Body = new("review-text", JsonSerializer.Serialize(new { text = Text }, Json.Options));

    public static readonly AnswerExample Answer = new(
        "extracted-draft",
        () =>
        {
            var page = LineReading.Read(Text);
            var (draft, warnings) = Extractor.Read(page, new() { Text = Text }, new CatalogueNames(null), [], new Years(LatestYear));
            return (JsonObject)JsonSerializer.SerializeToNode(Answering.Answer(page, draft, warnings, Extractor.Name), Json.Options)!;
        }
    );
}
