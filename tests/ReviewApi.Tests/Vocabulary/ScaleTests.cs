using System.Net;
using System.Text.Json.Nodes;
using static ReviewApi.Tests.Support.ScaleCalls;

namespace ReviewApi.Tests.Vocabulary;

public sealed class ScaleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_new_scale_when_added_then_it_is_there_and_scores_are_derived_with_it()
    {
        var code = NewCode();
        var added = (await api.Desk.AddScale(Numeric(code, 0, 3, 0.5m))).Is(201);
        Assert.Equal(($"/v1/scales/{code}", "1"), (added.Location?.ToString(), added.Text("/mappingVersion")));
        Assert.Equal(added.Body.ToJsonString(), (await api.Anonymous.Read($"/v1/scales/{code}")).Is(200).Body.ToJsonString());
        Assert.Equal([0m, 1.7m, 3.3m, 5m, 6.7m, 8.3m, 10m], await api.Desk.Derive(code, ["0", "0.5", "1", "1.5", "2", "2.5", "3"]));
    }

    [Fact]
    public async Task Given_halves_of_a_tenth_when_derived_then_they_are_rounded_away_from_zero()
    {
        var code = NewCode();
        (await api.Desk.AddScale(Numeric(code, 0, 200, 1))).Is(201);
        Assert.Equal([0.1m, 0.1m, 0.2m, 0.3m, 9.3m, 10m], await api.Desk.Derive(code, ["1", "2", "3", "5", "185", "199"]));
    }

    [Fact]
    public async Task Given_a_scale_of_labels_when_added_then_each_label_has_its_score()
    {
        var code = NewCode();
        (await api.Desk.AddScale(Labels(code, ("5+", 10), ("5", 9.7m), ("5-", 9.3m), ("Skip It", 0)))).Is(201);
        Assert.Equal([10m, 9.7m, 9.3m, 0m], await api.Desk.Derive(code, ["5+", "5", "5-", "skip it"]));
    }

    [Fact]
    public async Task Given_a_value_that_only_the_newer_version_has_when_printed_then_it_is_derived_with_that_one()
    {
        var (numeric, labels) = (NewCode(), NewCode());
        foreach (var scale in new[]
        {
            Numeric(numeric, 0, 7, 1), Numeric(numeric, 0, 10, 0.5m), Labels(labels, ("Good", 7)), Labels(labels, ("Good", 8), ("Fair", 5)),
        })
            (await api.Desk.AddScale(scale)).Is(201);
        Assert.Equal([8m, 7.5m, 5m], await api.Desk.Derive(numeric, ["8", "7.5", "5"]));
        Assert.Equal([8m, 5m], await api.Desk.Derive(labels, ["Good", "Fair"]));
    }

    [Fact]
    public async Task Given_a_new_version_when_added_then_old_reviews_keep_theirs_and_what_was_read_can_be_put_back()
    {
        var code = NewCode();
        (await api.Desk.AddScale(Labels(code, ("Good", 7), ("Gone", 3), ("Same", 5)))).Is(201);
        var old = (await api.Desk.Publish(WithPrinted(code))).Is(201);
        Assert.Equal("2", (await api.Desk.AddScale(Labels(code, ("Good", 8), ("Same", 5)))).Is(201).Text("/mappingVersion"));

        var read = (await api.Anonymous.Read(old.Path)).Is(200);
        Assert.Equal(["7 1", "3 1", "5 1"], Scores(read));
        var put = (await api.Desk.Put(read, read.Body)).Is(200);
        Assert.Equal((read.ETag, "1", read.Text("/updatedAt")), (put.ETag, put.Text("/revision"), put.Text("/updatedAt")));
        var patched = (await api.Desk.Patch(put, """{ "headline": "New" }""")).Is(200);
        Assert.Equal(["7 1", "3 1", "5 1"], Scores(patched));

        Assert.Equal([8m, 5m], await api.Desk.Derive(code, ["Good", "Same"]));
        (await api.Desk.Create(Printed(code, ["Gone"]))).IsInvalid("/otherSections/0/printed/value not_on_scale");
    }

    [Fact]
    public async Task Given_a_new_version_when_the_printed_value_changes_or_comes_without_a_score_then_it_is_derived_with_the_new_one()
    {
        var code = NewCode();
        (await api.Desk.AddScale(Labels(code, ("Good", 7), ("Gone", 3), ("Same", 5)))).Is(201);
        var old = (await api.Desk.Create(WithPrinted(code))).Is(201);
        (await api.Desk.AddScale(Labels(code, ("Good", 8), ("Gone", 2), ("Same", 5)))).Is(201);
        var changed = (await api.Desk.Patch(
            old, """{ "sections": { "story": { "score": null }, "sound": { "score": null, "printed": { "value": "Good" } } } }""")).Is(200);
        Assert.Equal(["8 2", "8 2", "5 1"], Scores(changed));
    }

    [Fact]
    public async Task Given_20_new_versions_at_once_when_added_then_those_kept_are_numbered_without_a_gap()
    {
        var code = NewCode();
        (await api.Desk.AddScale(Numeric(code, 0, 10, 1))).Is(201);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => api.Desk.AddScale(Numeric(code, 0, 10, 0.5m)))));

        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
        var kept = answers.Where(answer => answer.Status == HttpStatusCode.Created)
            .Select(answer => answer.At("/mappingVersion")!.GetValue<int>()).Order().ToList();
        Assert.NotEmpty(kept);
        Assert.Equal(Enumerable.Range(2, kept.Count), kept);
        Assert.Equal(kept[^1], (await api.Anonymous.Read($"/v1/scales/{code}")).At("/mappingVersion")!.GetValue<int>());
    }

    [Theory]
    [InlineData("""{ "code": "Upper" }""", "/code invalid_format")]
    [InlineData("""{ "label": " " }""", "/label required")]
    [InlineData("""{ "kind": "letters" }""", "/kind unknown_code")]
    [InlineData("""{ "max": 1, "min": 1 }""", "/max out_of_range")]
    [InlineData("""{ "max": 1, "min": 2 }""", "/max out_of_range")]
    [InlineData("""{ "min": -1 }""", "/min out_of_range")]
    [InlineData("""{ "step": 0 }""", "/step out_of_range")]
    [InlineData("""{ "step": -1 }""", "/step out_of_range")]
    [InlineData("""{ "min": 4, "step": 6.5 }""", "/step out_of_range")]
    [InlineData("""{ "labels": [{ "label": "A", "score": 1 }] }""", "/labels not_allowed")]
    [InlineData("""{ "kind": "labels", "labels": [] }""", "/labels required", "/min not_allowed", "/max not_allowed", "/step not_allowed")]
    public async Task Given_a_scale_that_is_wrong_when_added_then_422_lists_every_fault(string changes, params string[] faults)
    {
        var scale = Numeric(NewCode(), 0, 10, 1);
        foreach (var (member, value) in Example.Parse(changes))
            scale[member] = value!.DeepClone();
        (await api.Desk.AddScale(scale)).IsInvalid(faults);
    }

    [Theory]
    [InlineData("""[{ "label": "A", "score": 1 }, { "label": " a ", "score": 2 }]""", "/labels duplicate")]
    [InlineData("""[{ "label": "A", "score": 10.1 }, { "label": "B", "score": 1.25 }, { "label": "C" }, { "score": 1 }]""",
        "/labels/0/score out_of_range", "/labels/1/score too_precise", "/labels/2/score required", "/labels/3/label required")]
    public async Task Given_labels_that_are_wrong_when_added_then_422_lists_every_fault(string labels, params string[] faults) =>
        (await api.Desk.AddScale(Labels(NewCode()).With("/labels", labels))).IsInvalid(faults);

    [Theory]
    [InlineData("""{ "kind": "numeric" }""",
        "A numeric scale needs its least value.", "A numeric scale needs its greatest value.", "A numeric scale needs its step.")]
    [InlineData("""{ "kind": "numeric", "min": 2, "max": 2, "step": 0 }""",
        "It has to be more than min.", "It has to be more than 0, 1000000 at most.")]
    [InlineData("""{ "kind": "numeric", "min": 0, "max": 7, "step": 100 }""", "It has to be max - min at most.")]
    [InlineData("""{ "kind": "labels" }""", "A scale of labels needs its labels.")]
    [InlineData("""{ "kind": "labels", "labels": [{ "label": "A" }] }""", "Required.")]
    public async Task Given_a_scale_that_is_wrong_when_added_then_each_sentence_is_the_services_own(string scale, params string[] said)
    {
        var refused = (await api.Desk.AddScale(Example.Parse(scale).Put("/code", NewCode()).Put("/label", "Points"))).Is(422);
        Assert.Equal(said.Order(), refused.At("/errors")!.AsArray().Select(error => (string)error!["detail"]!).Order());
    }

    [Fact]
    public async Task Given_the_finest_step_and_the_widest_when_added_then_they_are_taken_as_the_document_says()
    {
        (await api.Desk.AddScale(Numeric(NewCode(), 0, 7, 0.000001m))).Is(201);
        (await api.Desk.AddScale(Numeric(NewCode(), 1, 7, 6))).Is(201);
        var step = ApiDocument.Committed().Schema("ScaleInput")["properties"]!["step"]!;
        Assert.Equal((0, null), ((int)step["exclusiveMinimum"]!, step["minimum"]));
    }

    [Fact]
    public async Task Given_a_kind_by_its_label_when_added_then_it_is_stored_as_the_code() =>
        Assert.Equal("numeric", (await api.Desk.AddScale(Numeric(NewCode(), 0, 10, 1).With("/kind", "\"Numbers\""))).Is(201).Text("/kind"));

    [Fact]
    public async Task Given_a_scale_of_the_finest_steps_when_added_then_its_values_can_be_printed_or_it_is_refused()
    {
        var code = NewCode();
        var added = await api.Desk.AddScale(Numeric(code, 0, 0.00000002m, 0.00000001m));
        if ((int)added.Status == 201)
            Assert.Equal([5m, 10m], await api.Desk.Derive(code, ["0.00000001", "0.00000002"]));
        else
            added.Is(422);
    }

    [Fact]
    public async Task Given_only_a_code_when_added_then_422_lists_what_is_missing() =>
        (await api.Desk.AddScale(Example.Parse($$"""{ "code": "{{NewCode()}}" }"""))).IsInvalid("/label required", "/kind required");

    // A scale whose values all fall between the tenths, and one that has a label for the score that a review sends.
    static JsonObject WithPrinted(string code) => Example.Review().With("/sections", $$"""
        {
          "story": { "printed": { "value": "Good", "scale": "{{code}}" } },
          "sound": { "printed": { "value": "Gone", "scale": "{{code}}" } },
          "extras": { "printed": { "value": "Same", "scale": "{{code}}" } }
        }
        """);

    static IEnumerable<string> Scores(Answer answer) => new[] { "story", "sound", "extras" }
        .Select(section =>
            $"{answer.At($"/sections/{section}/score")!.GetValue<decimal>():0.#} "
            + $"{answer.Text($"/sections/{section}/printed/mappingVersion")}");
}
