using System.Net;
using ReviewApi.Tests.Exchange;

namespace ReviewApi.Tests.Editorial;

public sealed class WorkingCopyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("draft")]
    [InlineData("in_review")]
    [InlineData("withdrawn")]
    public async Task Given_a_review_that_is_not_live_when_its_draft_is_read_or_written_then_it_is_the_review_itself(string name)
    {
        var review = (await Stage.Reach(api.Desk, name)).Review;
        Assert.Equal((review.ETag, review.ToString()), await Seen(api.Desk.Draft(review)));

        var put = (await api.Desk.PutDraft(review, review.Body.Copy().Put("/headline", "Put"))).Is(200);
        Assert.Equal((name, "3", "Put"), Said(put));
        var patched = (await api.Desk.PatchDraft(put, """{ "headline": "Patched" }""")).Is(200);
        Assert.Equal((name, "4", "Patched"), Said(patched));

        Assert.Equal((patched.ETag, patched.ToString()), await Seen(api.Desk.Read(review.Path)));
        Assert.Equal((patched.ETag, patched.ToString()), await Seen(api.Desk.Draft(review)));
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("in_review")]
    [InlineData("scheduled")]
    [InlineData("withdrawn")]
    public async Task Given_a_review_that_is_not_live_when_its_draft_is_deleted_then_409_and_it_stays(string name)
    {
        var stage = await Stage.Reach(api.Desk, name);
        Assert.Equal(name, (await api.Desk.DeleteDraft(stage.Review)).Is(409).Text("/state"));
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
    }

    [Theory]
    [InlineData("scheduled", "publish unschedule")]
    [InlineData("published+scheduled", "publish unschedule withdraw")]
    public async Task Given_a_date_to_go_live_when_the_draft_is_changed_then_409_until_it_is_unscheduled(string name, string allowed)
    {
        var stage = await Stage.Reach(api.Desk, name);
        var draft = stage.Copy ?? stage.Review;
        foreach (var refused in new[]
        {
            await api.Desk.PutDraft(draft, draft.Body), await api.Desk.PatchDraft(draft, """{ "headline": "Other" }"""),
        })
        {
            Assert.Equal("scheduled", refused.Is(409).Text("/state"));
            Assert.Equal(allowed.Split(' '), refused.At("/allowed")!.AsArray().Select(one => $"{one}"));
        }
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);

        var free = (await api.Desk.Act(draft, "unschedule")).Is(200);
        (await api.Desk.PatchDraft(free, """{ "headline": "Other" }""")).Is(200);
    }

    [Fact]
    public async Task Given_a_scheduled_review_when_it_is_changed_itself_then_409()
    {
        var stage = await Stage.Reach(api.Desk, "scheduled");
        Assert.Equal("scheduled", (await api.Desk.Put(stage.Review, stage.Review.Body)).Is(409).Text("/state"));
        Assert.Equal("scheduled", (await api.Desk.Patch(stage.Review, """{ "headline": "Other" }""")).Is(409).Text("/state"));
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
    }

    [Fact]
    public async Task Given_a_live_review_without_a_copy_when_its_draft_is_read_or_deleted_then_404()
    {
        var live = (await Stage.Reach(api.Desk, "published")).Review;
        (await api.Desk.Draft(live)).Is(404);
        (await api.Desk.DeleteDraft(live)).Is(404);
        (await api.Desk.Read($"/v1/reviews/{Guid.CreateVersion7()}/draft")).Is(404);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_a_live_review_when_a_copy_is_made_then_readers_see_the_live_one_until_it_is_published(bool put)
    {
        var live = (await Stage.Reach(api.Desk, "published")).Review;
        var copy = put
            ? await api.Desk.PutDraft(live, live.Body.Copy().Put("/headline", "Better"))
            : await api.Desk.PatchDraft(live, """{ "headline": "Better" }""");

        Assert.Equal($"{live.Path}/draft", copy.Is(201).Location?.ToString());
        Assert.Equal(("draft", "3", "Better"), Said(copy));
        Assert.Equal(live.Text("/publishedAt"), copy.Text("/publishedAt"));
        Assert.Equal(
            (copy.ETag, copy.Body.ToJsonString()),
            ((await api.Desk.Draft(live)).Is(200).ETag, (await api.Desk.Draft(live)).Body.ToJsonString()));
        await IsLive(live);

        var changed = (await api.Desk.PatchDraft(copy, """{ "notes": "Seen again." }""")).Is(200);
        Assert.Equal(("draft", "4", "Better"), Said(changed));
        await IsLive(live);

        var published = (await api.Desk.Act(changed, "publish")).Is(200);
        Assert.Equal(("published", "4", "Better"), Said(published));
        Assert.Equal(
            (live.Text("/publishedAt"), live.Text("/slug"), live.Text("/createdAt")),
            (published.Text("/publishedAt"), published.Text("/slug"), published.Text("/createdAt")));
        await IsLive(published);
        (await api.Desk.Draft(live)).Is(404);
    }

    [Fact]
    public async Task Given_a_copy_when_written_under_the_live_ETag_then_412_and_under_none_428()
    {
        var (live, copy) = await Copied();
        (await api.Desk.PutDraft(live, live.Body)).Is(412);
        (await api.Desk.PatchDraft(live, "{}")).Is(412);
        (await api.Desk.DeleteDraft(live)).Is(412);
        foreach (var method in Calls.Writes)
        {
            using var answer = await api.Desk.Write(method, $"{live.Path}/draft", live.Body);
            Assert.Equal(HttpStatusCode.PreconditionRequired, answer.StatusCode);
        }
        Assert.Equal(copy.ETag, (await api.Desk.Draft(live)).ETag);
    }

    [Fact]
    public async Task Given_a_copy_when_the_live_one_is_changed_itself_then_409_until_the_copy_is_gone()
    {
        var (live, copy) = await Copied();
        Assert.Equal(
            ["submit", "publish", "withdraw"],
            (await api.Desk.Put(live, live.Body.Copy().Put("/headline", "Quick")))
                .Is(409).At("/allowed")!.AsArray().Select(one => $"{one}"));
        (await api.Desk.Patch(live, """{ "headline": "Quick" }""")).Is(409);
        await IsLive(live);
        Assert.Equal(copy.ETag, (await api.Desk.Draft(live)).ETag);

        (await api.Desk.DeleteDraft(copy)).Is(204);
        (await api.Desk.Draft(live)).Is(404);
        await IsLive(live);
        Assert.Equal(("published", "4", "Quick"), Said((await api.Desk.Patch(live, """{ "headline": "Quick" }""")).Is(200)));
    }

    [Fact]
    public async Task Given_a_copy_that_was_published_when_a_second_is_made_then_it_begins_with_what_is_live_now()
    {
        var (live, copy) = await Copied();
        (await api.Desk.PatchDraft(live, "{}")).Is(412);
        var published = (await api.Desk.Act(copy, "publish")).Is(200);
        (await api.Desk.PatchDraft(live, "{}")).Is(412);
        var second = (await api.Desk.PatchDraft(published, """{ "notes": "Seen again." }""")).Is(201);
        Assert.Equal(("draft", "4", "Better"), Said(second));
        await IsLive(published);
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("in_review")]
    public async Task Given_a_copy_when_the_live_one_is_withdrawn_and_restored_then_it_is_as_it_was(string state)
    {
        var stage = await Stage.Reach(api.Desk, $"published+{state}");
        var withdrawn = (await api.Desk.Act(stage.Review, "withdraw")).Is(200);
        Assert.Equal((withdrawn.ETag, withdrawn.ToString()), await Seen(api.Desk.Draft(withdrawn)));
        (await api.Desk.PatchDraft(stage.Copy!, "{}")).Is(412);

        (await api.Desk.Act(withdrawn, "restore")).Is(200);
        Assert.Equal(
            (stage.Copy!.ETag, state), ((await api.Desk.Draft(withdrawn)).Is(200).ETag, (await api.Desk.Draft(withdrawn)).Text("/status")));
    }

    [Fact]
    public async Task Given_a_scheduled_copy_when_the_live_one_is_withdrawn_and_restored_then_it_is_a_draft_without_a_date()
    {
        var stage = await Stage.Reach(api.Desk, "published+scheduled");
        var withdrawn = (await api.Desk.Act(stage.Review, "withdraw")).Is(200);
        var restored = (await api.Desk.Act(withdrawn, "restore")).Is(200);
        var copy = (await api.Desk.Draft(restored)).Is(200);
        Assert.Equal(("draft", "3", "Better"), Said(copy));
        Assert.Null(copy.At("/publishAt"));
        Assert.Equal(("published", "2", "As it is"), Said((await api.Anonymous.Read(restored.Path)).Is(200)));
        (await api.Desk.Act(copy, "publish")).Is(200);
    }

    [Fact]
    public async Task Given_a_review_withdrawn_beside_its_copy_when_it_is_changed_and_restored_then_the_copy_follows_as_a_new_revision()
    {
        var (live, copy) = await Copied();
        var withdrawn = (await api.Desk.Act(live, "withdraw")).Is(200);
        var changed = (await api.Desk.PatchDraft(withdrawn, """{ "headline": "Corrected" }""")).Is(200);
        Assert.Equal(("withdrawn", "4", "Corrected"), Said(changed));
        (await api.Desk.Act(changed, "restore")).Is(200);
        Assert.Equal("Corrected", (await api.Anonymous.Read(live.Path)).Is(200).Text("/headline"));

        // Whoever saw the copy before the correction does not overwrite it unknowingly.
        (await api.Desk.Act(copy, "publish")).Is(412);
        var waited = (await api.Desk.Draft(live)).Is(200);
        Assert.Equal(("draft", "5", copy.Text("/headline")), Said(waited));
        Assert.Equal(("published", "5", copy.Text("/headline")), Said((await api.Desk.Act(waited, "publish")).Is(200)));
        Assert.Equal(
            ["published 2", "withdrawn 2", "restored 4", "updated 5"], (await api.Anonymous.ChangesOf(live, 4)).InShort());
    }

    async Task<(Answer Live, Answer Copy)> Copied() => await Stage.Reach(api.Desk, "published+draft") is { Copy: { } copy } stage
        ? (stage.Review, copy)
        : throw new InvalidOperationException();

    async Task IsLive(Answer live) => Assert.Equal(
        (live.ETag, live.Text("/headline")),
        ((await api.Anonymous.Read(live.Path)).Is(200).ETag, (await api.Anonymous.Read(live.Path)).Text("/headline")));

    static async Task<(string? ETag, string Body)> Seen(Task<Answer> read) => ((await read).Is(200).ETag, (await read).ToString());

    static (string? Status, string? Revision, string? Headline) Said(Answer review) =>
        (review.Text("/status"), review.Text("/revision"), review.Text("/headline"));
}
