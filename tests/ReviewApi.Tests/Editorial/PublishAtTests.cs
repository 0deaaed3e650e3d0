using System.Text;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Editorial;

/// <summary>The body of publish, and its rehearsal.</summary>
public sealed class PublishAtTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-86_400)]
    public async Task Given_a_time_that_is_not_in_the_future_when_published_then_422_and_nothing_changes(int seconds)
    {
        var stage = await Stage.Reach(api.Desk, "draft");
        (await api.Desk.Schedule(stage.Review, DateTimeOffset.UtcNow.AddSeconds(seconds))).IsInvalid("/at in_the_past");
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
    }

    [Theory]
    [InlineData("scheduled")]
    [InlineData("published+scheduled")]
    public async Task
        Given_another_time_that_is_over_when_a_scheduled_one_is_given_it_then_422_and_without_a_time_409_and_it_stays_scheduled(string name)
    {
        var stage = await Stage.Reach(api.Desk, name);
        var scheduled = stage.Copy ?? stage.Review;
        (await api.Desk.Schedule(scheduled, DateTimeOffset.UtcNow.AddSeconds(-1))).IsInvalid("/at in_the_past");
        Assert.Contains(
            "another time", (await api.Desk.Act(scheduled, "publish", new JsonObject())).Is(409).Text("/detail"), StringComparison.Ordinal);
        (await api.Desk.Act($"{scheduled.Path}/publish", stage.Stale, new JsonObject { ["at"] = Moves.Later })).Is(412);
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("2099")]
    [InlineData("2099-01-01")]
    [InlineData("2099-01-01T00:00:00")]
    [InlineData("2099-01-01 00:00:00Z")]
    [InlineData("2099-01-01T00:00Z")]
    [InlineData("2099-13-01T00:00:00Z")]
    [InlineData("2099-02-30T00:00:00Z")]
    [InlineData("2099-01-01T24:00:01Z")]
    [InlineData("2099-01-01T00:60:00Z")]
    [InlineData("2099-01-01T00:00:00+25:00")]
    [InlineData("2099-01-01T00:00:00+0100")]
    [InlineData("2099-01-01T00:00:00Z ")]
    [InlineData("9999-12-31T23:59:59-12:00")]
    [InlineData("4070908800")]
    [InlineData("2099-01-01T00:00:00+23:60")]
    [InlineData("2099-01-01T00:00:00+24:00")]
    [InlineData("2099-01-01T00:00:00.Z")]
    [InlineData("2099-01-01T00:00:00,5Z")]
    [InlineData("2099-01-01T00:00:61Z")]
    [InlineData("2099-01-01T00:00:60Z")]
    [InlineData("2099-12-30T23:59:60Z")]
    [InlineData("9999-12-31T23:59:60Z")]
    [InlineData("2099-01-01T00:00:00 Z")]
    [InlineData("+2099-01-01T00:00:00Z")]
    [InlineData("2099-1-1T00:00:00Z")]
    [InlineData("２０９９-01-01T00:00:00Z")]
    [InlineData("2099-01-01T00:00:00Z\n")]
    public async Task Given_what_is_no_time_when_published_then_422_and_nothing_changes(string at)
    {
        var stage = await Stage.Reach(api.Desk, "draft");
        (await api.Desk.Schedule(stage.Review, at)).IsInvalid("/at invalid_time");
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
    }

    [Theory]
    [InlineData("2099-06-01T12:00:00+02:00", "2099-06-01T10:00:00Z")]
    [InlineData("2099-06-01T00:30:00-05:30", "2099-06-01T06:00:00Z")]
    [InlineData("2099-12-31T23:59:59.999Z", "2099-12-31T23:59:59.999Z")]
    [InlineData("2099-06-01T00:00:00-00:00", "2099-06-01T00:00:00Z")]
    [InlineData("2099-06-01t00:00:00z", "2099-06-01T00:00:00Z")]
    [InlineData("2096-02-29T00:00:00+14:00", "2096-02-28T10:00:00Z")]
    [InlineData("2099-06-01T12:00:00+23:59", "2099-05-31T12:01:00Z")]
    [InlineData("2099-06-01T12:00:00-23:59", "2099-06-02T11:59:00Z")]
    [InlineData("2099-06-01T12:00:00.123456789Z", "2099-06-01T12:00:00.123Z")]
    [InlineData("2099-06-01T12:00:00.9999999999999999999z", "2099-06-01T12:00:00.999Z")]
    [InlineData("2099-06-01T12:00:00.1Z", "2099-06-01T12:00:00.1Z")]
    [InlineData("2099-12-31T23:59:60Z", "2100-01-01T00:00:00Z")]
    [InlineData("2099-06-30T15:59:60.5-08:00", "2099-07-01T00:00:00Z")]
    public async Task Given_a_time_of_any_offset_when_published_then_it_is_read_in_UTC(string at, string publishAt)
    {
        var draft = (await Stage.Reach(api.Desk, "draft")).Review;
        Assert.Equal(
            ("scheduled", publishAt),
            (State((await api.Desk.Schedule(draft, at)).Is(200)), (await api.Desk.Read(draft.Path)).Text("/publishAt")));
    }

    [Theory]
    [InlineData("""{ "when": "2099-01-01T00:00:00Z" }""")]
    [InlineData("""{ "at": "2099-01-01T00:00:00Z", "at": "2099-01-01T00:00:00Z" }""")]
    [InlineData("""{ "At": "2099-01-01T00:00:00Z" }""")]
    [InlineData("""{ "at": 4070908800 }""")]
    [InlineData("""{ "at": null }""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"2099-01-01T00:00:00Z\"")]
    [InlineData("{")]
    public async Task Given_another_body_when_published_then_400_and_nothing_changes(string body)
    {
        var stage = await Stage.Reach(api.Desk, "draft");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{stage.Review.Path}/publish")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", stage.Review.ETag);
        using var answer = await api.Desk.SendAsync(request);
        (await Answer.Of(answer)).Is(400);
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
    }

    [Fact]
    public async Task Given_a_body_without_a_time_when_published_then_it_is_live_at_once()
    {
        var draft = (await Stage.Reach(api.Desk, "draft")).Review;
        (await api.Desk.Act(draft, "publish", new JsonObject())).Is(200);
        (await api.Anonymous.Read(draft.Path)).Is(200);
    }

    [Theory]
    [InlineData("draft", "{}", "published")]
    [InlineData("published+in_review", "{}", "published")]
    [InlineData("draft", """{ "at": "2099-01-01T00:00:00Z" }""", "scheduled")]
    [InlineData("published+draft", """{ "at": "2099-01-01T00:00:00Z" }""", "scheduled")]
    public async Task Given_a_dry_run_when_published_then_it_says_what_would_be_and_nothing_changes(string name, string body, string state)
    {
        var stage = await Stage.Reach(api.Desk, name);
        var would = (await api.Desk.Act(stage.Subject("publish"), "publish?dryRun=true", Example.Parse(body))).Is(200);
        Assert.Equal((state, null, stage.Subject("publish").Text("/headline")), (State(would), would.ETag, would.Text("/headline")));
        Assert.Equal(stage.Seen, (await Stage.Of(api.Desk, stage.Review)).Seen);
        Assert.DoesNotContain(
            await api.Desk.All($"/v1/audit?subject={would.Path}"),
            entry => (string?)entry["action"] == $"review.{state}" && stage.Copy is null);
    }

    [Fact]
    public async Task Given_a_dry_run_of_what_cannot_be_published_when_sent_then_it_is_refused_as_the_publication_would_be()
    {
        var incomplete = (await api.Desk.Create(Example.Review().Without("/language"))).Is(201);
        (await api.Desk.Act(incomplete, "publish?dryRun=true")).IsInvalid("/language required_to_publish");
        (await api.Desk.Act($"{incomplete.Path}/publish?dryRun=true", "\"another\"")).Is(412);
        (await api.Desk.Act(incomplete, "publish?dryRun=maybe")).Is(400);
        (await api.Desk.Act((await Stage.Reach(api.Desk, "withdrawn")).Review, "publish?dryRun=true")).Is(409);
    }

    [Fact]
    public async Task Given_odd_content_when_published_then_the_warnings_are_answered()
    {
        var odd = (await api.Desk.Create(Example.Review().With("/reviewedOn", "\"1990-01-01\""))).Is(201);
        var live = (await api.Desk.Act(odd, "publish")).Is(200);
        Assert.Equal(["/films/0/year reviewed_before_film"], live.Warnings);
        var read = (await api.Anonymous.Read(odd.Path)).Is(200);
        Assert.Equal((live.ETag, null), (read.ETag, read.At("/warnings")));
    }

    static string? State(Answer review) => review.Text("/status");
}
