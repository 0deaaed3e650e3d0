using System.Globalization;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

/// <summary>A change of only one of score and printed.</summary>
public sealed class PrintedPatchTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Scored =
        ["/sections/story", "/sections/extras", "/overall", "/otherSections/0", "/sections/picture/parts/1", "/otherSections/1/parts/0"];

    public static TheoryData<string> Places => [.. Scored];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Given_a_score_derived_from_what_was_printed_when_only_printed_changes_then_the_score_is_derived_anew(string place)
    {
        var review = await Create();
        var patched = (await Patch(review, place, Printed("3.5"))).Is(200);
        Assert.Equal(
            (7m, "3.5", 1),
            (Score(patched, place), patched.Text($"{place}/printed/value"), (int)patched.At($"{place}/printed/mappingVersion")!));

        var put = (await api.Desk.Put(patched, patched.Body.Copy().With($"{place}/printed/value", "\"2.5\""))).Is(200);
        Assert.Equal(5m, Score(put, place));
        var scaled = (await api.Desk.Put(
            put, put.Body.Copy().With($"{place}/printed", """{ "value": "B+", "scale": "letter" }"""))).Is(200);
        Assert.Equal(8.5m, Score(scaled, place));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Given_what_was_printed_when_only_the_score_changes_then_422_tells_to_send_printed_or_to_remove_it(string place)
    {
        var review = await Create();
        var refused = (await Patch(review, place, new JsonObject { ["score"] = 9 })).IsInvalid($"{place}/score score_mismatch");
        Assert.Contains("printed", refused.Detail, StringComparison.Ordinal);
        Assert.Contains("remove", refused.Detail, StringComparison.Ordinal);
        (await api.Desk.Put(review, review.Body.Copy().With($"{place}/score", "9"))).IsInvalid($"{place}/score score_mismatch");

        var removed = (await api.Desk.Put(review, review.Body.Copy().With($"{place}/score", "9").Without($"{place}/printed"))).Is(200);
        Assert.Equal((9m, null), (Score(removed, place), removed.At($"{place}/printed")));
        var printed = (await Patch(removed, place, Printed("4.5"))).Is(200);
        Assert.Equal(9m, Score(printed, place));
    }

    [Fact]
    public async Task Given_both_are_sent_anew_when_they_disagree_then_422_and_when_they_agree_200()
    {
        var review = await Create();
        (await Patch(review, "/overall", Printed("3.5").Put("/score", 9))).IsInvalid("/overall/score score_mismatch");
        Assert.Equal(7m, Score((await Patch(review, "/overall", Printed("3.5").Put("/score", 7))).Is(200), "/overall"));
    }

    [Fact]
    public async Task Given_a_changed_printed_value_that_is_not_on_its_scale_when_patched_then_422_names_it_alone() =>
        (await Patch(await Create(), "/overall", Printed("9"))).IsInvalid("/overall/printed/value not_on_scale");

    [Fact]
    public async Task Given_sections_that_changed_their_places_when_put_then_each_is_compared_with_itself()
    {
        var review = await Create();
        var body = review.Body.Copy();
        var sections = body["otherSections"]!.AsArray();
        var first = sections[0]!;
        sections.RemoveAt(0);
        sections.Add(first);
        body.With("/otherSections/1/printed/value", "\"3.5\"");
        var put = (await api.Desk.Put(review, body)).Is(200);
        Assert.Equal((9m, 7m), (Score(put, "/otherSections/0"), Score(put, "/otherSections/1")));
    }

    [Fact]
    public async Task Given_a_live_review_when_its_working_copy_changes_printed_then_the_score_is_derived_anew_there()
    {
        var live = (await api.Desk.Publish(Body())).Is(201);
        var copy = (await api.Desk.PatchDraft(live, """{ "overall": { "printed": { "value": "3.5" } } }""")).Is(201);
        Assert.Equal(7m, Score(copy, "/overall"));
    }

    [Fact]
    public async Task Given_a_new_version_of_a_scale_when_only_printed_changes_then_the_newest_version_derives_it()
    {
        var code = $"scale_{Guid.NewGuid():N}";
        (await api.Desk.Post("/v1/scales", Scale(code, 6, 8))).Is(201);
        var overall = Example.Parse($$"""{ "printed": { "value": "Low", "scale": "{{code}}" } }""");
        var review = (await api.Desk.Create(Example.Review().Put("/overall", overall))).Is(201);
        Assert.Equal(6m, Score(review, "/overall"));
        (await api.Desk.Post("/v1/scales", Scale(code, 5, 6))).Is(201);
        Assert.Equal(review.ETag, (await api.Desk.Put(review, review.Body)).Is(200).ETag);
        var patched = (await Patch(review, "/overall", new JsonObject { ["printed"] = new JsonObject { ["value"] = "High" } })).Is(200);
        Assert.Equal((6m, 2), (Score(patched, "/overall"), (int)patched.At("/overall/printed/mappingVersion")!));
    }

    static JsonObject Scale(string code, int low, int high) => Example.Parse($$"""
        {
          "code": "{{code}}", "label": "Two words", "kind": "labels",
          "labels": [{ "label": "Low", "score": {{low}} }, { "label": "High", "score": {{high}} }]
        }
        """);

    static JsonObject Printed(string value) => Example.Parse($$"""{ "printed": { "value": "{{value}}", "scale": "stars_5" } }""");

    static JsonObject Body()
    {
        var scored = Printed("4");
        return Example.Review()
            .Put("/sections", Example.Parse("""{ "picture": { "parts": [{ "of": "One" }, { "of": "Two" }] } }"""))
            .Put("/sections/story", scored.Copy()).Put("/sections/extras", scored.Copy())
            .Put("/sections/picture/parts/1", scored.Copy().Put("/of", "Two"))
            .Put("/overall", scored.Copy())
            .Put("/otherSections", new JsonArray(
                scored.Copy().Put("/label", "Menus"),
                Printed("4.5").Put("/label", "Packaging").Put("/parts", new JsonArray(scored.Copy().Put("/of", "The box")))));
    }

    async Task<Answer> Create()
    {
        var review = (await api.Desk.Create(Body())).Is(201);
        Assert.All(Scored, place => Assert.Equal(8m, Score(review, place)));
        return review;
    }

    // In an array, which a merge patch replaces as a whole, the change is made to the array as it was read.
    Task<Answer> Patch(Answer review, string place, JsonObject change)
    {
        var steps = place.Split('/').Skip(1).ToList();
        var list = steps.FindIndex(step => char.IsAsciiDigit(step[0]));
        var patch = new JsonObject();
        if (list < 0)
            patch.Put(place, change);
        else
        {
            var array = "/" + string.Join('/', steps.Take(list));
            patch.Put(array, review.At(array)!.DeepClone());
            foreach (var (name, value) in change)
                patch.Put($"{place}/{name}", value?.DeepClone());
        }
        return api.Desk.Patch(review, patch.ToJsonString());
    }

    static decimal Score(Answer read, string place) => decimal.Parse(read.Text($"{place}/score")!, CultureInfo.InvariantCulture);
}
