using System.Collections.Immutable;

namespace ReviewApi.Tests.Editorial;

/// <summary>
/// The lifecycle in short: what there is of a review, what readers see of it, and what each command answers and leaves. Its content is its
/// headline; one that is unfinished cannot go live.
/// </summary>
/// <param name="Review">The review itself; null once it is deleted.</param>
/// <param name="Copy">The working copy beside it; that of a withdrawn review waits until the review is restored.</param>
/// <param name="Revisions">What was ever saved, from revision 1 on.</param>
sealed record LifecycleModel(Version? Review, Version? Copy, ImmutableList<Saved> Revisions)
{
    public const string Unfinished = "Unfinished";

    public bool IsLive => Review is { Status: "published" };

    public bool WasLive => Revisions.Any(revision => revision.WasLive);

    /// <summary>What the desk works on.</summary>
    public Version? Draft => IsLive ? Copy ?? Review : Review;

    /// <summary>What is at /draft, which a live review without a copy has not.</summary>
    public Version? AtDraft => IsLive ? Copy : Review;

    public string Readers => Review?.Status switch
    {
        "published" => $"200 {Review.Headline}",
        "withdrawn" => "410",
        _ => "404",
    };

    public string Stage => IsLive && Copy is not null ? $"published+{Copy.Status}" : Review?.Status ?? "deleted";

    public static LifecycleModel Created(string headline, bool published) =>
        new(new(published ? "published" : "draft", headline, 1), Copy: null, [new(headline, published)]);

    /// <summary>The status that a command is answered with, and what there is after it.</summary>
    public (int Status, LifecycleModel After) Do(Step step)
    {
        if (Review is null
            || step.Command == Command.RestoreRevision && step.Revision > Revisions.Count
            || step.Command == Command.DeleteDraft && AtDraft is null)
            return Refused(404);
        if (step.Tag != Tag.Own)
            return Refused(step.Tag == Tag.None ? 428 : 412);
        return step.Command switch
        {
            Command.Patch or Command.Put => Change(step.Headline),
            Command.PatchDraft or Command.PutDraft => ChangeDraft(step.Headline),
            Command.RestoreRevision => ChangeDraft(Revisions[step.Revision - 1].Headline),
            Command.DeleteDraft => IsLive ? (204, this with { Copy = null }) : Refused(409),
            Command.Delete => WasLive ? Refused(409) : (204, this with { Review = null, Copy = null }),
            Command.Submit => Draft!.Status == "draft" ? Move("in_review") : Refused(409),
            Command.Return => Draft!.Status == "in_review" ? Move("draft") : Refused(409),
            Command.Schedule => Draft!.Status is "draft" or "in_review" or "scheduled"
                ? IfFinished(Draft, () => Move("scheduled"))
                : Refused(409),
            Command.Unschedule => Draft!.Status == "scheduled" ? Move("draft") : Refused(409),
            Command.Publish => Draft!.Status is "draft" or "in_review" ? IfFinished(Draft, GoLive) : Refused(409),
            Command.Withdraw => IsLive ? (200, Withdrawn()) : Refused(409),
            Command.Restore => Review.Status == "withdrawn" ? IfFinished(Review, Restored) : Refused(409),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
        };
    }

    (int, LifecycleModel) Refused(int status) => (status, this);

    (int, LifecycleModel) IfFinished(Version what, Func<(int, LifecycleModel)> act) => what.Headline == Unfinished ? Refused(422) : act();

    (int, LifecycleModel) Move(string status) =>
        (200, IsLive ? this with { Copy = Copy! with { Status = status } } : this with { Review = Review! with { Status = status } });

    (int, LifecycleModel) GoLive() => (200, this with
    {
        Review = Draft! with { Status = "published" },
        Copy = IsLive ? null : Copy,
        Revisions = Revisions.SetItem(Draft.Revision - 1, new(Draft.Headline, WasLive: true)),
    });

    // A copy that waited while the review was changed follows it as a revision of its own.
    (int, LifecycleModel) Restored()
    {
        var (status, live) = GoLive();
        return (status, live.Copy is not { } copy || copy.Revision >= live.Review!.Revision ? live : live with
        {
            Copy = copy with { Revision = Revisions.Count + 1 },
            Revisions = live.Revisions.Add(new(copy.Headline, WasLive: false)),
        });
    }

    LifecycleModel Withdrawn() => this with
    {
        Review = Review! with { Status = "withdrawn" },
        Copy = Copy is { Status: "scheduled" } ? Copy with { Status = "draft" } : Copy,
    };

    // Of a live review it is live at once; the same content is no revision.
    (int, LifecycleModel) Change(string headline)
    {
        if (Review!.Status == "scheduled" || IsLive && Copy is not null)
            return Refused(409);
        if (IsLive && headline == Unfinished)
            return Refused(422);
        return headline == Review.Headline ? (200, this) : (200, this with
        {
            Review = new(Review.Status, headline, Revisions.Count + 1),
            Revisions = Revisions.Add(new(headline, IsLive)),
        });
    }

    // Of a live review without a copy it makes one, which has the live revision as long as it says the same.
    (int, LifecycleModel) ChangeDraft(string headline)
    {
        if (!IsLive)
            return Change(headline);
        if (Copy is { Status: "scheduled" })
            return Refused(409);
        var changed = headline == Draft!.Headline ? this : this with { Revisions = Revisions.Add(new(headline, WasLive: false)) };
        var copy = new Version(Copy?.Status ?? "draft", headline, changed == this ? Draft.Revision : changed.Revisions.Count);
        return (Copy is null ? 201 : 200, changed with { Copy = copy });
    }
}

/// <summary>A review, or its working copy, as it is now.</summary>
sealed record Version(string Status, string Headline, int Revision);

/// <summary>A content that was saved.</summary>
sealed record Saved(string Headline, bool WasLive);
