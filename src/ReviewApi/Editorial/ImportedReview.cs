using ReviewApi.Listings;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>What importing a content that was judged changes, before it is stored.</summary>
/// <param name="Desk">The review of the same source; null: there is none.</param>
/// <param name="After">The review after the import; of a new one its content alone.</param>
/// <param name="IsNew">Whether its content is new.</param>
/// <param name="GoesLive">Whether it is read by all from then on.</param>
internal sealed record ImportedReview(DeskReview? Desk, Review After, bool IsNew, bool GoesLive)
{
    /// <summary>What an import is judged and compared with: what readers see, or what the desk works on.</summary>
    public static Rendered? Before(DeskReview? desk, bool publish) => publish ? desk?.Review : desk?.Draft;

    /// <summary>Whether content that is imported goes live; a withdrawn review stays with the desk.</summary>
    public static bool ToPublish(DeskReview? desk, bool publish) => publish && desk?.Review.Status != ReviewStatus.Withdrawn;

    /// <summary>What an import changes; null where it changes nothing.</summary>
    public static ImportedReview? Of(DeskReview? desk, Review content, bool publish, Known known, Write write)
    {
        var goesLive = ToPublish(desk, publish);
        if (desk is null)
            return new(desk, content, IsNew: true, goesLive);
        var before = Before(desk, publish)!.ToReview();
        var status = desk is { IsLive: true, WorkingCopy: null } && !publish ? ReviewStatus.Draft : before.Status!;
        var after = Saving.After(before, status, desk, content, known, write);
        var isNew = after.Revision != before.Revision;
        return isNew || goesLive && !desk.IsLive ? new(desk, after, isNew, goesLive) : null;
    }

    /// <summary>Stores it.</summary>
    /// <param name="words">The words that it is found by where it goes live.</param>
    /// <param name="known">What is known of all that is imported with it.</param>
    /// <param name="write">The write.</param>
    public StoredReview Store(ListingWords? words, Known known, Write write)
    {
        known = known with { Words = words is null ? null : new(() => words) };
        if (Desk is null)
            return Saving.Add(After, GoesLive, known, write);
        if (Desk.IsLive && !GoesLive)
            return Saving.PutCopy(After, IsNew, Desk, known, write);
        return GoesLive && !Desk.IsLive ? Publish(known, write) : Saving.Put(After, Desk, known, write);
    }

    StoredReview Publish(Known known, Write write)
    {
        if (IsNew)
            write.Note("review.changed", Desk!.Path, After.Revision);
        var stored = Publishing.GoLive(After, Desk!.Review.ToReview(), "review.published", known, write);
        if (IsNew)
            RevisionStore.Add(stored, write);
        else
            RevisionStore.MarkPublished(stored.Review, write);
        return stored;
    }
}
