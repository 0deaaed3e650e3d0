using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Exchange;

/// <summary>Something that has changed for readers.</summary>
public sealed record Change
{
    /// <summary>Where to go on after it.</summary>
    public required string Cursor { get; init; }

    /// <summary>
    /// published: a review went live for the first time; updated: it is live with another content; withdrawn; restored: it is live again;
    /// merged: a film or a release turned out to be another one.
    /// </summary>
    [OneOf("published", "updated", "withdrawn", "restored", "merged")] public required string Type { get; init; }

    /// <summary>The review.</summary>
    public Guid? ReviewId { get; init; }

    /// <summary>The review's revision after it. A merge moves the reviews of the film or the release without a new one.</summary>
    public int? Revision { get; init; }

    /// <summary>The film that was merged into another one.</summary>
    public Guid? FilmId { get; init; }

    /// <summary>The release that was merged into another one.</summary>
    public Guid? ReleaseId { get; init; }

    /// <summary>The film or the release that it is now.</summary>
    public Guid? Into { get; init; }

    /// <summary>When it was changed.</summary>
    public required DateTime At { get; init; }

    /// <summary>
    /// With include=review: the review as it is now, which may be of a later revision; left out where it has been withdrawn since.
    /// </summary>
    public Review? Review { get; init; }
}

/// <summary>A page of changes.</summary>
public sealed record ChangePage
{
    /// <summary>The changes, in the order in which they are told.</summary>
    public required IReadOnlyList<Change> Items { get; init; }

    /// <summary>Where to go on: after the last of them.</summary>
    public required string Cursor { get; init; }

    /// <summary>Whether there are more already.</summary>
    public required bool More { get; init; }
}
