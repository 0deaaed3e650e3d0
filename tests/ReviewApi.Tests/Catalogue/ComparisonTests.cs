using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>The releases of a film beside each other: extras gained and lost, and who leads.</summary>
public sealed class ComparisonTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    readonly string title = Example.NewTitle();

    [Fact]
    public async Task Given_releases_when_compared_then_extras_are_those_gained_and_lost_against_the_baseline()
    {
        var old = await Release("1999", """
            [
              { "kind": "trailer", "title": "Trailer" }, { "kind": "interview", "title": "The Cast", "seconds": 60 },
              { "kind": "making_of" }
            ]
            """);
        var later = await Release(
            "2011-05",
            """[{ "kind": "trailer", "title": "TRAILER" }, { "kind": "documentary", "title": "New", "participants": ["A", "B"] }]""");
        var unknown = await Release("2012", null);
        var none = await Release("2013", "[]");

        var compared = await Compare(old);
        Assert.Equal(Id(old), compared.Text("/baseline"));
        Assert.Equal(
            new[] { old, later, unknown, none }.Select(Id),
            compared.At("/releases")!.AsArray().Select(release => (string)release!["release"]!["id"]!));
        Extras(compared, old, "[]", "[]");
        Extras(
            compared, later, """[{ "kind": "documentary", "title": "New", "participants": ["A", "B"] }]""",
            """[{ "kind": "interview", "title": "The Cast", "seconds": 60 }, { "kind": "making_of" }]""");
        Extras(compared, none, "[]", old.At("/release/extras")!.ToJsonString());
        Assert.Null(Of(compared, unknown)["extras"]);

        var turned = await Compare(old, $"?baseline={Id(later)}");
        Assert.Equal(Id(later), turned.Text("/baseline"));
        Extras(
            turned, old, """[{ "kind": "interview", "title": "The Cast", "seconds": 60 }, { "kind": "making_of" }]""",
            """[{ "kind": "documentary", "title": "New", "participants": ["A", "B"] }]""");
    }

    [Fact]
    public async Task Given_several_extras_of_one_kind_without_titles_when_gained_then_each_of_them_is()
    {
        var none = await Release("1999", "[]");
        var three = await Release("2000", """[{ "kind": "interview" }, { "kind": "interview", "seconds": 90 }, { "kind": "trailer" }]""");
        Extras(await Compare(none), three, three.At("/release/extras")!.ToJsonString(), "[]");
    }

    [Fact]
    public async Task Given_no_baseline_when_compared_then_the_first_released_is_it_and_one_without_a_date_is_not()
    {
        await Release(null, "[]");
        await Release("2001-02-03", "[]");
        var first = await Release("2001", "[]");
        Assert.Equal(Id(first), (await Compare(first)).Text("/baseline"));
    }

    [Fact]
    public async Task Given_a_baseline_that_is_none_when_compared_then_400_names_it()
    {
        var review = await Release("1999", "[]");
        var foreign = await api.Desk.Published(Example.Review());
        var draft = (await api.Desk.Create(Example.Review(title).Put("/release/barcode", Example.NewEan()))).Is(201);
        foreach (var wrong in new[]
        {
            "x", "", $"{Guid.NewGuid()}", Id(foreign), Id(draft), review.Text("/films/0/id"), $"{Id(review)},{Id(foreign)}",
        })
        {
            var refused = await api.Anonymous.Read($"{review.FilmPath()}/releases?baseline={wrong}");
            Assert.True(((int)refused.Status, refused.Text("/errors/0/parameter")) == (400, "baseline"), $"{wrong}: {refused}");
        }
    }

    [Fact]
    public async Task Given_two_scored_reviews_on_two_releases_when_compared_then_one_leads_by_the_difference_and_with_less_none_does()
    {
        var (one, other) = (Example.NewEan(), Example.NewEan());
        await Score(one, 8);
        await Score(other, 9);
        var best = await Score(one, 9);
        Assert.Equal("""{"undecided":"not_enough_reviews"}""", (await Compare(best)).At("/leaders/picture")!.ToJsonString());
        // One that is not scored does not count, nor does one that is withdrawn.
        await api.Desk.Published(
            Example.Review(title).Put("/release/barcode", other).With("/sections/picture", """{ "text": "Not scored." }"""));
        (await api.Desk.Act(await Score(other, 1), "withdraw")).Is(200);
        Assert.Equal("not_enough_reviews", (await Compare(best)).Text("/leaders/picture/undecided"));
        await Score(other, 7.5m);
        // A third one with a single review stays out, however good it is.
        await Score(Example.NewEan(), 10);
        var leader = (await Compare(best)).At("/leaders/picture")!;
        Assert.Equal(
            (best.Text("/release/id"), 8.5m, 0.25m, null),
            ((string?)leader["releaseId"], (decimal)leader["mean"]!, (decimal)leader["margin"]!, leader["undecided"]));
        Assert.Equal("not_enough_reviews", (await Compare(best)).Text("/leaders/sound/undecided"));
    }

    [Fact]
    public async Task
        Given_two_releases_that_are_equally_good_when_compared_again_and_again_then_the_margin_is_nought_and_the_answer_stays()
    {
        var (one, other) = (Example.NewEan(), Example.NewEan());
        Answer? last = null;
        foreach (var ean in new[] { one, other, one, other })
            last = await Score(ean, 8);
        var first = await Compare(last!);
        Assert.Equal(0, (decimal)first.At("/leaders/picture/margin")!);
        // Nothing about the scores changes with another review of the film that is not scored.
        for (var round = 0; round < 5; round++)
        {
            await api.Desk.Published(Example.Review(title).Put("/release/barcode", Example.NewEan()));
            Assert.Equal(first.Text("/leaders/picture/releaseId"), (await Compare(last!)).Text("/leaders/picture/releaseId"));
        }
    }

    [Fact]
    public async Task Given_a_box_of_two_films_when_either_is_compared_then_it_is_among_the_releases_of_both()
    {
        var box = await api.Desk.Published(
            CatalogueCalls.Review(CatalogueCalls.Film(title), CatalogueCalls.Film()).With("/sections/picture", """{ "score": 6 }"""));
        foreach (var place in new[] { 0, 1 })
        {
            var compared = (await api.Anonymous.Read($"/v1/films/{box.Text($"/films/{place}/id")}/releases")).Is(200);
            var mean = (decimal)compared.At("/releases/0/sections/picture/mean")!;
            Assert.Equal(
                (Id(box), "1", "6"),
                (compared.Text("/releases/0/release/id"), compared.Text("/releases/0/reviews"), $"{mean:0.##}"));
        }
    }

    static string Id(Answer review) => review.Text("/release/id")!;

    static JsonNode Of(Answer compared, Answer review) =>
        compared.At("/releases")!.AsArray().Single(release => (string?)release!["release"]!["id"] == Id(review))!;

    static void Extras(Answer compared, Answer review, string gained, string lost)
    {
        var extras = Of(compared, review)["extras"]!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(gained), extras["gained"]), extras.ToJsonString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(lost), extras["lost"]), extras.ToJsonString());
    }

    async Task<Answer> Compare(Answer review, string query = "") =>
        (await api.Anonymous.Read($"{review.FilmPath()}/releases{query}")).Is(200);

    async Task<Answer> Release(string? date, string? extras)
    {
        var body = Example.Review(title).Put("/release/barcode", Example.NewEan());
        if (date is not null)
            body.Put("/release/releaseDate", date);
        return await api.Desk.Published(extras is null ? body : body.With("/release/extras", extras));
    }

    Task<Answer> Score(string ean, decimal score) => api.Desk.Published(
        Example.Review(title).Put("/release/barcode", ean).Put("/sections/picture", new JsonObject { ["score"] = score }));
}
