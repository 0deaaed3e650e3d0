using ReviewApi.Indexing;

namespace ReviewApi.Tests.Indexing;

/// <summary>Listings by chance, of few films, names and values, so that they meet.</summary>
sealed class RandomListings(int seed)
{
    static readonly string[] Titles =
    [
        "", "a", "alien", "alien 3", "aliens", "alien³", "heat", "heat 2", "zodiac", "ölfilm", "𝔸lpha", "￮mega",
        "the thing from another world", "the thing from another place"
    ];
    static readonly string[] Names = ["jane smith", "john smith", "smi", "qz", "ann o hara", "𝔸da", "smith jones", "x"];
    static readonly string[] Codes = ["a", "b", "c", "d"];
    static readonly string[] Languages = ["en", "de", "en-GB", "en-US", "fr"];

    readonly Random random = new(seed);
    readonly Guid[] ids = Ids(seed, 60);
    readonly Guid[] films = Ids(1, 12);
    readonly Guid[] releases = Ids(2, 15);
    readonly Guid[] reviewers = Ids(3, 6);

    public Random Random => random;

    public Guid Id() => Pick(ids);

    public Guid Film() => Pick(films);

    public Guid Release() => Pick(releases);

    public Guid Reviewer() => Pick(reviewers);

    public static string[] ValuesOf(Field field) => field switch
    {
        Field.FilmName => Titles,
        >= Field.FilmName => Names,
        Field.Language or Field.SubtitleLanguage or Field.AudioLanguage => Languages,
        Field.Decade => ["1970s", "1980s", "1990s"],
        _ => Codes,
    };

    public Change Change() => random.Next(4) == 0 ? new(Id(), null) : new(Id(), Listing().Write());

    public List<Change> Changes(int most) =>
        [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => random.Next(4) == 0 ? new Change(Id(), null) : Put(Listing()))];

    public static Change Put(Listing listing) => new(listing.Id, listing.Write());

    public Listing Listing()
    {
        var published = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(random.Next(50));
        var films = Few(1, 3, ListedFilm).DistinctBy(film => film.Id).ToList();
        var terms = Few(0, 30, () => Term(Pick([.. Enum.GetValues<Field>()
            .Where(field => field <= Field.Outlet || field is > Field.FilmName and not Field.ReviewerName)])));
        terms.AddRange(films.SelectMany(film => film.OtherTitles.Prepend(film.Title)).Select(title => new Term(Field.FilmName, title)));
        return new Listing
        {
            Id = Id(),
            Tag = (ulong)random.NextInt64(),
            PublishedAt = published,
            UpdatedAt = published.AddMicroseconds(random.Next(-3, 10)),
            ReleaseId = Release(),
            Title = Pick(Titles),
            ReleaseDate = random.Next(4) == 0 ? null : new DateOnly(2000, 1, 1).AddDays(random.Next(20)),
            Scores = [.. Enumerable.Range(0, Fields.Scores)
                .Select(_ => random.Next(4) == 0 ? (int?)null : random.Next(3) == 0 ? random.Next(101) : random.Next(70, 80))],
            Films = films,
            Reviewers = Few(0, 3, () => new ListedReviewer(Reviewer(), Pick(Names))).DistinctBy(reviewer => reviewer.Id).ToList(),
            Terms = [.. terms.Distinct()],
            Pictures = Few(0, 3, () => Part(Field.Resolution, Field.AspectRatio)),
            Tracks = random.Next(20) == 0
                ? Few(40, 60, () => Part(Field.AudioCodec, Field.AudioPurpose))
                : Few(0, 5, () => Part(Field.AudioCodec, Field.AudioPurpose)),
            Printed = [.. terms.Where(term => NameWords.Fields.Contains(term.Field)).Distinct()
                .Select(term => new PrintedName(term.Field, term.Value, Printed(term.Value)))],
        };
    }

    ListedFilm ListedFilm() => new(Film(), Pick(Titles), random.Next(5) == 0 ? null : random.Next(1975, 1995))
    {
        OtherTitles = Few(0, 2, () => Pick(Titles)),
    };

    string Printed(string name) => random.Next(5) switch
    {
        0 => name.ToUpperInvariant(),
        1 => $"{name}!",
        _ => name,
    };

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public List<T> Few<T>(int least, int most, Func<T> make) => [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => make())];

    // en-GB is en too; a set of dynamic ranges has several.
    List<Term> Part(Field first, Field last) => [.. Enumerable.Range((int)first, last - first + 1).Select(field => (Field)field)
        .SelectMany(field => Few(0, field == Field.Hdr ? 2 : 1, () => Term(field)))
        .SelectMany(term => term.Field == Field.AudioLanguage && term.Value.Contains('-')
            ? [term, term with { Value = term.Value[..2] }]
            : new[] { term })];

    Term Term(Field field) => new(field, Pick(ValuesOf(field)));

    static Guid[] Ids(int seed, int count)
    {
        var (random, bytes) = (new Random(seed), new byte[16]);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            random.NextBytes(bytes);
            return new Guid(bytes);
        })];
    }
}
