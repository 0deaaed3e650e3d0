namespace ReviewApi.Benchmarks.Growth;

/// <summary>What is asked of a small and of a large catalogue.</summary>
/// <param name="Path">The path with its query.</param>
/// <param name="Goal">What it may cost.</param>
/// <param name="Why">Why it reads or sorts more than a page, where it does.</param>
internal sealed record Question(string Path, Goal Goal, string? Why = null)
{
    const string FewInOrder = "the first 4,000 in order hold no page of them, so that all that meet the filters are sorted";
    const string Alike = "one title in 27 is like this one here, and all of them are compared";
    const string Ties = "thousands have the same first key; they are sorted by the second";

    public static readonly IReadOnlyList<Question> All =
    [
        List("/v1/reviews"),
        List("/v1/reviews?view=full"),
        List("/v1/reviews?sort=updatedAt"),
        List("/v1/reviews?sort=title"),
        List("/v1/reviews?sort=-year"),
        List("/v1/reviews?sort=-story"),
        List("/v1/reviews?sort=performances"),
        List("/v1/reviews?sort=-picture"),
        List("/v1/reviews?sort=sound"),
        List("/v1/reviews?sort=-extras"),
        List("/v1/reviews?sort=overall"),
        List("/v1/reviews?sort=-meanScore"),
        List("/v1/reviews?sort=-picture,-sound", Ties),
        List("/v1/reviews?sort=-year,title", Ties),
        List("/v1/reviews?format=dvd"),
        List("/v1/reviews?format=uhd_blu_ray&sort=-picture"),
        List("/v1/reviews?hdr=dolby_vision&picture.gte=9&audioLanguage=en&extra=audio_commentary", FewInOrder),
        List("/v1/reviews?film=matrix"),
        List("/v1/reviews?director=wachowski&sort=-sound"),
        List("/v1/reviews?year.gte=1995&year.lte=1999"),
        List(
            "/v1/reviews?year.gte=2015&sort=year",
            "the years of all films of a review count, and the first film's order it: all that meet the filter are sorted"),
        List("/v1/reviews?picture.gte=9.5"),
        List("/v1/reviews?picture.lte=5&sort=-picture"),
        List("/v1/reviews?publishedAt.lt=2100-01-01T00:00:00Z"),
        Nothing("/v1/reviews?format=dvd&hdr=dolby_vision"),
        Nothing("/v1/reviews?format=dvd&hdr=dolby_vision&sort=title"),
        Nothing("/v1/reviews?actor=nobodyatall"),
        Nothing("/v1/reviews?imdb=tt0000001"),
        Nothing("/v1/reviews?picture.gte=9.9&story.lte=0.1&sound.lte=0.1&extras.lte=0.1&sort=title", FewInOrder),
        Nothing("/v1/reviews?releaseDate.gte=2090"),
        Search("/v1/reviews?q=seldom"),
        Search("/v1/reviews?q=middling"),
        Search("/v1/reviews?q=commonplace"),
        Search("/v1/reviews?q=matrix%20commonplace"),
        Search("/v1/reviews?q=%22commonplace%20middling%22"),
        Search("/v1/reviews?q=commonplace%20-middling"),
        Search("/v1/reviews?q=nosuchword"),
        Search("/v1/reviews?q=leavng%20las%20vegas", Alike),
        Search("/v1/reviews?q=grain&in=picture"),
        Search("/v1/reviews?q=commonplace&in=picture"),
        Search("/v1/reviews?q=commonplace&sort=-publishedAt"),
        Search("/v1/reviews?q=middling&sort=-picture"),
        Search("/v1/reviews?q=commonplace&format=uhd_blu_ray&hdr=dolby_vision"),
        Facets("/v1/reviews/facets"),
        Facets("/v1/reviews/facets?format=dvd"),
        Facets("/v1/reviews/facets?hdr=dolby_vision"),
        Facets("/v1/reviews/facets?picture.gte=9.5&extra=audio_commentary"),
        Facets("/v1/reviews/facets?q=middling"),
        Facets("/v1/reviews/facets?q=commonplace"),
        List("/v1/films", "what reviews say of a film is put in order"),
        List("/v1/films?q=matrx", Alike),
        List("/v1/reviewers", "all that the reviewers of the page have written is compared with what others wrote of the same releases"),
    ];

    static Question List(string path, string? why = null) => new(path, Goal.List, why);

    static Question Nothing(string path, string? why = null) => new(path, Goal.NoMatch, why);

    static Question Search(
        string path,
        string why = "the words are looked for in one part of the reviews, the newest, and all that have them there are ranked") =>
        new(path, Goal.Search, why);

    static Question Facets(string path) => new(path, Goal.Facets, "all that meet the filters are counted, up to 100,000; of more a sample");
}

/// <summary>What the answer to a question may cost.</summary>
internal sealed record Goal(string Name, Func<Cost, Cost, bool> IsMet)
{
    /// <summary>Of a large catalogue hardly more than of a small one.</summary>
    public static readonly Goal List = new("ratio 1.2", (small, large) => large.Processor / small.Processor <= 1.2);

    public static readonly Goal NoMatch = new("25 ms", (_, large) => large.Worst.TotalMilliseconds <= 25);

    public static readonly Goal Search = new(
        "2.5 ms, never 50", (_, large) => large.Processor.TotalMilliseconds <= 2.5 && large.Worst.TotalMilliseconds <= 50);

    public static readonly Goal Facets = new("100 ms", (_, large) => large.Usual.TotalMilliseconds <= 100);
}

/// <summary>What an answer costs: processor time of service and PostgreSQL, and how long it takes, usually and at worst.</summary>
internal sealed record Cost(TimeSpan Processor, TimeSpan Usual, TimeSpan Worst);
