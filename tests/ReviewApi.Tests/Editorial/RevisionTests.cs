using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Editorial;

public sealed class RevisionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] SaidByTheServer = ["id", "slug", "status", "revision", "createdAt", "updatedAt", "publishedAt", "publishAt"];

    [Fact]
    public async Task Given_contents_live_and_in_copies_when_listed_then_all_are_counted_in_one_row_newest_first_with_who_and_when()
    {
        using var ann = await api.NewClient(KeyCalls.Publish, name: "Ann");
        using var ben = await api.NewClient(KeyCalls.Write, name: "Ben");
        var created = (await ann.Create(Example.Review())).Is(201);
        var put = (await ben.Patch(created, """{ "headline": "Two" }""")).Is(200);
        var live = (await ann.Act(put, "publish")).Is(200);
        var copy = (await ben.PatchDraft(live, """{ "headline": "Three" }""")).Is(201);
        var changed = (await api.Desk.PatchDraft(copy, """{ "headline": "Four" }""")).Is(200);
        var again = (await ann.Act(changed, "publish")).Is(200);
        (await ann.Patch(again, """{ "headline": "Five" }""")).Is(200);

        var listed = await api.Desk.All($"{created.Path}/revisions");

        Assert.Equal([5, 4, 3, 2, 1], listed.Select(revision => (int)revision["revision"]!));
        Assert.Equal(
            ["Ann", null, "Ben", "Ben", "Ann"],
            listed.Select(revision => revision["savedBy"]!["keyId"] is null ? null : (string?)revision["savedBy"]!["name"]));
        Assert.Equal([true, true, false, true, false], listed.Select(revision => revision.ContainsKey("publishedAt")));
        Assert.All(listed, revision => Assert.False(revision.ContainsKey("content")));
        Assert.Equal(
            listed.Select(revision => (DateTimeOffset)revision["savedAt"]!).OrderDescending(),
            listed.Select(revision => (DateTimeOffset)revision["savedAt"]!));
        Assert.Equal(put.Time("/updatedAt"), (DateTimeOffset)listed[3]["savedAt"]!);
        Assert.Equal(live.Time("/publishedAt"), (DateTimeOffset)listed[3]["publishedAt"]!);
        Assert.Equal(again.Time("/updatedAt"), (DateTimeOffset)listed[1]["publishedAt"]!);
    }

    [Fact]
    public async Task Given_a_revision_when_read_then_it_has_all_that_its_writer_said_and_nothing_that_the_server_says()
    {
        var created = (await api.Desk.Create(Example.Full())).Is(201);
        var revision = (await api.Desk.Read($"{created.Path}/revisions/1")).Is(200);
        var content = SaidByTheServer.Aggregate(created.Body.Copy(), (body, member) => { body.Remove(member); return body; });
        Assert.Equal(content.ToJsonString(), revision.At("/content")!.ToJsonString());
        Assert.Equal("1", revision.Text("/revision"));
        Assert.Equal(created.Time("/createdAt"), revision.Time("/savedAt"));
        Assert.Equal(["content", "revision", "savedAt", "savedBy"], revision.Body.Select(member => member.Key).Order());
    }

    [Fact]
    public async Task Given_a_revision_when_the_review_goes_on_then_it_stays_as_it_was()
    {
        var stage = await Stage.Reach(api.Desk, "published+draft");
        var before = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => api.Desk.Read($"{stage.Review.Path}/revisions/{number}")));
        var changed = (await api.Desk.PatchDraft(stage.Copy!, """{ "headline": "Best", "language": "de" }""")).Is(200);
        var live = (await api.Desk.Act(changed, "publish")).Is(200);
        var withdrawn = (await api.Desk.Act((await api.Desk.Patch(live, """{ "headline": "Last" }""")).Is(200), "withdraw")).Is(200);
        (await api.Desk.Act(withdrawn, "restore")).Is(200);
        var after = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => api.Desk.Read($"{stage.Review.Path}/revisions/{number}")));
        Assert.Equal(
            before.Select(revision => (revision.ETag, revision.Is(200).Body.ToJsonString())),
            after.Select(revision => (revision.ETag, revision.Is(200).Body.ToJsonString())));
        Assert.Equal(5, (await api.Desk.All($"{live.Path}/revisions")).Count);
    }

    [Fact]
    public async Task
        Given_a_copy_that_was_deleted_when_the_next_content_is_saved_then_its_number_is_not_used_again_and_it_can_still_be_read()
    {
        var stage = await Stage.Reach(api.Desk, "published+draft");
        (await api.Desk.DeleteDraft(stage.Copy!)).Is(204);
        Assert.Equal("4", (await api.Desk.Patch(stage.Review, """{ "headline": "Other" }""")).Is(200).Text("/revision"));
        Assert.Equal("Better", (await api.Desk.Read($"{stage.Review.Path}/revisions/3")).Is(200).Text("/content/headline"));
    }

    [Fact]
    public async Task Given_more_revisions_than_a_page_when_paged_then_all_come_once_and_a_cursor_is_for_its_list_only()
    {
        var stage = await Stage.Reach(api.Desk, "published+draft");
        var copy = stage.Copy!;
        for (var number = 4; number <= 7; number++)
            copy = (await api.Desk.PatchDraft(copy, $$"""{ "headline": "Number {{number}}" }""")).Is(200);
        var (path, numbers, cursor) = ($"{copy.Path}/revisions?limit=3", new List<int>(), "");
        while (true)
        {
            var page = (await api.Desk.Read(path + cursor)).Is(200);
            numbers.AddRange(page.At("/items")!.AsArray().Select(item => (int)item!["revision"]!));
            if (page.Text("/next") is not { } next)
                break;
            cursor = $"&cursor={Uri.EscapeDataString(next)}";
            copy = (await api.Desk.PatchDraft(copy, $$"""{ "headline": "{{cursor}}" }""")).Is(200);
        }
        Assert.Equal([7, 6, 5, 4, 3, 2, 1], numbers);

        var other = (await Stage.Reach(api.Desk, "draft")).Review;
        foreach (var wrong in new[]
        {
            $"{other.Path}/revisions?limit=3{cursor}", $"{copy.Path}/revisions?limit=0", $"{copy.Path}/revisions?limit=101",
            $"{copy.Path}/revisions?cursor=x", $"{copy.Path}/revisions?page=2",
        })
            (await api.Desk.Read(wrong)).Is(400);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("3")]
    [InlineData("1.0")]
    [InlineData("1e0")]
    [InlineData("0x1")]
    [InlineData("one")]
    [InlineData("%20")]
    [InlineData("%D9%A1")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999")]
    public async Task Given_a_number_that_no_revision_has_when_read_compared_or_restored_then_404(string number)
    {
        var review = (await Stage.Reach(api.Desk, "draft")).Review;
        (await api.Desk.Read($"{review.Path}/revisions/{number}")).Is(404);
        (await api.Desk.Read($"{review.Path}/revisions/{number}/diff")).Is(404);
        (await api.Desk.Read($"{review.Path}/revisions/{number}/diff?from=1")).Is(404);
        (await api.Desk.Act(review, $"revisions/{number}/restore")).Is(404);
        Assert.Equal(review.ETag, (await api.Desk.Read(review.Path)).ETag);
    }

    [Fact]
    public async Task Given_no_review_when_its_revisions_are_read_then_404()
    {
        foreach (var path in new[] { "", "/1", "/1/diff", "/2/diff?from=1" })
            (await api.Desk.Read($"/v1/reviews/{Guid.CreateVersion7()}/revisions{path}")).Is(404);
    }

    [Fact]
    public async Task Given_a_wrong_revision_to_compare_with_when_compared_then_400_or_404_names_it()
    {
        var path = $"{(await Stage.Reach(api.Desk, "draft")).Review.Path}/revisions";
        foreach (var query in new[]
        {
            "1/diff", "2/diff?from=0", "2/diff?from=-1", "2/diff?from=x", "2/diff?from=", "2/diff?from=1&from=2",
        })
            Assert.Equal("from", (await api.Desk.Read($"{path}/{query}")).Is(400).Text("/errors/0/parameter"));
        (await api.Desk.Read($"{path}/2/diff?from=3")).Is(404);
        (await api.Desk.Read($"{path}/2/diff?until=1")).Is(400);
        Assert.Equal("[]", await api.Desk.GetStringAsync($"{path}/2/diff?from=2"));
        Assert.Equal("[]", await api.Desk.GetStringAsync($"{path}/1/diff?from=1"));
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json-patch+json", "application/json-patch+json")]
    [InlineData("application/json;q=0.5, application/json-patch+json", "application/json-patch+json")]
    [InlineData("text/html", null)]
    public async Task Given_an_accepted_type_when_compared_then_it_is_answered_in_it(string? accept, string? mediaType)
    {
        var review = (await Stage.Reach(api.Desk, "draft")).Review;
        using var answer = await api.Desk.Get($"{review.Path}/revisions/2/diff", accept is null ? [] : [("Accept", accept)]);
        Assert.Equal(mediaType is null ? 406 : 200, (int)answer.StatusCode);
        if (mediaType is null)
            return;
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.MediaType);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""[{ "op": "add", "path": "/headline", "value": "As it is" }]"""),
            JsonNode.Parse(await answer.Content.ReadAsStringAsync())));
    }

    [Fact]
    public async Task Given_a_revision_when_read_with_its_ETag_then_304()
    {
        var review = (await Stage.Reach(api.Desk, "draft")).Review;
        var revision = (await api.Desk.Read($"{review.Path}/revisions/1")).Is(200);
        using var same = await api.Desk.Get($"{review.Path}/revisions/1", ("If-None-Match", revision.ETag!));
        Assert.Equal(304, (int)same.StatusCode);
        Assert.Equal("no-store, private", string.Join(", ", $"{same.Headers.CacheControl}".Split(", ").Order()));
    }
}
