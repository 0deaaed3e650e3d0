using ReviewApi.Listings;
using ReviewApi.Rendering;
using ReviewApi.Reviews;

namespace ReviewApi.Editorial;

/// <summary>The columns of a review.</summary>
internal sealed record ReviewRow
{
    public required Guid ReviewId { get; init; }
    public required string Slug { get; init; }
    public required string Status { get; init; }
    public required int Revision { get; init; }
    public required string ETag { get; init; }
    public string? Outlet { get; init; }
    public string? ExternalId { get; init; }

    /// <summary>The release in the catalogue, while the review is published.</summary>
    public Guid? ReleaseId { get; init; }

    public required byte[] Document { get; init; }
    public required byte[] Summary { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }
    public DateTime? PublishedAt { get; init; }
    public DateTime? PublishAt { get; init; }
    public short Derivation { get; } = ListingStore.Derivation;

    public static ReviewRow From(StoredReview stored)
    {
        var review = stored.Review;
        return new ReviewRow
        {
            ReviewId = review.Id!.Value,
            Slug = review.Slug!,
            Status = review.Status!,
            Revision = (int)review.Revision!.Value,
            ETag = stored.ETag,
            Outlet = review.Source?.Outlet,
            ExternalId = review.Source?.ExternalId,
            ReleaseId = review is { Status: ReviewStatus.Published, Release.Id: { } releaseId } ? Guid.Parse(releaseId) : null,
            Document = stored.Document,
            Summary = ReviewRendering.Summary(review),
            CreatedAt = review.CreatedAt!.Value,
            UpdatedAt = review.UpdatedAt!.Value,
            PublishedAt = review.PublishedAt,
            PublishAt = review.PublishAt,
        };
    }
}
