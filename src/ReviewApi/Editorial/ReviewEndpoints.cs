using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

internal static class ReviewEndpoints
{
    static readonly QueryParameter<bool> Publish = QueryParameter.Flag(
        "publish", "Publish it at once; it has to be publishable, and the key needs reviews:publish.");

    public static readonly QueryParameter<bool> DryRun = QueryParameter.Flag(
        "dryRun", "Only say what would be stored, with the warnings; nothing is.");

    static readonly string[] MediaTypes = [JsonBody.MediaType, SchemaOrg.MediaType];

    static readonly string One = $"/{{idOrSlug:regex(^(?!({string.Join('|', Slug.Reserved)})$))}}";

    public static void MapReviews(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/v1/reviews").WithTags("Reviews");
        reviews.MapPost("/", CreateReview).Posts(Scopes.Write).Takes(Publish, DryRun).TakesBody<Review>(ReviewExamples.Bodies)
            .Answers<Review>(201, 200).ShowsAnswer(ReviewExamples.Whole);
        reviews.MapGet(One, GetReview).Reads().ShowsMoreWithKey().Answers<Review>().AnswersToo(SchemaOrg.MediaType)
            .ProducesProblems(404, 410).ShowsAnswer(ReviewExamples.Whole);
        reviews.MapPut(One, ReplaceReview).Writes(Scopes.Write).TakesBody<Review>(ReviewExamples.Bodies).Answers<Review>()
            .NeedsIfMatch().ProducesProblems(409).ShowsAnswer(ReviewExamples.Whole);
        reviews.MapPatch(One, PatchReview).Writes(Scopes.Write).TakesPatch<Review>(ReviewExamples.Patch).Answers<Review>()
            .NeedsIfMatch().ProducesProblems(409).ShowsAnswer(ReviewExamples.Whole);
        reviews.MapDelete(One, DeleteReview).Writes(Scopes.Write).AnswersNothing().NeedsIfMatch().ProducesProblems(409);
    }

    /// <summary>Create a review</summary>
    /// <remarks>
    /// Saves a draft, which may be incomplete; what is there has to be valid. With publish it goes live at once: it then needs a film, a
    /// release, a language, a reviewer, and a score or a text. What is odd but may be true is answered as warnings.
    /// </remarks>
    static async Task<Representation> CreateReview(HttpRequest request, Writes writes, Saving saving, CancellationToken cancellation)
    {
        var (publish, rehearse) = (Publish.Read(request), DryRun.Read(request));
        if (publish)
            request.HttpContext.Caller()!.Require(Scopes.Publish);
        var sent = await JsonBody.Read<Review>(request, cancellation);
        return await writes.Run(request.HttpContext, write => saving.AskNew(sent, publish, write), (known, write) =>
        {
            var (stored, warnings) = Saving.Create(sent, publish, known, write);
            var answer = stored.Answer(warnings);
            return rehearse ? answer with { ETag = null } : answer.Created($"/v1/reviews/{stored.Review.Id}");
        }, rehearse);
    }

    /// <summary>Read a review</summary>
    /// <remarks>
    /// The published revision; 410 where it was withdrawn. With a key, drafts and withdrawn ones too. As application/ld+json it is a Review
    /// of schema.org. The header Link leads to its embedding (oEmbed).
    /// </remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static async Task<Representation> GetReview(
        string idOrSlug, HttpContext http, ReviewStore store, PublishedReviews published, CancellationToken cancellation)
    {
        var review = http.Desk() is { } desk
            ? await store.Find(idOrSlug, desk.Outlet, cancellation)
            : await published.Find(idOrSlug, cancellation);
        if (review is null)
            throw await store.IsWithdrawn(idOrSlug, cancellation) ? ReviewProblems.Withdrawn() : ReviewProblems.NotFound();
        // Parsed of a copy: what is kept in memory is not to keep the parsed review too.
        var answer = http.Request.Preferred(MediaTypes) == SchemaOrg.MediaType
            ? Representation.Of(SchemaOrg.Render((review with { }).ToReview()), SchemaOrg.MediaType)
            : new Representation(review.Document) { ETag = review.ETag, Packed = review.Packed };
        return review.Status == ReviewStatus.Published ? answer with { Link = ToEmbedding(http.Request) } : answer;
    }

    // By this header a consumer of oEmbed finds the embedding (oEmbed 1.0, section 4).
    static string ToEmbedding(HttpRequest request)
    {
        var address = Uri.EscapeDataString(request.Absolute(request.Path.ToUriComponent()));
        return $"<{request.Absolute("/oembed")}?url={address}>; rel=\"alternate\"; type=\"application/json+oembed\"";
    }

    /// <summary>Replace a review</summary>
    /// <remarks>
    /// What is left out is gone. A live review gets a new live revision, for which the key needs reviews:publish; one with a working copy
    /// or a date to go live is not replaced (409). The same content changes nothing.
    /// </remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static async Task<Representation> ReplaceReview(
        string idOrSlug, HttpRequest request, Writes writes, Saving saving, CancellationToken cancellation)
    {
        var sent = await JsonBody.Read<Review>(request, cancellation);
        return await writes.Run(request.HttpContext, write => saving.Lock(idOrSlug, sent, Readers.All, write), (asked, write) =>
        {
            RequireReplaceable(asked.Desk, request, write);
            var (stored, warnings) = Saving.Replace(asked.Desk!, sent, asked.Known, write);
            return stored.Answer(warnings);
        });
    }

    /// <summary>Change members of a review</summary>
    /// <remarks>
    /// A merge patch (RFC 7396): null removes a member, an array replaces the whole array. The result is judged as a whole.
    /// </remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static async Task<Representation> PatchReview(
        string idOrSlug, HttpRequest request, Writes writes, Saving saving, CancellationToken cancellation)
    {
        var patch = await JsonBody.ReadPatch<Review>(request, cancellation);
        return await writes.Run(request.HttpContext, write => ReviewStore.Lock(idOrSlug, write), async (desk, write) =>
        {
            RequireReplaceable(desk, request, write);
            var sent = patch.ApplyTo(desk!.Review.ToReview());
            var known = await write.Look(_ => saving.AskOther(sent, idOrSlug, Readers.All, write));
            var (stored, warnings) = Saving.Replace(desk, sent, known, write);
            return stored.Answer(warnings);
        });
    }

    /// <summary>Delete a review that was never live</summary>
    /// <remarks>One that has been live stays: 409.</remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static Task<Representation> DeleteReview(
        string idOrSlug, HttpRequest request, Writes writes) => writes.Run(
        request.HttpContext, write => ReviewStore.Lock(idOrSlug, write), (desk, write) =>
    {
        ETags.RequireMatch(request, desk?.Review.ETag, ReviewProblems.NotFound);
        if (desk!.Review.ToReview().PublishedAt is not null)
            throw ReviewProblems.Forbids(desk.Review.Status, "It has been live: it can be withdrawn, not deleted.", desk);
        ReviewStore.Delete(desk.Review.ReviewId, write);
        write.Note("review.deleted", desk.Path);
        return Representation.Nothing;
    });

    static void RequireReplaceable(DeskReview? desk, HttpRequest request, Write write)
    {
        if (desk is { IsLive: true })
            write.By.Require(Scopes.Publish);
        ETags.RequireMatch(request, desk?.Review.ETag, ReviewProblems.NotFound);
        Lifecycle.RequireReplaceable(desk!);
    }
}
