using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>
/// Which release of the catalogue is meant: the one picked by id, else the one of the same barcode, format and territory. Without a barcode
/// a review's release is its own, and stays that one.
/// </summary>
internal sealed class ReleaseIdentity
{
    readonly Dictionary<Guid, Guid> current;
    readonly Guid? ofBarcode;
    (Guid Id, Release Release)? added;

    ReleaseIdentity(IReadOnlyList<(Guid Id, Guid Current)> known, Guid? ofBarcode) =>
        (current, this.ofBarcode) = (known.ToDictionary(one => one.Id, one => one.Current), ofBarcode);

    /// <summary>Asks what the catalogue knows of a release, whatever is wrong with it.</summary>
    /// <param name="sent">The release as the review prints it; null: none.</param>
    /// <param name="review">The id or the slug of the review that it is of; null of a new one.</param>
    /// <param name="write">The write.</param>
    public static Asked<ReleaseIdentity> Ask(Release? sent, string? review, Write write)
    {
        // language=sql
        const string byId = "select release_id, coalesce(merged_into, release_id) from releases where release_id = @id";
        // language=sql
        const string own = """
            select release_id, coalesce(merged_into, release_id)
            from releases
            where release_id in (
              select (convert_from(document, 'UTF8')::jsonb #>> '{release,id}')::uuid
              from (
                select review_id, slug, document from reviews
                union all
                select review_id, slug, copy.document from working_copies copy join reviews using (review_id)) desk
              where review_id = @Id or slug = @Slug)
            """;
        // language=sql
        const string byBarcode = """
            select coalesce(merged_into, release_id)
            from releases
            where gtin = @Gtin and format = @Format and territory is not distinct from @Territory
            """;
        if (sent is null)
            return new(() => new ReleaseIdentity([], null));
        var release = CanonicalReview.WithDerived(sent);
        var known = IdentifierAttribute.Parse(release.Id) is { } id
            ? write.Ask<(Guid, Guid)>(byId, new { id })
            : release.Gtin is null && review is not null ? write.Ask<(Guid, Guid)>(own, ReviewKey.Of(review)) : null;
        var ofBarcode = release.Gtin is null
            ? null
            : write.Ask<Guid?>(byBarcode, new { release.Gtin, release.Format, release.Territory });
        return new(() => new ReleaseIdentity(known?.Value ?? [], ofBarcode?.Value.SingleOrDefault()));
    }

    /// <summary>Whether there is a release of an id.</summary>
    public bool Has(Guid id) => current.ContainsKey(id);

    /// <summary>The release meant; null where the catalogue does not know it.</summary>
    /// <param name="release">The release as the review prints it.</param>
    /// <param name="before">The review's release before this change.</param>
    public Guid? Find(Release release, Release? before) =>
        Current(release.Id) ?? (release.Gtin is not null ? ofBarcode : before is { Gtin: null, Id: { } own } ? Current(own) : null);

    /// <summary>The release meant, made where it is new.</summary>
    public Guid MakeKnown(Release release, Release? before)
    {
        if (Find(release, before) is { } known)
            return known;
        added = (Guid.CreateVersion7(), release);
        return added.Value.Id;
    }

    /// <summary>Whether a release was there before.</summary>
    public bool IsNew(Guid release) => added?.Id == release;

    /// <summary>Stores the release if it was made. A unique index decides who is first when two come at once.</summary>
    public void Store(Write write)
    {
        // language=sql
        const string sql = """
            insert into releases (release_id, gtin, format, territory, created_at)
            values (@id, @Gtin, @Format, @Territory, @Now)
            on conflict (gtin, format, territory) where gtin is not null do nothing
            """;
        if (added is var (id, release))
            write.Store(sql, new { id, release.Gtin, release.Format, release.Territory, write.Now }, rows: 1);
    }

    Guid? Current(string? id) => IdentifierAttribute.Parse(id) is { } known && current.TryGetValue(known, out var found) ? found : null;
}
