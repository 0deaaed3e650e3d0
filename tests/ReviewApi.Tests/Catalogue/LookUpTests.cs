
namespace ReviewApi.Tests.Catalogue;

/// <summary>Films by their identifiers, releases by what is on them, reviewers by name and outlet.</summary>
public sealed class LookUpTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("imdb", "tt9900001", "tt9900002")]
    [InlineData("tmdb", "movie/9900001", "tv/9900001")]
    [InlineData("wikidata", "Q9900001", "Q9900002")]
    [InlineData("eidr", "10.5240/7791-8534-2C23-9030-8610-5", "10.5240/90D7-5A64-5B04-E28A-2C11-D")]
    public async Task Given_a_film_when_looked_up_by_an_identifier_then_it_and_its_reviews_are_found_and_no_other(
        string scheme, string value, string other)
    {
        var review = await api.Desk.Published(Example.Review().Put($"/films/0/identifiers/{scheme}", value));
        Assert.Equal([review.Text("/films/0/id")!], await api.Anonymous.IdsOf($"/v1/films?{scheme}={value}"));
        Assert.Equal(
            [review.Text("/films/0/id")!], await api.Anonymous.IdsOf($"/v1/films?{scheme}={value}&q={review.Text("/films/0/title")}"));
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/films?{scheme}={value}&q=qzqzqzqz"));
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/films?{scheme}={other}"));
        Assert.Equal([review.Id], await api.Anonymous.IdsOf($"/v1/reviews?{scheme}={value}"));
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/reviews?{scheme}={other}"));
        Assert.Equal(scheme, (await api.Anonymous.Read($"/v1/films?{scheme}=x")).Is(400).Text("/errors/0/parameter"));
        (await api.Desk.Act(review, "withdraw")).Is(200);
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/films?{scheme}={value}"));
    }

    [Fact]
    public async Task Given_releases_when_looked_up_by_what_is_on_them_then_those_are_found_that_meet_all_of_it()
    {
        var (asin, hash) = (NewAsin(), NewHash());
        var one = await api.Desk.Published(
            Example.Review().Put("/release/asin", asin).With("/release/discs", $$"""[{}, { "contentHash": "{{hash}}" }]"""));
        var two = await api.Desk.Published(
            Example.Review().Put("/release/asin", asin).Put("/release/format", "dvd").Put("/films/0/id", one.Text("/films/0/id")));
        (await api.Desk.Create(Example.Review().Put("/release/asin", asin))).Is(201);
        var (first, second, film) = (one.Text("/release/id")!, two.Text("/release/id")!, one.Text("/films/0/id"));
        foreach (var (query, found) in new (string, string[])[]
        {
            ($"asin={asin}", [second, first]), ($"asin={asin}&format=dvd", [second]), ($"asin={asin}&format=dvd,blu_ray", [second, first]),
            ($"asin={asin}&format=vhs", []),
            ($"disc={hash}", [first]), ($"disc={hash.ToLowerInvariant()}", [first]), ($"disc={hash}&format=dvd", []),
            ($"disc={NewHash()}", []),
            ($"filmId={film}", [second, first]), ($"filmId={film}&disc={hash}", [first]), ($"filmId={Guid.CreateVersion7()}", []),
        })
            Assert.True(found.SequenceEqual(await api.Anonymous.IdsOf($"/v1/releases?{query}")), query);
        Assert.Equal(2, (await api.Anonymous.All($"/v1/releases?filmId={film}", limit: 1)).Count);
        Assert.Equal("2", (await api.Anonymous.Read($"/v1/releases?asin={asin}&count=exact&limit=1")).Is(200).Text("/total"));
        Assert.Equal([one.Id], await api.Anonymous.IdsOf($"/v1/reviews?disc={hash}"));
    }

    [Theory]
    [InlineData("asin=b004fm2enq", "asin")]
    [InlineData("disc=12", "disc")]
    [InlineData("filmId=1", "filmId")]
    [InlineData("format=blue_ray", "format")]
    [InlineData("barcodes=1", "barcodes")]
    public async Task Given_what_the_look_up_does_not_take_when_asked_then_400_names_it(string query, string parameter) =>
        Assert.Equal(parameter, (await api.Anonymous.Read($"/v1/releases?{query}")).Is(400).Text("/errors/0/parameter"));

    [Fact]
    public async Task
    Given_a_release_that_an_admin_corrected_when_looked_up_by_the_corrections_then_it_and_its_reviews_are_found_until_they_are_taken_back()
    {
        var (asin, hash) = (NewAsin(), NewHash());
        var review = await api.Desk.Published(Example.Review());
        var release = review.Text("/release/id")!;
        (await api.Desk.Correct(review.ReleasePath(), $$"""
            { "asin": "{{asin}}", "discs": [{ "contentHash": "{{hash.ToLowerInvariant()}}" }], "format": "dvd" }
            """)).Is(200);
        Assert.Equal([release], await api.Anonymous.IdsOf($"/v1/releases?asin={asin}&disc={hash}&format=dvd"));
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/releases?asin={asin}&format=blu_ray"));
        Assert.Equal([review.Id], await api.Anonymous.IdsOf($"/v1/reviews?disc={hash}"));
        (await api.Desk.Correct(review.ReleasePath(), """{ "asin": null, "discs": null }""")).Is(200);
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/releases?asin={asin}"));
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/reviews?disc={hash}"));
    }

    [Fact]
    public async Task Given_a_release_without_a_barcode_when_its_review_prints_another_format_then_it_is_found_by_that_one()
    {
        var (asin, body) = (NewAsin(), Example.Review());
        var review = await api.Desk.Published(body.Put("/release/asin", asin));
        (await api.Desk.Put(review, body.Copy().Put("/release/format", "hd_dvd"))).Is(200);
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/releases?asin={asin}&format=blu_ray"));
        Assert.Equal([review.Text("/release/id")!], await api.Anonymous.IdsOf($"/v1/releases?asin={asin}&format=hd_dvd"));
    }

    [Fact]
    public async Task Given_reviewers_when_looked_up_by_a_part_of_a_name_and_an_outlet_then_those_are_found()
    {
        var (name, outlet) = ($"Zoë {Guid.NewGuid():N}", $"Café {Guid.NewGuid():N}");
        var (one, two) = (await By($"{name} Ärger", outlet), await By($"{name} Stone", $"{outlet} B"));
        var (first, second) = (one.Text("/reviewers/0/id")!, two.Text("/reviewers/0/id")!);
        var folded = name.ToUpperInvariant().Replace("Ë", "E", StringComparison.Ordinal);
        foreach (var (query, found) in new (string, string[])[]
        {
            ($"q={folded}", [first, second]), ($"q={name} aerger", []), ($"q={name} ARGER", [first]),
            ($"q={folded}&outlet={outlet} b", [second]),
            ($"outlet={outlet.Replace("é", "e", StringComparison.Ordinal)}", [first, second]), ($"q={name}&outlet=nobody", []),
        })
            Assert.True(
                found.SequenceEqual(await api.Anonymous.IdsOf($"/v1/reviewers?{query.Replace(" ", "%20", StringComparison.Ordinal)}")),
                query);
        Assert.Equal("q", (await api.Anonymous.Read("/v1/reviewers?q=")).Is(400).Text("/errors/0/parameter"));
    }

    Task<Answer> By(string name, string outlet) =>
        api.Desk.Published(Example.Review().Put("/reviewers/0/name", name).Put("/source/outlet", outlet));

    static string NewAsin() => $"{Guid.NewGuid():N}"[..10].ToUpperInvariant();

    static string NewHash() => $"{Guid.NewGuid():N}".ToUpperInvariant();
}
