using System.ComponentModel;
using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>
/// A review of a home-video release: what is judged (films, release), the judgements (sections, overall) and who made them.
/// Members that are not known are left out, never null; an empty array says "known to be none".
/// </summary>
public sealed record Review
{
    /// <summary>The review's id, a UUIDv7.</summary>
    [ReadOnly(true), AlwaysAnswered] public Guid? Id { get; init; }

    /// <summary>A readable name, unique, usable wherever the id is. It stays the same once the review has been live.</summary>
    [ReadOnly(true), AlwaysAnswered] public string? Slug { get; init; }

    /// <summary>Where the review stands in its life.</summary>
    [ReadOnly(true), AlwaysAnswered, Code("status")] public string? Status { get; init; }

    /// <summary>Counts the saved changes of content, from 1.</summary>
    [ReadOnly(true), AlwaysAnswered] public long? Revision { get; init; }

    /// <summary>The review's own title.</summary>
    [Text(300)] public string? Headline { get; init; }

    /// <summary>The verdict in brief.</summary>
    [Text(2000)] public string? Summary { get; init; }

    /// <summary>The language the review is written in, as a BCP 47 tag. Needed to publish.</summary>
    [LanguageTag] public string? Language { get; init; }

    /// <summary>Who wrote it, in printed order. Needed to publish.</summary>
    [Items(20)] public IReadOnlyList<Reviewer>? Reviewers { get; init; }

    /// <summary>When it was first printed.</summary>
    [PartialDate] public string? ReviewedOn { get; init; }

    /// <summary>When it was last changed in print.</summary>
    [PartialDate] public string? RevisedOn { get; init; }

    /// <summary>Where it was printed.</summary>
    public Source? Source { get; init; }

    /// <summary>An SPDX license id, or all-rights-reserved.</summary>
    [Code("license")] public string? License { get; init; }

    /// <summary>How a reuser names the source.</summary>
    [Text(300)] public string? Attribution { get; init; }

    /// <summary>Whether the texts give the plot away.</summary>
    public bool? Spoilers { get; init; }

    /// <summary>Content notes as printed, as "smoking: frequently".</summary>
    [Items(50), Filled(300)] public IReadOnlyList<string>? Advisories { get; init; }

    /// <summary>What it was watched and heard on.</summary>
    [Text(2000)] public string? Equipment { get; init; }

    /// <summary>Whatever has no member of its own.</summary>
    [Text(5000)] public string? Notes { get; init; }

    /// <summary>What is on the discs: one film or more. Needed to publish.</summary>
    [Items(60)] public IReadOnlyList<Film>? Films { get; init; }

    /// <summary>The release judged, with its facts as this review printed them. Needed to publish.</summary>
    public Release? Release { get; init; }

    /// <summary>The judgements of the five sections, each optional.</summary>
    public Sections? Sections { get; init; }

    /// <summary>Further sections that the outlet judges, by their printed label.</summary>
    [Items(60)] public IReadOnlyList<Section>? OtherSections { get; init; }

    /// <summary>The overall judgement as printed; it is never computed.</summary>
    public Overall? Overall { get; init; }

    /// <summary>
    /// The mean of the scored ones of the five sections, one decimal, half away from zero; left out where none is scored.
    /// </summary>
    [ReadOnly(true), Between(0, 10)] public decimal? MeanScore { get; init; }

    /// <summary>Other reviews that this one refers to.</summary>
    [Items(100)] public IReadOnlyList<RelatedReview>? Related { get; init; }

    /// <summary>When the review was first saved.</summary>
    [ReadOnly(true), AlwaysAnswered] public DateTime? CreatedAt { get; init; }

    /// <summary>When it was last saved or changed its status.</summary>
    [ReadOnly(true), AlwaysAnswered] public DateTime? UpdatedAt { get; init; }

    /// <summary>When it first went live.</summary>
    [ReadOnly(true)] public DateTime? PublishedAt { get; init; }

    /// <summary>When it is to go live.</summary>
    [ReadOnly(true)] public DateTime? PublishAt { get; init; }

    /// <summary>How it last came to its status, for the desk; a published review does not have it.</summary>
    [ReadOnly(true)] public Move? LastMove { get; init; }

    /// <summary>How it matches the words of q; only in lists with q.</summary>
    [ReadOnly(true)] public Match? Match { get; init; }

    /// <summary>What a person reads for the codes in it, by code; only in lists with labels.</summary>
    [ReadOnly(true)] public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>What is odd but may be true; only in the answers to writes.</summary>
    [ReadOnly(true)] public IReadOnlyList<Fault>? Warnings { get; init; }
}

/// <summary>How a review matches the words that were asked for.</summary>
[ReadOnly(true)]
public sealed record Match
{
    /// <summary>How well; words in a title weigh most, then those in names, the headline and the prose.</summary>
    public required decimal Rank { get; init; }

    /// <summary>Passages that have the words.</summary>
    public required IReadOnlyList<Highlight> Highlights { get; init; }
}

/// <summary>A passage that has words that were asked for.</summary>
public sealed record Highlight
{
    /// <summary>Where it stands.</summary>
    [OneOf("headline", "summary", "story", "performances", "picture", "sound", "extras", "overall")]
    public required string Section { get; init; }

    /// <summary>The passage as HTML: the words in mark elements, all else escaped.</summary>
    public required string Fragment { get; init; }
}

/// <summary>An action that moved a review from one status to another.</summary>
[ReadOnly(true)]
public sealed record Move
{
    /// <summary>What was done; publish at a time.</summary>
    [OneOf("submit", "return", "publish", "unschedule", "withdraw")] public required string Action { get; init; }

    /// <summary>What was said with it.</summary>
    public string? Note { get; init; }

    /// <summary>The name of the key, or of the part of the service, that did it.</summary>
    public required string By { get; init; }

    /// <summary>When it was done.</summary>
    public required DateTime At { get; init; }
}

/// <summary>A reviewer as printed.</summary>
public sealed record Reviewer
{
    /// <summary>The reviewer's id: one for a name within an outlet.</summary>
    [ReadOnly(true)] public Guid? Id { get; init; }

    /// <summary>The name as printed; only an anonymous reviewer has none.</summary>
    [Filled(200)] public string? Name { get; init; }

    /// <summary>A person, an organisation, a pseudonym, anonymous, or an aggregate of others.</summary>
    [Code("reviewer_kind")] public string? Kind { get; init; }

    /// <summary>What of the review is theirs.</summary>
    [Items(20), Code("role")] public IReadOnlyList<string>? Roles { get; init; }
}

/// <summary>Where a review was printed. Outlet and externalId together are unique.</summary>
public sealed record Source
{
    /// <summary>The site or magazine.</summary>
    [Filled(200)] public string? Outlet { get; init; }

    /// <summary>The page, an absolute http or https address.</summary>
    [WebAddress] public string? Url { get; init; }

    /// <summary>The outlet's own id of the review.</summary>
    [Filled(200)] public string? ExternalId { get; init; }
}

/// <summary>A link to another review.</summary>
public sealed record RelatedReview
{
    /// <summary>The other review's id.</summary>
    [Required, Identifier] public string? ReviewId { get; init; }

    /// <summary>What the other one is to this one.</summary>
    [Required, Code("review_relation")] public string? Relation { get; init; }
}
