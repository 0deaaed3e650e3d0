using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

internal static class LifecycleEndpoints
{
    static readonly MemberValidator<Publication> Validator = new();
    static readonly MemberValidator<MoveNote> NoteValidator = new();

    public static void MapLifecycle(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/v1/reviews/{idOrSlug}").WithTags("Editorial");
        reviews.MapPost("/submit", SubmitReview).Posts(Scopes.Write).MayTakeBody<MoveNote>(MoveNote.Example).Answers<Review>()
            .NeedsIfMatch();
        reviews.MapPost("/return", ReturnReview).Posts(Scopes.Write).MayTakeBody<MoveNote>(MoveNote.Example).Answers<Review>()
            .NeedsIfMatch();
        reviews.MapPost("/publish", PublishReview).Posts(Scopes.Publish).Takes(ReviewEndpoints.DryRun)
            .MayTakeBody<Publication>(Publication.Example).Answers<Review>().NeedsIfMatch().ShowsAnswer(ReviewExamples.Whole);
        reviews.MapPost("/unschedule", UnscheduleReview).Posts(Scopes.Publish).Answers<Review>().NeedsIfMatch();
        reviews.MapPost("/withdraw", WithdrawReview).Posts(Scopes.Publish).Answers<Review>().NeedsIfMatch();
        reviews.MapPost("/restore", RestoreReview).Posts(Scopes.Publish).Answers<Review>().NeedsIfMatch()
            .ShowsAnswer(ReviewExamples.Whole);
    }

    /// <summary>Submit a draft for approval</summary>
    /// <remarks>
    /// draft → in_review; for a live review, its working copy is submitted. The desk sees the note as lastMove, and the audit keeps it.
    /// </remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static Task<Representation> SubmitReview(string idOrSlug, HttpRequest request, Writes writes, CancellationToken cancellation) =>
        ActWithNote(new Deed("submit", "review.submitted"), ReviewStatus.InReview, idOrSlug, request, writes, cancellation);

    /// <summary>Return a draft to its writer</summary>
    /// <remarks>
    /// in_review → draft; for a live review, its working copy is returned. The desk sees the note as lastMove, and the audit keeps it.
    /// </remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static Task<Representation> ReturnReview(string idOrSlug, HttpRequest request, Writes writes, CancellationToken cancellation) =>
        ActWithNote(new Deed("return", "review.returned"), ReviewStatus.Draft, idOrSlug, request, writes, cancellation);

    /// <summary>Publish a review</summary>
    /// <remarks>
    /// draft, in_review or a working copy → published: exactly the content that If-Match names goes live, at once, or at the time given
    /// (→ scheduled, or of a scheduled one another time). It needs a film, a release, a language, a reviewer, and a score or a text.
    /// </remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static async Task<Representation> PublishReview(
        string idOrSlug, HttpRequest request, Writes writes, ReviewChecks checks, CancellationToken cancellation)
    {
        var rehearse = ReviewEndpoints.DryRun.Read(request);
        var publication = await JsonBody.ReadOptional<Publication>(request, cancellation) ?? new Publication();
        Validator.Validate(publication).OrThrow();
        return await writes.Run(request.HttpContext, write => ReviewStore.Lock(idOrSlug, write), async (desk, write) =>
        {
            Lifecycle.Require("publish", desk, request);
            if (publication.At is null)
                Lifecycle.RequireUnscheduled(desk!.Draft, desk, "It is scheduled: publish it at another time, or unschedule it first.");
            var (known, warnings) = await checks.RequirePublishable(desk!.Draft, write);
            var stored = publication.At is { } at
                ? Publishing.MoveDraft(desk, ReviewStatus.Scheduled, Future(at, write), new Deed("publish", "review.scheduled"), write)
                : Publishing.GoLive(desk, "review.published", known, write);
            return stored.Answer(warnings) with { ETag = rehearse ? null : stored.ETag };
        }, rehearse);
    }

    /// <summary>Cancel a scheduled publication</summary>
    /// <remarks>scheduled → draft; a working copy stays one.</remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static Task<Representation> UnscheduleReview(string idOrSlug, HttpRequest request, Writes writes) =>
        Act("unschedule", idOrSlug, request, writes, (desk, write) =>
            Publishing.MoveDraft(desk, ReviewStatus.Draft, publishAt: null, new Deed("unschedule", "review.unscheduled"), write));

    /// <summary>Withdraw a live review</summary>
    /// <remarks>
    /// published → withdrawn: readers get 410. A working copy waits until the review is restored; its date to go live is taken back.
    /// </remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static Task<Representation> WithdrawReview(string idOrSlug, HttpRequest request, Writes writes) =>
        Act("withdraw", idOrSlug, request, writes, Publishing.Withdraw);

    /// <summary>Restore a withdrawn review</summary>
    /// <remarks>
    /// withdrawn → published: it has to be publishable as it is now. A working copy that waited comes back; where the review was changed
    /// meanwhile it is a new revision, which is read before it is published.
    /// </remarks>
    /// <param name="idOrSlug">The review's id or slug.</param>
    static Task<Representation> RestoreReview(string idOrSlug, HttpRequest request, Writes writes, ReviewChecks checks) =>
        writes.Run(request.HttpContext, write => ReviewStore.Lock(idOrSlug, write), async (desk, write) =>
        {
            Lifecycle.Require("restore", desk, request);
            var waiting = WorkingCopies.Ask(desk!.Review.ReviewId, write);
            var (known, _) = await checks.RequirePublishable(desk.Review, write);
            var restored = Publishing.GoLive(desk, "review.restored", known, write);
            if (waiting.Value is { } copy)
                Publishing.Resume(copy, desk, write);
            return restored.Answer([]);
        });

    static async Task<Representation> ActWithNote(
        Deed deed, string status, string idOrSlug, HttpRequest request, Writes writes, CancellationToken cancellation)
    {
        var sent = await JsonBody.ReadOptional<MoveNote>(request, cancellation) ?? new MoveNote();
        NoteValidator.Validate(sent).OrThrow();
        return await Act(deed.Action, idOrSlug, request, writes, (desk, write) =>
            Publishing.MoveDraft(desk, status, publishAt: null, deed with { Note = sent.Note }, write));
    }

    static Task<Representation> Act(
        string action, string idOrSlug, HttpRequest request, Writes writes, Func<DeskReview, Write, StoredReview> act) =>
        writes.Run(request.HttpContext, write => ReviewStore.Lock(idOrSlug, write), (desk, write) =>
        {
            Lifecycle.Require(action, desk, request);
            return act(desk!, write).Answer([]);
        });

    static DateTime Future(string at, Write write) =>
        TimestampAttribute.Utc(at) is { } time && time > write.Now
            ? time
            : throw ValidationProblems.Invalid("at", new("in_the_past", "It has to be in the future."));
}

/// <summary>When a review is to go live.</summary>
public sealed record Publication
{
    internal static readonly BodyExample Example = new("at-a-time", """{ "at": "2036-01-15T12:00:00Z" }""");

    /// <summary>The time to go live; left out: at once.</summary>
    [Timestamp] public string? At { get; init; }
}

/// <summary>What the desk is told with a move.</summary>
public sealed record MoveNote
{
    internal static readonly BodyExample Example = new("a-note", """{ "note": "The running time of disc two is missing." }""");

    /// <summary>What to know or to do about the review.</summary>
    [Text(2000)] public string? Note { get; init; }
}
