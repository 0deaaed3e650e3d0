using System.Net;

namespace ReviewApi.Tests.Editorial;

public sealed class LifecycleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<string, string, string> Edges()
    {
        var edges = new TheoryData<string, string, string>();
        foreach (var (from, action, to) in Stage.Edges)
            edges.Add(from, action, to);
        return edges;
    }

    public static TheoryData<string, string> OtherCells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var name in Stage.Names)
            foreach (var action in Stage.Actions.Where(action => !Stage.Edges.Any(edge => (edge.From, edge.Action) == (name, action))))
                cells.Add(name, action);
        return cells;
    }

    [Theory, MemberData(nameof(Edges))]
    public async Task Given_a_stage_when_moved_along_an_edge_then_it_is_there_with_the_same_revision_and_another_ETag(
        string from, string action, string to)
    {
        var before = await Stage.Reach(api.Desk, from);
        var subject = before.Subject(action);

        var moved = (await api.Desk.Act(subject, action)).Is(200);

        var after = await Stage.Of(api.Desk, before.Review);
        Assert.Equal(to, after.Name);
        var stored = after.Copy is not null && action != "withdraw" ? after.Copy : after.Review;
        Assert.Equal((stored.ETag, stored.ToString()), (moved.ETag, moved.ToString()));
        Assert.Equal((subject.Text("/revision"), subject.Text("/headline")), (moved.Text("/revision"), moved.Text("/headline")));
        Assert.NotEqual(subject.ETag, moved.ETag);
        Assert.Equal(
            int.Parse((before.Copy ?? before.Review).Text("/revision")!, null), (await api.Desk.All($"{moved.Path}/revisions")).Count);
    }

    [Theory, MemberData(nameof(OtherCells))]
    public async Task Given_a_stage_when_moved_where_it_has_no_edge_then_409_names_the_state_and_what_is_allowed_and_nothing_changes(
        string name, string action)
    {
        var stage = await Stage.Reach(api.Desk, name);
        var subject = stage.Subject(action);

        var refused = (await api.Desk.Act(subject, action)).Is(409);

        Assert.Equal(subject.Text("/status"), refused.Text("/state"));
        Assert.Equal(Stage.Allowed(name).Order(), refused.At("/allowed")!.AsArray().Select(one => $"{one}").Order());
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
    }

    [Theory]
    [InlineData("draft", "scheduled")]
    [InlineData("in_review", "scheduled")]
    [InlineData("published+draft", "published+scheduled")]
    [InlineData("published+in_review", "published+scheduled")]
    [InlineData("scheduled", "scheduled")]
    [InlineData("published+scheduled", "published+scheduled")]
    public async Task Given_what_may_be_published_when_published_at_a_time_then_it_is_scheduled_with_the_same_revision(
        string from, string to)
    {
        var before = await Stage.Reach(api.Desk, from);
        var subject = before.Subject("publish");

        var scheduled = (await api.Desk.Schedule(subject, "2098-07-01T00:00:00Z")).Is(200);

        var after = await Stage.Of(api.Desk, before.Review);
        Assert.Equal(to, after.Name);
        Assert.Equal(subject.Text("/revision"), scheduled.Text("/revision"));
        Assert.NotEqual(subject.ETag, scheduled.ETag);
        Assert.Equal((scheduled.ETag, scheduled.ToString()), ((after.Copy ?? after.Review).ETag, (after.Copy ?? after.Review).ToString()));
        Assert.Equal("2098-07-01T00:00:00Z", scheduled.Text("/publishAt"));
    }

    [Theory]
    [InlineData("published")]
    [InlineData("withdrawn")]
    public async Task Given_a_stage_that_cannot_be_published_when_published_at_a_time_then_409_and_nothing_changes(string name)
    {
        var stage = await Stage.Reach(api.Desk, name);
        Assert.Equal(
            stage.Subject("publish").Text("/status"),
            (await api.Desk.Schedule(stage.Subject("publish"), "2098-01-01T00:00:00Z")).Is(409).Text("/state"));
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
    }

    [Fact]
    public async Task Given_a_review_when_named_by_its_slug_then_it_moves_all_the_same()
    {
        var created = (await api.Desk.Create(Example.Review())).Is(201);
        (await api.Desk.Act($"/v1/reviews/{created.Text("/slug")}/publish", created.ETag)).Is(200);
        Assert.Equal("published", (await api.Anonymous.Read(created.Path)).Is(200).Text("/status"));
    }

    [Fact]
    public async Task Given_a_review_when_withdrawn_and_restored_then_it_keeps_the_time_it_first_went_live()
    {
        var live = (await Stage.Reach(api.Desk, "published")).Review;
        var restored = (await api.Desk.Act((await api.Desk.Act(live, "withdraw")).Is(200), "restore")).Is(200);
        Assert.Equal(live.Text("/publishedAt"), restored.Text("/publishedAt"));
        Assert.True(restored.Time("/updatedAt") > live.Time("/updatedAt"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "at": "2099-01-01T00:00:00Z" }""")]
    public async Task Given_an_empty_draft_when_published_then_422_lists_all_that_is_missing(string body)
    {
        var created = (await api.Desk.Create(Example.Parse("{}"))).Is(201);
        (await api.Desk.Act(created, "publish", Example.Parse(body))).IsInvalid(
            "/films required_to_publish", "/release required_to_publish", "/language required_to_publish",
            "/reviewers required_to_publish", "/sections required_to_publish");
        Assert.Equal(created.ETag, (await api.Desk.Read(created.Path)).Is(200).ETag);
    }

    [Fact]
    public async Task Given_an_incomplete_working_copy_when_published_then_422_and_readers_keep_what_they_have()
    {
        var live = (await Stage.Reach(api.Desk, "published")).Review;
        var copy = (await api.Desk.PatchDraft(live, """{ "language": null }""")).Is(201);
        (await api.Desk.Act(copy, "publish")).IsInvalid("/language required_to_publish");
        (await api.Desk.Schedule(copy)).IsInvalid("/language required_to_publish");
        Assert.Equal(live.ETag, (await api.Anonymous.Read(live.Path)).Is(200).ETag);
        Assert.Equal(copy.ETag, (await api.Desk.Draft(live)).Is(200).ETag);
    }

    [Fact]
    public async Task Given_a_withdrawn_review_that_was_made_incomplete_when_restored_then_422_until_it_is_complete_again()
    {
        var withdrawn = (await Stage.Reach(api.Desk, "withdrawn")).Review;
        var incomplete = (await api.Desk.Patch(withdrawn, """{ "language": null, "reviewers": [] }""")).Is(200);
        (await api.Desk.Act(incomplete, "restore")).IsInvalid("/language required_to_publish", "/reviewers required_to_publish");
        (await api.Anonymous.Read(withdrawn.Path)).Is(410);

        var complete = (await api.Desk.Put(incomplete, withdrawn.Body)).Is(200);
        var restored = (await api.Desk.Act(complete, "restore")).Is(200);
        Assert.Equal(restored.ETag, (await api.Anonymous.Read(withdrawn.Path)).Is(200).ETag);
    }

    [Fact]
    public async Task Given_one_ETag_when_50_publish_at_once_then_one_does_and_the_others_get_412()
    {
        var draft = (await Stage.Reach(api.Desk, "draft")).Review;
        var won = await OneOf50(HttpStatusCode.OK, _ => api.Desk.Act(draft, "publish"));
        Assert.Equal(won.ETag, (await api.Anonymous.Read(draft.Path)).Is(200).ETag);
        Assert.Single(await api.Desk.All($"/v1/audit?subject={draft.Path}"), entry => (string?)entry["action"] == "review.published");
    }

    [Fact]
    public async Task Given_the_live_ETag_when_50_put_a_working_copy_at_once_then_one_does_and_the_others_get_412()
    {
        var live = (await Stage.Reach(api.Desk, "published")).Review;
        var won = await OneOf50(HttpStatusCode.Created, number =>
            api.Desk.PutDraft(live, live.Body.Copy().Put("/headline", $"Number {number}")));
        Assert.Equal(
            (won.ETag, won.Text("/headline")), ((await api.Desk.Draft(live)).ETag, (await api.Desk.Draft(live)).Text("/headline")));
        Assert.Equal(won.Text("/revision"), $"{(await api.Desk.All($"{live.Path}/revisions")).Count}");
    }

    static async Task<Answer> OneOf50(HttpStatusCode success, Func<int, Task<Answer>> send)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(() => Moves.Answered(() => send(number)))));
        var won = Assert.Single(answers, answer => answer.Status == success);
        Assert.All(answers.Where(answer => answer != won), answer => answer.Is(412));
        return won;
    }
}
