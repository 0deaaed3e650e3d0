using Dapper;
using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Writing;

namespace ReviewApi.Reviews;

/// <summary>Saves content: checks it, finds the films and the release it speaks of, and makes a revision where it says something new.</summary>
internal static class Saving
{
    /// <summary>Saves a new review as a draft, or publishes it at once.</summary>
    public static async Task<(StoredReview Stored, IReadOnlyList<Fault> Warnings)> Create(Review sent, bool publish, Write write)
    {
        var (content, warnings) = await Settled(sent, before: null, publish, write);
        var id = Guid.CreateVersion7(write.Now);
        await RequireFreeSource(content, id, write);
        var stored = new StoredReview(content with
        {
            Id = id,
            Slug = await Slug.Free(content, id, write),
            Status = publish ? ReviewStatus.Published : ReviewStatus.Draft,
            Revision = 1,
            CreatedAt = write.Now,
            UpdatedAt = write.Now,
            PublishedAt = publish ? write.Now : null,
        });
        await ReviewStore.Insert(stored, write);
        await Revisions.Add(stored, write);
        write.Note("review.created", $"/v1/reviews/{id}", revision: 1);
        if (publish)
            write.Note("review.published", $"/v1/reviews/{id}", revision: 1);
        return (stored, warnings);
    }

    /// <summary>Saves other content of the review itself; of a live one it is live at once.</summary>
    public static async Task<(StoredReview Stored, IReadOnlyList<Fault> Warnings)> Replace(DeskReview desk, Func<Review, Review> change, Write write)
    {
        var before = desk.Review.ToReview();
        var (after, warnings) = await Changed(before, before.Status!, desk, change, write);
        var stored = new StoredReview(after);
        if (after.Revision == before.Revision)
            return (stored, warnings);
        await ReviewStore.Update(stored, write);
        await Revisions.Add(stored, write);
        write.Note("review.changed", desk.Path, after.Revision);
        return (stored, warnings);
    }

    /// <summary>Saves content as what the desk works on: the working copy of a live review, made where there is none, else the review itself.</summary>
    public static async Task<(StoredReview Stored, IReadOnlyList<Fault> Warnings)> ReplaceDraft(DeskReview desk, Func<Review, Review> change, Write write)
    {
        if (!desk.IsLive)
            return await Replace(desk, change, write);
        var before = desk.Draft.ToReview();
        var (after, warnings) = await Changed(before, desk.WorkingCopy?.Status ?? ReviewStatus.Draft, desk, change, write);
        var stored = new StoredReview(after);
        if (desk.WorkingCopy is not null && after.Revision == before.Revision)
            return (stored, warnings);
        await WorkingCopies.Put(stored, write);
        if (after.Revision != before.Revision)
            await Revisions.Add(stored, write);
        write.Note(desk.WorkingCopy is null ? "working_copy.created" : "working_copy.changed", desk.Path, after.Revision);
        return (stored, warnings);
    }

    /// <summary>Requires that no other review has the outlet and externalId of this one: 409 that says which.</summary>
    public static async Task RequireFreeSource(Review review, Guid id, Write write)
    {
        if (review.Source is not { Outlet: not null, ExternalId: not null } source)
            return;
        const string sql = "select review_id from reviews where outlet = @Outlet and external_id = @ExternalId and review_id <> @id";
        if (await write.Connection.QuerySingleOrDefaultAsync<Guid?>(new(sql, new { source.Outlet, source.ExternalId, id }, cancellationToken: write.Cancellation)) is { } other)
            throw new ProblemException(Problems.Conflict, "A review of this outlet and externalId exists already.",
                new Fault { Pointer = "/source/externalId", Code = "already_exists", Detail = "The outlet has another review of this externalId." })
            {
                ConflictsWith = $"/v1/reviews/{other}",
            };
    }

    // The review after the change; of the same revision and time where it says nothing new.
    static async Task<(Review After, IReadOnlyList<Fault> Warnings)> Changed(Review before, string status, DeskReview desk, Func<Review, Review> change, Write write)
    {
        var (content, warnings) = await Settled(change(before), before, toPublish: status == ReviewStatus.Published, write);
        var isSame = IsSame(content, before);
        if (isSame && status == before.Status)
            return (before, warnings);
        await RequireFreeSource(content, before.Id!.Value, write);
        return (content with
        {
            Id = before.Id,
            Slug = before.PublishedAt is null ? await Slug.Free(content, before.Id.Value, write) : before.Slug,
            Status = status,
            Revision = isSame ? before.Revision : desk.LastRevision + 1,
            CreatedAt = before.CreatedAt,
            UpdatedAt = write.Now,
            PublishedAt = before.PublishedAt,
            PublishAt = before.PublishAt,
        }, warnings);
    }

    static async Task<(Review Content, IReadOnlyList<Fault> Warnings)> Settled(Review sent, Review? before, bool toPublish, Write write)
    {
        var (review, warnings) = await ReviewChecks.Check(OfOutlet(sent, write.By), before, toPublish, write);
        return (await CatalogueIdentity.Identify(review, before, write), warnings);
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

    static bool IsSame(Review one, Review other) => Bytes(one).AsSpan().SequenceEqual(Bytes(other));

    static byte[] Bytes(Review review) => ReviewRendering.Document(ReviewRendering.Content(Sets.InOneOrder(review)));
}
