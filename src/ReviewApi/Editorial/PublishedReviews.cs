using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Listings;
using ReviewApi.Rendering;

namespace ReviewApi.Editorial;

/// <summary>
/// Published reviews by id or slug. Those that are read again and again come from memory, as long as the catalogue knows them by the same
/// entity tag: what was changed or withdrawn meanwhile has another one there, or none. That is asked at each reading, so that it does not
/// matter which of two readings keeps its review last.
/// </summary>
internal sealed class PublishedReviews(LiveCatalogue catalogue, ReviewStore store, BoundedCache hot)
{
    // Beside its documents, plain and packed.
    const int EntryBytes = 512;

    public async Task<Rendered?> Find(string idOrSlug, CancellationToken cancellation)
    {
        if (catalogue.IsLoaded && hot.Find<Rendered>(idOrSlug) is { } kept && IsCurrent(kept, await catalogue.Now(cancellation)))
            return kept;
        var read = await store.FindPublished(idOrSlug, cancellation);
        if (read is not null)
            hot.Keep(idOrSlug, read, EntryBytes + 2 * read.Document.Length);
        return read;
    }

    static bool IsCurrent(Rendered review, CatalogueVersion version) =>
        version.Find(review.ReviewId) is var ordinal and >= 0 && version.TagOf(ordinal) == ReviewListing.Tag(review.ETag);
}
