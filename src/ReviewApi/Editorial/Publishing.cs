using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>Moves reviews and working copies from state to state. Content stays as it is; so does its revision.</summary>
internal static class Publishing
{
    /// <summary>Requires that content may go live as it is: 422 with every fault, 409 where another review has its source, else the warnings.</summary>
    public static async Task<IReadOnlyList<Fault>> RequirePublishable(Rendered draft, Write write)
    {
        var review = draft.ToReview();
        var (_, warnings) = await ReviewChecks.Check(review, review, toPublish: true, write);
        await Saving.RequireFreeSource(review, draft.ReviewId, write);
        return warnings;
    }

    /// <summary>Puts live what the desk works on: the working copy takes the place of the live content.</summary>
    public static async Task<StoredReview> GoLive(DeskReview desk, Write write)
    {
        var review = desk.Draft.ToReview();
        var stored = new StoredReview(review with { Status = ReviewStatus.Published, UpdatedAt = write.Now, PublishedAt = review.PublishedAt ?? write.Now, PublishAt = null, LastMove = null });
        await ReviewStore.Update(stored, write);
        await Revisions.MarkPublished(stored.Review, write);
        if (desk.WorkingCopy is not null)
            await WorkingCopies.Delete(desk.Review.ReviewId, write);
        return stored;
    }

    /// <summary>Gives what the desk works on another status, with the time to go live where it is scheduled.</summary>
    public static async Task<StoredReview> MoveDraft(DeskReview desk, string status, DateTime? publishAt, Move move, Write write)
    {
        var stored = new StoredReview(desk.Draft.ToReview() with { Status = status, UpdatedAt = write.Now, PublishAt = publishAt, LastMove = move });
        if (desk.WorkingCopy is null)
            await ReviewStore.Update(stored, write);
        else
            await WorkingCopies.Put(stored, write);
        return stored;
    }

    /// <summary>Takes a live review from the readers; a working copy waits as a draft, or as it was submitted.</summary>
    public static async Task<StoredReview> Withdraw(DeskReview desk, Write write)
    {
        if (desk.WorkingCopy is { Status: ReviewStatus.Scheduled })
            await MoveDraft(desk, ReviewStatus.Draft, publishAt: null, Move.Of("withdraw", write), write);
        var stored = new StoredReview(desk.Review.ToReview() with { Status = ReviewStatus.Withdrawn, UpdatedAt = write.Now, LastMove = Move.Of("withdraw", write) });
        await ReviewStore.Update(stored, write);
        return stored;
    }
}
