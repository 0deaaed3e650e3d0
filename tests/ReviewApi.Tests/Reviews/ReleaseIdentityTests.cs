using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

public sealed class ReleaseIdentityTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_one_barcode_in_any_spelling_when_posted_then_it_is_one_release_and_each_spelling_is_kept()
    {
        // The same number as UPC-A, EAN-13, GTIN-14, and without its zero.
        string[] spellings = ["025195008938", "0025195008938", "00025195008938", "0 25195 00893 8", "025195-008938", "25195008938"];
        var answers = new List<Answer>();
        foreach (var spelling in spellings)
            answers.Add((await api.Desk.Publish(Release(spelling))).Is(201));
        Assert.Single(answers.Select(answer => answer.Text("/release/id")).Distinct());
        Assert.All(answers, answer => Assert.Equal("00025195008938", answer.Text("/release/gtin")));
        Assert.Equal(
            ["025195008938", "0025195008938", "00025195008938", "025195008938", "025195008938", "25195008938"],
            answers.Select(answer => answer.Text("/release/barcode")));
    }

    [Fact]
    public async Task Given_one_barcode_when_format_or_territory_differ_then_the_releases_do()
    {
        var ean = Example.NewEan();
        JsonObject[] releases =
        [
            Release(ean), Release(ean).With("/release/territory", "\"US\""), Release(ean).With("/release/territory", "\"GB\""),
            Release(ean).With("/release/format", "\"dvd\""),
            Release(ean).With("/release/format", "\"dvd\"").With("/release/territory", "\"US\""),
        ];
        var first = await IdsOf(releases);
        Assert.Equal(releases.Length, first.Distinct().Count());
        Assert.Equal(first, await IdsOf(releases));
        Assert.Equal([first[1]], await IdsOf([Release(ean).With("/release/territory", "\"USA\"").With("/release/format", "\"Blu-ray\"")]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Given_no_barcode_when_posted_twice_then_each_review_has_a_release_of_its_own_and_keeps_it(string? barcode)
    {
        var sent = Release(barcode);
        var created = (await api.Desk.Publish(sent)).Is(201);
        var other = (await api.Desk.Publish(sent)).Is(201);
        Assert.NotEqual(created.Text("/release/id"), other.Text("/release/id"));

        var replaced = (await api.Desk.Put(created, sent.Copy().With("/release/edition", "\"Other\""))).Is(200);
        Assert.Equal(created.Text("/release/id"), replaced.Text("/release/id"));
        var patched = (await api.Desk.Patch(replaced, """{ "release": { "format": "dvd" } }""")).Is(200);
        Assert.Equal(created.Text("/release/id"), patched.Text("/release/id"));
    }

    [Fact]
    public async Task Given_an_id_when_sent_then_it_picks_that_release_whatever_its_barcode()
    {
        var known = (await api.Desk.Publish(Release(Example.NewEan()))).Is(201).Text("/release/id");
        var ean = Example.NewEan();
        var picked = (await api.Desk.Publish(Release(ean).Put("/release/id", known))).Is(201);
        Assert.Equal((known, ean), (picked.Text("/release/id"), picked.Text("/release/barcode")));
        Assert.Equal(known, (await api.Desk.Publish(Release(null).Put("/release/id", known))).Is(201).Text("/release/id"));
        Assert.NotEqual(known, (await api.Desk.Publish(Release(ean))).Is(201).Text("/release/id"));
    }

    [Fact]
    public async Task Given_a_barcode_comes_and_goes_when_put_without_an_id_then_the_release_follows_it()
    {
        var ean = Example.NewEan();
        var known = (await api.Desk.Publish(Release(ean))).Is(201).Text("/release/id");
        var review = (await api.Desk.Publish(Release(null))).Is(201);
        var own = review.Text("/release/id");
        Assert.NotEqual(known, own);
        review = (await api.Desk.Put(review, Release(ean))).Is(200);
        Assert.Equal(known, review.Text("/release/id"));
        review = (await api.Desk.Put(review, Release(null))).Is(200);
        Assert.NotEqual(known, review.Text("/release/id"));
    }

    [Fact]
    public async Task Given_facts_that_differ_when_two_reviews_print_one_release_then_each_keeps_its_own()
    {
        var ean = Example.NewEan();
        var one = (await api.Desk.Publish(Release(ean).With("/release/video", """[{ "aspectRatio": "1.84:1" }]"""))).Is(201);
        var other = (await api.Desk.Publish(Release(ean).With("/release/video", """[{ "aspectRatio": "1.85:1" }]"""))).Is(201);
        Assert.Equal(one.Text("/release/id"), other.Text("/release/id"));
        Assert.Equal("1.84:1", (await api.Anonymous.Read(one.Path)).Text("/release/video/0/aspectRatio"));
        Assert.Equal("1.85:1", (await api.Anonymous.Read(other.Path)).Text("/release/video/0/aspectRatio"));
    }

    static JsonObject Release(string? barcode) => barcode is null ? Example.Review() : Example.Review().Put("/release/barcode", barcode);

    async Task<List<string?>> IdsOf(IEnumerable<JsonObject> reviews)
    {
        var ids = new List<string?>();
        foreach (var review in reviews)
            ids.Add((await api.Desk.Publish(review)).Is(201).Text("/release/id"));
        return ids;
    }
}
