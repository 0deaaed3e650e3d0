using ReviewApi.Access;
using ReviewApi.Editorial;
using ReviewApi.Http;

namespace ReviewApi.Extraction;

internal static class ExtractionEndpoints
{
    static readonly QueryParameter<string?> Save = QueryParameter.Choice(
        "save",
        ["draft"],
        null,
        "draft: the draft is stored too, with its evidence; 201 then."
    );

    public static void MapExtraction(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/v1/reviews").WithTags("Reviews");
        reviews
            .MapPost("/extract", ExtractReview).Posts(Scopes.Write)
            .Takes(Save)
            .TakesBody<TextToExtract>(ExtractionExamples.Body)
            .TakesTextToo(SentText.Plain, ExtractionExamples.Text)
            .TakesTextToo(SentText.Html, ExtractionExamples.Html)
            .Answers<ExtractionAnswer>(200, 201)
            .ShowsAnswer(ExtractionExamples.Answer);
        reviews
            .MapGet("/{idOrSlug}/draft/evidence", GetDraftEvidence).Reads()
            .NeedsKey(Scopes.Write)
            .Answers<ExtractionAnswer>()
            .ProducesProblems(404)
            .ShowsAnswer(ExtractionExamples.Answer);
    }

    /// <summary>Make a draft of a review's text</summary>
    /// <remarks>
    /// Reads a review as prose, as text or as HTML, into a draft, and says for each value of it which words say it. Nothing is stored
    /// unless save asks for it. What the text does not say is not in the draft and is named in notFound; what it contradicts itself in
    /// is an alternative of the evidence. The draft is one that POST /v1/reviews takes. A text may have 200,000 code points. A title
    /// that the published catalogue knows comes with the film's id.
    /// </remarks>
    static async Task<Representation> ExtractReview(HttpRequest request, Extractions extractions, CancellationToken cancellation)
    {
        var save = Save.Read(request) is not null;
        var sent = await SentText.Read(request, cancellation);
        return await extractions.Answer(request.HttpContext, sent, save);
    }

    /// <summary>Read what a draft was made of</summary>
    /// <remarks>The text that a draft was extracted from, and the evidence of each value, as they were when it was stored.</remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static async Task<Representation> GetDraftEvidence(
        string idOrSlug,
        HttpRequest request,
        ReviewStore reviews,
        Extractions extractions,
        CancellationToken cancellation
    )
    {
        var review =
            await reviews.FindDraft(idOrSlug, request.HttpContext.Caller()!.Outlet, cancellation) ?? throw ReviewProblems.NotFound();
        return await extractions.Stored(review.ReviewId, cancellation) is { } document
            ? Representation.Of(document)
            : throw new ProblemException(Problems.NotFound, "The review was not made of a text.");
    }
}
