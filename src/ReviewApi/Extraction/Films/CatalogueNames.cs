using System.Text;
using ReviewApi.Codes;
using ReviewApi.Indexing;

namespace ReviewApi.Extraction.Films;

/// <summary>What the catalogue knows of titles and names: published reviews only.</summary>
internal sealed class CatalogueNames(CatalogueVersion? version)
{
    /// <summary>
    /// A title's film: its id, its title and its year there; null where there is none, or where it may be one of several.
    /// </summary>
    public KnownFilm? Film(string title, long? year)
    {
        if (version is null || Number(Field.FilmName, title) is not (var number and >= 0))
            return null;
        var films = FilmNames
            .OfTitle(version, number)
            .Distinct()
            .Select(Known)
            .Where(film => year is null || film.Year is null || film.Year == year)
            .ToList();
        return films is [var only] ? only : null;
    }

    /// <summary>The published film of an id; null where there is none.</summary>
    public KnownFilm? Film(Guid id) =>
        version is not null && version.Aliases.Current(id) is var current && FilmNames.Reviews(version, current) > 0
            ? Known(current)
            : null;

    /// <summary>Whether published reviews name a person so.</summary>
    public bool HasPerson(string name) => Has(Field.DirectorName, name) || Has(Field.ActorName, name);

    KnownFilm Known(Guid film)
    {
        var (title, year) = FilmNames.Shown(version!, film);
        return new(film, title, year);
    }

    bool Has(Field field, string name) =>
        version is not null && Number(field, name) is var number and >= 0 && version.HasLive(version.Store[field].Reviews[number]);

    int Number(Field field, string name) => version!.Store[field].Terms.Find(Encoding.UTF8.GetBytes(Spelling.OfName(name)));
}

/// <summary>A film of the catalogue.</summary>
internal sealed record KnownFilm(Guid Id, string Title, int? Year);
