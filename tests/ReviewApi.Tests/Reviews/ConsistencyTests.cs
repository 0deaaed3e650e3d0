using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

public sealed class ConsistencyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Places =
    [
        "/release/video/0", "/release/audio/0", "/release/subtitles/0", "/release/extras/0", "/sections/picture/parts/0",
        "/otherSections/0/parts/0", "/overall/parts/0",
    ];

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(59, false)]
    public async Task Given_an_index_into_films_when_it_is_beyond_them_then_422_at_each_place(int film, bool isThere)
    {
        var answer = await api.Desk.Create(Placed("film", film).With("/films", """[{ "title": "One" }, { "title": "Two" }]"""));
        if (isThere)
            answer.Is(201);
        else
            answer.IsInvalid([.. Places.Select(place => $"{place}/film unknown_film")]);
    }

    [Fact]
    public async Task Given_an_index_into_films_when_it_is_negative_or_there_are_none_then_422()
    {
        (await api.Desk.Create(Placed("film", -1))).IsInvalid([.. Places.Select(place => $"{place}/film out_of_range")]);
        (await api.Desk.Create(Placed("film", 0).Without("/films"))).IsInvalid([.. Places.Select(place => $"{place}/film unknown_film")]);
    }

    [Theory]
    [InlineData(2, """[{ "number": 1 }, { "number": 2 }]""", false)]
    [InlineData(3, """[{ "number": 1 }, { "number": 2 }]""", true)]
    [InlineData(3, null, false)]
    public async Task Given_a_disc_when_the_discs_list_no_such_number_then_a_warning_at_each_place(int disc, string? discs, bool isOdd)
    {
        var review = Placed("disc", disc);
        var answer = (await api.Desk.Create(discs is null ? review : review.With("/release/discs", discs))).Is(201);
        Assert.Equal(isOdd ? Places.Select(place => $"{place}/disc unlisted_disc").Order() : [], answer.Warnings.Order());
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    public async Task Given_a_count_of_discs_when_it_differs_from_the_list_then_a_warning(int count, bool isOdd) =>
        Assert.Equal(isOdd ? ["/release/discCount disc_count_differs"] : [],
            (await api.Desk.Create(Example.Full().Put("/release/discCount", count))).Is(201).Warnings);

    [Fact]
    public async Task Given_a_disc_count_without_a_list_when_sent_then_there_is_no_warning() =>
        Assert.Empty((await api.Desk.Create(Example.Review().With("/release/discCount", "58"))).Is(201).Warnings);

    [Theory]
    [InlineData("""["sdr"]""", true)]
    [InlineData("""["hdr10", "dolby_vision", "HDR10+"]""", true)]
    [InlineData("""[]""", true)]
    [InlineData("""["sdr", "hdr10"]""", false)]
    [InlineData("""["Dolby Vision", "Standard dynamic range"]""", false)]
    public async Task Given_dynamic_ranges_when_sdr_is_not_alone_then_422(string hdr, bool isRight)
    {
        var answer = await api.Desk.Create(Example.Review().With("/release/video", $$"""[{}, { "hdr": {{hdr}} }]"""));
        if (isRight)
            answer.Is(201);
        else
            answer.IsInvalid("/release/video/1/hdr sdr_not_alone");
    }

    [Fact]
    public async Task Given_many_faults_in_nested_places_when_sent_then_422_lists_each_at_its_place()
    {
        var review = Example.Full()
            .With("/films/1/cast", """[{ "name": "Fine" }, { "characters": ["No name"] }]""")
            .With("/films/1/relations", """[{ "title": "No relation" }, { "relation": "is_based_on", "kind": "noval" }]""")
            .With("/films/0/identifiers/imdb", "\"0113627\"").With("/films/0/year", "1869")
            .With("/release/listPrice", """{ "amount": "14,99" }""").With("/release/pricePaid/currency", "\"QQQ\"")
            .With("/release/discs/1/capacity", "\"bd_55\"").With("/release/video/0/aspectRatio", "\"0.5\"")
            .With("/release/video/0/hdr/0", "\"hdr12\"").With("/release/audio/0/channels", "\"55.1\"")
            .With("/release/audio/0/purposes", """["main", "karaoki"]""").With("/release/audio/0/language", "\"xx-yy-zz-q\"")
            .With("/release/subtitles/0/film", "7").With("/release/extras/0/seconds", "-1").With("/release/barcode", "\"025195008939\"")
            .With("/release/asin", "\"b004fm2enq\"").With("/sections/picture/parts/0/of", "\"\"")
            .With("/sections/picture/parts/1/score", "5").With("/sections/story/score", "8.4")
            .With("/otherSections", """[{ "score": 11 }]""").With("/overall/printed/scale", "\"procent\"")
            .With("/overall/method", "\"meen\"").With("/related", """[{ "reviewId": "1" }]""")
            .With("/reviewers", """[{ "name": "Ann Reviewer" }, { "roles": ["auhtor"] }]""").With("/reviewedOn", "\"2011-02-30\"")
            .With("/license", "\"CC-BY-4\"").With("/headline", "\"\\u0000\"").With("/source/url", "\"mailto:a@b.c\"")
            .With("/advisories/0", "\"a\\u0000b\"");

        (await api.Desk.Create(review)).IsInvalid(
            "/films/1/cast/1/name required", "/films/1/relations/0/relation required", "/films/1/relations/1/kind unknown_code",
            "/films/0/identifiers/imdb invalid_format", "/films/0/year out_of_range", "/release/listPrice/amount invalid_format",
            "/release/listPrice/currency required", "/release/pricePaid/currency unknown_code", "/release/discs/1/capacity unknown_code",
            "/release/video/0/aspectRatio out_of_range", "/release/video/0/hdr/0 unknown_code", "/release/audio/0/channels unknown_code",
            "/release/audio/0/purposes/1 unknown_code", "/release/audio/0/language unknown_code", "/release/subtitles/0/film unknown_film",
            "/release/extras/0/seconds out_of_range", "/release/barcode check_digit", "/release/asin invalid_format",
            "/sections/picture/parts/0/of required", "/sections/picture/parts/1/score score_forbidden",
            "/sections/story/score score_mismatch", "/otherSections/0/score out_of_range", "/otherSections/0/label required",
            "/overall/printed/scale unknown_scale", "/overall/method unknown_code", "/related/0/reviewId invalid_format",
            "/related/0/relation required", "/reviewers/1/name required", "/reviewers/1/roles/0 unknown_code", "/reviewedOn invalid_date",
            "/license unknown_code", "/headline invalid_character", "/source/url invalid_url", "/advisories/0 invalid_character");
    }

    [Fact]
    public async Task Given_hundreds_of_faults_when_sent_then_422_lists_every_one()
    {
        var extras = new JsonArray([.. Enumerable.Range(0, 500).Select(_ => new JsonObject { ["seconds"] = -1, ["kind"] = "trayler" })]);
        var faults = Enumerable.Range(0, 500).SelectMany(
            index => new[] { $"/release/extras/{index}/seconds out_of_range", $"/release/extras/{index}/kind unknown_code" });
        (await api.Desk.Create(Example.Review().Put("/release/extras", extras))).IsInvalid([.. faults]);
    }

    [Fact]
    public async Task Given_faults_and_odd_things_when_sent_then_422_lists_only_the_faults() =>
        (await api.Desk.Create(Example.Full().With("/release/discCount", "9").With("/release/format", "\"blue\"")))
            .IsInvalid("/release/format unknown_code");

    [Fact]
    public async Task Given_a_related_review_when_it_is_not_there_then_a_warning_and_when_it_is_none()
    {
        var other = (await api.Desk.Create(Example.Review())).Is(201);
        var review = Example.Review().Put("/related", new JsonArray(
            new JsonObject { ["reviewId"] = other.Id, ["relation"] = "defers_story_to" },
            new JsonObject { ["reviewId"] = Guid.NewGuid().ToString(), ["relation"] = "see_also" }));
        Assert.Equal(["/related/1/reviewId unknown_review"], (await api.Desk.Create(review)).Is(201).Warnings);
    }

    static JsonObject Placed(string member, int value) => Places.Aggregate(
        Example.Review()
            .With("/release/video", "[{}]").With("/release/audio", "[{}]").With("/release/subtitles", "[{}]")
            .With("/release/extras", "[{}]").With("/sections/picture", """{ "parts": [{ "of": "A" }] }""")
            .With("/otherSections", """[{ "label": "L", "parts": [{ "of": "A" }] }]""")
            .With("/overall", """{ "parts": [{ "of": "A" }] }"""),
        (body, place) => body.Put($"{place}/{member}", value));
}
