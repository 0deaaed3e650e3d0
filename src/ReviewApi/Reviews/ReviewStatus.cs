namespace ReviewApi.Reviews;

/// <summary>Where a review stands in its life: the codes of the vocabulary status.</summary>
internal static class ReviewStatus
{
    public const string Draft = "draft";
    public const string InReview = "in_review";
    public const string Scheduled = "scheduled";
    public const string Published = "published";
    public const string Withdrawn = "withdrawn";
}
