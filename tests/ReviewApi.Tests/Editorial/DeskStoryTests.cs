using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Editorial;

/// <summary>A desk at work on two instances with one database: each step is done at the instance that did not do the one before.</summary>
public sealed class DeskStoryTests(ApiFixture api) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    readonly List<AppProcess> instances = [];

    public async Task InitializeAsync() =>
        instances.AddRange([await AppProcess.Serve(api.ConnectionString), await AppProcess.Serve(api.ConnectionString)]);

    public async Task DisposeAsync()
    {
        foreach (var instance in instances)
            await instance.DisposeAsync();
    }

    [Fact]
    public async Task Given_a_writer_an_editor_and_readers_when_a_review_lives_its_life_then_each_sees_what_is_meant_for_them()
    {
        var (writer, editor) = (await Of(KeyCalls.Write), await Of(KeyCalls.Publish));

        // It is written, in pieces, and approved.
        var draft = (await writer[0].Create(Example.Parse(
            """{ "headline": "Unfinished", "films": [{ "title": "The Story of a Desk", "year": 1995 }] }"""))).Is(201);
        Assert.Contains("/language required_to_publish", (await editor[1].Act(draft, "publish")).Is(422).Faults);
        draft = (await writer[0].Patch(draft, """
            {
              "language": "en", "reviewers": [{ "name": "Ann" }],
              "release": { "format": "dvd" }, "overall": { "score": 7 }
            }
            """)).Is(200);
        draft = (await writer[1].Act(draft, "submit")).Is(200);
        draft = (await editor[0].Act(draft, "return")).Is(200);
        draft = (await writer[1].Patch(draft, """{ "headline": "Finished" }""")).Is(200);
        draft = (await writer[0].Act(draft, "submit")).Is(200);
        (await writer[1].Act(draft, "publish")).Is(403);
        await Readers(draft, read => read.Is(404));
        var live = (await editor[0].Act(draft, "publish")).Is(200);
        await Readers(live, read => Assert.Equal("Finished", read.Is(200).Text("/headline")));

        // It is corrected behind the live one.
        var copy = (await writer[1].PatchDraft(live, """{ "headline": "Corrected" }""")).Is(201);
        (await writer[0].Patch(live, """{ "headline": "At once" }""")).Is(403);
        (await editor[0].Patch(live, """{ "headline": "At once" }""")).Is(409);
        await Readers(live, read => Assert.Equal(live.ETag, read.ETag));
        live = (await editor[0].Act(copy, "publish")).Is(200);
        await Readers(live, read => Assert.Equal(("Corrected", live.ETag), (read.Text("/headline"), read.ETag)));

        // What is scheduled goes live by itself.
        copy = (await writer[1].PatchDraft(live, """{ "headline": "Scheduled" }""")).Is(201);
        (await editor[0].Schedule(copy, DateTimeOffset.UtcNow.AddSeconds(1))).Is(200);
        live = await editor[1].Until(live.Path, read => read.Text("/headline") == "Scheduled");

        // It is withdrawn and comes back.
        var withdrawn = (await editor[0].Act(live, "withdraw")).Is(200);
        await Readers(live, read => read.Is(410));
        live = (await editor[1].Act(withdrawn, "restore")).Is(200);
        await Readers(live, read => Assert.Equal("Scheduled", read.Is(200).Text("/headline")));

        await HasHistory(editor[0], live, "Unfinished", "Unfinished", "Finished", "Corrected", "Scheduled");
        Assert.Equal(
            [
                "review.created", "review.changed", "review.submitted", "review.returned", "review.changed", "review.submitted",
                "review.published", "working_copy.created", "review.published", "working_copy.created", "review.scheduled",
                "review.published", "review.withdrawn", "review.restored",
            ],
            (await api.Desk.All($"/v1/audit?subject={live.Path}")).Select(entry => (string?)entry["action"]).Reverse());
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("published")]
    [InlineData("published+draft")]
    public async Task Given_fifty_colleagues_with_one_entity_tag_when_all_save_at_once_then_one_does_and_the_others_get_412(string name)
    {
        var desks = await Of(KeyCalls.Publish);
        var (review, copy) = await Stage.Reach(api.Desk, name);
        var path = copy is null ? review.Path : $"{review.Path}/draft";

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            Task.Run(() => Moves.Answered(() =>
                desks[number % 2].Patch(copy ?? review, $$"""{ "headline": "Of colleague {{number}}" }""", path)))));

        var saved = Assert.Single(answers, answer => (int)answer.Status == 200);
        Assert.All(answers.Where(answer => answer != saved), answer => answer.Is(412));
        Assert.Equal(
            (saved.ETag, saved.Text("/headline")), ((await api.Desk.Read(path)).ETag, (await api.Desk.Read(path)).Text("/headline")));
    }

    // A client of each instance, with one key.
    async Task<IReadOnlyList<HttpClient>> Of(string scope)
    {
        var key = (await api.Desk.CreateKey(scope)).Secret();
        return [await instances[0].Client(key), await instances[1].Client(key)];
    }

    // What readers get at each instance.
    async Task Readers(Answer review, Action<Answer> check)
    {
        foreach (var instance in instances)
        {
            using var reader = await instance.Client();
            reader.DefaultRequestHeaders.Authorization = null;
            check(await reader.Read(review.Path));
        }
    }

    // The revisions' headlines, the oldest first; each revision is what the difference makes of the one before.
    static async Task HasHistory(HttpClient desk, Answer review, params string[] headlines)
    {
        JsonNode? before = null;
        for (var number = 1; number <= headlines.Length; number++)
        {
            var content = (await desk.Read($"{review.Path}/revisions/{number}")).Is(200).At("/content")!;
            Assert.Equal(headlines[number - 1], (string?)content["headline"]);
            if (before is not null)
            {
                var patch = JsonNode.Parse(
                    await desk.GetStringAsync($"{review.Path}/revisions/{number}/diff?from={number - 1}"))!.AsArray();
                Assert.True(JsonNode.DeepEquals(content, JsonPatch.Apply(before, patch)));
            }
            before = content;
        }
        Assert.Equal(headlines.Length, (await desk.All($"{review.Path}/revisions")).Count);
    }
}
