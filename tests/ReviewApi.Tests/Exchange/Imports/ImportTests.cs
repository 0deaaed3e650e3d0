using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Exchange.Imports;

/// <summary>What an import does to reviews: new ones, those that are there, and those that the desk works on.</summary>
public sealed class ImportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("draft", "draft")]
    [InlineData("publish", "published")]
    public async Task Given_reviews_when_imported_then_each_is_as_if_it_was_posted(string mode, string status)
    {
        var bodies = Enumerable.Range(0, 40).Select(number => number % 2 == 0 ? Example.Full() : ImportCalls.Sourced()).ToList();
        // Of one film, one slug and one reviewer, as of an archive.
        bodies.AddRange(Enumerable.Range(0, 12).Select(_ => Same(ImportCalls.Sourced())));
        var answers = await api.Desk.Import(mode, bodies);
        Assert.Equal(Enumerable.Range(1, bodies.Count).Select(line => $"{line} created"), answers.InShort());
        foreach (var (body, answer) in bodies.Zip(answers))
        {
            var read = (await api.Desk.Read(answer.PathOf())).Is(200);
            Assert.Empty(ReadBack.Differences(body, read.Body));
            body["source"]!["externalId"] = $"{Guid.NewGuid()}";
            var posted = mode == "publish" ? await api.Desk.Published(body) : await api.Desk.Created(body);
            Assert.Equal((status, Plain(posted.Body)), (read.Text("/status"), Plain(read.Body)));
        }
        if (mode == "publish")
            foreach (var answer in answers)
                Assert.Equal(
                    [(string?)answer["id"]],
                    (await api.Anonymous.All($"/v1/reviews?id={answer["id"]}")).Select(review => (string?)review["id"]));
        // Slugs are told apart as those of reviews that are posted one after another.
        Assert.Equal(answers.Count, (await Task.WhenAll(answers.Select(Slug))).Distinct().Count());
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("publish")]
    public async Task Given_a_file_when_it_is_sent_again_then_nothing_changes(string mode)
    {
        var bodies = Enumerable.Range(0, 10).Select(_ => Example.Full()).ToList();
        var first = await api.Desk.Import(mode, bodies);
        var before = await Task.WhenAll(first.Select(answer => api.Desk.Read(answer.PathOf())));
        var again = await api.Desk.Import(mode, bodies);
        Assert.Equal(first.Select(answer => ("unchanged", $"{answer["id"]}")), again.Select(one => ($"{one["status"]}", $"{one["id"]}")));
        foreach (var read in before)
            Assert.Equal(read.ETag, (await api.Desk.Read(read.Path)).ETag);
    }

    [Fact]
    public async Task Given_two_lines_of_one_source_when_imported_then_the_later_wins_and_the_file_again_ends_with_the_same()
    {
        var (one, other) = (ImportCalls.Sourced(), ImportCalls.Sourced());
        other["source"] = one["source"]!.DeepClone();
        for (var time = 0; time < 2; time++)
        {
            var answers = await api.Desk.Import("publish", one, other);
            Assert.Equal([time == 0 ? "1 created" : "1 updated", "2 updated"], answers.InShort());
            var read = (await api.Anonymous.Read(answers[1].PathOf())).Is(200);
            Assert.Equal((string?)other["films"]![0]!["title"], read.Text("/films/0/title"));
        }
    }

    [Fact]
    public async Task Given_a_live_review_when_it_is_imported_as_a_draft_then_it_gets_a_working_copy_and_readers_see_the_live_one()
    {
        var body = ImportCalls.Sourced();
        var live = await api.Desk.Published(body);
        Assert.Equal(["1 unchanged"], (await api.Desk.Import("draft", body)).InShort());
        (await api.Desk.Draft(live)).Is(404);
        body["headline"] = "Imported";
        Assert.Equal(["1 updated"], (await api.Desk.Import("draft", body)).InShort());
        Assert.Equal(["1 unchanged"], (await api.Desk.Import("draft", body)).InShort());
        Assert.Equal("Imported", (await api.Desk.Draft(live)).Is(200).Text("/headline"));
        Assert.Equal(live.ETag, (await api.Anonymous.Read(live.Path)).ETag);
        Assert.Equal(["1 rejected working_copy_exists"], (await api.Desk.Import("publish", body)).InShort());
    }

    [Theory]
    [InlineData("draft", "1 unchanged", "1 updated", "published")]
    [InlineData("in_review", "1 unchanged", "1 updated", "published")]
    [InlineData("withdrawn", "1 unchanged", "1 unchanged", "withdrawn")]
    [InlineData("scheduled", "1 rejected scheduled", "1 rejected scheduled", "scheduled")]
    public async Task Given_a_state_when_its_content_is_imported_then_only_what_is_not_live_yet_changes(
        string state, string asDraft, string asPublished, string after)
    {
        var body = ImportCalls.Sourced();
        var review = await api.Desk.Bring(await api.Desk.Created(body), state);
        Assert.Equal([asDraft], (await api.Desk.Import("draft", body)).InShort());
        Assert.Equal([asPublished], (await api.Desk.Import("publish", body)).InShort());
        Assert.Equal(after, (await api.Desk.Read(review.Path)).Is(200).Text("/status"));
        body["headline"] = "Imported";
        var changed = await api.Desk.Import("publish", body);
        Assert.Equal([state == "scheduled" ? asPublished : "1 updated"], changed.InShort());
        Assert.Equal(review.Id, (string?)changed[0]["id"]);
        var read = (await api.Desk.Read(review.Path)).Is(200);
        Assert.Equal((after, state == "scheduled" ? null : "Imported"), (read.Text("/status"), read.Text("/headline")));
    }

    [Fact]
    public async Task Given_a_scheduled_working_copy_when_imported_then_rejected()
    {
        var body = ImportCalls.Sourced();
        var live = await api.Desk.Published(body);
        var copy = (await api.Desk.PatchDraft(live, """{ "headline": "Later" }""")).Is(201);
        (await api.Desk.Schedule(copy)).Is(200);
        foreach (var mode in new[] { "draft", "publish" })
            Assert.Equal(["1 rejected scheduled"], (await api.Desk.Import(mode, body)).InShort());
    }

    [Fact]
    public async Task Given_a_key_of_an_outlet_when_it_imports_then_its_lines_are_of_the_outlet_and_others_are_rejected()
    {
        var outlet = $"Outlet {Guid.NewGuid():N}";
        using var client = await api.NewClient(KeyCalls.Publish, outlet);
        var (own, without, other) = (ImportCalls.Sourced(outlet: outlet), ImportCalls.Sourced(), ImportCalls.Sourced());
        without["source"]!.AsObject().Remove("outlet");
        var answers = await client.Import("publish", own, without, other);
        Assert.Equal(["1 created", "2 created", "3 rejected /source/outlet forbidden"], answers.InShort());
        Assert.Equal(outlet, (await api.Anonymous.Read(answers[1].PathOf())).Is(200).Text("/source/outlet"));
    }

    [Theory]
    [InlineData(null, "draft", 401)]
    [InlineData(KeyCalls.Write, "draft", 200)]
    [InlineData(KeyCalls.Write, "publish", 403)]
    [InlineData(KeyCalls.Publish, "publish", 200)]
    [InlineData(KeyCalls.Publish, "live", 400)]
    public async Task Given_a_scope_when_it_imports_then_publishing_needs_the_one_for_it(string? scope, string mode, int status)
    {
        using var client = scope is null ? api.Client(null) : await api.NewClient(scope);
        using var answer = await client.Send(
            "POST", ImportCalls.Path(mode), Contents.Json(ImportCalls.Sourced().ToJsonString(), ImportCalls.MediaType));
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Given_an_import_when_its_changes_are_read_then_each_live_review_is_told_once_and_audited()
    {
        var body = ImportCalls.Sourced();
        var id = (string?)(await api.Desk.Import("publish", body))[0]["id"];
        var audit = await api.Desk.All($"/v1/audit?subject=/v1/reviews/{id}");
        Assert.Equal(["review.published", "review.created"], audit.Select(entry => (string?)entry["action"]));
        var revisions = (await api.Desk.Read($"/v1/reviews/{id}/revisions")).Is(200).At("/items")!.AsArray();
        Assert.Single(revisions);
        Assert.NotNull(revisions[0]!["publishedAt"]);
    }

    async Task<string?> Slug(JsonObject answer) => (await api.Desk.Read(answer.PathOf())).Text("/slug");

    static JsonObject Same(JsonObject review)
    {
        review["films"]![0]!["title"] = "One Film of Many";
        return review;
    }

    // Without what is each one's own.
    static string Plain(JsonObject review)
    {
        var plain = review.DeepClone().AsObject();
        foreach (var member in new[] { "id", "slug", "createdAt", "updatedAt", "publishedAt", "warnings" })
            plain.Remove(member);
        plain["source"]!.AsObject().Remove("externalId");
        // Without a barcode each has its own; and what a draft names is known only where another one was published.
        plain["release"]!.AsObject().Remove("id");
        return plain.ToJsonString();
    }
}
