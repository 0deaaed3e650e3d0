using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Http;

public sealed class ConditionalTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Other = "\"4f1c0e0c3a5b1d2e3f405162\"";

    public static TheoryData<string> Writes => [.. Calls.Writes];

    [Fact]
    public async Task Given_every_public_document_when_its_tag_is_sent_then_304_without_a_body_and_with_another_200()
    {
        await api.Desk.Published(Example.Sample());
        foreach (var read in (await api.Operations()).Where(operation => operation.IsRead && !operation.NeedsKey && operation.HasTag))
        {
            var path = await api.Anonymous.Existing(read.ExamplePath);
            using var full = await api.Anonymous.Get(path);
            var tag = full.Headers.ETag!.ToString();
            Assert.StartsWith("\"", tag);
            foreach (var method in new[] { "GET", "HEAD" })
            {
                foreach (var naming in new[] { tag, $"W/{tag}", $"{Other}, {tag}", $"W/{Other},W/{tag} ,\"x\"", "*" })
                {
                    using var unchanged = await api.Anonymous.Send(method, path, null, ("If-None-Match", naming));
                    Assert.True(
                        unchanged.StatusCode == HttpStatusCode.NotModified, $"{method} {path} {naming}: {(int)unchanged.StatusCode}");
                    Assert.Equal((tag, full.Headers.CacheControl), (unchanged.Headers.ETag?.ToString(), unchanged.Headers.CacheControl));
                    Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());
                }
                foreach (var naming in new[]
                {
                    Other, tag.Trim('"'), tag[..^1], "", "\"\"", "abc def", "W/*", $"*, {tag}", $"{tag}, *", $"{tag} x",
                })
                {
                    using var changed = await api.Anonymous.Send(method, path, null, ("If-None-Match", naming));
                    Assert.True(changed.StatusCode == HttpStatusCode.OK, $"{method} {path} {naming}: {(int)changed.StatusCode}");
                    Assert.Equal(tag, changed.Headers.ETag?.ToString());
                }
            }
        }
    }

    [Theory]
    [InlineData("/docs/index.html")]
    [InlineData("/docs/index.js")]
    [InlineData("/docs/docs.css")]
    [InlineData("/docs/swagger-ui.css")]
    public async Task Given_a_file_of_the_docs_when_its_tag_is_sent_then_304_with_the_headers_of_the_200(string path)
    {
        foreach (var coding in new[] { "identity", "br", "gzip" })
        {
            using var full = await api.Anonymous.Get(path, ("Accept-Encoding", coding));
            var tag = full.Headers.ETag!.ToString();
            Assert.Equal(["no-cache", "public"], full.Headers.CacheControl!.ToString().Split(", ").Order());
            foreach (var method in new[] { "GET", "HEAD" })
                foreach (var naming in new[] { tag, $"W/{tag}", $"{Other}, {tag}", "*" })
                {
                    using var unchanged = await api.Anonymous.Send(
                        method, path, null, ("If-None-Match", naming), ("Accept-Encoding", coding));
                    Assert.Equal(
                        (HttpStatusCode.NotModified, tag, full.Headers.CacheControl),
                        (unchanged.StatusCode, unchanged.Headers.ETag?.ToString(), unchanged.Headers.CacheControl));
                    Assert.Equal(full.Headers.Vary, unchanged.Headers.Vary);
                    Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());
                }
            using var changed = await api.Anonymous.Get(path, ("If-None-Match", Other), ("Accept-Encoding", coding));
            Assert.Equal((HttpStatusCode.OK, tag), (changed.StatusCode, changed.Headers.ETag?.ToString()));
            if (coding == "identity")
                Assert.Equal(await full.Content.ReadAsByteArrayAsync(), await changed.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task Given_a_tag_in_a_second_header_when_read_then_304()
    {
        var review = await api.Desk.Published();
        using var unchanged = await api.Anonymous.Get(review.Path, ("If-None-Match", Other), ("If-None-Match", review.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Given_a_review_was_changed_when_read_with_its_old_tag_then_200_for_everyone_with_one_new_tag()
    {
        var review = await api.Desk.Published();
        using var changed = await api.Desk.Write("PATCH", review.Path, new JsonObject { ["headline"] = "New" }, review.ETag!);
        using var read = await api.Anonymous.Get(review.Path, ("If-None-Match", review.ETag!));
        using var keyed = await api.Desk.Get(review.Path, ("If-None-Match", review.ETag!));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (read.StatusCode, keyed.StatusCode));
        Assert.Equal((changed.Headers.ETag, changed.Headers.ETag), (read.Headers.ETag, keyed.Headers.ETag));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Given_if_match_names_what_is_there_when_written_then_it_is_done(string method)
    {
        foreach (var ifMatch in new Func<string, string[]>[]
        {
            tag => [tag], tag => [$"{Other}, {tag}"], tag => [$"W/{Other} ,{tag},\"x\""], _ => ["*"], tag => [Other, tag],
        })
        {
            var review = await api.Desk.Created();
            using var written = await api.Desk.Write(method, review.Path, new JsonObject { ["headline"] = "New" }, ifMatch(review.ETag!));
            Assert.True(written.IsSuccessStatusCode, $"{string.Join(" and ", ifMatch(review.ETag!))}: {(int)written.StatusCode}");
        }
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Given_if_match_names_something_else_when_written_then_412_and_nothing_changes(string method)
    {
        var another = await api.Desk.Created();
        var created = await api.Desk.Created();
        using var changed = await api.Desk.Write("PATCH", created.Path, new JsonObject { ["headline"] = "Second" }, created.ETag!);
        var current = changed.Headers.ETag!.ToString();
        foreach (var ifMatch in new[]
        {
            created.ETag!, another.ETag!, Other, $"W/{current}", $"w/{current}", current.Trim('"'), current[..^1],
            current.ToUpperInvariant(), "\"*\"", "\"\"", "", ",", "abc def",
            $"{Other}, W/{current}", "W/*", $"*, {current}", $"{current}, *", "*, *", "*x", $"{current} x", $"x, {current}",
            $"{current}{current}", new string('a', 10_000), string.Join(',', Enumerable.Repeat(Other, 300)),
        })
        {
            using var refused = await api.Desk.Write(method, created.Path, new JsonObject { ["headline"] = "Third" }, ifMatch);
            await refused.Problem(HttpStatusCode.PreconditionFailed, ifMatch);
        }
        using var read = await api.Desk.Get(created.Path);
        Assert.Equal((current, "Second"), (read.Headers.ETag!.ToString(), (string?)(await Answer.Of(read)).Succeeded().Body["headline"]));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Given_no_if_match_when_written_then_428_and_nothing_changes(string method)
    {
        var review = await api.Desk.Created();
        using var refused = await api.Desk.Write(method, review.Path, new JsonObject { ["headline"] = "New" });
        await refused.Problem((HttpStatusCode)428);
        using var read = await api.Desk.Get(review.Path);
        Assert.Equal(review.ETag, read.Headers.ETag!.ToString());
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Given_if_match_is_any_and_nothing_is_there_when_written_then_404_as_without_it(string method)
    {
        // A precondition is passed over where the answer would be no success without it (RFC 9110 section 13.2.1).
        using var refused = await api.Desk.Write(method, "/v1/reviews/no-such-review", Example.Draft(), "*");
        await refused.Problem(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Given_if_none_match_names_what_is_there_when_written_then_412_and_nothing_changes(string method)
    {
        var review = await api.Desk.Created();
        foreach (var naming in new[] { "*", review.ETag!, $"W/{review.ETag}" })
        {
            using var refused = await api.Desk.Send(
                method, review.Path, Contents.For(method, Example.Draft("Another")), ("If-Match", review.ETag!), ("If-None-Match", naming));
            await refused.Problem(HttpStatusCode.PreconditionFailed, naming);
        }
        using var read = await api.Desk.Get(review.Path);
        Assert.Equal(review.ETag, read.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task Given_content_that_went_and_came_back_when_written_with_its_first_tag_then_412()
    {
        var (first, second) = (Example.Draft().Put("/headline", "One"), Example.Draft().Put("/headline", "Two"));
        var review = await api.Desk.Created(first);
        using var changed = await api.Desk.Write("PUT", review.Path, second, review.ETag!);
        using var back = await api.Desk.Write("PUT", review.Path, first, changed.Headers.ETag!.ToString());
        Assert.NotEqual(review.ETag, back.Headers.ETag!.ToString());
        using var refused = await api.Desk.Write("PUT", review.Path, second, review.ETag!);
        await refused.Problem(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Given_many_writers_that_read_one_tag_when_all_put_at_once_then_one_is_done_and_the_others_get_412()
    {
        var review = await api.Desk.Created();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            api.Desk.Write("PUT", review.Path, Example.Draft().Put("/headline", $"Writer {number}"), review.ETag!)));
        var done = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var answer in answers.Where(answer => answer != done))
            await answer.Problem(HttpStatusCode.PreconditionFailed);
        using var read = await api.Desk.Get(review.Path);
        Assert.Equal((done.Headers.ETag, 2), (read.Headers.ETag, (int)(await Answer.Of(read)).Succeeded().Body["revision"]!));
    }
}
