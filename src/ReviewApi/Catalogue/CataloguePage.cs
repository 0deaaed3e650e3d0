using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Listings;
using ReviewApi.Search;

namespace ReviewApi.Catalogue;

/// <summary>A page of films, releases or reviewers: their ids in order, then each as the published reviews describe it.</summary>
internal sealed class CataloguePage(LiveCatalogue catalogue, Cursors cursors)
{
    /// <summary>Those that a request looks up: films and reviewers by name, of releases the newest in the catalogue first.</summary>
    public Task<Representation> Answer<T>(
        HttpRequest request, LookUp lookUp,
        Func<Guid[], CatalogueVersion, CancellationToken, Task<IReadOnlyDictionary<Guid, T>>> read,
        CancellationToken cancellation)
    {
        return Paging.Answer(
            request, cursors, $"{lookUp.Kind} {lookUp.Name}", Page, Count, item => new Place([item.Place.Name], item.Place.Id).ToString(),
            item => item.Thing, cancellation);

        Task<IReadOnlyList<(ShelfPlace Place, T Thing)>> Page(string? cursor, int take) =>
            catalogue.Read(version => PageOf(version, cursor, take), cancellation);

        async Task<IReadOnlyList<(ShelfPlace Place, T Thing)>> PageOf(CatalogueVersion version, string? cursor, int take)
        {
            var after = cursor is null ? null : Place.Parse(cursor);
            using var matches = lookUp.Question.Ask(version);
            var page = ShelfPage.First(
                matches, lookUp.Kind, take, after is null ? null : new(after.Keys[0]!, after.Id), lookUp.IsAsked?.Invoke(version));
            var things = await read([.. page.Items.Select(item => item.Id)], version, cancellation);
            return [.. page.Items.Where(item => things.ContainsKey(item.Id)).Select(item => (item, things[item.Id]))];
        }

        async Task<long?> Count()
        {
            var version = await catalogue.Now(cancellation);
            using var matches = lookUp.Question.Ask(version);
            return ShelfPage.Count(matches, lookUp.Kind, lookUp.IsAsked?.Invoke(version));
        }
    }
}
