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
    readonly Dictionary<Code, Guid> byBarcode;
    readonly List<(Guid Id, Release Release)> added = [];

    ReleaseIdentity(IEnumerable<(Guid Id, Guid Current)> known, IEnumerable<(Code Code, Guid Current)> ofBarcodes)
    {
        current = known.DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => one.Current);
        byBarcode = ofBarcodes.ToDictionary(one => one.Code, one => one.Current);
    }

    /// <summary>Asks what the catalogue knows of some releases, whatever is wrong with them.</summary>
    /// <param name="sent">
    /// Each release as its review prints it (null: none), with the id or the slug of the review; null of a new one.
    /// </param>
    /// <param name="write">The write.</param>
    public static Asked<ReleaseIdentity> Ask(IEnumerable<(Release? Release, string? Review)> sent, Write write)
    {
        // language=sql
        const string byId = "select release_id, coalesce(merged_into, release_id) from releases where release_id = any(@picked)";
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
              where review_id = any(@ids) or slug = any(@slugs))
            """;
        // language=sql
        const string ofBarcodes = """
            select place::integer - 1, coalesce(merged_into, release_id)
            from unnest(@gtins, @formats, @territories) with ordinality as asked (gtin, format, territory, place)
            join releases on releases.gtin = asked.gtin and releases.format = asked.format
              and releases.territory is not distinct from asked.territory
            """;
        var releases = sent.Where(one => one.Release is not null)
            .Select(one => (Release: CanonicalReview.WithDerived(one.Release!), one.Review)).ToList();
        var picked = releases.Select(one => IdentifierAttribute.Parse(one.Release.Id)).OfType<Guid>().Distinct().ToArray();
        var owners = releases
            .Where(one => IdentifierAttribute.Parse(one.Release.Id) is null && one.Release.Gtin is null && one.Review is not null)
            .Select(one => ReviewKey.Of(one.Review!)).ToList();
        var ids = owners.Select(owner => owner.Id).OfType<Guid>().ToArray();
        var slugs = owners.Select(owner => owner.Slug).OfType<string>().ToArray();
        Code[] codes = [.. releases.Select(one => Code.Of(one.Release)).OfType<Code>().Distinct()];
        var (gtins, formats, territories) = (Array.ConvertAll(codes, one => one.Gtin), Array.ConvertAll(codes, one => one.Format),
            Array.ConvertAll(codes, one => one.Territory));
        var known = picked.Length > 0 ? write.Ask<(Guid, Guid)>(byId, new { picked }) : null;
        var owned = owners.Count > 0 ? write.Ask<(Guid, Guid)>(own, new { ids, slugs }) : null;
        var coded = codes.Length > 0 ? write.Ask<(int Place, Guid Current)>(ofBarcodes, new { gtins, formats, territories }) : null;
        return new(() => new ReleaseIdentity(
            [.. known?.Value ?? [], .. owned?.Value ?? []], (coded?.Value ?? []).Select(row => (codes[row.Place], row.Current))));
    }

    /// <summary>Whether there is a release of an id.</summary>
    public bool Has(Guid id) => current.ContainsKey(id);

    /// <summary>The release meant; null where the catalogue does not know it.</summary>
    /// <param name="release">The release as the review prints it.</param>
    /// <param name="before">The review's release before this change.</param>
    public Guid? Find(Release release, Release? before) =>
        Current(release.Id)
            ?? (release.Gtin is not null ? OfBarcode(release) : before is { Gtin: null, Id: { } own } ? Current(own) : null);

    /// <summary>The release meant, made where it is new.</summary>
    public Guid MakeKnown(Release release, Release? before)
    {
        if (Find(release, before) is { } known)
            return known;
        var id = Guid.CreateVersion7();
        added.Add((id, release));
        if (Code.Of(release) is { } code)
            byBarcode[code] = id;
        return id;
    }

    /// <summary>Those of some releases that were there before.</summary>
    public IEnumerable<Guid> NotNew(IEnumerable<Guid> releases) => releases.Except(added.Select(one => one.Id));

    /// <summary>Stores the releases that were made. A unique index decides who is first when two come at once.</summary>
    public void Store(Write write)
    {
        // language=sql
        const string sql = """
            insert into releases (release_id, gtin, format, territory, created_at)
            select release_id, gtin, format, territory, @Now
            from unnest(@ids, @gtins, @formats, @territories) as release (release_id, gtin, format, territory)
            order by gtin, format, territory
            on conflict (gtin, format, territory) where gtin is not null do nothing
            """;
        if (added.Count == 0)
            return;
        write.Store(sql, new
        {
            ids = added.Select(one => one.Id).ToArray(),
            gtins = added.Select(one => one.Release.Gtin).ToArray(),
            formats = added.Select(one => one.Release.Format).ToArray(),
            territories = added.Select(one => one.Release.Territory).ToArray(),
            write.Now,
        }, rows: added.Count);
    }

    Guid? OfBarcode(Release release) => Code.Of(release) is { } code && byBarcode.TryGetValue(code, out var known) ? known : null;

    Guid? Current(string? id) => IdentifierAttribute.Parse(id) is { } known && current.TryGetValue(known, out var found) ? found : null;

    /// <summary>What makes two releases one.</summary>
    sealed record Code(string Gtin, string? Format, string? Territory)
    {
        public static Code? Of(Release release) => release.Gtin is { } gtin ? new(gtin, release.Format, release.Territory) : null;
    }
}
