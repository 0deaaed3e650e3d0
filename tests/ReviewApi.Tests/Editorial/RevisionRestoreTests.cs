
namespace ReviewApi.Tests.Editorial;

/// <summary>A revision becomes what the desk works on again.</summary>
public sealed class RevisionRestoreTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("draft", 200, "3")]
    [InlineData("in_review", 200, "3")]
    [InlineData("withdrawn", 200, "3")]
    [InlineData("published", 201, "3")]
    [InlineData("published+draft", 200, "4")]
    [InlineData("published+in_review", 200, "4")]
    public async Task Given_a_stage_when_the_first_revision_is_restored_then_what_the_desk_works_on_has_its_content(
        string name, int status, string revision)
    {
        var stage = await Stage.Reach(api.Desk, name);
        var restored = (await Restore(stage.Copy ?? stage.Review, 1)).Is(status);

        Assert.Equal((revision, null), (restored.Text("/revision"), restored.At("/headline")));
        Assert.Equal(name.Split('+') is ["published"] ? "draft" : name.Split('+')[^1], restored.Text("/status"));
        Assert.Equal(status == 201 ? $"{restored.Path}/draft" : null, restored.Location?.ToString());
        Assert.Equal(restored.ETag, (await api.Desk.Draft(restored)).Is(200).ETag);
        Assert.Equal(await Content(restored, 1), await Content(restored, int.Parse(revision, null)));
        if (name.StartsWith("published", StringComparison.Ordinal))
            Assert.Equal(stage.Review.ETag, (await api.Anonymous.Read(restored.Path)).Is(200).ETag);
    }

    [Theory]
    [InlineData("scheduled")]
    [InlineData("published+scheduled")]
    public async Task Given_a_date_to_go_live_when_a_revision_is_restored_then_409_and_nothing_changes(string name)
    {
        var stage = await Stage.Reach(api.Desk, name);
        Assert.Equal("scheduled", (await Restore(stage.Copy ?? stage.Review, 1)).Is(409).Text("/state"));
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
    }

    [Fact]
    public async Task Given_another_ETag_or_none_when_a_revision_is_restored_then_412_or_428()
    {
        var stage = await Stage.Reach(api.Desk, "published+draft");
        (await api.Desk.Act($"{stage.Review.Path}/revisions/1/restore")).Is(428);
        (await Restore(stage.Review, 1)).Is(412);
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
        (await api.Anonymous.Act(stage.Copy!, "revisions/1/restore")).Is(401);
    }

    [Fact]
    public async Task Given_the_content_there_is_when_its_revision_is_restored_then_nothing_is_saved()
    {
        var copy = (await Stage.Reach(api.Desk, "published+draft")).Copy!;
        Assert.Equal(copy.ETag, (await Restore(copy, 3)).Is(200).ETag);
        Assert.Equal(3, (await api.Desk.All($"{copy.Path}/revisions")).Count);
    }

    [Fact]
    public async Task Given_a_full_review_when_an_old_revision_is_restored_and_published_then_readers_have_it_as_it_was()
    {
        var first = (await api.Desk.Publish(Example.Full())).Is(201);
        var second = (await api.Desk.Put(first, Example.Review())).Is(200);
        var restored = (await Restore(second, 1)).Is(201);
        (await api.Desk.Act(restored, "publish")).Is(200);
        var read = (await api.Anonymous.Read(first.Path)).Is(200);
        Assert.Equal(first.Body.Put("/revision", 3).Put("/updatedAt", read.Text("/updatedAt")).ToJsonString(), read.Body.ToJsonString());
    }

    [Fact]
    public async Task Given_a_scale_with_a_new_mapping_when_a_revision_of_the_old_one_is_restored_then_it_keeps_score_and_version()
    {
        var code = $"scale_{Guid.NewGuid():N}"[..20];
        await Scale(code, "[{ \"label\": \"Good\", \"score\": 7 }]");
        var created = (await api.Desk.Create(
            Example.Review().With("/sections/story", $$"""{ "printed": { "value": "Good", "scale": "{{code}}" } }"""))).Is(201);
        var changed = (await api.Desk.Patch(
            created, """{ "sections": { "story": { "text": "Told.", "printed": null, "score": null, "state": null } } }""")).Is(200);
        await Scale(code, "[{ \"label\": \"Good\", \"score\": 8 }]");

        var restored = (await Restore(changed, 1)).Is(200);

        Assert.Equal(created.At("/sections")!.ToJsonString(), restored.At("/sections")!.ToJsonString());
        Assert.Equal(await Content(created, 1), await Content(created, 3));
    }

    [Fact]
    public async Task Given_a_source_that_another_has_by_now_when_a_revision_with_it_is_restored_then_409_says_which()
    {
        var first = (await api.Desk.Publish(Example.Full())).Is(201);
        var second = (await api.Desk.Patch(first, """{ "source": null }""")).Is(200);
        var taker = (await api.Desk.Create(Example.Review().Put("/source", first.At("/source")!.DeepClone()))).Is(201);
        Assert.Equal(taker.Path, (await Restore(second, 1)).Is(409).Text("/conflictsWith"));
        (await api.Desk.Draft(first)).Is(404);
    }

    Task<Answer> Restore(Answer read, int revision) => api.Desk.Act(read, $"revisions/{revision}/restore");

    async Task<string> Content(Answer review, int revision) =>
        (await api.Desk.Read($"{review.Path}/revisions/{revision}")).Is(200).At("/content")!.AsObject().WithoutIds().ToJsonString();

    async Task Scale(string code, string labels) =>
        (await api.Desk.Post(
            "/v1/scales", Example.Parse($$"""{ "code": "{{code}}", "label": "Any", "kind": "labels", "labels": {{labels}} }"""))).Is(201);
}
