using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>
/// Which film of the catalogue is meant: the one picked by id, else the one known by any of the identifiers, else the one of the same
/// folded title, year and kind.
/// </summary>
internal sealed class FilmIdentity
{
    public static readonly Finding PointAtTwoFilms =
        new("identifiers_differ", "These identifiers belong to different films of the catalogue.");

    public static readonly Finding PointElsewhere =
        new("identifiers_differ", "The catalogue knows another film by one of these identifiers than the one of the id.", IsWarning: true);

    readonly Dictionary<Guid, Guid> current;
    readonly Dictionary<(string Scheme, string Value), Guid> byIdentifier;
    readonly HashSet<(string Scheme, string Value, Guid Film)> takenBack;
    readonly Dictionary<Title, List<Namesake>> byTitle;
    readonly List<(Film Film, Namesake Row)> added = [];
    readonly List<(string Scheme, string Value, Guid Film)> identifiersAdded = [];

    FilmIdentity(IReadOnlyList<(Guid Id, Guid Current)> picked, IReadOnlyList<Identified> identified, IEnumerable<(Title, Namesake)> titled)
    {
        current = picked.ToDictionary(one => one.Id, one => one.Current);
        byIdentifier = identified.Where(one => !one.IsTakenBack).ToDictionary(one => (one.Scheme, one.Value), one => one.FilmId);
        takenBack = [.. identified.Where(one => one.IsTakenBack).Select(one => (one.Scheme, one.Value, one.FilmId))];
        byTitle = titled.GroupBy(one => one.Item1, one => one.Item2).ToDictionary(one => one.Key, one => one.ToList());
    }

    /// <summary>Asks what the catalogue knows of some films, whatever is wrong with them.</summary>
    public static Asked<FilmIdentity> Ask(IReadOnlyList<Film> films, Write write)
    {
        // An id that is not there was given by a version that let drafts make films known: it picks nothing any more.
        const string byId = "select film_id, coalesce(merged_into, film_id) from films where film_id = any(@ids)";
        // language=sql
        const string byIdentifier = """
            select scheme, value, film_id, false as is_taken_back
            from film_identifiers
            where (scheme, value) in (select * from unnest(@schemes, @values))
            union all
            select scheme, value, film_id, true
            from identifiers_taken_back
            where (scheme, value) in (select * from unnest(@schemes, @values))
            """;
        // language=sql
        const string byTitle = """
            select place::integer - 1, coalesce(merged_into, film_id), is_namesake,
              array(
                select scheme || '=' || value
                from film_identifiers known
                where known.film_id = coalesce(merged_into, films.film_id))
            from unnest(@folded, @years, @kinds) with ordinality as asked (folded, year, kind, place)
            join films on folded_title = folded and films.year is not distinct from asked.year and films.kind = asked.kind
            order by place, is_namesake, film_id
            """;
        var ids = films.Select(film => IdentifierAttribute.Parse(film.Id)).OfType<Guid>().Distinct().ToArray();
        var (schemes, values) = Columns(films.SelectMany(Identifiers).Distinct());
        var titles = films.Where(film => film.Title is not null).Select(Title.Of).Distinct().ToArray();
        var (folded, years, kinds) = (Array.ConvertAll(titles, one => one.Folded), Array.ConvertAll(titles, one => one.Year),
            Array.ConvertAll(titles, one => one.Kind));
        var picked = ids.Length > 0 ? write.Ask<(Guid, Guid)>(byId, new { ids }) : null;
        var identified = schemes.Length > 0 ? write.Ask<Identified>(byIdentifier, new { schemes, values }) : null;
        var titled = titles.Length > 0
            ? write.Ask<(int Place, Guid Film, bool IsNamesake, string[] Identifiers)>(byTitle, new { folded, years, kinds })
            : null;
        return new(() => new FilmIdentity(
            picked?.Value ?? [], identified?.Value ?? [],
            (titled?.Value ?? []).Select(row => (titles[row.Place], new Namesake(row.Film, row.IsNamesake, [.. row.Identifiers])))));
    }

    /// <summary>Whether there is a film of an id.</summary>
    public bool Has(Guid id) => current.ContainsKey(id);

    /// <summary>Whether the identifiers of a film are of different films.</summary>
    public bool PointsAtTwo(Film film) => KnownBy(film).Count > 1;

    /// <summary>Whether a film that is picked by its id has an identifier of another one.</summary>
    public bool PointsElsewhere(Film film) => Picked(film) is { } picked && KnownBy(film).Exists(known => known != picked);

    /// <summary>The film meant; null where the catalogue does not know it.</summary>
    /// <param name="film">The film as a review prints it.</param>
    /// <param name="path">Where the review has it.</param>
    public Guid? Find(Film film, string path) => Picked(film) ?? ByIdentifiers(film, path) ?? ByTitle(film)?.Film;

    /// <summary>The film meant, made where it is new, and known by its identifiers from now on.</summary>
    public Guid MakeKnown(Film film, string path)
    {
        var id = Find(film, path) ?? Add(film);
        foreach (var (scheme, value) in Identifiers(film))
            if (!takenBack.Contains((scheme, value, id)) && byIdentifier.TryAdd((scheme, value), id))
                identifiersAdded.Add((scheme, value, id));
        return id;
    }

    /// <summary>Those of some films that were there before.</summary>
    public IEnumerable<Guid> NotNew(IEnumerable<Guid> films) => films.Except(added.Select(one => one.Row.Film));

    /// <summary>Stores the films that were made. A unique index decides who is first when two come at once.</summary>
    public void StoreFilms(Write write)
    {
        // language=sql
        const string sql = """
            insert into films (film_id, title, folded_title, folding, year, kind, is_namesake, created_at)
            select film_id, title, folded_title, @Version, year, kind, is_namesake, @Now
            from unnest(@ids, @titles, @folded, @years, @kinds, @namesakes) as film (film_id, title, folded_title, year, kind, is_namesake)
            order by folded_title, year, kind
            on conflict (folded_title, year, kind) where not is_namesake do nothing
            """;
        if (added.Count == 0)
            return;
        var titles = added.Select(one => Title.Of(one.Film)).ToArray();
        write.Store(sql, new
        {
            ids = added.Select(one => one.Row.Film).ToArray(),
            titles = added.Select(one => one.Film.Title).ToArray(),
            folded = Array.ConvertAll(titles, title => title.Folded),
            years = Array.ConvertAll(titles, title => title.Year),
            kinds = Array.ConvertAll(titles, title => title.Kind),
            namesakes = added.Select(one => one.Row.IsNamesake).ToArray(),
            Spelling.Version,
            write.Now,
        }, rows: added.Count);
    }

    /// <summary>
    /// Stores by what films were made known, unless an admin has just taken it back. Where another publication has given an identifier to
    /// another film, that film is the one.
    /// </summary>
    public void StoreIdentifiers(Write write)
    {
        // language=sql
        const string sql = """
            insert into film_identifiers (scheme, value, film_id)
            select scheme, value, film_id
            from unnest(@schemes, @values, @films) as sent (scheme, value, film_id)
            where (scheme, value, film_id) not in (
              select scheme, value, film_id from identifiers_taken_back where film_id = any(@films))
            order by scheme, value
            on conflict (scheme, value) do nothing
            """;
        if (identifiersAdded.Count == 0)
            return;
        var (schemes, values) = Columns(identifiersAdded.Select(one => (one.Scheme, one.Value)));
        var films = identifiersAdded.Select(one => one.Film).ToArray();
        write.Store(sql, new { schemes, values, films }, rows: identifiersAdded.Count);
    }

    Guid? Picked(Film film) => IdentifierAttribute.Parse(film.Id) is { } id && current.TryGetValue(id, out var picked) ? picked : null;

    Guid? ByIdentifiers(Film film, string path) => KnownBy(film) switch
    {
        [] => null,
        [var known] => known,
        _ => throw ValidationProblems.Invalid($"{path}.identifiers", PointAtTwoFilms),
    };

    List<Guid> KnownBy(Film film) => [.. Identifiers(film).Where(byIdentifier.ContainsKey).Select(one => byIdentifier[one]).Distinct()];

    // A film of the same title, year and kind is the same one, unless it is known by another identifier of the same scheme.
    Namesake? ByTitle(Film film) => Namesakes(film).Find(one => !Identifiers(film).Any(sent => IsKnownByAnother(one, sent)));

    bool IsKnownByAnother(Namesake one, (string Scheme, string Value) sent) =>
        one.Identifiers.Exists(
            known => known.StartsWith($"{sent.Scheme}=", StringComparison.Ordinal) && known != $"{sent.Scheme}={sent.Value}")
        || identifiersAdded.Exists(known => known.Film == one.Film && known.Scheme == sent.Scheme && known.Value != sent.Value);

    Guid Add(Film film)
    {
        var namesakes = Namesakes(film);
        var row = new Namesake(Guid.CreateVersion7(), namesakes.Exists(other => !other.IsNamesake), []);
        namesakes.Add(row);
        added.Add((film, row));
        return row.Film;
    }

    List<Namesake> Namesakes(Film film)
    {
        var title = Title.Of(film);
        return byTitle.TryGetValue(title, out var known) ? known : byTitle[title] = [];
    }

    static IEnumerable<(string Scheme, string Value)> Identifiers(Film film) => film.Identifiers?.All() ?? [];

    static (string[] Schemes, string[] Values) Columns(IEnumerable<(string Scheme, string Value)> identifiers)
    {
        var all = identifiers.ToArray();
        return (Array.ConvertAll(all, one => one.Scheme), Array.ConvertAll(all, one => one.Value));
    }

    /// <summary>What makes two films one where nothing else tells them apart.</summary>
    sealed record Title(string Folded, short? Year, string Kind)
    {
        public static Title Of(Film film) => new(Spelling.OfName(film.Title!), (short?)film.Year, CanonicalReview.WithDerived(film).Kind!);
    }

    /// <summary>A row of a title: the film that it leads to, and what that is known by (imdb=tt0113627).</summary>
    /// <param name="Film">The film.</param>
    /// <param name="IsNamesake">Whether another row has the title too, which was there before.</param>
    /// <param name="Identifiers">What the film is known by.</param>
    sealed record Namesake(Guid Film, bool IsNamesake, List<string> Identifiers);

    sealed record Identified
    {
        public required string Scheme { get; init; }
        public required string Value { get; init; }
        public required Guid FilmId { get; init; }
        public required bool IsTakenBack { get; init; }
    }
}
