namespace ReviewApi.Indexing;

/// <summary>What films are found by and shown as, by what is alive of a version.</summary>
internal static class FilmNames
{
    /// <summary>The films that have a title: a review prints it, or it was corrected to it.</summary>
    public static IEnumerable<Guid> OfTitle(CatalogueVersion version, int title)
    {
        var titled = version.Store.TitledFilms;
        foreach (var (film, number) in titled.Of(title))
            if (version.HasLive(titled.Reviews[number]) || IsCorrectedTo(version, film, title))
                yield return film;
    }

    /// <summary>How many reviews there are of a film.</summary>
    public static int Reviews(CatalogueVersion version, Guid film)
    {
        var (films, count) = (version.Store.Films, 0);
        for (var number = films.Find(film); number >= 0; number = films.Older(number))
            count += version.CountLive(films.Reviews[number]);
        return count;
    }

    /// <summary>How many reviews there are of a film at most: with those that are dead.</summary>
    public static int MostReviews(CatalogueVersion version, Guid film)
    {
        var (films, count) = (version.Store.Films, 0);
        for (var number = films.Find(film); number >= 0; number = films.Older(number))
            count += films.Reviews.About(number);
        return count;
    }

    /// <summary>The title and the year of a film as it was corrected, or as most reviews print each; of several the first.</summary>
    public static (string Title, int? Year) Shown(CatalogueVersion version, Guid film)
    {
        var (films, titles, years) = (version.Store.Films, new Dictionary<int, int>(), new Dictionary<byte, int>());
        for (var number = films.Find(film); number >= 0; number = films.Older(number))
        {
            var reviews = version.CountLive(films.Reviews[number]);
            if (reviews == 0)
                continue;
            titles[films.NameOf(number)] = titles.GetValueOrDefault(films.NameOf(number)) + reviews;
            if (films.Year(number) > 0)
                years[films.Year(number)] = years.GetValueOrDefault(films.Year(number)) + reviews;
        }
        var title = version.Aliases.CorrectedTo(film, Alias.Title) ?? Printed(version, titles.MaxBy(one => (one.Value, -one.Key)).Key);
        var year = version.Aliases.CorrectedTo(film, Alias.Year) is { } corrected
            ? int.TryParse(corrected, out var whole) ? whole : null
            : years.Count == 0 ? (int?)null : years.MaxBy(one => (one.Value, -one.Key)).Key - 1 + Fields.FirstYear;
        return (title, year);
    }

    static string Printed(CatalogueVersion version, int title)
    {
        var names = version.Store[Field.FilmName];
        var name = names.Terms.Find(version.Store.Titles[title]);
        return names.Printed.MostPrinted(version, name, names.Reviews[name]) ?? version.Store.Titles.Text(title);
    }

    static bool IsCorrectedTo(CatalogueVersion version, Guid film, int title) =>
        version.Aliases.HasTitle(film, version.Store[Field.FilmName].Terms[title]) && Reviews(version, film) > 0;
}
