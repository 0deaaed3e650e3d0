using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>One value of what several reviews print: what most say, on a tie the first; and who says what.</summary>
public sealed class ConsensusTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_reviews_that_agree_or_leave_things_out_when_read_then_all_facts_are_there_and_no_conflicts()
    {
        var reviews = await Print(
            release => release.With("/edition", "\"A\""),
            release => release.With("/discCount", "2"),
            release => release.With("/edition", "\"A\"").With("/video", "[]"));
        var read = await Read(reviews);
        Assert.Equal(
            ("A", "2", 0, null),
            (read.Text("/edition"), read.Text("/discCount"), read.At("/video")!.AsArray().Count, read.At("/conflicts")));
        Assert.Equal(
            (reviews[0].Text("/release/id"), "blu_ray", reviews[0].Text("/release/gtin")),
            (read.Id, read.Text("/format"), read.Text("/gtin")));
    }

    [Fact]
    public async Task Given_reviews_that_disagree_when_read_then_the_most_win_and_the_conflict_says_who_says_what_in_their_order()
    {
        var reviews = await Print(
            release => release.With("/edition", "\"A\""),
            release => release.With("/edition", "\"B\""),
            release => release.With("/edition", "\"B\""),
            release => release);
        var read = await Read(reviews);
        Assert.Equal("B", read.Text("/edition"));
        Conflict(read, "/edition", ("\"A\"", [reviews[0].Id]), ("\"B\"", [reviews[1].Id, reviews[2].Id]));
    }

    [Fact]
    public async Task Given_a_tie_when_read_then_the_first_one_wins_also_once_the_first_has_changed_its_mind()
    {
        var reviews = await Print(release => release.With("/edition", "\"A\""), release => release.With("/edition", "\"B\""));
        Assert.Equal("A", (await Read(reviews)).Text("/edition"));
        (await api.Desk.Patch(reviews[0], """{ "release": { "edition": "C" } }""")).Is(200);
        var read = await Read(reviews);
        Assert.Equal("C", read.Text("/edition"));
        Conflict(read, "/edition", ("\"C\"", [reviews[0].Id]), ("\"B\"", [reviews[1].Id]));
    }

    [Fact]
    public async Task Given_lists_of_one_length_when_read_then_they_are_compared_place_by_place_and_member_by_member()
    {
        var reviews = await Print(
            release => release.With("/video", """[{ "disc": 1, "aspectRatio": "1.84:1" }, { "disc": 2, "aspectRatio": "1.33:1" }]"""),
            release => release.With(
                "/video", """[{ "disc": 1, "aspectRatio": "1.85:1", "codec": "avc" }, { "disc": 2, "aspectRatio": "1.33:1" }]"""),
            release => release.With(
                "/video", """[{ "disc": 1, "aspectRatio": "1.85:1" }, { "disc": 2, "aspectRatio": "1.33:1", "codec": "vc_1" }]"""));
        var read = await Read(reviews);
        var video = JsonNode.Parse(
            """[{ "disc": 1, "aspectRatio": "1.85:1", "codec": "avc" }, { "disc": 2, "aspectRatio": "1.33:1", "codec": "vc_1" }]""");
        Assert.True(JsonNode.DeepEquals(read.At("/video"), video), read.At("/video")!.ToJsonString());
        Conflict(read, "/video/0/aspectRatio", ("\"1.84:1\"", [reviews[0].Id]), ("\"1.85:1\"", [reviews[1].Id, reviews[2].Id]));
    }

    [Fact]
    public async Task Given_lists_of_different_lengths_when_read_then_they_are_compared_as_a_whole_and_left_out_says_nothing()
    {
        var (one, two) = ("""[{ "kind": "trailer" }]""", """[{ "kind": "trailer" }, { "kind": "interview" }]""");
        var reviews = await Print(
            release => release.With("/extras", one),
            release => release.With("/extras", two),
            release => release,
            release => release.With("/extras", two));
        var read = await Read(reviews);
        Assert.True(JsonNode.DeepEquals(read.At("/extras"), JsonNode.Parse(two)));
        Conflict(read, "/extras", (one, [reviews[0].Id]), (two, [reviews[1].Id, reviews[3].Id]));
    }

    [Fact]
    public async Task Given_an_empty_list_against_a_full_one_when_read_then_that_is_a_conflict()
    {
        var reviews = await Print(
            release => release.With("/extras", "[]"), release => release.With("/extras", """[{ "kind": "trailer" }]"""));
        var read = await Read(reviews);
        Assert.Empty(read.At("/extras")!.AsArray());
        Conflict(read, "/extras", ("[]", [reviews[0].Id]), ("""[{ "kind": "trailer" }]""", [reviews[1].Id]));
    }

    [Fact]
    public async Task Given_several_conflicts_when_read_then_each_pointer_leads_to_the_value_that_won()
    {
        var reviews = await Print(
            release => release.With("/edition", "\"A\"").With("/discCount", "1").With("/regions", """["A", "B"]""")
                .With("/listPrice", """{ "amount": "9", "currency": "USD" }"""),
            release => release.With("/edition", "\"B\"").With("/discCount", "2").With("/regions", """["A", "C"]""")
                .With("/listPrice", """{ "amount": "8", "currency": "USD" }"""));
        var read = await Read(reviews);
        var conflicts = read.At("/conflicts")!.AsArray();
        Assert.Equal(
            new[] { "/discCount", "/edition", "/listPrice", "/regions/1" },
            conflicts.Select(conflict => (string)conflict!["pointer"]!).Order(StringComparer.Ordinal));
        Assert.All(
            conflicts,
            conflict => Assert.True(JsonNode.DeepEquals(read.At((string)conflict!["pointer"]!), conflict["values"]![0]!["value"])));
    }

    [Theory]
    [InlineData("regions", """["A", "B"]""", """["B", "A"]""")]
    [InlineData("cuts", """["theatrical", "directors_cut", "extended"]""", """["extended", "theatrical", "directors_cut"]""")]
    [InlineData("video", """[{ "hdr": ["hdr10", "dolby_vision"] }]""", """[{ "hdr": ["dolby_vision", "hdr10"] }]""")]
    [InlineData("audio", """[{ "purposes": ["main", "commentary"] }]""", """[{ "purposes": ["commentary", "main"] }]""")]
    [InlineData(
        "subtitles", """[{ "language": "en", "kind": "sdh" }, { "language": "de", "kind": "sdh" }]""",
        """[{ "language": "de", "kind": "sdh" }, { "language": "en", "kind": "sdh" }]""")]
    public async Task Given_sets_in_different_orders_when_read_then_they_agree(string set, string one, string other)
    {
        var read = await Read(await Print(release => release.With($"/{set}", one), release => release.With($"/{set}", other)));
        Assert.Null(read.At("/conflicts"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(one), read.At($"/{set}")), read.At($"/{set}")!.ToJsonString());
    }

    [Theory]
    [InlineData("video", """[{ "hdr": ["hdr10_plus", "dolby_vision"] }]""", """[{ "hdr": ["dolby_vision", "hdr10_plus"] }]""",
        """[{ "hdr": ["hdr10"] }, { "hdr": ["sdr"] }]""")]
    [InlineData("audio", """[{ "purposes": ["main", "commentary"] }]""", """[{ "purposes": ["commentary", "main"] }]""", "[{}, {}]")]
    [InlineData("subtitles", """[{ "kind": "sdh" }, { "kind": "forced" }]""", """[{ "kind": "forced" }, { "kind": "sdh" }]""",
        """[{ "kind": "sdh" }]""")]
    public async Task Given_sets_in_different_orders_beside_a_list_of_another_length_when_read_then_they_are_one_value(
        string list, string one, string other, string longer)
    {
        var reviews = await Print(
            release => release.With($"/{list}", longer),
            release => release.With($"/{list}", one),
            release => release.With($"/{list}", other));
        var read = await Read(reviews);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(one), read.At($"/{list}")), read.At($"/{list}")!.ToJsonString());
        Conflict(read, $"/{list}", (longer, [reviews[0].Id]), (one, [reviews[1].Id, reviews[2].Id]));
    }

    [Fact]
    public async Task Given_sets_that_differ_in_one_and_in_order_when_read_then_only_that_one_is_a_conflict()
    {
        var reviews = await Print(
            release => release.With("/regions", """["A", "B"]"""), release => release.With("/regions", """["C", "A"]"""));
        var read = await Read(reviews);
        Conflict(read, "/regions/1", ("\"B\"", [reviews[0].Id]), ("\"C\"", [reviews[1].Id]));
        Assert.Single(read.At("/conflicts")!.AsArray());
    }

    [Fact]
    public async Task Given_films_in_different_places_of_reviews_when_they_disagree_then_the_film_shows_it_and_the_reviews_stay_as_printed()
    {
        var (imdb, title) = (Example.NewImdb(), Example.NewTitle());
        var film = CatalogueCalls.Film(title).Put("/identifiers/imdb", imdb);
        var first = await api.Desk.Published(CatalogueCalls.Review(film.Copy().With("/runtimeSeconds", "100")));
        var second = await api.Desk.Published(CatalogueCalls.Review(
            CatalogueCalls.Film(), film.Copy().With("/runtimeSeconds", "200").Put("/title", title.ToUpperInvariant())));
        var read = (await api.Anonymous.Read(first.FilmPath())).Is(200);
        Assert.Equal((title, "100"), (read.Text("/title"), read.Text("/runtimeSeconds")));
        Conflict(read, "/runtimeSeconds", ("100", [first.Id]), ("200", [second.Id]));
        Assert.Equal("200", (await api.Anonymous.Read(second.Path)).Text("/films/1/runtimeSeconds"));
        (await api.Desk.Act(second, "withdraw")).Is(200);
        Assert.Null((await api.Anonymous.Read(first.FilmPath())).Is(200).At("/conflicts"));
    }

    [Fact]
    public async Task Given_prices_when_reviews_disagree_then_the_price_is_one_that_a_review_prints()
    {
        var reviews = await Print(Price("14.99", "USD"), Price("12.99", "GBP"), Price("12.99", "EUR"));
        var price = (await Read(reviews)).At("/listPrice")!;
        Assert.Contains(reviews, review => JsonNode.DeepEquals(review.At("/release/listPrice"), price));

        static Func<JsonObject, JsonObject> Price(string amount, string currency) =>
            release => release.With("/listPrice", $$"""{ "amount": "{{amount}}", "currency": "{{currency}}" }""");
    }

    async Task<Answer[]> Print(params Func<JsonObject, JsonObject>[] prints)
    {
        var (title, ean) = (Example.NewTitle(), Example.NewEan());
        var reviews = new List<Answer>();
        foreach (var print in prints)
            reviews.Add(await api.Desk.Published(
                Example.Review(title).Put("/release", print(new JsonObject { ["format"] = "blu_ray", ["barcode"] = ean }))));
        return [.. reviews];
    }

    async Task<Answer> Read(IEnumerable<Answer> reviews) => (await api.Anonymous.Read(reviews.First().ReleasePath())).Is(200);

    static void Conflict(Answer read, string pointer, params (string Value, string[] Reviews)[] values)
    {
        var conflict = Assert.Single(read.At("/conflicts")!.AsArray(), conflict => (string?)conflict!["pointer"] == pointer)!;
        var expected = new JsonArray([.. values.Select(one => new JsonObject
        {
            ["value"] = JsonNode.Parse(one.Value),
            ["reviews"] = new JsonArray([.. one.Reviews.Select(id => (JsonNode)id)]),
        })]);
        Assert.True(JsonNode.DeepEquals(expected, conflict["values"]), conflict.ToJsonString());
    }
}
