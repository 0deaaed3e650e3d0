using ReviewApi.Extraction.Discs;
using ReviewApi.Extraction.Films;
using ReviewApi.Extraction.Judging;
using ReviewApi.Extraction.Reading;
using ReviewApi.Rules;

namespace ReviewApi.Extraction;

/// <summary>
/// Reads a page into a draft by rules: the vocabularies' spellings, the forms that reviews have, and what the catalogue
/// knows.
/// </summary>
internal static class Extractor
{
    public const string Name = "rules-1";

    // What is less sure is left out and named as not found.
    const double Threshold = 0.5;

    // What a review usually says.
    static readonly string[] Usual =
    [
        "/films/0/title",
        "/films/0/year",
        "/films/0/directors",
        "/films/0/writers",
        "/films/0/cast",
        "/release/format",
        "/release/video/0/resolution",
        "/release/video/0/codec",
        "/release/video/0/aspectRatio",
        "/release/audio",
        "/release/subtitles",
        "/release/regions",
        "/release/extras",
        "/sections/story",
        "/sections/performances",
        "/sections/picture",
        "/sections/sound",
        "/sections/extras",
        "/overall",
    ];

    /// <summary>The draft of a page; what a model proposes goes where the rules found nothing.</summary>
    public static (DraftBuilder Draft, List<Fault> Warnings) Read(
        Page page, TextToExtract sent, CatalogueNames catalogue, IReadOnlyList<ModelProposals.Proposal> proposed, Years years)
    {
        var (draft, warnings) = (new DraftBuilder(), new List<Fault>());
        PutSent(sent, draft);
        var read = new ReadText(page, years);
        var format = sent.Hints?.Format is { } hinted ? Sent(hinted, "request.format") : FormatLexer.Find(read);
        read = read with { Format = format?.Value as string };
        if (RoundUp.Find(read) is (true, var common))
        {
            warnings.Add(new()
            {
                Pointer = "/films",
                Code = "several_releases",
                Detail = "The text reviews several releases: send each on its own."
            });
            draft.Put("/release/format", common);
            return (draft, warnings);
        }
        var paragraphs = Sectioning.Assign(read);
        FilmLexer.Put(read, sent.Hints, catalogue, draft);
        PutRelease(read, format, paragraphs, draft);
        ScoreLexer.Put(read, paragraphs, draft);
        SectionTexts.Put(read, paragraphs, draft, warnings);
        ModelProposals.Put(proposed, page, years, draft);
        LeaveOutUnsure(draft);
        RequireWhole(draft, warnings);
        return (draft, warnings);
    }

    /// <summary>What a review usually says and this draft does not.</summary>
    public static IReadOnlyList<string> NotFound(DraftBuilder draft) => [.. Usual.Where(pointer => draft.At(pointer) is null)];

    static Fact Sent(string value, string rule) => new(value, default, rule, 1) { Ground = Ground.Exact };

    static void PutSent(TextToExtract sent, DraftBuilder draft)
    {
        if (sent.Language is { } language)
            draft.Put("/language", Sent(language, "request.language"));
        foreach (
            var (member, value) in new[]
            {
                ("outlet", sent.Source?.Outlet),
                ("url", sent.Source?.Url),
                ("externalId", sent.Source?.ExternalId),
            }
        )
            if (value is not null)
                draft.Put($"/source/{member}", Sent(value, "request.source"));
    }

    static void PutRelease(ReadText read, Fact? format, IReadOnlyDictionary<int, Assigned> paragraphs, DraftBuilder draft)
    {
        draft.Put("/release/format", format);
        ReleaseLexer.Put(read, draft);
        draft.PutAll("/release/video", [VideoLexer.Find(read)]);
        draft.PutAll("/release/audio", AudioLexer.Find(read));
        var (subtitles, none) = SubtitleLexer.Find(read);
        draft.PutAll("/release/subtitles", subtitles);
        draft.Put("/release/subtitles", none);
        ExtrasLexer.Put(read, paragraphs, draft);
    }

    static void LeaveOutUnsure(DraftBuilder draft)
    {
        foreach (var pointer in draft.Evidence.Where(one => one.Fact.Confidence < Threshold).Select(one => one.Pointer).ToList())
            draft.Remove(pointer);
    }

    // A film needs its title and a release its format: without these, what is known of them has no place.
    static void RequireWhole(DraftBuilder draft, List<Fault> warnings)
    {
        foreach (var (whole, needed) in new[] { ("/films", "/films/0/title"), ("/release", "/release/format") })
            if (draft.At(whole) is not null && draft.At(needed) is null)
            {
                var count = draft.Evidence.Count(one => one.Pointer.StartsWith($"{whole}/", StringComparison.Ordinal));
                warnings.Add(
                    new()
                    {
                        Pointer = needed,
                        Code = "needed_value_not_found",
                        Detail = $"The text does not say it clearly: {count} values that need it are left out. Say it in hints.",
                    }
                );
                draft.Remove(whole);
            }
    }
}
