using System.Text.Json;
using ReviewApi.Http;

namespace ReviewApi.Reviews;

/// <summary>A review's JSON as it is stored and served: whole, and as an item of a list.</summary>
internal static class ReviewRendering
{
    public static byte[] Document(Review review) => JsonSerializer.SerializeToUtf8Bytes(review with { Warnings = null }, Json.Options);

    /// <summary>The review without texts; film and release in short.</summary>
    public static byte[] Summary(Review review) => JsonSerializer.SerializeToUtf8Bytes(new ReviewSummary
    {
        Id = review.Id!.Value,
        Slug = review.Slug!,
        Status = review.Status!,
        Revision = review.Revision!.Value,
        Headline = review.Headline,
        Summary = review.Summary,
        Language = review.Language,
        Reviewers = review.Reviewers,
        ReviewedOn = review.ReviewedOn,
        RevisedOn = review.RevisedOn,
        Source = review.Source,
        License = review.License,
        Films = review.Films?.Select(FilmInShort.Of).ToList(),
        Release = review.Release is { } release ? ReleaseInShort.Of(release) : null,
        Sections = review.Sections is { } sections ? ScoresInShort.Of(sections) : null,
        Overall = JudgementInShort.Of(review.Overall),
        MeanScore = review.MeanScore,
        CreatedAt = review.CreatedAt!.Value,
        UpdatedAt = review.UpdatedAt!.Value,
        PublishedAt = review.PublishedAt,
        PublishAt = review.PublishAt,
    }, Json.Options);

    /// <summary>What of a review a client writes: two reviews with the same content are the same but for what the server says of them.</summary>
    public static byte[] Content(Review review) => Document(review with
    {
        Id = null,
        Slug = null,
        Status = null,
        Revision = null,
        CreatedAt = null,
        UpdatedAt = null,
        PublishedAt = null,
        PublishAt = null,
    });
}
