using System.Globalization;
using System.Net;

namespace ReviewApi.Tests.Http;

/// <summary>The app with two origins whose pages may write.</summary>
public sealed class CorsFixture : ApiFixture
{
    public const string Writer = "https://desk.example";

    protected override IEnumerable<(string Name, string Value)> Settings => [("Cors:WriteOrigins", $"https://editors.example, {Writer}")];
}

public sealed class CorsTests(CorsFixture api) : IClassFixture<CorsFixture>
{
    const string Reader = "https://reader.example";

    public static TheoryData<string> OtherOrigins =>
    [
        Reader, "null", "https://desk.example.evil.example", "https://evil-desk.example", "https://desk.example:8443",
        "http://desk.example", "https://desk.example/", "https://desk.example, https://editors.example", "*", "",
    ];

    [Theory]
    [InlineData(Reader)]
    [InlineData("null")]
    [InlineData("http://localhost:3000")]
    public async Task Given_any_origin_when_it_asks_to_read_then_it_may(string origin)
    {
        using var preflight = await Preflight("/v1/reviews", "GET", origin, "authorization,if-none-match");
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("*", Header(preflight, "Access-Control-Allow-Origin"));
        Assert.Contains("GET", preflight.Words("Access-Control-Allow-Methods"));
        Assert.Superset(new HashSet<string>(["authorization", "if-none-match"]), Lower(preflight.Words("Access-Control-Allow-Headers")));
        Assert.True(int.Parse(Header(preflight, "Access-Control-Max-Age")!, CultureInfo.InvariantCulture) > 0);
        Assert.Null(Header(preflight, "Access-Control-Allow-Credentials"));

        using var read = await api.Anonymous.Get("/v1/reviews", ("Origin", origin));
        Assert.Equal("*", Header(read, "Access-Control-Allow-Origin"));
        Assert.Superset(
            new HashSet<string>(["ETag", "Location", "Link", "Retry-After", "RateLimit", "RateLimit-Policy", "Idempotent-Replayed"]),
            read.Words("Access-Control-Expose-Headers").ToHashSet());
        Assert.Null(Header(read, "Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Given_an_origin_that_may_write_when_it_asks_to_then_it_may_and_caches_are_told(string method)
    {
        using var preflight = await Preflight(
            "/v1/reviews", method, CorsFixture.Writer, "authorization,content-type,if-match,idempotency-key,content-encoding");
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(CorsFixture.Writer, Header(preflight, "Access-Control-Allow-Origin"));
        Assert.Contains("Origin", preflight.Words("Vary"));
        Assert.Contains(method, preflight.Words("Access-Control-Allow-Methods"));
        Assert.Superset(
            new HashSet<string>(["authorization", "content-type", "if-match", "idempotency-key", "content-encoding"]),
            Lower(preflight.Words("Access-Control-Allow-Headers")));
        Assert.Null(Header(preflight, "Access-Control-Allow-Credentials"));
    }

    [Theory]
    [MemberData(nameof(OtherOrigins))]
    public async Task Given_another_origin_when_it_asks_to_write_then_it_may_not(string origin)
    {
        foreach (var method in new[] { "POST", "PUT", "PATCH", "DELETE" })
        {
            using var preflight = await Preflight("/v1/reviews", method, origin, "authorization");
            Assert.Null(Header(preflight, "Access-Control-Allow-Origin"));
            Assert.Null(Header(preflight, "Access-Control-Allow-Credentials"));
        }
        using var written = await api.Desk.Send("POST", "/v1/reviews?dryRun=true", Contents.Json(Example.Draft()), ("Origin", origin));
        Assert.Null(Header(written, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Given_an_origin_that_may_write_when_it_writes_then_its_page_may_see_the_answer_and_the_refusal()
    {
        foreach (var body in new[] { Example.Draft().ToJsonString(), "{", "{\"reviewedOn\":\"x\"}" })
        {
            using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(body), ("Origin", CorsFixture.Writer));
            Assert.Equal(CorsFixture.Writer, Header(answer, "Access-Control-Allow-Origin"));
            Assert.Contains("Location", answer.Words("Access-Control-Expose-Headers"));
            Assert.Contains("Origin", answer.Words("Vary"));
        }
        using var unauthorized = await api.Anonymous.Send("POST", "/v1/reviews", Contents.Json("{}"), ("Origin", CorsFixture.Writer));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, CorsFixture.Writer),
            (unauthorized.StatusCode, Header(unauthorized, "Access-Control-Allow-Origin")));
    }

    [Theory]
    [InlineData("/v1/reviews/no-such-review")]
    [InlineData("/v1/nothing")]
    [InlineData("/v1/reviews?limit=0")]
    [InlineData("/v1/reviews?status=draft")]
    public async Task Given_a_refused_read_when_a_page_sent_it_then_it_may_see_why(string path)
    {
        using var refused = await api.Anonymous.Get(path, ("Origin", Reader));
        Assert.Equal("*", Header(refused, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Given_no_origin_when_read_then_nothing_is_said_of_origins()
    {
        using var read = await api.Anonymous.Get("/v1/reviews");
        Assert.Null(Header(read, "Access-Control-Allow-Origin"));
    }

    Task<HttpResponseMessage> Preflight(string path, string method, string origin, string headers) => api.Anonymous.Send(
        "OPTIONS", path, null, ("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers));

    static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    static HashSet<string> Lower(IEnumerable<string> words) => [.. words.Select(word => word.ToLowerInvariant())];
}
