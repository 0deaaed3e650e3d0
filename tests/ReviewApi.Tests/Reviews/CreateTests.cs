using System.Text.Json.Nodes;
using Npgsql;

namespace ReviewApi.Tests.Reviews;

public sealed class CreateTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "headline": "Only a headline" }""")]
    [InlineData("""{ "films": [], "reviewers": [], "sections": {}, "otherSections": [], "related": [], "source": {}, "advisories": [] }""")]
    [InlineData("""
        {
          "release": {
            "format": "vhs", "extras": [], "discs": [], "video": [], "audio": [], "subtitles": [], "cuts": [], "regions": [],
            "knownDefects": []
          }
        }
        """)]
    [InlineData("""{ "films": [{ "title": "T", "kind": "short", "directors": [], "cast": [], "relations": [], "identifiers": {} }] }""")]
    public async Task Given_an_incomplete_draft_when_created_then_it_is_kept_and_nothing_is_made_up(string json)
    {
        var sent = Example.Parse(json);

        var created = (await api.Desk.Create(sent)).Is(201);

        Assert.Equal("draft", created.Text("/status"));
        Assert.Equal("1", created.Text("/revision"));
        Assert.Equal($"/v1/reviews/{created.Id}", created.Location!.ToString());
        Assert.NotNull(created.ETag);
        AssertOnlyAdds(sent, created.Body, "id", "slug", "status", "revision", "createdAt", "updatedAt");
        var read = (await api.Desk.Read(created.Path)).Is(200);
        Assert.Equal((created.ETag, created.Body.ToJsonString()), (read.ETag, read.Body.ToJsonString()));
    }

    [Fact]
    public async Task Given_a_draft_when_read_without_a_key_then_404_by_id_and_by_slug()
    {
        var created = (await api.Desk.Create(Example.Review())).Is(201);
        (await api.Anonymous.Read(created.Path)).Is(404);
        (await api.Anonymous.Read($"/v1/reviews/{created.Text("/slug")}")).Is(404);
    }

    [Fact]
    public async Task Given_a_review_with_all_members_when_published_then_each_is_read_back_as_sent()
    {
        var sent = Example.Full();

        var created = (await api.Desk.Publish(sent)).Is(201);

        Assert.Empty(created.Warnings);
        foreach (var path in new[] { created.Path, $"/v1/reviews/{created.Text("/slug")}" })
        {
            var read = (await api.Anonymous.Read(path)).Is(200);
            Assert.Empty(ReadBack.Differences(sent, read.Body));
            Assert.Equal((created.ETag, created.Body.ToJsonString()), (read.ETag, read.Body.ToJsonString()));
        }
        Assert.Equal("published", created.Text("/status"));
        Assert.Equal(created.Text("/createdAt"), created.Text("/publishedAt"));
        Assert.EndsWith("Z", created.Text("/createdAt"), StringComparison.Ordinal);
        Assert.Equal("8.8", created.Text("/meanScore"));
    }

    [Theory]
    [InlineData("films", "/films required_to_publish")]
    [InlineData("release", "/release required_to_publish")]
    [InlineData("language", "/language required_to_publish")]
    [InlineData("reviewers", "/reviewers required_to_publish")]
    [InlineData("sections", "/sections required_to_publish")]
    public async Task Given_a_review_that_lacks_something_when_published_then_422_names_it_and_as_a_draft_it_is_kept(
        string member, string fault)
    {
        (await api.Desk.Publish(Example.Review().Without($"/{member}"))).IsInvalid(fault);
        (await api.Desk.Create(Example.Review().Without($"/{member}"))).Is(201);
    }

    [Fact]
    public async Task Given_an_empty_review_when_published_then_422_lists_all_that_it_lacks()
    {
        string[] all =
        [
            "/films required_to_publish", "/release required_to_publish", "/language required_to_publish",
            "/reviewers required_to_publish", "/sections required_to_publish",
        ];
        (await api.Desk.Publish(new JsonObject())).IsInvalid(all);
        (await api.Desk.Publish(Example.Parse("""{ "films": [], "reviewers": [] }""").With("/headline", "\"H\""))).IsInvalid(all);
    }

    [Theory]
    [InlineData("""{ "sections": { "sound": { "score": 0 } } }""", true)]
    [InlineData("""{ "sections": { "sound": { "printed": { "value": "F", "scale": "letter" } } } }""", true)]
    [InlineData("""{ "otherSections": [{ "label": "Menus", "text": "Slow." }] }""", true)]
    [InlineData("""{ "overall": { "score": 5 } }""", true)]
    [InlineData("""{ "overall": { "parts": [{ "of": "Disc 1", "text": "Fine." }] } }""", true)]
    [InlineData("""{ "sections": { "sound": { "state": "none_on_disc" } } }""", false)]
    [InlineData("""{ "sections": { "sound": { "printed": { "value": "See Below" } } } }""", false)]
    [InlineData("""{ "sections": { "sound": { "text": " \n" } } }""", false)]
    [InlineData("""{ "sections": { "story": {} }, "otherSections": [{ "label": "Menus" }] }""", false)]
    [InlineData("""{ "overall": { "recommendation": "Rent it" } }""", false)]
    public async Task Given_a_review_when_published_then_it_needs_a_score_or_a_text(string judgements, bool suffices)
    {
        var review = Example.Review().Without("/sections");
        foreach (var (name, value) in Example.Parse(judgements))
            review[name] = value!.DeepClone();
        var answer = await api.Desk.Publish(review);
        if (suffices)
            answer.Is(201);
        else
            answer.IsInvalid("/sections required_to_publish");
    }

    [Theory]
    [InlineData("?dryRun=true", "draft")]
    [InlineData("?dryRun=true&publish=true", "published")]
    public async Task Given_a_dry_run_when_posted_then_it_says_what_would_be_stored_with_warnings_and_stores_nothing(
        string query, string status)
    {
        await using var own = new NpgsqlConnection(api.ConnectionString);
        await own.OpenAsync();
        var sent = Example.Full().With("/release/discCount", "3").With("/source/outlet", $"\"Outlet {Guid.NewGuid()}\"");

        var answer = (await api.Desk.Post($"/v1/reviews{query}", sent)).Is(200);

        Assert.Equal((null, null, status), (answer.Location, answer.ETag, answer.Text("/status")));
        Assert.Equal(["/release/discCount disc_count_differs"], answer.Warnings);
        Assert.Empty(ReadBack.Differences(sent, answer.Body));
        (await api.Desk.Read(answer.Path)).Is(404);
        (await api.Desk.Read($"/v1/reviews/{answer.Text("/slug")}")).Is(404);
        await using var count = new NpgsqlCommand("""
            select (select count(*) from films where title = @title)
              + (select count(*) from reviewers where outlet = @outlet)
              + (select count(*) from releases where release_id::text = @release)
            """, own)
        {
            Parameters =
            {
                new("title", sent.At("/films/0/title")!.ToString()), new("outlet", sent.At("/source/outlet")!.ToString()),
                new("release", answer.Text("/release/id") ?? ""),
            },
        };
        Assert.Equal(0L, await count.ExecuteScalarAsync());
        (await api.Desk.Create(sent)).Is(201);
    }

    [Fact]
    public async Task Given_a_dry_run_when_it_is_not_valid_then_the_same_faults_as_in_earnest()
    {
        var sent = Example.Review().With("/release/format", "\"laser\"").Without("/language");
        (await api.Desk.Post("/v1/reviews?dryRun=true&publish=true", sent))
            .IsInvalid("/language required_to_publish", "/release/format unknown_code");
        (await api.Desk.Post("/v1/reviews?dryRun=true", sent)).IsInvalid("/release/format unknown_code");
    }

    // What the server adds has to be among these members of the review; within others it adds ids, film kinds and the state of sections.
    static void AssertOnlyAdds(JsonObject sent, JsonObject read, params string[] added)
    {
        Assert.Empty(ReadBack.Differences(sent, read));
        Assert.Empty(read.Select(member => member.Key).Except(sent.Select(member => member.Key)).Except(added));
        if (sent["release"] is JsonObject release)
            Assert.Empty(read["release"]!.AsObject().Select(member => member.Key).Except(release.Select(member => member.Key)));
    }
}
