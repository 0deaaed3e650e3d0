using System.Text;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Search;

namespace ReviewApi.Catalogue;

/// <summary>
/// What the lists of films, releases and reviewers are narrowed by: a question about their reviews, and what is asked of themselves.
/// </summary>
/// <param name="Kind">What is listed.</param>
/// <param name="Name">Tells it from others.</param>
/// <param name="Question">What is asked of the reviews.</param>
/// <param name="IsAsked">Gives whether one of a version is asked for, by its number there; null where all are.</param>
internal sealed record LookUp(Kind Kind, string Name, Question Question, Func<CatalogueVersion, Func<int, bool>>? IsAsked = null);

/// <summary>The parameters of these lists.</summary>
internal static class LookUps
{
    public static readonly QueryParameter<string?> Title = QueryParameter.Text(
        "q", "A title, with a slip of the pen in it or a part of it; the most alike come first.");

    static readonly (QueryParameter<string[]?> Parameter, string Scheme)[] Identifiers =
    [
        .. FilmIdentifiers.Schemes.Select(scheme => (Values(scheme.Name, scheme.Rule, $"The films of these {scheme.Of}."), scheme.Name)),
    ];

    static readonly QueryParameter<string[]?> Format = Values("format", new CodeAttribute("disc_format"), "The format as sold.");

    static readonly Filter[] OfReleases =
    [
        Filters.Barcode,
        Filters.Disc,
        Filters.OfReleases(
            Values("asin", MemberRule.Of<Release>(nameof(Release.Asin)), "Of these numbers of Amazon's."), Field.Asin, asin => asin),
        new ValuesFilter(
            Values("filmId", new IdentifierAttribute(), "Releases of these films."),
            ids => new IsOf(Kind.Film, Array.ConvertAll(ids, Guid.Parse))),
    ];

    static readonly QueryParameter<string[]?> ReviewerName =
        Values("q", new TextAttribute(300), "A name contains this, whatever the case and the accents.");

    static readonly QueryParameter<string[]?> ReviewerOutlet =
        Values("outlet", new TextAttribute(300), "The outlet's name contains this, whatever the case and the accents.");

    public static QueryParameter[] FilmParameters { get; } = [Title, .. Identifiers.Select(identifier => identifier.Parameter)];

    public static QueryParameter[] ReleaseParameters { get; } = [.. OfReleases.SelectMany(filter => filter.Parameters), Format];

    public static QueryParameter[] ReviewerParameters { get; } = [ReviewerName, ReviewerOutlet];

    /// <summary>Films by their identifiers, all of which have to lead to them.</summary>
    public static LookUp Films(HttpRequest request)
    {
        var asked = new Asked(request);
        var codes = Codes(asked);
        return new(Kind.Film, asked.Name, new([.. codes.Select(known => new IsOfFilmKnownBy(known))]), codes.Count == 0 ? null : IsKnown);

        Func<int, bool> IsKnown(CatalogueVersion version)
        {
            var films = Known(codes, version.Aliases);
            return number => films.Contains(version.Store.Films.Id(number));
        }
    }

    /// <summary>The films that a request looks up by identifiers; null where it does not.</summary>
    public static IEnumerable<Guid>? FilmsKnown(HttpRequest request, CatalogueVersion version) =>
        Codes(new Asked(request)) is { Count: > 0 } codes ? Known(codes, version.Aliases) : null;

    /// <summary>Releases by what is on them, and by their format: as it was corrected, or as a review prints it.</summary>
    public static LookUp Releases(HttpRequest request)
    {
        var asked = new Asked(request);
        var conditions = OfReleases.Select(filter => filter.Read(asked)).OfType<Condition>().ToList();
        var formats = asked.Value(Format);
        return new(
            Kind.Release, asked.Name, new(conditions), formats is null ? null : version => HaveFormat(formats, version));
    }

    /// <summary>Reviewers by their names, and by the outlets that print their reviews.</summary>
    public static LookUp Reviewers(HttpRequest request)
    {
        var asked = new Asked(request);
        var names = Folded(asked, ReviewerName)?.Select(Encoding.UTF8.GetBytes).ToList();
        var outlets = Folded(asked, ReviewerOutlet);
        return new(
            Kind.Reviewer, asked.Name, outlets is null ? Question.All : new([new NameContains(Field.OutletName, outlets)]),
            names is null ? null : version => number => HasName(names, version, number));
    }

    static string[]? Folded(Asked asked, QueryParameter<string[]?> parameter) =>
        asked.Value(parameter) is { } values ? Array.ConvertAll(values, value => Filters.Folded(parameter.Name, value)) : null;

    // Of each scheme that is asked for, the codes.
    static List<string[]> Codes(Asked asked) =>
    [
        .. from identifier in Identifiers
           let values = asked.Value(identifier.Parameter)
           where values is not null
           select Array.ConvertAll(values, value => $"{identifier.Scheme}={value}"),
    ];

    static HashSet<Guid> Known(List<string[]> codes, Aliases aliases) =>
        codes.Select(known => known.SelectMany(aliases.Having)).Aggregate((one, other) => one.Intersect(other)).ToHashSet();

    static Func<int, bool> HaveFormat(string[] formats, CatalogueVersion version)
    {
        const string known = "format=";
        using var reviews = new Question([new HasTerm(Field.Format, formats)]).Ask(version);
        var printed = reviews.Ordinals().Select(version.ReleaseOf).ToHashSet();
        return number => Corrected(number) is { } format ? formats.Contains(format) : printed.Contains(number);

        string? Corrected(int number) =>
            version.Aliases.CodesOf(version.Store.Releases.Id(number))
                .FirstOrDefault(code => code.StartsWith(known, StringComparison.Ordinal))?[known.Length..];
    }

    static bool HasName(List<byte[]> names, CatalogueVersion version, int number)
    {
        foreach (var name in names)
            if (version.Store.Reviewers.Name(number).IndexOf(name) >= 0)
                return true;
        return false;
    }

    static QueryParameter<string[]?> Values(string name, IMemberRule rule, string description) =>
        QueryParameter.Values(name, rule, description);
}
