using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Editorial;

/// <summary>What a working copy may say, what of it is a revision, and where the desk finds it.</summary>
public sealed class WorkingCopyContentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_the_same_content_when_put_to_a_copy_then_nothing_is_saved()
    {
        var copy = (await Stage.Reach(api.Desk, "published+draft")).Copy!;
        Assert.Equal(copy.ETag, (await api.Desk.PutDraft(copy, copy.Body)).Is(200).ETag);
        Assert.Equal(copy.ETag, (await api.Desk.PatchDraft(copy, """{ "headline": "Better" }""")).Is(200).ETag);
        Assert.Equal(copy.ETag, (await api.Desk.Draft(copy)).Is(200).ETag);
        Assert.Equal(3, (await api.Desk.All($"{copy.Path}/revisions")).Count);
    }

    [Fact]
    public async Task Given_the_live_content_when_put_as_a_copy_then_there_is_a_copy_of_the_live_revision()
    {
        var live = (await Stage.Reach(api.Desk, "published")).Review;
        var copy = (await api.Desk.PutDraft(live, live.Body)).Is(201);
        Assert.Equal(("draft", "2"), (copy.Text("/status"), copy.Text("/revision")));
        Assert.Equal(2, (await api.Desk.All($"{live.Path}/revisions")).Count);
        var published = (await api.Desk.Act(copy, "publish")).Is(200);
        Assert.Equal(("published", "2"), (published.Text("/status"), published.Text("/revision")));
        Assert.Equal(2, (await api.Desk.All($"{live.Path}/revisions")).Count);
    }

    [Fact]
    public async Task Given_a_submitted_copy_when_it_is_changed_then_it_stays_submitted_and_its_approval_names_the_old_one()
    {
        var submitted = (await Stage.Reach(api.Desk, "published+in_review")).Copy!;
        var changed = (await api.Desk.PatchDraft(submitted, """{ "headline": "Best" }""")).Is(200);
        Assert.Equal(("in_review", "4"), (changed.Text("/status"), changed.Text("/revision")));
        (await api.Desk.Act(submitted, "publish")).Is(412);
        (await api.Desk.Act(changed, "publish")).Is(200);
    }

    [Fact]
    public async Task Given_a_scheduled_copy_when_it_is_deleted_then_the_live_one_stays_and_can_be_changed()
    {
        var stage = await Stage.Reach(api.Desk, "published+scheduled");
        (await api.Desk.DeleteDraft(stage.Copy!)).Is(204);
        Assert.Equal("published", (await Stage.Of(api.Desk, stage.Review)).Name);
        (await api.Desk.Patch(stage.Review, """{ "headline": "Quick" }""")).Is(200);
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("in_review")]
    [InlineData("scheduled")]
    public async Task Given_a_review_that_was_never_live_when_deleted_then_204_and_it_is_gone(string name)
    {
        var review = (await Stage.Reach(api.Desk, name)).Review;
        (await api.Desk.Delete(review)).Is(204);
        foreach (var path in new[] { "", "/draft", "/revisions", "/revisions/1" })
            (await api.Desk.Read(review.Path + path)).Is(404);
        (await api.Desk.Delete(review)).Is(404);
        Assert.False(await api.Desk.Lists(review, "/v1/reviews?status=draft,in_review,scheduled,published,withdrawn"));
    }

    [Theory]
    [InlineData("published")]
    [InlineData("withdrawn")]
    [InlineData("published+draft")]
    [InlineData("published+scheduled")]
    public async Task Given_a_review_that_was_ever_live_when_deleted_then_409_and_it_stays(string name)
    {
        var stage = await Stage.Reach(api.Desk, name);
        Assert.Equal(stage.Review.Text("/status"), (await api.Desk.Delete(stage.Review)).Is(409).Text("/state"));
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
    }

    [Theory]
    [InlineData("""{ "language": "xx-no-language" }""", 422)]
    [InlineData("""{ "sections": { "story": { "score": 11 } } }""", 422)]
    [InlineData("""{ "release": { "id": "01980000-0000-7000-8000-000000000000" } }""", 422)]
    [InlineData("""{ "headlines": "Typo" }""", 400)]
    [InlineData("""{ "headline": 5 }""", 400)]
    public async Task Given_content_that_is_not_valid_when_sent_as_a_copy_then_it_is_refused_as_for_a_review_and_none_is_made(
        string patch, int status)
    {
        var live = (await Stage.Reach(api.Desk, "published")).Review;
        (await api.Desk.PatchDraft(live, patch)).Is(status);
        var body = Example.Parse(patch).Aggregate(live.Body.Copy(), (body, member) =>
            body.Put($"/{member.Key}", member.Value?.DeepClone()));
        (await api.Desk.PutDraft(live, body)).Is(status);
        (await api.Desk.Draft(live)).Is(404);
        Assert.Equal(2, (await api.Desk.All($"{live.Path}/revisions")).Count);
    }

    [Fact]
    public async Task Given_a_source_that_another_review_has_when_sent_as_a_copy_then_409_says_which()
    {
        var taken = (await api.Desk.Create(Example.Full())).Is(201);
        var live = (await Stage.Reach(api.Desk, "published")).Review;
        var patch = new JsonObject { ["source"] = taken.At("/source")!.DeepClone() }.ToJsonString();
        Assert.Equal(taken.Path, (await api.Desk.PatchDraft(live, patch)).Is(409).Text("/conflictsWith"));
        (await api.Desk.Draft(live)).Is(404);

        var copy = (await api.Desk.PatchDraft(live, "{}")).Is(201);
        Assert.Equal(taken.Path, (await api.Desk.PatchDraft(copy, patch)).Is(409).Text("/conflictsWith"));
        Assert.Equal(copy.ETag, (await api.Desk.Draft(live)).ETag);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_source_that_is_taken_after_the_copy_was_saved_when_it_is_published_then_409_says_by_whom(bool later)
    {
        var live = (await Stage.Reach(api.Desk, "published")).Review;
        var source = Example.Full().At("/source")!;
        var copy = (await api.Desk.PatchDraft(live, new JsonObject { ["source"] = source.DeepClone() }.ToJsonString())).Is(201);
        var taker = (await api.Desk.Create(Example.Review().Put("/source", source.DeepClone()))).Is(201);

        var refused = later ? await api.Desk.Schedule(copy) : await api.Desk.Act(copy, "publish");

        Assert.Equal(taker.Path, refused.Is(409).Text("/conflictsWith"));
        Assert.Equal((live.ETag, copy.ETag), ((await api.Anonymous.Read(live.Path)).ETag, (await api.Desk.Draft(live)).ETag));
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("in_review")]
    [InlineData("scheduled")]
    public async Task Given_a_copy_when_the_desk_lists_its_state_then_it_is_there_as_it_is_and_the_live_one_under_published(string state)
    {
        var stage = await Stage.Reach(api.Desk, $"published+{state}");
        var copy = Assert.Single(await api.Desk.All($"/v1/reviews?status={state}"), item => (string?)item["id"] == stage.Review.Id);
        Assert.Equal((state, "Better", 3), ((string?)copy["status"], (string?)copy["headline"], (int?)copy["revision"]));
        var live = Assert.Single(
            await api.Desk.All("/v1/reviews?status=published&view=full"), item => (string?)item["id"] == stage.Review.Id);
        Assert.Equal(stage.Review.Body.ToJsonString(), live.ToJsonString());
        Assert.Equal(
            2,
            (await api.Desk.All("/v1/reviews?status=draft,in_review,scheduled,published,withdrawn"))
                .Count(item => (string?)item["id"] == stage.Review.Id));
        foreach (var other in new[] { "draft", "in_review", "scheduled", "withdrawn" }.Except([state]))
            Assert.False(await api.Desk.Lists(stage.Review, $"/v1/reviews?status={other}"));
    }

    [Fact]
    public async Task Given_a_withdrawn_review_with_a_copy_when_the_desk_lists_then_the_copy_is_not_there_until_it_is_restored()
    {
        var stage = await Stage.Reach(api.Desk, "published+draft");
        var withdrawn = (await api.Desk.Act(stage.Review, "withdraw")).Is(200);
        Assert.False(await api.Desk.Lists(withdrawn, "/v1/reviews?status=draft"));
        Assert.True(await api.Desk.Lists(withdrawn, "/v1/reviews?status=withdrawn"));
        (await api.Desk.Act(withdrawn, "restore")).Is(200);
        Assert.True(await api.Desk.Lists(withdrawn, "/v1/reviews?status=draft"));
        Assert.False(await api.Desk.Lists(withdrawn, "/v1/reviews?status=withdrawn"));
    }

    [Fact]
    public async Task Given_a_draft_that_gets_another_title_when_it_is_written_behind_a_live_one_then_the_slug_stays()
    {
        var live = (await Stage.Reach(api.Desk, "published")).Review;
        var copy = (await api.Desk.PatchDraft(live, $$"""{ "films": [{ "title": "{{Example.NewTitle()}}" }] }""")).Is(201);
        Assert.Equal(live.Text("/slug"), (await api.Desk.Act(copy, "publish")).Is(200).Text("/slug"));
        Assert.Equal(live.Id, (await api.Anonymous.Read($"/v1/reviews/{live.Text("/slug")}")).Is(200).Id);
    }
}
