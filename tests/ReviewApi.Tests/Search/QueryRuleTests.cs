
namespace ReviewApi.Tests.Search;

/// <summary>What the list refuses, and what its cursors are bound to.</summary>
public sealed class QueryRuleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("formt=dvd", "formt", "format")]
    [InlineData("Format=dvd", "Format", "format")]
    [InlineData("picture.ge=8", "picture.ge", "picture.gte")]
    [InlineData("picture.eq=8", "picture.eq", "picture.gte")]
    [InlineData("picture=8", "picture", "picture.gt")]
    [InlineData("format.gte=dvd", "format.gte", "Did you mean format?")]
    [InlineData("year=1982", "year", "Did you mean year.gte or year.lte?")]
    [InlineData("score.gte=8", "score.gte", "Did you mean meanScore.gte")]
    [InlineData("rating.gt=8", "rating.gt", "Did you mean overall.gt")]
    [InlineData("year[gte]=1982", "year[gte]", "Did you mean year.gte?")]
    [InlineData("minYear=1982", "minYear", "Did you mean year.gte?")]
    [InlineData("year_max=1982", "year_max", "Did you mean year.lte?")]
    [InlineData("year%3E=1982", "year>", "Did you mean year.gt?")]
    [InlineData("updatedSince=2020", "updatedSince", "Did you mean updatedAt.gte?")]
    [InlineData("video.gte=8", "video.gte", "Did you mean picture.gte?")]
    [InlineData("title=Heat", "title", "Did you mean film")]
    [InlineData("author=Ann", "author", "Did you mean reviewer?")]
    [InlineData("country=DE", "country", "Did you mean territory or region?")]
    [InlineData("upc=1", "upc", "Did you mean barcode?")]
    [InlineData("subtitles=en", "subtitles", "Did you mean subtitleLanguage?")]
    [InlineData("search=x", "search", "Did you mean q?")]
    [InlineData("page=2", "page", "Did you mean cursor?")]
    [InlineData("per_page=2", "per_page", "Did you mean limit?")]
    [InlineData("orderBy=year", "orderBy", "Did you mean sort?")]
    [InlineData("imdbId=tt0113627", "imdbId", "Did you mean imdb?")]
    [InlineData("sort=rating", "sort", "Did you mean -overall or -meanScore?")]
    [InlineData("sort=-stars", "sort", "Did you mean -overall or -meanScore?")]
    [InlineData("sort=video", "sort", "Did you mean -picture?")]
    [InlineData("sort=newest", "sort", "Did you mean -publishedAt?")]
    [InlineData("sort=name", "sort", "Did you mean title?")]
    [InlineData("imdb=https%3A%2F%2Fwww.imdb.com%2Ftitle%2Ftt0083658%2F%3Fref_%3Dx", "imdb", "Did you mean tt0083658?")]
    [InlineData("imdb=TT0083658", "imdb", "Did you mean tt0083658?")]
    [InlineData("imdb=0083658", "imdb", "Did you mean tt0083658?")]
    [InlineData("tmdb=https%3A%2F%2Fwww.themoviedb.org%2Fmovie%2F78-blade-runner", "tmdb", "Did you mean movie/78?")]
    [InlineData("wikidata=https%3A%2F%2Fwww.wikidata.org%2Fwiki%2FQ184843", "wikidata", "Did you mean Q184843?")]
    [InlineData("wikidata=wd%3AQ184843", "wikidata", "Did you mean Q184843?")]
    [InlineData(
        "eidr=https%3A%2F%2Fdoi.org%2F10.5240%2F7791-8534-2C23-9030-8610-5", "eidr", "Did you mean 10.5240/7791-8534-2C23-9030-8610-5?")]
    [InlineData("imdb=nothing", "imdb", "tt0113627.")]
    [InlineData("decade=80s", "decade", "Did you mean 1980s?")]
    [InlineData("decade=%2780s", "decade", "Did you mean 1980s?")]
    [InlineData("decade=80", "decade", "Did you mean 1980s?")]
    [InlineData("decade=1980", "decade", "Did you mean 1980s?")]
    [InlineData("decade=1985s", "decade", "Did you mean 1980s?")]
    [InlineData("decade=1980%E2%80%99s", "decade", "Did you mean 1980s?")]
    [InlineData("decade=Eighties", "decade", "Did you mean 1980s?")]
    [InlineData("decade=20s", "decade", "Did you mean 2020s or 1920s?")]
    [InlineData("decade=old", "decade", "It has to look like 1990s.")]
    [InlineData("imdb=0113627", "imdb", "tt0113627")]
    [InlineData("tmdb=451", "tmdb", "movie/451")]
    [InlineData("wikidata=321561", "wikidata", "Q321561")]
    [InlineData("eidr=10.5240/7791-8534-2C23-9030-8610-6", "eidr", "5")]
    [InlineData("disc=0A1B", "disc", "32")]
    [InlineData("disc=0A1B2C3D4E5F60718293A4B5C6D7E8FG", "disc", "32")]
    [InlineData("asin=B004FM2ENQ", "asin", "")]
    [InlineData("id=1", "id", "")]
    [InlineData("id=0198f7f0-0000-7000-8000-000000000000,", "id", "")]
    [InlineData("resolution=hdd", "resolution", "hd")]
    [InlineData("format=blue_ray", "format", "blu_ray")]
    [InlineData("format=dvd,blue_ray", "format", "blu_ray")]
    [InlineData("format=dvd&format=blue_ray", "format", "blu_ray")]
    [InlineData("hdr=hdr_100", "hdr", "hdr10")]
    [InlineData("hdr=dolbyvision", "hdr", "Did you mean dolby_vision?")]
    [InlineData("format=bluray", "format", "Did you mean blu_ray")]
    [InlineData("format=4k", "format", "Did you mean uhd_blu_ray")]
    [InlineData("region=a", "region", "Did you mean A")]
    [InlineData("territory=usa", "territory", "Did you mean US")]
    [InlineData("immersive=atmos", "immersive", "Did you mean dolby_atmos?")]
    [InlineData("resolution=4k", "resolution", "Did you mean uhd_2160p")]
    [InlineData("videoCodec=h264", "videoCodec", "Did you mean avc")]
    [InlineData("extra=commentary", "extra", "Did you mean audio_commentary")]
    [InlineData("kind=movie", "kind", "Did you mean film")]
    [InlineData("license=cc-by", "license", "Did you mean CC-BY-4.0")]
    [InlineData("fields=films.title", "fields", "Did you mean films?")]
    [InlineData("audioCodec=dts_hd_mb", "audioCodec", "dts_hd_ma")]
    [InlineData("extra=trailr", "extra", "trailer")]
    [InlineData("audioLanguage=englsh", "audioLanguage", "en")]
    [InlineData("subtitleLanguage=e", "subtitleLanguage", "")]
    [InlineData("format=", "format", "")]
    [InlineData("format=dvd,", "format", "")]
    [InlineData("aspectRatio=wide", "aspectRatio", "")]
    [InlineData("aspectRatio=0.5", "aspectRatio", "")]
    [InlineData("filmId=1", "filmId", "")]
    [InlineData("barcode=025195008939", "barcode", "8")]
    [InlineData("barcode=abc", "barcode", "")]
    [InlineData("picture.gte=good", "picture.gte", "")]
    [InlineData("picture.gte=8%2C5", "picture.gte", "")]
    [InlineData("year.gte=1995.5", "year.gte", "")]
    [InlineData("releaseDate.gte=1997-13", "releaseDate.gte", "")]
    [InlineData("releaseDate.gte=1997-02-30", "releaseDate.gte", "")]
    [InlineData("publishedAt.gte=2026-01-15", "publishedAt.gte", "")]
    [InlineData("sort=pictures", "sort", "picture")]
    [InlineData("sort=format", "sort", "")]
    [InlineData("sort=--picture", "sort", "picture")]
    [InlineData("sort=picture,", "sort", "")]
    [InlineData("sort=", "sort", "")]
    [InlineData("sort=picture,-picture", "sort", "")]
    [InlineData("sort=relevance", "sort", "q")]
    [InlineData("sort=-relevance,title", "sort", "q")]
    [InlineData("q=x&in=headline", "in", "")]
    [InlineData("q=x&in=pictures", "in", "picture")]
    [InlineData("view=short", "view", "")]
    [InlineData("count=estimated", "count", "exact")]
    public async Task Given_what_the_list_does_not_take_when_asked_then_400_naming_the_parameter_and_what_is_nearest(
        string query, string parameter, string nearest)
    {
        var refused = (await api.Anonymous.Read($"/v1/reviews?{query}")).Is(400);
        Assert.Equal(parameter, refused.Text("/errors/0/parameter"));
        Assert.Contains(nearest, refused.Text("/errors/0/detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("format=blu_ray&kind=film", "format=blu_ray")]
    [InlineData("format=blu_ray", "format=blu_ray&kind=film")]
    [InlineData("format=blu_ray", "format=dvd")]
    [InlineData("picture.gte=1", "sound.gte=1")]
    [InlineData("picture.gte=1", "picture.gt=1")]
    [InlineData("film=film", "edition=film")]
    [InlineData("year.gte=1990", "year.gte=1991")]
    [InlineData("q=well", "q=told")]
    [InlineData("q=well&in=story", "q=well")]
    [InlineData("sort=title", "sort=-title")]
    [InlineData("sort=title", "sort=title,year")]
    [InlineData("sort=title", "")]
    [InlineData("", "sort=updatedAt")]
    [InlineData("q=well", "q=well&sort=title")]
    public async Task Given_a_cursor_when_sent_with_other_filters_or_another_sort_then_400_naming_it(string query, string other)
    {
        var cursor = await Cursor(query);
        var refused = (await api.Anonymous.Read($"/v1/reviews?{other}&cursor={cursor}")).Is(400);
        Assert.Equal("cursor", refused.Text("/errors/0/parameter"));
    }

    [Theory]
    [InlineData("format=blu_ray,dvd&kind=film", "kind=film&format=dvd,blu_ray")]
    [InlineData("format=blu_ray,dvd", "format=blu_ray&format=dvd")]
    [InlineData("language=en", "language=en&view=full&count=exact")]
    [InlineData("language=en", "language=en&limit=100")]
    [InlineData("", "sort=-publishedAt")]
    public async Task Given_a_cursor_when_sent_with_the_same_filters_and_sort_said_otherwise_then_the_next_page(string query, string same)
    {
        var cursor = await Cursor(query);
        var next = await api.Anonymous.Ids($"{query}&limit=1&cursor={cursor}");
        Assert.Equal(next, (await api.Anonymous.Ids($"{same}&cursor={cursor}")).Take(1));
        Assert.Single(next);
    }

    [Theory]
    [InlineData("sort=picture,-title")]
    [InlineData("q=well&language=en")]
    public async Task Given_a_cursor_when_altered_then_400_naming_it(string query)
    {
        var cursor = await Cursor(query);
        foreach (var place in Enumerable.Range(0, 10).Select(tenth => cursor.Length * tenth / 10))
        {
            var altered = $"{cursor[..place]}{(cursor[place] == 'A' ? 'B' : 'A')}{cursor[(place + 1)..]}";
            Assert.Equal("cursor", (await api.Anonymous.Read($"/v1/reviews?{query}&cursor={altered}")).Is(400).Text("/errors/0/parameter"));
        }
    }

    [Fact]
    public async Task Given_limits_that_change_from_page_to_page_when_followed_then_the_list_is_whole()
    {
        var edition = $"Edition {Guid.NewGuid():N}";
        for (var number = 0; number < 9; number++)
            await api.Desk.PublishWith(("/release/edition", $"\"{edition}\""), ("/sections/picture", $$"""{ "score": {{number % 3}} }"""));
        var query = $"edition={edition}&sort=-picture";
        var (seen, sizes, next) = (new List<string>(), new List<int>(), (string?)null);
        foreach (var limit in new[] { 1, 3, 2, 100 })
        {
            var page = (await api.Anonymous.Read($"/v1/reviews?{query}&limit={limit}{(next is null ? "" : $"&cursor={next}")}")).Is(200);
            sizes.Add(page.At("/items")!.AsArray().Count);
            seen.AddRange(page.At("/items")!.AsArray().Select(item => (string)item!["id"]!));
            next = page.Text("/next");
        }
        Assert.Equal([1, 3, 2, 3], sizes);
        Assert.Null(next);
        Assert.Equal(await api.Anonymous.Ids($"{query}&limit=100"), seen);
    }

    // There are always two pages.
    async Task<string> Cursor(string query)
    {
        for (var number = 0; number < 2; number++)
            await api.Desk.PublishWith(
                ("/release/edition", "\"Film edition\""), ("/sections/picture", """{ "score": 5 }"""),
                ("/sections/sound", """{ "score": 5 }"""), ("/sections/story/text", "\"Well told.\""));
        return (await api.Anonymous.Read($"/v1/reviews?{query}&limit=1")).Is(200).Text("/next")!;
    }
}
