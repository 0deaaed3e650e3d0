using ReviewApi.Access;
using ReviewApi.Editorial;
using ReviewApi.Extraction.Films;
using ReviewApi.Extraction.Reading;
using ReviewApi.Http;
using ReviewApi.Listings;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Extraction;

internal static class ExtractionEndpoints
{
    const int MostCorrections = 8;

    public static void MapExtraction(this IEndpointRouteBuilder app) =>
        app.MapGroup("/v1/reviews").WithTags("Reviews").MapWrite(HttpMethod.Post, "/extract", ExtractReview, Scopes.Write)
            .TakesBody<TextToExtract>(ExtractionExamples.Body).TakesTextToo(SentText.Plain, SentText.Html).Answers<ExtractionAnswer>()
            .ShowsAnswer(ExtractionExamples.Answer);

    /// <summary>Make a draft of a review's text</summary>
    /// <remarks>
    /// Reads a review as prose, as text or as HTML, into a draft, and says for each value of it which words say it. Nothing is stored. What
    /// the text does not say is not in the draft and is named in notFound; what it contradicts itself in is an alternative of the evidence. The
    /// draft is one that POST /v1/reviews takes. A text may have 200,000 code points. A title that the published catalogue knows has the film's
    /// id.
    /// </remarks>
    static async Task<Representation> ExtractReview(
        HttpRequest request, LiveCatalogue catalogue, Writes writes, Saving saving, CancellationToken cancellation)
    {
        var sent = await SentText.Read(request, cancellation);
        var page = sent.Html is { } html ? HtmlReading.Read(html) : LineReading.Read(sent.Text!);
        SentText.RequireText(page, sent.Html is null ? "text" : "html");
        var names = new CatalogueNames(await catalogue.Now(cancellation));
        var (draft, found) = Extractor.Read(page, sent, names);
        return await writes.Run(
            request.HttpContext, write => new Asked<bool>(() => true), async (_, write) =>
            {
                var warnings = await Corrected(draft, saving, write);
                return new Representation(Representation.OfJson(Answering.Answer(page, draft, [.. found, .. warnings], Extractor.Name)).Body);
            });
    }

    // What the checks of a write do not take is left out: the draft is one that can be saved.
    static async Task<IReadOnlyList<Fault>> Corrected(DraftBuilder draft, Saving saving, Write write)
    {
        for (var round = 0; ; round++)
            try
            {
                var review = Answering.Draft(draft);
                var known = await write.Look(_ => saving.AskNew(review, publish: false, write));
                return ReviewChecks.Check(review, stored: null, known, toPublish: false).Warnings;
            }
            catch (ProblemException refused) when (refused.Kind == Problems.Validation && round < MostCorrections)
            {
                foreach (var fault in refused.Errors)
                    draft.Remove(fault.Pointer!);
            }
    }
}
