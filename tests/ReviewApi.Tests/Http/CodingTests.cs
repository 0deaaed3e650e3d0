using System.Net;

namespace ReviewApi.Tests.Http;

/// <summary>Each content coding is a representation of its own: with its own entity tag, all of which name the same content.</summary>
public sealed class CodingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    // Its package has the coding gzip ready-made, with a tag that it takes for that coding only.
    const string Style = "/docs/swagger-ui.css";

    static readonly string[] Codings = ["", "gzip", "br"];

    [Fact]
    public async Task Given_anything_that_can_be_read_when_read_in_each_coding_then_the_tags_differ_and_each_is_taken_back_in_each_coding()
    {
        var review = (await api.Desk.Publish(Example.Full())).Is(201);
        foreach (var path in new[]
        {
            review.Path, "/v1/reviews", "/v1/reviews/facets", "/v1/vocabularies", "/openapi/v1.yaml", "/problems/validation",
            "/feeds/reviews.atom", Style,
        })
        {
            var tags = new List<string>();
            foreach (var coding in Codings)
            {
                using var read = await Read("GET", path, coding);
                using var head = await Read("HEAD", path, coding);
                Assert.Equal((HttpStatusCode.OK, coding), (read.StatusCode, string.Concat(read.Content.Headers.ContentEncoding)));
                Assert.Equal((read.Headers.ETag, coding), (head.Headers.ETag, string.Concat(head.Content.Headers.ContentEncoding)));
                Assert.False(read.Headers.ETag!.IsWeak);
                tags.Add(read.Headers.ETag.Tag);
            }
            Assert.Equal(tags.Count, tags.Distinct().Count());
            foreach (var (coding, tag) in Codings.Zip(tags))
                foreach (var sent in path == Style
                    ? [tag]
                    : tags.SelectMany(one => new[] { one, $"W/{one}", $"\"x\", {one} , \"y\"" }).Append("*"))
                    foreach (var method in new[] { "GET", "HEAD" })
                    {
                        using var unchanged = await Read(method, path, coding, ("If-None-Match", sent));
                        Assert.True(
                            unchanged.StatusCode == HttpStatusCode.NotModified,
                            $"{method} {path} in '{coding}' with {sent}: {unchanged.StatusCode}");
                        Assert.Equal(tag, unchanged.Headers.ETag?.Tag);
                        Assert.Contains("Accept-Encoding", unchanged.Words("Vary"));
                        Assert.Null(unchanged.Content.Headers.ContentType);
                    }
            using var both = await Read("GET", path, "gzip, br");
            using var same = await Read("GET", path, "gzip, br", ("If-None-Match", both.Headers.ETag!.Tag));
            Assert.Equal((HttpStatusCode.NotModified, both.Headers.ETag), (same.StatusCode, same.Headers.ETag));
            using var changed = await Read("GET", path, "br", ("If-None-Match", $"{tags[0][..^1]}-deflate\""));
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        }
    }

    [Fact]
    public async Task Given_the_tag_of_any_coding_when_written_with_it_then_it_is_the_tag_of_what_is_there()
    {
        var tags = new List<string>();
        foreach (var coding in Codings)
        {
            var review = (await api.Desk.Create(Example.Full())).Is(201);
            using var read = await Read("GET", review.Path, coding, client: api.Desk);
            var tag = read.Headers.ETag!.Tag;
            (await api.Desk.Patch(review with { ETag = $"\"x\", {tag}" }, """{ "headline": "New" }""")).Is(200);
            (await api.Desk.Patch(review with { ETag = tag }, """{ "headline": "Newer" }""")).Is(412);
            tags.Add(tag);
        }
        var current = (await api.Desk.Create(Example.Review())).Is(201);
        (await api.Desk.Patch(current with { ETag = $"W/{current.ETag![..^1]}-br\"" }, """{ "headline": "New" }""")).Is(412);
        (await api.Desk.Patch(current with { ETag = $"{current.ETag![..^1]}-br-br\"" }, """{ "headline": "New" }""")).Is(412);
    }

    [Fact]
    public async Task Given_a_packed_answer_to_a_write_when_replayed_in_the_same_coding_then_its_tag_is_the_same()
    {
        foreach (var coding in Codings)
        {
            var (key, body) = (Guid.NewGuid().ToString(), Example.Full().ToJsonString());
            using var first = await Send();
            using var again = await Send();
            Assert.Equal(
                (HttpStatusCode.Created, HttpStatusCode.Created, "true"),
                (first.StatusCode, again.StatusCode, Assert.Single(again.Headers.GetValues("Idempotent-Replayed"))));
            Assert.Equal((first.Headers.ETag, first.Headers.Location), (again.Headers.ETag, again.Headers.Location));
            Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await again.Content.ReadAsByteArrayAsync());

            Task<HttpResponseMessage> Send() => api.Desk.Send(
                "POST", "/v1/reviews", Contents.Json(body), ("Idempotency-Key", key), ("Accept-Encoding", coding));
        }
    }

    [Theory]
    [InlineData("GET", "/v1/vocabularies", 200)]
    [InlineData("HEAD", "/v1/vocabularies", 200)]
    [InlineData("GET", "/v1/reviews/no-such-review", 404)]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("GET", "/v1/reviews?limit=0", 400)]
    [InlineData("GET", "/v1/keys", 401)]
    [InlineData("POST", "/v1/vocabularies", 405)]
    [InlineData("GET", "/problems/validation", 200)]
    [InlineData("GET", "/.well-known/security.txt", 200)]
    [InlineData("GET", "/docs/index.html", 200)]
    [InlineData("HEAD", "/docs/index.html", 200)]
    [InlineData("GET", "/docs/swagger-ui-bundle.js", 200)]
    [InlineData("GET", "/health/live", 200)]
    public async Task Given_an_answer_that_may_be_packed_when_read_in_any_coding_or_none_then_it_says_that_it_varies(
        string method, string path, int status)
    {
        foreach (var coding in Codings.Append("identity"))
        {
            using var answer = await Read(method, path, coding);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(["Accept-Encoding"], answer.Words("Vary").Where(word => word != "Accept" && word != "Origin"));
        }
    }

    Task<HttpResponseMessage> Read(string method, string path, string coding, (string, string)? header = null, HttpClient? client = null) =>
        (client ?? api.Anonymous).Send(
            method, path, null,
            [
                .. coding.Length == 0 ? [] : new[] { ("Accept-Encoding", coding) },
                .. header is { } sent ? [sent] : Array.Empty<(string, string)>(),
            ]);
}
