using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Exchange;

/// <summary>The changes as a stream of server-sent events.</summary>
public sealed class StreamTests(FewStreams api) : IClassFixture<FewStreams>
{
    [Fact]
    public async Task Given_an_open_stream_when_something_changes_then_it_comes_as_the_list_has_it()
    {
        var first = (string)Assert.Single(await api.Anonymous.ChangesOf(await api.Desk.Published(), 1))["cursor"]!;
        using var stream = await EventReader.Open(api.Anonymous, first);
        Assert.Equal(
            ("text/event-stream", "public, no-cache", true),
            (stream.Answer.Content.Headers.ContentType!.ToString(), stream.Answer.Headers.CacheControl!.ToString(),
                stream.Answer.Headers.ETag is null));
        var review = await api.Desk.Published();
        review = (await api.Desk.Act(review, "withdraw")).Is(200);
        var seen = await Until(stream, review, 2);
        var listed = await api.Anonymous.ChangesOf(review, 2);
        Assert.Equal(listed.Select(change => change.ToJsonString()), seen.Select(change => change.ToJsonString()));
    }

    [Fact]
    public async Task Given_a_stream_that_was_cut_when_opened_with_the_last_id_then_it_goes_on_from_there_whatever_after_says()
    {
        var reviews = new List<Answer>();
        for (var number = 0; number < 4; number++)
            reviews.Add(await api.Desk.Published());
        await api.Anonymous.ChangesOf(reviews[^1], 1);
        var all = (await api.Anonymous.Changes()).Changes;
        var index = all.Select(change => (string?)change["reviewId"]).ToList().IndexOf(reviews[0].Id);
        using var stream = await EventReader.Open(
            await Client(), (string)all[^1]["cursor"]!, "", ("Last-Event-ID", (string)all[index]["cursor"]!));
        foreach (var change in all.Skip(index + 1))
        {
            var (id, type, data) = (await stream.Next())!.Value;
            Assert.Equal((string)change["cursor"]!, id);
            Assert.Equal((string)change["type"]!, type);
            Assert.Equal(change.ToJsonString(), data.ToJsonString());
        }
    }

    [Fact]
    public async Task Given_no_cursor_when_streamed_then_it_begins_at_the_beginning_and_goes_on_with_what_comes()
    {
        await api.Anonymous.ChangesOf(await api.Desk.Published(), 1);
        using var stream = await EventReader.Open(await Client());
        var last = await api.Desk.Published();
        await api.Anonymous.ChangesOf(last, 1);
        foreach (var change in (await api.Anonymous.Changes()).Changes)
        {
            Assert.Equal(change.ToJsonString(), (await stream.Next())!.Value.Data.ToJsonString());
            if ((string?)change["reviewId"] == last.Id)
                return;
        }
    }

    [Fact]
    public async Task Given_include_review_when_streamed_then_what_was_missed_and_what_comes_have_the_reviews()
    {
        var first = await api.Desk.Published();
        var before = (string)Assert.Single(await api.Anonymous.ChangesOf(first, 1))["cursor"]!;
        var second = await api.Desk.Published();
        await api.Anonymous.ChangesOf(second, 1, before);
        using var stream = await EventReader.Open(await Client(), before, "&include=review");
        var missed = await Until(stream, second, 1);
        var third = await api.Desk.Published(Example.Full());
        var came = await Until(stream, third, 1);
        Assert.Equal((second.Id, third.Id), ((string)missed[0]["review"]!["id"]!, (string)came[0]["review"]!["id"]!));
    }

    [Fact]
    public async Task Given_several_streams_when_many_write_then_each_has_every_change_once_and_in_the_order_of_the_list()
    {
        var start = (string)Assert.Single(await api.Anonymous.ChangesOf(await api.Desk.Published(), 1))["cursor"]!;
        using var early = await EventReader.Open(await Client(), start);
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var round = 0; round < 8; round++)
                await api.Desk.Published();
        })));
        using var late = await EventReader.Open(await Client(), start);
        await writing;
        var last = await api.Desk.Published();
        await api.Anonymous.ChangesOf(last, 1, start);
        var all = (await api.Anonymous.Changes(start)).Changes.TakeWhile(change => (string?)change["reviewId"] != last.Id)
            .Select(change => change.ToJsonString()).ToList();
        foreach (var stream in new[] { early, late })
            foreach (var change in all)
                Assert.Equal(change, (await stream.Next())!.Value.Data.ToJsonString());
    }

    [Fact]
    public async Task Given_nothing_changes_when_some_time_has_passed_then_a_comment_shows_that_the_stream_lives()
    {
        var cursor = (string)Assert.Single(await api.Anonymous.ChangesOf(await api.Desk.Published(), 1))["cursor"]!;
        using var stream = await EventReader.Open(await Client(), cursor);
        Assert.Equal((":", ""), (await stream.Line(), await stream.Line()));
        var beat = stream.Line();
        await Calls.Until(() =>
        {
            api.Clock.Advance(TimeSpan.FromSeconds(16));
            return Task.FromResult(beat.IsCompleted);
        });
        Assert.NotNull(await beat);
    }

    [Fact]
    public async Task Given_as_many_streams_as_a_caller_may_have_when_one_more_is_opened_then_429_and_others_and_the_list_go_on()
    {
        var client = await Client();
        var open = new List<EventReader>();
        for (var number = 0; number < FewStreams.PerCaller; number++)
            open.Add(await EventReader.Open(client));
        using (var refused = await client.Get("/v1/changes/stream"))
            Assert.Equal((429, 5), ((int)refused.StatusCode, (int)refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        (await client.Read("/v1/changes")).Is(200);
        (await EventReader.Open(await Client())).Dispose();
        open[0].Dispose();
        await Calls.Until(async () =>
        {
            using var again = await client.Begin("GET", "/v1/changes/stream");
            return again.IsSuccessStatusCode;
        });
        open.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task Given_a_head_request_when_sent_then_the_headers_come_and_nothing_stays_open()
    {
        var client = await Client();
        for (var number = 0; number < 2 * FewStreams.PerCaller; number++)
        {
            using var head = await client.Send("HEAD", "/v1/changes/stream");
            Assert.Equal((200, "text/event-stream"), ((int)head.StatusCode, head.Content.Headers.ContentType!.MediaType));
        }
    }

    [Fact]
    public async Task Given_an_open_stream_when_the_service_is_asked_to_stop_then_it_ends_whole_and_the_service_with_it()
    {
        await using var database = await EmptyDatabase.Create(api);
        await using var app = await AppProcess.Serve(database.ConnectionString);
        using var client = await app.Client();
        using var stream = await EventReader.Open(client);
        await app.Signal("TERM");
        Assert.Null(await stream.Next());
        Assert.Equal(0, await app.Ended());
    }

    [Theory]
    [InlineData("after=nonsense")]
    [InlineData("limit=5")]
    [InlineData("include=all")]
    public async Task Given_a_parameter_that_cannot_be_when_streamed_then_400_names_it(string query) =>
        Assert.Equal(
            query.Split('=')[0], (await api.Anonymous.Read($"/v1/changes/stream?{query}")).Is(400).Text("/errors/0/parameter"));

    // Each has its own streams.
    async Task<HttpClient> Client() => await api.NewClient(KeyCalls.Write);

    static async Task<List<JsonObject>> Until(EventReader stream, Answer review, int count)
    {
        var seen = new List<JsonObject>();
        while (seen.Count < count)
        {
            var (id, type, data) = (await stream.Next())!.Value;
            Assert.Equal(((string)data["cursor"]!, (string)data["type"]!), (id, type));
            if ((string?)data["reviewId"] == review.Id)
                seen.Add(data);
        }
        return seen;
    }
}

/// <summary>The app where each caller may have a few streams.</summary>
public sealed class FewStreams : ClockedApi
{
    public const int PerCaller = 3;

    protected override IEnumerable<(string Name, string Value)> Settings => [("Streams:PerCaller", $"{PerCaller}")];
}
