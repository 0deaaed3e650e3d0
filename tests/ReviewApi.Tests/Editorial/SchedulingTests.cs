using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Editorial;

/// <summary>What is scheduled goes live by itself, once, when its time has come or as soon as the service runs again.</summary>
public sealed class SchedulingTests(ClockedApi api) : IClassFixture<ClockedApi>
{
    static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("draft")]
    [InlineData("in_review")]
    public async Task Given_a_scheduled_review_when_its_time_has_come_then_readers_get_what_was_scheduled(string state)
    {
        var scheduled = (await api.Desk.Schedule((await Stage.Reach(api.Desk, state)).Review, InAnHour())).Is(200);
        (await api.Anonymous.Read(scheduled.Path)).Is(404);

        api.Clock.Advance(Ahead);

        var live = await Live(api.Anonymous, scheduled);
        Assert.True(live.Time("/publishedAt") >= scheduled.Time("/publishAt"));
        Assert.Equal(
            scheduled.Body.WithoutIds().Put("/status", "published").Without("/publishAt").Without("/lastMove")
                .Put("/updatedAt", live.Text("/updatedAt")).Put("/publishedAt", live.Text("/publishedAt"))
                .Put("/slug", scheduled.Text("/slug")![..^13]).ToJsonString(),
            live.Body.WithoutIds().ToJsonString());
        Assert.NotEqual(scheduled.ETag, live.ETag);
        Assert.Equal("schedule", Assert.Single(await Published(api.Desk, live)));
    }

    [Fact]
    public async Task Given_a_scheduled_working_copy_when_its_time_has_come_then_it_takes_the_place_of_what_is_live()
    {
        var before = (await Stage.Reach(api.Desk, "published")).Review;
        var scheduled = (await api.Desk.Schedule(
            (await api.Desk.PatchDraft(before, """{ "headline": "Better" }""")).Is(201), InAnHour())).Is(200);
        Assert.Equal(before.ETag, (await api.Anonymous.Read(before.Path)).ETag);

        api.Clock.Advance(Ahead);

        var live = await api.Anonymous.Until(before.Path, read => read.Text("/headline") == "Better");
        Assert.Equal((scheduled.Text("/revision"), before.Text("/publishedAt")), (live.Text("/revision"), live.Text("/publishedAt")));
        (await api.Desk.Draft(live)).Is(404);
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("published+draft")]
    public async Task Given_another_time_when_the_first_one_is_over_then_it_waits_and_at_the_other_it_goes_live(string stage)
    {
        var (review, copy) = await Stage.Reach(api.Desk, stage);
        var first = (await api.Desk.Schedule(copy ?? review, InAnHour())).Is(200);
        var at = first.Time("/publishAt") + Ahead;
        var later = (await api.Desk.Schedule(first, at)).Is(200);
        Assert.Equal(at, later.Time("/publishAt"));
        var witness = (await api.Desk.Schedule((await Stage.Reach(api.Desk, "draft")).Review, InAnHour())).Is(200);

        api.Clock.Advance(Ahead);
        await Live(api.Anonymous, witness);
        Assert.Equal(later.ETag, (await api.Desk.Draft(review)).ETag);

        api.Clock.Advance(Ahead);
        await api.Anonymous.Until(review.Path, read =>
            read.Status == HttpStatusCode.OK && read.Text("/headline") == later.Text("/headline"));
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("published+draft")]
    public async Task Given_a_date_that_was_taken_back_when_it_is_over_then_nothing_goes_live(string stage)
    {
        var (review, copy) = await Stage.Reach(api.Desk, stage);
        var scheduled = (await api.Desk.Schedule(copy ?? review, InAnHour())).Is(200);
        var draft = (await api.Desk.Act(scheduled, "unschedule")).Is(200);
        var witness = (await api.Desk.Schedule((await Stage.Reach(api.Desk, "draft")).Review, InAnHour())).Is(200);

        api.Clock.Advance(Ahead);

        await Live(api.Anonymous, witness);
        Assert.Equal(draft.ETag, (await api.Desk.Draft(review)).ETag);
    }

    [Fact]
    public async Task Given_a_source_that_another_took_meanwhile_when_the_time_has_come_then_it_is_a_draft_again_and_others_go_live()
    {
        var source = Example.Full().At("/source")!;
        var live = (await Stage.Reach(api.Desk, "published")).Review;
        var copy = (await api.Desk.PatchDraft(live, new JsonObject { ["source"] = source.DeepClone() }.ToJsonString())).Is(201);
        (await api.Desk.Schedule(copy, InAnHour())).Is(200);
        (await api.Desk.Create(Example.Review().Put("/source", source.DeepClone()))).Is(201);
        var other = (await api.Desk.Schedule((await Stage.Reach(api.Desk, "draft")).Review, InAnHour())).Is(200);

        api.Clock.Advance(Ahead);

        await Live(api.Anonymous, other);
        var again = await api.Desk.Until($"{live.Path}/draft", draft => draft.Text("/status") == "draft");
        Assert.Contains("/source/externalId: ", again.Text("/lastMove/note"), StringComparison.Ordinal);
        Assert.Equal(live.ETag, (await api.Anonymous.Read(live.Path)).ETag);
        Assert.Contains(
            "review.unscheduled", (await api.Desk.All($"/v1/audit?subject={live.Path}")).Select(entry => (string?)entry["action"]));
    }

    [Fact]
    public async Task Given_a_time_that_came_while_no_instance_ran_when_one_starts_then_the_review_goes_live()
    {
        await using var database = await EmptyDatabase.Create(api);
        Answer scheduled;
        await using (var app = await AppProcess.Serve(database.ConnectionString))
        {
            using var desk = await app.Client();
            scheduled = (await desk.Schedule((await desk.Create(Example.Review())).Is(201), DateTimeOffset.UtcNow + Ahead)).Is(200);
            await app.Kill();
        }
        await AnHourGoesBy(database);

        await using var again = await AppProcess.Serve(database.ConnectionString);
        using var client = await again.Client();

        var live = await client.Until(scheduled.Path, read => read.Text("/status") == "published");
        Assert.Equal("schedule", Assert.Single(await Published(client, live)));
    }

    [Fact]
    public async Task Given_three_instances_when_many_times_come_at_once_then_each_review_goes_live_once()
    {
        await using var database = await EmptyDatabase.Create(api);
        await using var one = await AppProcess.Serve(database.ConnectionString);
        await using var two = await AppProcess.Serve(database.ConnectionString);
        await using var three = await AppProcess.Serve(database.ConnectionString);
        using var desk = await one.Client();
        var scheduled = new List<Answer>();
        while (scheduled.Count < 20)
            scheduled.Add((await desk.Schedule((await desk.Create(Example.Review())).Is(201), DateTimeOffset.UtcNow + Ahead)).Is(200));

        await AnHourGoesBy(database);

        foreach (var review in scheduled)
        {
            var live = await desk.Until(review.Path, read => read.Text("/status") == "published");
            Assert.Equal("1", live.Text("/revision"));
            Assert.Equal("schedule", Assert.Single(await Published(desk, live)));
        }
    }

    DateTimeOffset InAnHour() => api.Clock.GetUtcNow() + Ahead;

    static Task<IReadOnlyList<Guid>> AnHourGoesBy(EmptyDatabase database) =>
        database.Query<Guid>("update reviews set publish_at = publish_at - interval '1 hour' returning review_id");

    static Task<Answer> Live(HttpClient client, Answer review) =>
        client.Until(review.Path, read => read.Status == HttpStatusCode.OK && read.Text("/status") == "published");

    // By whom it was put live.
    static async Task<IEnumerable<string?>> Published(HttpClient desk, Answer review) =>
        (await desk.All($"/v1/audit?subject={review.Path}"))
            .Where(entry => (string?)entry["action"] == "review.published").Select(entry => (string?)entry["keyName"]);
}
