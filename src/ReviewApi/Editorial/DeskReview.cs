using ReviewApi.Rendering;
using ReviewApi.Reviews;

namespace ReviewApi.Editorial;

/// <summary>A review as the desk sees it, locked until the write ends: the review itself, and beside a live one its working copy.</summary>
internal sealed record DeskReview(Rendered Review, Rendered? WorkingCopy, int LastRevision)
{
    /// <summary>What the desk works on.</summary>
    public Rendered Draft => WorkingCopy ?? Review;

    public bool IsLive => Review.Status == ReviewStatus.Published;

    public string Path => $"/v1/reviews/{Review.ReviewId}";
}
