namespace ReviewApi.Benchmarks;

/// <summary>All that is measured, in order.</summary>
internal static class Jobs
{
    const string One = "/v1/reviews/";
    const string Filters1 = "/v1/reviews?format=uhd_blu_ray";
    const string Filters2 = $"{Filters1}&hdr=hdr10";
    const string Filters3 = $"{Filters2}&picture.gte=5";
    const string Filters5 = $"{Filters3}&audioLanguage=en&extra=audio_commentary";

    const string AllFacets = "/v1/reviews/facets?facet=format,resolution,videoCodec,hdr,region,territory,audioCodec,audioLanguage,channels,"
        + "immersive,subtitleLanguage,extra,kind,genre,decade,cut,language,license,outlet,story,performances,picture,sound,extras,overall,"
        + "meanScore";

    const string FilteredFacets = $"{AllFacets}&format=uhd_blu_ray,blu_ray&audioLanguage=en&picture.gte=2&extra=audio_commentary";

    public static readonly IReadOnlyList<Job> All =
    [
        Job.Same("hot-304", 3, catalogue => Known(One, catalogue.Hot), catalogue => Known("/memory/", catalogue.Hot)),
        Job.Same("hot-review", 3, catalogue => Read(One, catalogue.Hot), catalogue => Read("/memory/", catalogue.Hot)),
        Job.Same(
            "old-hot-304", 1.5, catalogue => Known(One, catalogue.Hot), catalogue => Known("/memory/", catalogue.Hot), mayBeOld: true),
        Job.Same(
            "old-hot-review", 1.5, catalogue => Read(One, catalogue.Hot), catalogue => Read("/memory/", catalogue.Hot), mayBeOld: true),
        Job.Beside("cold-review", 1.3, catalogue => Read(One, catalogue.Any()), catalogue => Read("/documents/", catalogue.Any())),
        Job.List("newest", "/v1/reviews"),
        Job.List("filters-1", Filters1),
        Job.List("filters-2", Filters2),
        Job.List("filters-3", Filters3),
        Job.List("filters-5", Filters5),
        Job.List("sort-overall", "/v1/reviews?sort=-overall"),
        Job.List("sort-picture-sound", "/v1/reviews?sort=-picture,-sound"),
        Job.List("sort-title", "/v1/reviews?sort=title"),
        Job.DeepList("deep-newest", "/v1/reviews?"),
        Job.DeepList("deep-picture", "/v1/reviews?sort=-picture&"),
        Job.DeepList("deep-filters", $"{Filters2}&"),
        Job.Question("facets-default", Goal.Milliseconds(0.5, 10), _ => "/v1/reviews/facets"),
        Job.Question("facets-all", Goal.Milliseconds(1, 30), _ => AllFacets),
        Job.Question("facets-all-filters", Goal.Milliseconds(1, 30), _ => FilteredFacets),
        Job.Question("film-scores", Goal.Milliseconds(0.5), catalogue => $"/v1/films/{catalogue.ReviewedFilm}/scores"),
        Job.Question("comparison-100", Goal.Milliseconds(5), Comparison, isDear: true),
        Job.Question("film-qz", Goal.Milliseconds(1, 5), _ => "/v1/reviews?film=qz"),
        Job.Question("title-slip", Goal.Milliseconds(2), _ => "/v1/films?q=leavng%20las%20vegas", isDear: true),
        Job.Question("suggest", Goal.Milliseconds(2), _ => "/v1/suggest?q=lea"),
        Job.Question("suggest-letter", Goal.Milliseconds(2), _ => "/v1/suggest?q=l"),
        Job.Question("suggest-slip", Goal.Milliseconds(2), _ => "/v1/suggest?q=laevin"),
        Job.Search("words-rare", "/v1/reviews?q=seldom"),
        Job.Search("words-some", "/v1/reviews?q=middling"),
        Job.Search("words-common", "/v1/reviews?q=commonplace"),
        Job.Search("words-two", "/v1/reviews?q=commonplace%20middling"),
        Job.Search("words-phrase", "/v1/reviews?q=%22commonplace%20middling%22"),
        Job.Question("words-unknown", Goal.Milliseconds(0.5), _ => $"/v1/reviews?q={Guid.NewGuid():N}", isDear: true),
        Job.Search("words-rare-filter", "/v1/reviews?q=commonplace&format=dvd&picture.gte=9"),
        Job.Search("words-common-filter", "/v1/reviews?q=commonplace&format=blu_ray"),
        Job.Write("draft", 1.5, catalogue => catalogue.NextDraft()),
        Job.Write("publish", 1.5, catalogue => catalogue.NextPublish()),
        Job.Write("put", 1.7, catalogue => catalogue.NextPut()),
    ];

    /// <summary>Questions that cost the most, one after another.</summary>
    public static HttpRequestMessage Dear(Catalogue catalogue, int number) => Job.Get((number % 3) switch
    {
        0 => "/v1/reviews?q=commonplace&sort=-picture",
        1 => FilteredFacets,
        _ => Comparison(catalogue),
    });

    static string Comparison(Catalogue catalogue) => $"/v1/films/{catalogue.ReleasedFilm}/releases?limit=100";

    static HttpRequestMessage Read(string path, Stored review) => Job.Get($"{path}{review.Id}");

    static HttpRequestMessage Known(string path, Stored review)
    {
        var request = Read(path, review);
        request.Headers.TryAddWithoutValidation("If-None-Match", review.ETag);
        return request;
    }
}
