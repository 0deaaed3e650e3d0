using System.Globalization;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Listings;
using ReviewApi.Reviews;
using ReviewApi.Search;

namespace ReviewApi.Catalogue;

/// <summary>Films by a title with a slip of the pen in it or a part of it, the most alike first, then the most reviewed.</summary>
internal sealed class TitleSearch(LiveCatalogue catalogue, CatalogueFacts facts, Cursors cursors)
{
    /// <summary>The films with a title like a folded one, among some if a request looks these up.</summary>
    public Task<Representation> Answer(HttpRequest request, string title, CancellationToken cancellation)
    {
        return Paging.Answer(
            request, cursors, $"films {title} {LookUps.Films(request).Name}", Page, Count, item => PlaceOf(item.Like).ToString(),
            item => item.Film, cancellation);

        Task<IReadOnlyList<(LikeFilm Like, Film Film)>> Page(string? cursor, int take) =>
            catalogue.Read(version => PageOf(version, cursor, take), cancellation);

        async Task<IReadOnlyList<(LikeFilm Like, Film Film)>> PageOf(CatalogueVersion version, string? cursor, int take)
        {
            var after = cursor is null ? (LikeFilm?)null : At(Place.Parse(cursor));
            var page = Films(version).Where(film => after is not { } place || film.CompareTo(place) > 0).Take(take).ToList();
            var films = await facts.Read(CatalogueKinds.Film, [.. page.Select(film => film.Film)], version, cancellation);
            return [.. page.Where(film => films.ContainsKey(film.Film)).Select(film => (film, films[film.Film]))];
        }

        async Task<long?> Count() => Films(await catalogue.Now(cancellation)).LongCount();

        IEnumerable<LikeFilm> Films(CatalogueVersion version)
        {
            var alike = TitleLikeness.Films(version, title, areAllNeeded: false);
            return LookUps.FilmsKnown(request, version)?.ToHashSet() is { } known ? alike.Where(film => known.Contains(film.Film)) : alike;
        }
    }

    static Place PlaceOf(LikeFilm film) => new(
        [film.Rank.ToString("R", CultureInfo.InvariantCulture), film.Reviews.ToString(CultureInfo.InvariantCulture)], film.Film);

    static LikeFilm At(Place place) => new(
        place.Id, float.Parse(place.Keys[0]!, CultureInfo.InvariantCulture), int.Parse(place.Keys[1]!, CultureInfo.InvariantCulture));
}
