using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>What admins correct: it is laid over what the reviews say, and they stay as they were printed.</summary>
public sealed class CorrectionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_film_when_corrected_then_it_is_everywhere_in_the_catalogue_and_the_review_stays_as_printed()
    {
        var review = await api.Desk.Published(Example.Review().With("/films/0/directors", """["D. One"]"""));
        var corrected = (await api.Desk.Correct(review.FilmPath(), """{ "year": 1996, "directors": ["D. Two", "D. Three"] }""")).Is(200);
        Assert.Equal(
            ("1996", """["D. Two","D. Three"]""", review.Text("/films/0/title")),
            (corrected.Text("/year"), corrected.At("/directors")!.ToJsonString(), corrected.Text("/title")));
        var read = (await api.Anonymous.Read(review.FilmPath())).Is(200);
        Assert.Equal(corrected.ETag, read.ETag);
        Assert.True(JsonNode.DeepEquals(corrected.Body, read.Body));
        Assert.Equal("1996", (await api.Anonymous.Read($"{review.FilmPath()}/releases")).Is(200).Text("/film/year"));
        var reread = (await api.Anonymous.Read(review.Path)).Is(200);
        Assert.Equal((review.ETag, "1995"), (reread.ETag, reread.Text("/films/0/year")));
    }

    [Fact]
    public async Task Given_a_release_when_corrected_twice_then_both_hold_and_a_later_review_does_not_undo_them()
    {
        var body = Example.Review().Put("/release/barcode", Example.NewEan());
        var review = await api.Desk.Published(body);
        (await api.Desk.Correct(review.ReleasePath(), """{ "edition": "Right", "listPrice": { "amount": "10", "currency": "USD" } }"""))
            .Is(200);
        (await api.Desk.Correct(review.ReleasePath(), """{ "discCount": 2, "listPrice": { "amount": "11" } }""")).Is(200);
        await api.Desk.Published(body.Copy().With("/release/edition", "\"Wrong\"").With("/release/discCount", "9"));
        var read = (await api.Anonymous.Read(review.ReleasePath())).Is(200);
        Assert.Equal((review.Text("/release/barcode"), review.Text("/release/gtin")), (read.Text("/barcode"), read.Text("/gtin")));
        Assert.Equal(
            ("Right", "2", "11", "USD"),
            (read.Text("/edition"), read.Text("/discCount"), read.Text("/listPrice/amount"), read.Text("/listPrice/currency")));
    }

    [Fact]
    public async Task Given_a_fact_when_corrected_to_null_then_it_is_not_known()
    {
        var review = await api.Desk.Published(Example.Review().With("/films/0/directors", """["D. One"]"""));
        Assert.Null((await api.Desk.Correct(review.FilmPath(), """{ "directors": null, "year": null }""")).Is(200).At("/directors"));
        var read = (await api.Anonymous.Read(review.FilmPath())).Is(200);
        Assert.Equal((null, null), (read.At("/directors"), read.At("/year")));
        Assert.Equal("2000", (await api.Desk.Correct(review.FilmPath(), """{ "year": 2000 }""")).Is(200).Text("/year"));
    }

    [Fact]
    public async Task Given_a_film_with_conflicts_when_corrected_then_the_conflicts_still_say_what_the_reviews_say()
    {
        var title = Example.NewTitle();
        var first = await api.Desk.Published(Example.Review(title).With("/films/0/runtimeSeconds", "100"));
        await api.Desk.Published(Example.Review(title).With("/films/0/runtimeSeconds", "200"));
        var before = (await api.Desk.Read(first.FilmPath())).Is(200);
        var corrected = (await api.Desk.Correct(first.FilmPath(), """{ "runtimeSeconds": 150 }""")).Is(200);
        Assert.Equal("150", corrected.Text("/runtimeSeconds"));
        Assert.True(JsonNode.DeepEquals(before.At("/conflicts"), corrected.At("/conflicts")));
    }

    [Theory]
    [InlineData("films")]
    [InlineData("releases")]
    public async Task Given_what_was_read_when_sent_back_as_a_patch_then_it_stays_as_it_was(string kind)
    {
        var title = Example.NewTitle();
        var ean = Example.NewEan();
        var first = await api.Desk.Published(
            Example.Review(title).Put("/release/barcode", ean).With("/films/0/runtimeSeconds", "100").With("/release/edition", "\"A\""));
        await api.Desk.Published(
            Example.Review(title).Put("/release/barcode", ean).With("/films/0/runtimeSeconds", "200").With("/release/edition", "\"B\""));
        var path = first.PathOf(kind);
        var read = (await api.Desk.Read(path)).Is(200);
        var patched = (await api.Desk.Patch(read, read.Body.ToJsonString(), path)).Is(200);
        Assert.Equal(read.ETag, patched.ETag);
        Assert.Equal(read.Id, (await api.Desk.Correct(path, $$"""{ "id": "{{Guid.NewGuid()}}" }""")).Id);
    }

    [Fact]
    public async Task Given_a_barcode_when_corrected_then_its_14_digits_follow_and_look_ups_and_later_reviews_find_the_release_by_it()
    {
        var ean = Example.NewEan();
        var review = await api.Desk.Published(Example.Review().Put("/release/barcode", Example.NewEan()));
        var corrected = (await api.Desk.Correct(
            review.ReleasePath(), $$"""{ "barcode": "{{ean[..1]}} {{ean[1..7]}}-{{ean[7..]}}" }""")).Is(200);
        Assert.Equal((ean, $"0{ean}"), (corrected.Text("/barcode"), corrected.Text("/gtin")));
        Assert.Equal([review.Text("/release/id")!], await api.Anonymous.IdsOf($"/v1/releases?barcode={ean}"));
        Assert.Equal(review.ReleasePath(), (await api.Desk.Published(Example.Review().Put("/release/barcode", ean))).ReleasePath());
    }

    [Fact]
    public async Task Given_a_title_when_corrected_then_the_film_is_found_by_it()
    {
        var title = $"{Guid.NewGuid():N}";
        var review = await api.Desk.Published(Example.Review());
        (await api.Desk.Correct(review.FilmPath(), $$"""{ "title": "{{title}}" }""")).Is(200);
        Assert.Equal([review.Text("/films/0/id")!], await api.Anonymous.IdsOf($"/v1/films?q={title}"));
        foreach (var part in new[] { title, title[4..].ToUpperInvariant(), review.Text("/films/0/title") })
            Assert.Contains(review.Id, await api.Anonymous.IdsOf($"/v1/reviews?film={part}"));
    }

    [Fact]
    public async Task Given_an_identifier_when_corrected_then_later_reviews_with_it_speak_of_that_film()
    {
        var imdb = Example.NewImdb();
        var review = await api.Desk.Published(Example.Review());
        var corrected = (await api.Desk.Correct(review.FilmPath(), $$"""{ "identifiers": { "imdb": "{{imdb}}" } }""")).Is(200);
        Assert.Equal(imdb, corrected.Text("/identifiers/imdb"));
        Assert.Equal(
            review.FilmPath(),
            (await api.Desk.Published(CatalogueCalls.Review(CatalogueCalls.Film().Put("/identifiers/imdb", imdb)))).FilmPath());
    }

    [Fact]
    public async Task Given_codes_in_other_spellings_when_corrected_then_they_are_kept_as_codes()
    {
        var review = await api.Desk.Published(Example.Review());
        var corrected = (await api.Desk.Correct(review.ReleasePath(), """
            {
              "format": "Ultra HD Blu-ray", "territory": "USA", "video": [{ "aspectRatio": "16:9" }],
              "audio": [{ "codec": "Dolby TrueHD 7.1" }]
            }
            """)).Is(200);
        Assert.Equal(
            ("uhd_blu_ray", "US", "1.78:1", "dolby_truehd", "7.1"),
            (corrected.Text("/format"), corrected.Text("/territory"), corrected.Text("/video/0/aspectRatio"),
                corrected.Text("/audio/0/codec"), corrected.Text("/audio/0/channels")));
    }

    [Theory]
    [InlineData("films", "film")]
    [InlineData("releases", "release")]
    public async Task Given_a_correction_when_audited_then_there_is_one_entry_of_it_and_none_of_one_that_changed_nothing(
        string kind, string name)
    {
        var path = (await api.Desk.Published(Example.Review())).PathOf(kind);
        (await api.Desk.Correct(path, """{ "title": "Corrected" }""")).Is(200);
        var entry = Assert.Single(await api.Desk.All($"/v1/audit?subject={path}"));
        Assert.Equal(($"{name}.corrected", path), ((string?)entry["action"], (string?)entry["subject"]));
        (await api.Desk.Correct(path, """{ "title": "Corrected" }""")).Is(200);
        (await api.Desk.Correct(path, "{}")).Is(200);
        Assert.Single(await api.Desk.All($"/v1/audit?subject={path}"));
    }

    [Fact]
    public async Task Given_what_most_reviews_say_does_not_fit_together_when_something_else_is_corrected_then_it_is()
    {
        var imdb = Example.NewImdb();
        var film = CatalogueCalls.Film().Put("/identifiers/imdb", imdb);
        var first = await api.Desk.Published(CatalogueCalls.Review(film.Copy().With("/year", "2000").With("/endYear", "2001")));
        await api.Desk.Published(CatalogueCalls.Review(film.Copy().With("/year", "2005")));
        await api.Desk.Published(CatalogueCalls.Review(film.Copy().With("/year", "2005")));
        Assert.Equal("D. One", (await api.Desk.Correct(first.FilmPath(), """{ "directors": ["D. One"] }""")).Is(200).Text("/directors/0"));
    }

    [Theory]
    [InlineData("films")]
    [InlineData("releases")]
    public async Task Given_admins_with_one_entity_tag_when_all_correct_at_once_then_one_does_and_the_others_get_412(string kind)
    {
        var path = (await api.Desk.Published(Example.Review())).PathOf(kind);
        var read = (await api.Desk.Read(path)).Is(200);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(number => Task.Run(() => api.Desk.Patch(read, $$"""{ "title": "By {{number}}" }""", path))));
        var done = Assert.Single(answers, answer => (int)answer.Status == 200);
        Assert.All(answers.Where(answer => answer != done), answer => answer.Is(412));
        Assert.Equal((done.ETag, done.Text("/title")), ((await api.Anonymous.Read(path)) is var now ? now.ETag : null, now.Text("/title")));
    }
}
