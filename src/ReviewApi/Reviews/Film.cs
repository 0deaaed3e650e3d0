using System.ComponentModel;
using ReviewApi.Rules;

namespace ReviewApi.Reviews;

/// <summary>
/// A film or series as the review printed it. One without an id is matched by any of its identifiers, else by title (case and accents
/// folded), year and kind.
/// </summary>
public sealed record Film
{
    /// <summary>The film's id in the catalogue. Sent: picks that one, which must exist.</summary>
    [Identifier] public string? Id { get; init; }

    /// <summary>The title as printed.</summary>
    [Required, Text(300)] public string? Title { get; init; }

    /// <summary>The title in the film's own language.</summary>
    [Filled(300)] public string? OriginalTitle { get; init; }

    /// <summary>The title as sorted: "Verdict, The".</summary>
    [Filled(300)] public string? SortTitle { get; init; }

    /// <summary>The year of first release.</summary>
    [Between(1870, 2100)] public long? Year { get; init; }

    /// <summary>A series' last year, not before year.</summary>
    [Between(1870, 2100)] public long? EndYear { get; init; }

    /// <summary>What kind of work it is; film where left out.</summary>
    [Code("work_kind")] public string? Kind { get; init; }

    /// <summary>The seasons that are on the discs.</summary>
    [Items(200), Between(0, 1000)] public IReadOnlyList<long>? Seasons { get; init; }

    /// <summary>Running time in seconds.</summary>
    [Between(1, 9_999_999)] public long? RuntimeSeconds { get; init; }

    /// <summary>Who directed, as credited.</summary>
    [Items(100), Filled(200)] public IReadOnlyList<string>? Directors { get; init; }

    /// <summary>Who wrote it.</summary>
    [Items(100), Filled(200)] public IReadOnlyList<string>? Writers { get; init; }

    /// <summary>Who composed the score.</summary>
    [Items(100), Filled(200)] public IReadOnlyList<string>? Composers { get; init; }

    /// <summary>Who did what else.</summary>
    [Items(500)] public IReadOnlyList<CrewMember>? Crew { get; init; }

    /// <summary>The companies that produced it.</summary>
    [Items(30), Filled(200)] public IReadOnlyList<string>? Studios { get; init; }

    /// <summary>Who plays whom.</summary>
    [Items(500)] public IReadOnlyList<CastMember>? Cast { get; init; }

    /// <summary>What it is based on, a remake or a sequel of.</summary>
    [Items(100)] public IReadOnlyList<FilmRelation>? Relations { get; init; }

    /// <summary>Countries of production, ISO 3166-1 alpha-2.</summary>
    [Items(100), Code("territory")] public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>Languages spoken, BCP 47.</summary>
    [Items(100), LanguageTag] public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Genres as printed.</summary>
    [Items(30), Filled(200)] public IReadOnlyList<string>? Genres { get; init; }

    /// <summary>Certificates by the boards that gave them.</summary>
    [Items(100)] public IReadOnlyList<Certificate>? Certificates { get; init; }

    /// <summary>The film's numbers elsewhere.</summary>
    public FilmIdentifiers? Identifiers { get; init; }

    /// <summary>Where reviews print different facts; only in the catalogue.</summary>
    [ReadOnly(true)] public IReadOnlyList<FactConflict>? Conflicts { get; init; }
}

/// <summary>A member of the crew other than a director, writer or composer.</summary>
public sealed record CrewMember
{
    /// <summary>The name.</summary>
    [Required, Text(200)] public string? Name { get; init; }

    /// <summary>What they did.</summary>
    [Code("crew_job")] public string? Job { get; init; }
}

/// <summary>A member of the cast.</summary>
public sealed record CastMember
{
    /// <summary>The name.</summary>
    [Required, Text(200)] public string? Name { get; init; }

    /// <summary>The characters played.</summary>
    [Items(20), Filled(200)] public IReadOnlyList<string>? Characters { get; init; }

    /// <summary>The name in the credits, where it is another.</summary>
    [Filled(200)] public string? CreditedAs { get; init; }

    /// <summary>Whether it is a voice part.</summary>
    public bool? Voice { get; init; }

    /// <summary>Whether the credits leave the name out.</summary>
    public bool? Uncredited { get; init; }
}

/// <summary>What a film is to another work.</summary>
public sealed record FilmRelation
{
    /// <summary>Based on it, a remake, a sequel …</summary>
    [Required, Code("film_relation")] public string? Relation { get; init; }

    /// <summary>What the other work is.</summary>
    [Code("film_relation_kind")] public string? Kind { get; init; }

    /// <summary>The other work's title.</summary>
    [Filled(300)] public string? Title { get; init; }

    /// <summary>Its authors.</summary>
    [Items(100), Filled(200)] public IReadOnlyList<string>? By { get; init; }
}

/// <summary>A certificate as a board gave it.</summary>
public sealed record Certificate
{
    /// <summary>The board or its system: MPA, BBFC, FSK …</summary>
    [Filled(100)] public string? System { get; init; }

    /// <summary>The certificate: R, 15, 16 …</summary>
    [Filled(100)] public string? Code { get; init; }

    /// <summary>Why, as the board says.</summary>
    [Filled(300)] public string? Reason { get; init; }
}

/// <summary>A film's numbers elsewhere. No two of them may point at different films of the catalogue.</summary>
public sealed record FilmIdentifiers
{
    /// <summary>IMDb's title id.</summary>
    [Pattern("^tt[0-9]{7,12}$", "tt0113627", Within = "(?:^|/|tt)([0-9]{7,12})(?![0-9])", Before = "tt")] public string? Imdb { get; init; }

    /// <summary>TMDB's id with its space: movie or tv.</summary>
    [Pattern("^(movie|tv)/[1-9][0-9]{0,9}$", "movie/451", Within = "((?:movie|tv)/[1-9][0-9]{0,9})(?![0-9])")]
    public string? Tmdb { get; init; }

    /// <summary>Wikidata's item.</summary>
    [Pattern("^Q[1-9][0-9]{0,11}$", "Q321561", Within = "(?:^|/|:|Q)([1-9][0-9]{0,11})(?![0-9])", Before = "Q")]
    public string? Wikidata { get; init; }

    /// <summary>EIDR's content id with its check character (ISO 7064 mod 37,36).</summary>
    [Eidr] public string? Eidr { get; init; }

    /// <summary>The schemes: the name, what a value has to look like, and what they are called.</summary>
    internal static IReadOnlyList<(string Name, IMemberRule Rule, string Of)> Schemes { get; } =
    [
        .. new[]
            {
                (nameof(Imdb), "IMDb ids, as tt0113627"), (nameof(Tmdb), "TMDB ids, as movie/451"),
                (nameof(Wikidata), "Wikidata items, as Q321561"), (nameof(Eidr), "EIDR ids"),
            }
            .Select(scheme => (scheme.Item1.ToLowerInvariant(), MemberRule.Of<FilmIdentifiers>(scheme.Item1), scheme.Item2)),
    ];

    internal IEnumerable<(string Scheme, string Value)> All() =>
        Schemes.Select(scheme => scheme.Name).Zip([Imdb, Tmdb, Wikidata, Eidr])
            .Where(identifier => identifier.Second is not null)
            .Select(identifier => (identifier.First, identifier.Second!));
}
