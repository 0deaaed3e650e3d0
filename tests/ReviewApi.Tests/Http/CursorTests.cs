using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Http;

/// <summary>Cursors that were tampered with, and the entity tags of pages.</summary>
public sealed class CursorTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Drafts = "/v1/reviews?status=draft";

    [Fact]
    public async Task Given_a_cursor_when_altered_in_any_character_or_cut_or_lengthened_then_400_naming_it()
    {
        var cursor = await Cursor("/v1/reviews?");
        var altered = Enumerable.Range(0, cursor.Length)
            .SelectMany(index => new[] { 'A', 'B', '_', '.' }.Where(letter => letter != cursor[index])
                .Select(letter => $"{cursor[..index]}{letter}{cursor[(index + 1)..]}"))
            .Concat(Enumerable.Range(0, cursor.Length).Select(length => cursor[..length]))
            .Concat([
                cursor + "A", cursor + "=", cursor + "==", cursor + "%0a", "%20" + cursor, cursor + cursor, cursor.ToUpperInvariant(),
                new string('A', 7_000), cursor[1..], "null", "0"]);
        foreach (var one in altered)
        {
            using var answer = await api.Anonymous.Get($"/v1/reviews?cursor={one}");
            Assert.Equal([("cursor", "invalid_cursor")], (await answer.Problem(HttpStatusCode.BadRequest, one)).Faults());
        }
        using var intact = await api.Anonymous.Get($"/v1/reviews?cursor={cursor}");
        Assert.Equal(HttpStatusCode.OK, intact.StatusCode);
    }

    [Fact]
    public async Task Given_a_cursor_when_taken_to_another_list_then_400()
    {
        var (ofPublished, ofDrafts) = (await Cursor("/v1/reviews?"), await Cursor($"{Drafts}&"));
        foreach (var path in new[]
        {
            $"/v1/reviews?cursor={ofDrafts}", $"{Drafts}&cursor={ofPublished}", $"/v1/reviews?status=published&cursor={ofPublished}",
            $"{Drafts},withdrawn&cursor={ofDrafts}",
        })
        {
            using var answer = await api.Desk.Get(path);
            Assert.Equal([("cursor", "invalid_cursor")], (await answer.Problem(HttpStatusCode.BadRequest, path)).Faults());
        }
    }

    [Fact]
    public async Task Given_a_cursor_of_the_same_database_when_sent_with_a_key_or_without_then_the_same_page()
    {
        var cursor = await Cursor("/v1/reviews?");
        using var anonymous = await api.Anonymous.Get($"/v1/reviews?cursor={cursor}");
        using var keyed = await api.Desk.Get($"/v1/reviews?cursor={cursor}");
        Assert.Equal(
            (await Answer.Of(anonymous)).Succeeded().Body.ToJsonString(), (await Answer.Of(keyed)).Succeeded().Body.ToJsonString());
    }

    [Fact]
    public async Task Given_a_page_when_a_review_on_it_comes_changes_or_goes_then_its_tag_changes_and_not_otherwise()
    {
        var tags = new List<string> { await Tag(api.Desk, Drafts) };
        var review = await api.Desk.Created();
        tags.Add(await Tag(api.Desk, Drafts));
        using var changed = await api.Desk.Write(
            "PATCH", review.Path, Example.Parse("""{ "films": [{ "title": "Another" }] }"""), review.ETag!);
        tags.Add(await Tag(api.Desk, Drafts));
        Assert.Equal(tags[^1], await Tag(api.Desk, Drafts));
        Assert.Equal(3, tags.Distinct().Count());
        using var deleted = await api.Desk.Write("DELETE", review.Path, new JsonObject(), changed.Headers.ETag!.ToString());
        Assert.Equal(tags[0], await Tag(api.Desk, Drafts));
    }

    [Fact]
    public async Task Given_the_published_list_when_read_with_a_key_then_the_tag_is_that_of_everyone()
    {
        await api.Desk.Published();
        var before = await Tag(api.Anonymous, "/v1/reviews");
        Assert.Equal(before, await Tag(api.Desk, "/v1/reviews"));
        await api.Desk.Created();
        Assert.Equal(before, await Tag(api.Anonymous, "/v1/reviews"));
        var published = await api.Desk.Published();
        var after = await Tag(api.Anonymous, "/v1/reviews");
        Assert.NotEqual(before, after);
        using var changed = await api.Desk.Write("PATCH", published.Path, new JsonObject { ["headline"] = "New" }, published.ETag!);
        Assert.True(changed.IsSuccessStatusCode);
        Assert.NotEqual(after, await Tag(api.Anonymous, "/v1/reviews"));
    }

    async Task<string> Cursor(string list)
    {
        foreach (var query in new[] { "", "", "?publish=true", "?publish=true" })
            (await api.Desk.Post($"/v1/reviews{query}", Example.Review())).IsCreated();
        using var answer = await api.Desk.Get($"{list}limit=1");
        return (string)(await Answer.Of(answer)).Succeeded().Body["next"]!;
    }

    static async Task<string> Tag(HttpClient client, string path)
    {
        using var answer = await client.Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.ETag!.ToString();
    }
}
