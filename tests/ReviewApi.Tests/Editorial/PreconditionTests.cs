
namespace ReviewApi.Tests.Editorial;

/// <summary>Which ETag an action needs, and which key.</summary>
public sealed class PreconditionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<string, string> Moving()
    {
        var edges = new TheoryData<string, string>();
        foreach (var (from, action, _) in Stage.Edges)
            edges.Add(from, action);
        return edges;
    }

    [Theory, MemberData(nameof(Moving))]
    public async Task Given_a_stage_when_moved_without_its_own_strong_ETag_then_428_or_412_and_nothing_changes(string name, string action)
    {
        var stage = await Stage.Reach(api.Desk, name);
        var (path, subject) = (stage.Review.Path, stage.Subject(action));
        var another = (await api.Desk.Create(Example.Review())).Is(201);

        (await api.Desk.Act($"{path}/{action}", etag: null)).Is(428);
        (await api.Desk.Act($"{path}/{action}", stage.Stale)).Is(412);
        (await api.Desk.Act($"{path}/{action}", $"W/{subject.ETag}")).Is(412);
        (await api.Desk.Act($"{path}/{action}", another.ETag)).Is(412);
        (await api.Desk.Act($"{path}/{action}", subject.ETag!.Trim('"'))).Is(412);
        if (stage.Copy is not null)
            (await api.Desk.Act($"{path}/{action}", subject == stage.Copy ? stage.Review.ETag : stage.Copy.ETag)).Is(412);

        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
        (await api.Desk.Act($"{path}/{action}", $"{another.ETag}, {subject.ETag}")).Is(200);
    }

    [Theory, MemberData(nameof(Moving))]
    public async Task Given_an_ETag_that_was_used_when_the_move_is_sent_again_then_412(string name, string action)
    {
        var stage = await Stage.Reach(api.Desk, name);
        (await api.Desk.Act(stage.Subject(action), action)).Is(200);
        var after = await Stage.Of(api.Desk, stage.Review);
        (await api.Desk.Act(stage.Subject(action), action)).Is(412);
        Assert.Equal(after.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
    }

    [Theory]
    [InlineData("submit")]
    [InlineData("return")]
    [InlineData("publish")]
    [InlineData("unschedule")]
    [InlineData("withdraw")]
    [InlineData("restore")]
    [InlineData("revisions/1/restore")]
    public async Task Given_no_review_or_no_key_when_moved_then_404_or_401(string action)
    {
        var deleted = (await api.Desk.Create(Example.Review())).Is(201);
        (await api.Desk.Delete(deleted)).Is(204);
        foreach (var path in new[] { deleted.Path, $"/v1/reviews/{Guid.CreateVersion7()}", "/v1/reviews/no-such-slug", "/v1/reviews/0198" })
        {
            (await api.Desk.Act($"{path}/{action}", deleted.ETag)).Is(404);
            (await api.Desk.Act($"{path}/{action}", "*")).Is(404);
            (await api.Anonymous.Act($"{path}/{action}", deleted.ETag)).Is(401);
        }
    }

    [Theory, MemberData(nameof(Moving))]
    public async Task Given_a_key_that_may_only_write_when_it_moves_a_review_then_it_may_submit_and_return_and_nothing_else(
        string name, string action)
    {
        using var writer = await api.NewClient(KeyCalls.Write);
        var stage = await Stage.Reach(api.Desk, name);
        var answer = await writer.Act(stage.Subject(action), action);
        if (action is "submit" or "return")
        {
            answer.Is(200);
            return;
        }
        answer.Is(403);
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
    }

    [Theory, MemberData(nameof(Moving))]
    public async Task Given_a_key_that_may_publish_when_it_moves_a_review_then_it_may(string name, string action)
    {
        using var publisher = await api.NewClient(KeyCalls.Publish);
        var stage = await Stage.Reach(api.Desk, name);
        (await publisher.Act(stage.Subject(action), action)).Is(200);
    }

    [Fact]
    public async Task Given_a_key_that_may_only_write_when_it_changes_content_then_all_but_what_is_live_at_once()
    {
        using var writer = await api.NewClient(KeyCalls.Write);
        foreach (var name in new[] { "draft", "in_review", "withdrawn" })
        {
            var review = (await Stage.Reach(api.Desk, name)).Review;
            var put = (await writer.Put(review, review.Body.Copy().Put("/headline", "Put"))).Is(200);
            (await writer.Patch(put, """{ "headline": "Patched" }""")).Is(200);
        }
        var live = (await Stage.Reach(api.Desk, "published")).Review;
        (await writer.Put(live, live.Body.Copy().Put("/headline", "Put"))).Is(403);
        (await writer.Patch(live, """{ "headline": "Patched" }""")).Is(403);
        Assert.Equal(live.ETag, (await api.Anonymous.Read(live.Path)).Is(200).ETag);

        var copy = (await writer.PatchDraft(live, """{ "headline": "Patched" }""")).Is(201);
        (await writer.Act(copy, "publish")).Is(403);
        (await writer.DeleteDraft(copy)).Is(204);
    }

    [Fact]
    public async Task Given_a_key_of_an_outlet_when_it_moves_anothers_review_then_404_and_its_own_it_moves()
    {
        using var own = await api.NewClient(KeyCalls.Publish, "Own");
        var other = (await api.Desk.Create(Example.Review().With("/source", """{ "outlet": "Other" }"""))).Is(201);
        var none = (await Stage.Reach(api.Desk, "published+draft")).Copy!;
        foreach (var review in new[] { other, none })
        {
            (await own.Act(review, "submit")).Is(404);
            (await own.Act(review, "publish")).Is(404);
            (await own.Draft(review)).Is(404);
            (await own.PatchDraft(review, "{}")).Is(404);
            (await own.DeleteDraft(review)).Is(404);
            (await own.Read($"{review.Path}/revisions")).Is(404);
            (await own.Read($"{review.Path}/revisions/1")).Is(404);
            (await own.Act(review, "revisions/1/restore")).Is(404);
        }
        var mine = (await own.Create(Example.Review())).Is(201);
        (await own.Act(mine, "publish")).Is(200);
        var changed = (await own.PatchDraft((await own.Read(mine.Path)).Is(200), "{}")).Is(201);
        Assert.Equal("Own", (await own.Draft(changed)).Is(200).Text("/source/outlet"));
    }
}
