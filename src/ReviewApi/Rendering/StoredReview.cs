using System.Text.Json;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Rendering;

/// <summary>A review as it lies in the database, ready to be served.</summary>
internal sealed record Rendered
{
    Review? review;
    PackedBytes? packed;

    public required Guid ReviewId { get; init; }
    public required string Status { get; init; }
    public required string ETag { get; init; }
    public required byte[] Document { get; init; }

    /// <summary>The document as it is sent.</summary>
    public PackedBytes Packed => packed ??= new(Document);

    public Review ToReview() => review ??= JsonSerializer.Deserialize<Review>(Document, Json.Options)!;
}

/// <summary>A review as a write leaves it, with its JSON.</summary>
internal sealed class StoredReview
{
    public StoredReview(Review review)
    {
        Review = review;
        Document = ReviewRendering.Document(review);
        ETag = ETags.Compute(Document);
    }

    public Review Review { get; }

    public byte[] Document { get; }

    public string ETag { get; }

    /// <summary>The review, with what was odd about it.</summary>
    public Representation Answer(IReadOnlyList<Fault> warnings) =>
        new(warnings.Count == 0 ? Document : ReviewRendering.Document(Review with { Warnings = warnings })) { ETag = ETag };
}
