using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>
/// Saves content: checks it, finds the films and the release that it means, and makes a revision where it says something new.
/// </summary>
internal sealed class Saving(ReviewChecks checks)
{
    /// <summary>Asks what has to be known to save a new review.</summary>
    public Asked<Known> AskNew(Review sent, bool publish, Write write) =>
        checks.Ask(WithOutlet(sent, write.By), stored: null, publish ? Readers.NewToIt : Readers.Desk, write);

    /// <summary>Holds a review, and asks what has to be known to save content in place of that of it.</summary>
    public Asked<(DeskReview? Desk, Known Known)> Lock(string idOrSlug, Review sent, Readers readers, Write write)
    {
        var (desk, known) = (ReviewStore.Lock(idOrSlug, write), AskOther(sent, idOrSlug, readers, write));
        return new(() => (desk.Value, known.Value));
    }

    /// <summary>Asks what has to be known to save content in place of that of a review, which the write holds.</summary>
    /// <param name="sent">The content.</param>
    /// <param name="stored">The review's id or slug.</param>
    /// <param name="readers">Who is to read it.</param>
    /// <param name="write">The write.</param>
    public Asked<Known> AskOther(Review sent, string stored, Readers readers, Write write) =>
        checks.Ask(WithOutlet(sent, write.By), stored, readers, write);

    /// <summary>Saves a new review as a draft, or publishes it at once.</summary>
    public static (StoredReview Stored, IReadOnlyList<Fault> Warnings) Create(Review sent, bool publish, Known known, Write write)
    {
        var (content, warnings) = ReviewChecks.Check(OfOutlet(sent, write.By), stored: null, known, publish);
        return (Add(content, publish, known, write), warnings);
    }

    /// <summary>Saves a new review, which was judged, as a draft, or publishes it at once.</summary>
    public static StoredReview Add(Review content, bool publish, Known known, Write write)
    {
        var id = Guid.CreateVersion7(write.Now);
        known.RequireFreeSource(id);
        var draft = content with
        {
            Id = id,
            Slug = Slug.OfDraft(content, id),
            Status = ReviewStatus.Draft,
            Revision = 1,
            CreatedAt = write.Now,
            UpdatedAt = write.Now,
        };
        write.Note("review.created", $"/v1/reviews/{id}", revision: 1);
        var stored = publish
            ? Publishing.GoLive(draft, live: null, "review.published", known, write)
            : PutDraft(draft, before: null, known, write);
        RevisionStore.Add(stored, write);
        return stored;
    }

    /// <summary>Saves other content of the review itself; of a live one it is live at once.</summary>
    public static (StoredReview Stored, IReadOnlyList<Fault> Warnings) Replace(DeskReview desk, Review sent, Known known, Write write)
    {
        var before = desk.Review.ToReview();
        var (after, warnings) = Changed(before, before.Status!, desk, sent, known, write);
        return (after.Revision == before.Revision ? new StoredReview(before) : Put(after, desk, known, write), warnings);
    }

    /// <summary>Stores new content of the review itself; of a live one it is live at once.</summary>
    public static StoredReview Put(Review after, DeskReview desk, Known known, Write write)
    {
        var before = desk.Review.ToReview();
        if (!desk.IsLive)
            write.Note("review.changed", desk.Path, after.Revision);
        var stored = desk.IsLive
            ? Publishing.GoLive(after, before, "review.changed", known, write)
            : PutDraft(after, before, known, write);
        RevisionStore.Add(stored, write);
        return stored;
    }

    /// <summary>
    /// Saves content as what the desk works on: the working copy of a live review, made where there is none, else the review itself.
    /// </summary>
    public static (StoredReview Stored, IReadOnlyList<Fault> Warnings) ReplaceDraft(
        DeskReview desk, Review sent, Known known, Write write)
    {
        if (!desk.IsLive)
            return Replace(desk, sent, known, write);
        var before = desk.Draft.ToReview();
        var (after, warnings) = Changed(before, desk.WorkingCopy?.Status ?? ReviewStatus.Draft, desk, sent, known, write);
        var isNew = after.Revision != before.Revision;
        if (desk.WorkingCopy is not null && !isNew)
            return (new StoredReview(before), warnings);
        return (PutCopy(after, isNew, desk, known, write), warnings);
    }

    /// <summary>Stores the working copy of a live review; of new content it makes a revision.</summary>
    public static StoredReview PutCopy(Review after, bool isNew, DeskReview desk, Known known, Write write)
    {
        var stored = new StoredReview(isNew ? known.Identity.Find(after, desk.Draft.ToReview()) : after);
        WorkingCopies.Put(stored, write);
        if (isNew)
            RevisionStore.Add(stored, write);
        write.Note(desk.WorkingCopy is null ? "working_copy.created" : "working_copy.changed", desk.Path, after.Revision);
        return stored;
    }

    // A review that readers do not see: it makes nothing known.
    static StoredReview PutDraft(Review draft, Review? before, Known known, Write write)
    {
        var stored = new StoredReview(known.Identity.Find(draft, before));
        ReviewStore.Put(stored, write);
        return stored;
    }

    // The review after the change; of the same revision where it says nothing new.
    static (Review After, IReadOnlyList<Fault> Warnings) Changed(
        Review before, string status, DeskReview desk, Review sent, Known known, Write write)
    {
        var (content, warnings) = ReviewChecks.Check(
            OfOutlet(sent, write.By), before, known, toPublish: status == ReviewStatus.Published);
        return (After(before, status, desk, content, known, write), warnings);
    }

    /// <summary>A review after a change to content that was judged; of the same revision where that says nothing new.</summary>
    public static Review After(Review before, string status, DeskReview desk, Review content, Known known, Write write)
    {
        if (IsSame(content, before) || IsSame(known.Identity.Find(content, before), before))
            return before with { Status = status, UpdatedAt = status == before.Status ? before.UpdatedAt : write.Now };
        known.RequireFreeSource(before.Id!.Value);
        return content with
        {
            Id = before.Id,
            Slug = before.PublishedAt is null ? Slug.OfDraft(content, before.Id.Value) : before.Slug,
            Status = status,
            Revision = desk.LastRevision + 1,
            CreatedAt = before.CreatedAt,
            UpdatedAt = write.Now,
            PublishedAt = before.PublishedAt,
            PublishAt = before.PublishAt,
            LastMove = before.LastMove,
        };
    }

    // A key of an outlet writes for that outlet.
    static Review OfOutlet(Review sent, Caller by) =>
        by.Outlet is null || (sent.Source?.Outlet ?? by.Outlet) == by.Outlet
            ? WithOutlet(sent, by)
            : throw new ProblemException(Problems.Forbidden, $"The key is for reviews of {by.Outlet} only.");

    static Review WithOutlet(Review sent, Caller by) => by.Outlet is null || sent.Source?.Outlet is not null
        ? sent
        : sent with { Source = (sent.Source ?? new Source()) with { Outlet = by.Outlet } };

    // Ids that the catalogue gave may be left out: that changes nothing.
    static bool IsSame(Review content, Review before)
    {
        var films = content.Films?.Select((film, index) => film with { Id = film.Id ?? before.Films?.ElementAtOrDefault(index)?.Id })
            .ToList();
        var release = content.Release is { } sent ? sent with { Id = sent.Id ?? before.Release?.Id } : null;
        return Bytes(content with { Films = films, Release = release }).AsSpan().SequenceEqual(Bytes(before));
    }

    static byte[] Bytes(Review review) => ReviewRendering.Document(ReviewRendering.Content(Sets.InOneOrder(review)));
}
