using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Vocabulary;

public sealed class ScoreTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<string> UnscoredStates => ["unscored", "not_applicable", "none_on_disc", "unreadable", "see_parts"];

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("10", "10")]
    [InlineData("10.000", "10")]
    [InlineData("8.50", "8.5")]
    [InlineData("85e-1", "8.5")]
    [InlineData("1E1", "10")]
    public async Task Given_a_score_in_any_spelling_of_a_number_when_sent_then_it_is_kept_without_needless_zeros(string sent, string kept)
    {
        var answer = (await api.Desk.Create(Section($$"""{ "score": {{sent}} }"""))).Is(201);
        Assert.Equal(
            (kept, kept, "scored"),
            (Plain(answer, "/sections/picture/score"), Plain(answer, "/meanScore"), answer.Text("/sections/picture/state")));
    }

    [Theory]
    [InlineData("10.1", "out_of_range")]
    [InlineData("-0.1", "out_of_range")]
    [InlineData("8.55", "too_precise")]
    [InlineData("0.0000000001", "too_precise")]
    [InlineData("100", "out_of_range")]
    public async Task Given_a_score_that_cannot_be_when_sent_then_422(string score, string code) =>
        (await api.Desk.Create(Section($$"""{ "score": {{score}} }"""))).IsInvalid($"/sections/picture/score {code}");

    [Theory]
    [InlineData("""{ "score": 8.5, "printed": { "value": "4.25", "scale": "stars_5" } }""", "8.5")]
    [InlineData("""{ "score": 10, "printed": { "value": "A++", "scale": "letter" }, "state": "scored" }""", "10")]
    [InlineData("""{ "printed": { "value": "4.25", "scale": "stars_5" }, "state": "scored" }""", "8.5")]
    [InlineData("""{ "printed": { "value": "0", "scale": "percent" } }""", "0")]
    public async Task Given_a_printed_value_when_it_agrees_with_the_score_or_stands_alone_then_it_is_scored(string section, string score)
    {
        var answer = (await api.Desk.Create(Section(section))).Is(201);
        Assert.Equal(
            (score, "scored", "1"),
            (Plain(answer, "/sections/picture/score"), answer.Text("/sections/picture/state"),
                answer.Text("/sections/picture/printed/mappingVersion")));
    }

    [Theory]
    [InlineData("""{ "score": 8.4, "printed": { "value": "4.25", "scale": "stars_5" } }""", "score score_mismatch")]
    [InlineData("""{ "score": 0, "printed": { "value": "A++", "scale": "letter" }, "state": "scored" }""", "score score_mismatch")]
    [InlineData("""{ "state": "scored" }""", "score score_required")]
    [InlineData("""{ "state": "scored", "text": "Fine." }""", "score score_required")]
    [InlineData("""{ "state": "scored", "printed": { "value": "See Below" } }""", "score score_required")]
    [InlineData("""{ "state": "scored", "printed": { "value": "4.3", "scale": "stars_5" } }""", "printed/value not_on_scale")]
    [InlineData("""{ "score": 5, "printed": { "value": "4.3", "scale": "stars_5" } }""", "printed/value not_on_scale")]
    [InlineData("""{ "printed": { "scale": "stars_5" } }""", "printed/value required")]
    [InlineData("""{ "printed": { "value": "" } }""", "printed/value required")]
    [InlineData("""{ "state": "great" }""", "state unknown_code")]
    public async Task Given_a_judgement_that_contradicts_itself_when_sent_then_422_at_its_place_in_each_kind_of_section(
        string section, string fault)
    {
        (await api.Desk.Create(Section(section))).IsInvalid($"/sections/picture/{fault}");
        (await api.Desk.Create(new JsonObject { ["overall"] = JsonNode.Parse(section) })).IsInvalid($"/overall/{fault}");
        var parts = new JsonArray(new JsonObject { ["of"] = "Fine" }, JsonNode.Parse(section)!.AsObject().With("/of", "\"Disc\""));
        (await api.Desk.Create(Section("{}").Put("/sections/picture/parts", parts))).IsInvalid($"/sections/picture/parts/1/{fault}");
        var others = new JsonArray(JsonNode.Parse(section)!.AsObject().With("/label", "\"Menus\""));
        (await api.Desk.Create(new JsonObject { ["otherSections"] = others })).IsInvalid($"/otherSections/0/{fault}");
    }

    [Theory]
    [MemberData(nameof(UnscoredStates))]
    public async Task Given_a_state_without_a_score_when_sent_with_one_then_422_and_with_anything_printed_it_is_kept(string state)
    {
        (await api.Desk.Create(Section($$"""{ "state": "{{state}}", "score": 5 }"""))).IsInvalid("/sections/picture/score score_forbidden");
        (await api.Desk.Create(Section($$"""{ "state": "{{state}}", "score": 0 }"""))).IsInvalid("/sections/picture/score score_forbidden");
        foreach (var printed in new[] { """{ "value": "See Below" }""", """{ "value": "4", "scale": "stars_5" }""" })
        {
            var answer = (await api.Desk.Create(Section($$"""{ "state": "{{state}}", "printed": {{printed}}, "text": "T" }"""))).Is(201);
            Assert.Equal(
                (state, null, null),
                (answer.Text("/sections/picture/state"), answer.At("/sections/picture/score"), answer.At("/meanScore")));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(printed), answer.At("/sections/picture/printed")), answer.ToString());
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "text": "Fine." }""")]
    [InlineData("""{ "printed": { "value": "See Below" } }""")]
    [InlineData("""{ "parts": [{ "of": "Disc", "score": 5 }] }""")]
    public async Task Given_no_score_and_no_state_when_sent_then_it_is_unscored(string section) =>
        Assert.Equal("unscored", (await api.Desk.Create(Section(section))).Is(201).Text("/sections/picture/state"));

    [Theory]
    [InlineData("""{ "story": { "score": 7 }, "picture": { "score": 7.1 } }""", "7.1")]
    [InlineData("""{ "story": { "score": 0 }, "picture": { "score": 0.1 } }""", "0.1")]
    [InlineData("""{ "story": { "score": 1 }, "picture": { "score": 1 }, "sound": { "score": 2 } }""", "1.3")]
    [InlineData("""
        {
          "story": { "score": 8.5 }, "performances": { "score": 9 }, "picture": { "score": 5.5 }, "sound": { "score": 8 },
          "extras": { "score": 1 }
        }
        """, "6.4")]
    [InlineData(
        """{ "story": { "score": 9.9 }, "performances": { "score": 10 }, "picture": { "score": 9.9 }, "sound": { "score": 10 } }""", "10")]
    [InlineData(
        """{ "story": { "score": 5 }, "extras": { "state": "none_on_disc" }, "sound": { "parts": [{ "of": "A", "score": 1 }] } }""", "5")]
    [InlineData("""{ "story": { "text": "T" } }""", null)]
    public async Task Given_sections_when_saved_then_the_mean_is_that_of_the_scored_five_rounded_half_up(string sections, string? mean)
    {
        var review = Example.Parse("""{ "otherSections": [{ "label": "Menus", "score": 1 }], "overall": { "score": 2 } }""")
            .With("/sections", sections);
        var answer = (await api.Desk.Create(review)).Is(201);
        Assert.Equal(mean, answer.At("/meanScore") is null ? null : Plain(answer, "/meanScore"));
        Assert.Equal("2", Plain(answer, "/overall/score"));
    }

    [Fact]
    public async Task Given_no_overall_when_saved_then_none_is_computed() =>
        Assert.Null((await api.Desk.Create(Section("""{ "score": 5 }"""))).Is(201).At("/overall"));

    [Fact]
    public async Task Given_a_score_without_a_scale_for_what_is_printed_when_sent_then_422_as_only_what_is_not_scored_may_lack_it() =>
        (await api.Desk.Create(Section("""{ "score": 8, "printed": { "value": "Great" } }""")))
            .IsInvalid("/sections/picture/printed/scale required");

    static JsonObject Section(string json) => new() { ["sections"] = new JsonObject { ["picture"] = JsonNode.Parse(json) } };

    static string Plain(Answer answer, string pointer) => answer.At(pointer)!.ToJsonString();
}
