using Npgsql;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Listings;

namespace ReviewApi.Catalogue;

/// <summary>
/// Films and releases as the published reviews describe them. What was made of many reviews is kept as long as the catalogue knows these
/// reviews and the correction to be the same.
/// </summary>
internal sealed class CatalogueFacts(LiveCatalogue catalogue, NpgsqlDataSource database, BoundedCache kept)
{
    // About what the facts of one take.
    const int Bytes = 16 * 1024;

    /// <summary>Those of some ids of which there is a published review.</summary>
    public async Task<IReadOnlyDictionary<Guid, T>> Read<T>(
        CatalogueKind<T> kind, IReadOnlyList<Guid> ids, CatalogueVersion version, CancellationToken cancellation)
        where T : class
    {
        var (facts, missing) = (new Dictionary<Guid, T>(), new List<Guid>());
        foreach (var id in ids)
            if (kept.Find<T>((id, version.StampOf(kind.Reviewed, id))) is { } known)
                facts[id] = known;
            else
                missing.Add(id);
        if (missing.Count > 0)
            foreach (var (id, read) in await Read(kind, [.. missing], version, cancellation))
                facts[id] = read;
        return facts;
    }

    // What is read may be newer than the version; it is kept where nothing has changed by the time that it is there.
    async Task<IReadOnlyDictionary<Guid, T>> Read<T>(
        CatalogueKind<T> kind, Guid[] ids, CatalogueVersion version, CancellationToken cancellation)
        where T : class
    {
        IReadOnlyDictionary<Guid, T> read;
        await using (var connection = await database.OpenConnectionAsync(cancellation))
            read = await kind.Read(ids, connection, cancellation);
        var after = await catalogue.Now(cancellation);
        foreach (var (id, facts) in read)
            if (version.StampOf(kind.Reviewed, id) is var stamp && stamp == after.StampOf(kind.Reviewed, id))
                kept.Keep((id, stamp), facts, Bytes);
        return read;
    }
}
