using System.ComponentModel;
using ReviewApi.Rules;

namespace ReviewApi.Exchange.Webhooks;

/// <summary>Where changes are sent to.</summary>
public sealed record Webhook
{
    /// <summary>The webhook's id, a UUIDv7.</summary>
    [ReadOnly(true), AlwaysAnswered] public Guid? Id { get; init; }

    /// <summary>
    /// Where to: an http or https address, which must not lead to a private network. It is sent a POST with JSON, and has to answer with a
    /// status of 2xx within 10 seconds; redirects are not followed.
    /// </summary>
    [Required, Text(2000)] public string? Url { get; init; }

    /// <summary>What is sent; left out: all.</summary>
    [Items(6), OneOf(
        "review.published", "review.updated", "review.withdrawn", "review.restored", "film.merged", "release.merged")]
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>
    /// Only changes of reviews that meet filters of the list, but for words (q, in), written as its query:
    /// format=uhd_blu_ray&amp;hdr=dolby_vision&amp;picture.gte=9. A change is sent where the review met them before it or meets them after
    /// it, so that one that no longer does is told too; merges are not.
    /// </summary>
    [Text(2000)] public string? Filter { get; init; }

    /// <summary>What it is for.</summary>
    [Text(200)] public string? Description { get; init; }

    /// <summary>
    /// The secret that signs what is sent (Standard Webhooks). It is answered once, to who makes or rotates it.
    /// </summary>
    [ReadOnly(true)] public string? Secret { get; init; }

    /// <summary>When it was made.</summary>
    [ReadOnly(true), AlwaysAnswered] public DateTime? CreatedAt { get; init; }

    /// <summary>Since when nothing has been taken; left out where the last delivery was.</summary>
    [ReadOnly(true)] public DateTime? FailingSince { get; init; }

    /// <summary>
    /// When it was switched off: after three days of failures, or by an answer of 410. A replay switches it on again.
    /// </summary>
    [ReadOnly(true)] public DateTime? DisabledAt { get; init; }
}

/// <summary>A change that was sent, or is to be sent, to a webhook.</summary>
public sealed record Delivery
{
    /// <summary>The header webhook-id, the same with each attempt and each replay.</summary>
    public required string Id { get; init; }

    /// <summary>The event, as review.published.</summary>
    public required string Event { get; init; }

    /// <summary>The review, the film or the release.</summary>
    public required Guid Subject { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was put in the queue.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was tried last.</summary>
    public DateTime? AttemptedAt { get; init; }

    /// <summary>When it was taken; left out while it is not.</summary>
    public DateTime? DeliveredAt { get; init; }

    /// <summary>While it waits: when it is tried at the earliest.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>The status of the last answer.</summary>
    public int? Status { get; init; }

    /// <summary>Why the last attempt failed without an answer.</summary>
    public string? Error { get; init; }
}
