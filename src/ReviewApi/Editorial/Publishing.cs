using ReviewApi.Listings;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>Moves reviews and working copies from state to state. Content stays as it is; so does its revision.</summary>
internal static class Publishing
{
    /// <summary>Puts live what the desk works on: the working copy takes the place of the live content.</summary>
    public static StoredReview GoLive(DeskReview desk, string action, Known known, Write write)
    {
        var stored = GoLive(desk.Draft.ToReview(), desk.Review.ToReview(), action, known, write);
        RevisionStore.MarkPublished(stored.Review, write);
        if (desk.WorkingCopy is not null)
            WorkingCopies.Delete(desk.Review.ReviewId, write);
        return stored;
    }

    /// <summary>
    /// Shows a review to readers, in place of what they may have seen of it: the one way of all publications. What it says becomes known
    /// to the catalogue, and with its first publication it gets its lasting slug.
    /// </summary>
    /// <param name="review">The review as it is to be read.</param>
    /// <param name="live">What the review was before; null where it is new.</param>
    /// <param name="action">What is done, for the audit.</param>
    /// <param name="known">What was asked for it.</param>
    /// <param name="write">The write.</param>
    public static StoredReview GoLive(Review review, Review? live, string action, Known known, Write write)
    {
        var identified = known.Identity.MakeKnown(review, live, write);
        var stored = new StoredReview(identified with
        {
            Slug = review.PublishedAt is null ? Slug.Lasting(identified, known.SlugsTaken) : review.Slug,
            Status = ReviewStatus.Published,
            UpdatedAt = write.Now,
            PublishedAt = review.PublishedAt ?? write.Now,
            PublishAt = null,
            LastMove = null,
        });
        var before = live is { Status: ReviewStatus.Published } ? live : null;
        LiveReviews.Put(stored, before, known.Words!.Value, Change(live), write);
        write.Note(action, $"/v1/reviews/{review.Id}", review.Revision);
        return stored;
    }

    static ChangeKind Change(Review? before) => before?.Status switch
    {
        ReviewStatus.Published => ChangeKind.Updated,
        ReviewStatus.Withdrawn => ChangeKind.Restored,
        _ => ChangeKind.Published,
    };

    /// <summary>
    /// Lets a working copy that waited follow the restored review: what was changed meanwhile is not overwritten by whoever has not seen
    /// it, and no revision goes live after a later one.
    /// </summary>
    public static void Resume(Rendered copy, DeskReview restored, Write write)
    {
        var waited = copy.ToReview();
        if (waited.Revision >= restored.Review.ToReview().Revision)
            return;
        var stored = new StoredReview(waited with { Revision = restored.LastRevision + 1, UpdatedAt = write.Now });
        WorkingCopies.Put(stored, write);
        RevisionStore.Add(stored, write);
        write.Note("working_copy.changed", restored.Path, stored.Review.Revision);
    }

    /// <summary>Gives what the desk works on another status, with the time to go live where it is scheduled.</summary>
    public static StoredReview MoveDraft(DeskReview desk, string status, DateTime? publishAt, Deed deed, Write write)
    {
        var stored = new StoredReview(
            desk.Draft.ToReview() with { Status = status, UpdatedAt = write.Now, PublishAt = publishAt, LastMove = deed.By(write) });
        if (desk.WorkingCopy is null)
            ReviewStore.Put(stored, write);
        else
            WorkingCopies.Put(stored, write);
        write.Note(deed.Audited, desk.Path, stored.Review.Revision, deed.Note);
        return stored;
    }

    /// <summary>Takes a live review from the readers; a working copy waits as a draft, or as it was submitted.</summary>
    public static StoredReview Withdraw(DeskReview desk, Write write)
    {
        if (desk.WorkingCopy is { Status: ReviewStatus.Scheduled })
            MoveDraft(desk, ReviewStatus.Draft, publishAt: null, new Deed("withdraw", "review.unscheduled"), write);
        var withdrawn = desk.Review.ToReview() with
        {
            Status = ReviewStatus.Withdrawn,
            UpdatedAt = write.Now,
            LastMove = new Deed("withdraw", "").By(write),
        };
        var stored = new StoredReview(withdrawn);
        LiveReviews.Remove(stored, write);
        write.Note("review.withdrawn", desk.Path, stored.Review.Revision);
        return stored;
    }
}
