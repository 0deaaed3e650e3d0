using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

internal static class WorkingCopyEndpoints
{
    public static void MapWorkingCopies(this IEndpointRouteBuilder app)
    {
        const string path = "/v1/reviews/{idOrSlug}/draft";
        var drafts = app.MapGroup(path).WithTags("Editorial");
        drafts.MapGet("/", GetDraft).Reads().NeedsKey(Scopes.Write).Answers<Review>().ProducesProblems(404);
        drafts.MapPut("/", ReplaceDraft).Writes(Scopes.Write).TakesBody<Review>(ReviewExamples.Bodies).Answers<Review>(200, 201)
            .NeedsIfMatch().ProducesProblems(409);
        drafts.MapPatch("/", PatchDraft).Writes(Scopes.Write).TakesPatch<Review>(ReviewExamples.Patch)
            .Answers<Review>(200, 201).NeedsIfMatch().ProducesProblems(409);
        drafts.MapDelete("/", DeleteDraft).Writes(Scopes.Write).AnswersNothing().NeedsIfMatch().ProducesProblems(409);
    }

    /// <summary>Read what the desk works on</summary>
    /// <remarks>
    /// The working copy beside a live review, which readers do not see; 404 while there is none. Of another review it is the review itself.
    /// </remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static async Task<Representation> GetDraft(string idOrSlug, HttpContext http, ReviewStore store, CancellationToken cancellation) =>
        await store.FindDraft(idOrSlug, http.Caller()!.Outlet, cancellation) switch
        {
            null => throw ReviewProblems.NotFound(),
            { Status: ReviewStatus.Published } => throw NoCopy(),
            var draft => new Representation(draft.Document) { ETag = draft.ETag },
        };

    /// <summary>Replace what the desk works on</summary>
    /// <remarks>
    /// Of a live review without a working copy it makes one (201), and If-Match names the live revision. What is left out is gone; the same
    /// content changes nothing.
    /// </remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static async Task<Representation> ReplaceDraft(
        string idOrSlug, HttpRequest request, Writes writes, Saving saving, CancellationToken cancellation)
    {
        var sent = await JsonBody.Read<Review>(request, cancellation);
        return await writes.Run(request.HttpContext, write => saving.Lock(idOrSlug, sent, Readers.Desk, write), (asked, write) =>
        {
            RequireReplaceable(asked.Desk, request);
            return Replace(asked.Desk!, sent, asked.Known, write);
        });
    }

    /// <summary>Change members of what the desk works on</summary>
    /// <remarks>A merge patch (RFC 7396). Of a live review without a working copy it makes one from the live content (201).</remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static async Task<Representation> PatchDraft(
        string idOrSlug, HttpRequest request, Writes writes, Saving saving, CancellationToken cancellation)
    {
        var patch = await JsonBody.ReadPatch<Review>(request, cancellation);
        return await writes.Run(request.HttpContext, write => ReviewStore.Lock(idOrSlug, write), async (desk, write) =>
        {
            RequireReplaceable(desk, request);
            var sent = patch.ApplyTo(desk!.Draft.ToReview());
            return Replace(desk, sent, await write.Look(_ => saving.AskOther(sent, idOrSlug, Readers.Desk, write)), write);
        });
    }

    /// <summary>Delete a working copy</summary>
    /// <remarks>
    /// The live review stays as it is, and what was saved stays among the revisions. A review that is not live has no copy: 409.
    /// </remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static Task<Representation> DeleteDraft(
        string idOrSlug, HttpRequest request, Writes writes) => writes.Run(
        request.HttpContext, write => ReviewStore.Lock(idOrSlug, write), (desk, write) =>
    {
        if (desk is { IsLive: true, WorkingCopy: null })
            throw NoCopy();
        ETags.RequireMatch(request, desk?.Draft.ETag, ReviewProblems.NotFound);
        if (desk!.WorkingCopy is null)
            throw ReviewProblems.Forbids(desk.Review.Status, "It is the review itself, not a working copy.", desk);
        WorkingCopies.Delete(desk.Review.ReviewId, write);
        write.Note("working_copy.deleted", desk.Path);
        return Representation.Nothing;
    });

    /// <summary>Requires that what the desk works on is what If-Match names, and may be replaced.</summary>
    public static void RequireReplaceable(DeskReview? desk, HttpRequest request)
    {
        ETags.RequireMatch(request, desk?.Draft.ETag, ReviewProblems.NotFound);
        Lifecycle.RequireUnscheduled(desk!.Draft, desk);
    }

    /// <summary>Saves content as what the desk works on.</summary>
    public static Representation Replace(DeskReview desk, Review sent, Known known, Write write)
    {
        var (stored, warnings) = Saving.ReplaceDraft(desk, sent, known, write);
        var answer = stored.Answer(warnings);
        return desk is { IsLive: true, WorkingCopy: null } ? answer.Created($"{desk.Path}/draft") : answer;
    }

    static ProblemException NoCopy() => new(Problems.NotFound, "The review has no working copy.");
}
