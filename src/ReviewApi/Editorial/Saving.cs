using Dapper;
using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Identity;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>
/// Saves content: checks it, finds the films and the release that it means, and makes a revision where it says something new.
/// </summary>
internal static class Saving
{
    /// <summary>Saves a new review as a draft, or publishes it at once.</summary>
    public static async Task<(StoredReview Stored, IReadOnlyList<Fault> Warnings)> Create(Review sent, bool publish, Write write)
    {
        var (content, warnings) = await ReviewChecks.Check(OfOutlet(sent, write.By), stored: null, publish, write);
        var id = Guid.CreateVersion7(write.Now);
        await RequireFreeSource(content, id, write);
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
            ? await Publishing.GoLive(draft, live: null, "review.published", write)
            : await PutDraft(draft, before: null, write);
        await RevisionStore.Add(stored, write);
        return (stored, warnings);
    }

    /// <summary>Saves other content of the review itself; of a live one it is live at once.</summary>
    public static async Task<(StoredReview Stored, IReadOnlyList<Fault> Warnings)> Replace(
        DeskReview desk, Func<Review, Review> change, Write write)
    {
        var before = desk.Review.ToReview();
        var (after, warnings) = await Changed(before, before.Status!, desk, change, write);
        if (after.Revision == before.Revision)
            return (new StoredReview(before), warnings);
        if (!desk.IsLive)
            write.Note("review.changed", desk.Path, after.Revision);
        var stored = desk.IsLive ? await Publishing.GoLive(after, before, "review.changed", write) : await PutDraft(after, before, write);
        await RevisionStore.Add(stored, write);
        return (stored, warnings);
    }

    /// <summary>
    /// Saves content as what the desk works on: the working copy of a live review, made where there is none, else the review itself.
    /// </summary>
    public static async Task<(StoredReview Stored, IReadOnlyList<Fault> Warnings)> ReplaceDraft(
        DeskReview desk, Func<Review, Review> change, Write write)
    {
        if (!desk.IsLive)
            return await Replace(desk, change, write);
        var before = desk.Draft.ToReview();
        var (after, warnings) = await Changed(before, desk.WorkingCopy?.Status ?? ReviewStatus.Draft, desk, change, write);
        var isNew = after.Revision != before.Revision;
        if (desk.WorkingCopy is not null && !isNew)
            return (new StoredReview(before), warnings);
        var stored = new StoredReview(isNew ? await ReviewIdentity.Find(after, before, write) : after);
        await WorkingCopies.Put(stored, write);
        if (isNew)
            await RevisionStore.Add(stored, write);
        write.Note(desk.WorkingCopy is null ? "working_copy.created" : "working_copy.changed", desk.Path, after.Revision);
        return (stored, warnings);
    }

    /// <summary>Requires that no other review has the outlet and externalId of this one: 409 that says which.</summary>
    public static async Task RequireFreeSource(Review review, Guid id, Write write)
    {
        if (review.Source is not { Outlet: not null, ExternalId: not null } source)
            return;
        const string sql = "select review_id from reviews where outlet = @Outlet and external_id = @ExternalId and review_id <> @id";
        var asked = new { source.Outlet, source.ExternalId, id };
        if (await write.Connection.QuerySingleOrDefaultAsync<Guid?>(new(sql, asked, cancellationToken: write.Cancellation)) is { } other)
            throw new ProblemException(
                Problems.Conflict, "A review of this outlet and externalId exists already.",
                new Fault
                {
                    Pointer = "/source/externalId",
                    Code = "already_exists",
                    Detail = "The outlet has another review of this externalId.",
                })
            {
                ConflictsWith = $"/v1/reviews/{other}",
            };
    }

    // A review that readers do not see: it makes nothing known.
    static async Task<StoredReview> PutDraft(Review draft, Review? before, Write write)
    {
        var stored = new StoredReview(await ReviewIdentity.Find(draft, before, write));
        await ReviewStore.Put(stored, write);
        return stored;
    }

    // The review after the change; of the same revision where it says nothing new.
    static async Task<(Review After, IReadOnlyList<Fault> Warnings)> Changed(
        Review before, string status, DeskReview desk, Func<Review, Review> change, Write write)
    {
        var (content, warnings) = await ReviewChecks.Check(
            OfOutlet(change(before), write.By), before, toPublish: status == ReviewStatus.Published, write);
        if (IsSame(content, before) || IsSame(await ReviewIdentity.Find(content, before, write), before))
            return (before with { Status = status, UpdatedAt = status == before.Status ? before.UpdatedAt : write.Now }, warnings);
        await RequireFreeSource(content, before.Id!.Value, write);
        return (content with
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
        }, warnings);
    }

    // A key of an outlet writes for that outlet.
    static Review OfOutlet(Review sent, Caller by)
    {
        if (by.Outlet is null || sent.Source?.Outlet == by.Outlet)
            return sent;
        return sent.Source?.Outlet is null
            ? sent with { Source = (sent.Source ?? new Source()) with { Outlet = by.Outlet } }
            : throw new ProblemException(Problems.Forbidden, $"The key is for reviews of {by.Outlet} only.");
    }

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
