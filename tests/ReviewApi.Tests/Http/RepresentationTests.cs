using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReviewApi.Tests.Http;

public sealed partial class RepresentationTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Unknown = "/v1/reviews/01980000-0000-7000-8000-000000000000";

    public static TheoryData<string> Samples => [.. Example.SampleNames];

    [Fact]
    public async Task Given_a_valid_review_when_posted_then_201_with_what_is_read_at_its_location()
    {
        using var created = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(Example.Draft()));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var body = (await Answer.Of(created)).Succeeded().Body;
        Assert.Equal($"/v1/reviews/{body["id"]}", created.Headers.Location!.ToString());
        Assert.False(created.Headers.ETag!.IsWeak);
        Assert.Matches(UuidV7(), (string)body["id"]!);
        Assert.Equal(("draft", 1), ((string)body["status"]!, (int)body["revision"]!));
        Assert.Matches(UtcTimestamp(), (string)body["createdAt"]!);
        Assert.Equal((string?)body["createdAt"], (string?)body["updatedAt"]);
        Assert.False(body.ContainsKey("publishedAt"));

        using var read = await api.Desk.Get(created.Headers.Location.ToString());
        Assert.Equal(created.Headers.ETag, read.Headers.ETag);
        Assert.Equal(await created.Content.ReadAsStringAsync(), await read.Content.ReadAsStringAsync());
        using var bySlug = await api.Desk.Get($"/v1/reviews/{body["slug"]}");
        Assert.Equal(read.Headers.ETag, bySlug.Headers.ETag);
    }

    [Fact]
    public async Task Given_an_id_is_in_capitals_when_read_then_it_is_the_same_review_or_none()
    {
        var review = await api.Desk.Created();
        using var answer = await api.Desk.Get("/v1/reviews/" + review.Id.ToUpperInvariant());
        if (answer.StatusCode != HttpStatusCode.NotFound)
            Assert.Equal(review.Id, (string?)(await Answer.Of(answer)).Succeeded().Body["id"]);
    }

    [Theory]
    [InlineData(Unknown)]
    [InlineData("/v1/reviews/no-such-review-1999-dvd")]
    [InlineData("/v1/reviews/0198")]
    [InlineData("/v1/reviews/01980000000070008000000000000000")]
    [InlineData("/v1/reviews/{01980000-0000-7000-8000-000000000000}")]
    [InlineData("/v1/reviews/-1")]
    [InlineData("/v1/reviews/null")]
    public async Task Given_no_review_of_an_id_when_read_or_written_then_404(string path)
    {
        foreach (var client in new[] { api.Anonymous, api.Desk })
        {
            using var read = await client.Get(path);
            await read.Problem(HttpStatusCode.NotFound);
        }
        foreach (var method in Calls.Writes)
        {
            using var written = await api.Desk.Write(method, path, Example.Draft(), "\"abc\"");
            await written.Problem(HttpStatusCode.NotFound, method);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Given_a_sample_when_what_was_read_is_put_back_then_nothing_changes(string sample)
    {
        var review = await api.Desk.Created(Example.Sample(sample));
        using var again = await api.Desk.Write("PUT", review.Path, review.Body, review.ETag!);
        var body = (await Answer.Of(again)).Succeeded().Body;
        body.Remove("warnings");
        review.Body.Remove("warnings");
        Assert.Equal(review.Body.ToJsonString(), body.ToJsonString());
        Assert.Equal(review.ETag, again.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task Given_a_review_when_replaced_then_what_was_left_out_is_gone_and_the_tag_is_new()
    {
        var review = await api.Desk.Created(Example.Draft().Put("/headline", "Old").Put("/notes", "Kept?"));
        using var replaced = await api.Desk.Write("PUT", review.Path, Example.Draft().Put("/headline", "New"), review.ETag!);
        var body = (await Answer.Of(replaced)).Succeeded().Body;
        Assert.Equal(("New", 2), ((string)body["headline"]!, (int)body["revision"]!));
        Assert.False(body.ContainsKey("notes"));
        Assert.NotEqual(review.ETag, replaced.Headers.ETag!.ToString());
        Assert.Equal((string?)review.Body["createdAt"], (string?)body["createdAt"]);
    }

    [Fact]
    public async Task Given_a_merge_patch_when_applied_then_null_removes_objects_merge_arrays_replace_and_the_rest_stays()
    {
        var review = await api.Desk.Created(
            Example.Draft().Put("/headline", "Old").Put("/notes", "Stays").Put("/advisories", new JsonArray("a", "b")));
        var patch = Example.Parse("""
            {
              "headline": null, "advisories": ["c"], "sections": { "story": { "text": "New" }, "sound": { "score": 5 } }, "equipment": null
            }
            """);
        using var patched = await api.Desk.Write("PATCH", review.Path, patch, review.ETag!);
        var body = (await Answer.Of(patched)).Succeeded().Body;
        Assert.False(body.ContainsKey("headline"));
        Assert.Equal("""["c"]""", body["advisories"]!.ToJsonString());
        Assert.Equal("Stays", (string?)body["notes"]);
        Assert.Equal((7m, "New"), ((decimal)body["sections"]!["story"]!["score"]!, (string)body["sections"]!["story"]!["text"]!));
        Assert.Equal(5m, (decimal)body["sections"]!["sound"]!["score"]!);
    }

    [Fact]
    public async Task Given_an_empty_merge_patch_when_applied_then_nothing_changes()
    {
        var review = await api.Desk.Created();
        using var patched = await api.Desk.Write("PATCH", review.Path, new JsonObject(), review.ETag!);
        Assert.Equal((HttpStatusCode.OK, review.ETag), (patched.StatusCode, patched.Headers.ETag!.ToString()));
    }

    [Theory]
    [InlineData("""{ "films": [{ "year": 1999 }] }""", "/films/0/title", "required")]
    [InlineData("""{ "release": { "format": null } }""", "/release/format", "required")]
    [InlineData("""{ "sections": { "story": { "state": "unscored" } } }""", "/sections/story/score", "score_forbidden")]
    public async Task Given_a_merge_patch_whose_result_is_wrong_when_applied_then_422_and_nothing_changes(
        string patch, string pointer, string code)
    {
        var review = await api.Desk.Created();
        using var patched = await api.Desk.Write("PATCH", review.Path, Example.Parse(patch), review.ETag!);
        Assert.Equal([(pointer, code)], (await patched.Problem(HttpStatusCode.UnprocessableEntity)).Faults());
        using var read = await api.Desk.Get(review.Path);
        Assert.Equal(review.ETag, read.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task Given_a_draft_when_deleted_then_204_and_it_is_gone_and_cannot_be_deleted_again()
    {
        var review = await api.Desk.Created();
        using var deleted = await api.Desk.Write("DELETE", review.Path, new JsonObject(), review.ETag!);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(await deleted.Content.ReadAsByteArrayAsync());
        using var read = await api.Desk.Get(review.Path);
        await read.Problem(HttpStatusCode.NotFound);
        using var again = await api.Desk.Write("DELETE", review.Path, new JsonObject(), review.ETag!);
        await again.Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Given_a_published_review_when_deleted_then_409_and_it_is_still_read()
    {
        var review = await api.Desk.Published();
        using var deleted = await api.Desk.Write("DELETE", review.Path, new JsonObject(), review.ETag!);
        await deleted.Problem(HttpStatusCode.Conflict);
        using var read = await api.Anonymous.Get(review.Path);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task Given_read_only_members_when_sent_in_any_shape_then_they_are_ignored()
    {
        await api.Desk.Published();
        var id = Guid.CreateVersion7().ToString();
        var sent = Example.Draft().Put("/id", id).Put("/slug", new JsonObject())
            .Put("/status", "published").Put("/revision", 99).Put("/meanScore", "9")
            .Put("/createdAt", "1999-01-01T00:00:00Z").Put("/updatedAt", 1)
            .Put("/publishedAt", "1999-01-01T00:00:00Z").Put("/publishAt", true)
            .Put("/warnings", new JsonArray(1)).Put("/release/gtin", "00000000000000")
            .Put("/reviewers/0/name", "Ann Reviewer").Put("/reviewers/0/id", "x");
        var review = await api.Desk.Created(sent);
        Assert.NotEqual(id, review.Id);
        Assert.Equal(("draft", 1, 7m), ((string)review.Body["status"]!, (int)review.Body["revision"]!, (decimal)review.Body["meanScore"]!));
        Assert.False(review.Body.ContainsKey("publishedAt") || review.Body.ContainsKey("publishAt") || review.Body.ContainsKey("warnings"));
        Assert.Null(review.Body["release"]!["gtin"]);
        Assert.True(Guid.TryParse((string?)review.Body["reviewers"]![0]!["id"], out _));
        using var hidden = await api.Anonymous.Get(review.Path);
        await hidden.Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Given_a_dry_run_when_posted_then_200_with_what_would_be_stored_and_nothing_is()
    {
        var sent = Example.Draft().Put("/reviewedOn", "2000").Put("/release/releaseDate", "2001");
        using var rehearsed = await api.Desk.Send("POST", "/v1/reviews?dryRun=true", Contents.Json(sent));
        var body = (await Answer.Of(rehearsed)).Succeeded().Body;
        Assert.Equal(HttpStatusCode.OK, rehearsed.StatusCode);
        Assert.Equal("/reviewedOn", (string?)body["warnings"]![0]!["pointer"]);
        using var read = await api.Desk.Get($"/v1/reviews/{body["slug"]}");
        await read.Problem(HttpStatusCode.NotFound);
    }

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    private static partial Regex UuidV7();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
    private static partial Regex UtcTimestamp();
}
