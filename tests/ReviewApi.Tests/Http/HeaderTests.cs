using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ReviewApi.Tests.Http;

public sealed partial class HeaderTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string NothingAllowed = "default-src 'none'; frame-ancestors 'none'";
    const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    /// <summary>An answer of each kind: its status, the request, whether with the key, and its Cache-Control.</summary>
    public static TheoryData<int, string, bool, string> Kinds => new()
    {
        { 200, "GET /v1/reviews", false, "public, no-cache" },
        { 200, "GET /v1/reviews/{live}", false, "public, no-cache" },
        { 200, "HEAD /v1/reviews/{live}", false, "public, no-cache" },
        { 304, "GET /v1/reviews/{live} If-None-Match: *", false, "public, no-cache" },
        { 200, "GET /v1/vocabularies", false, "public, no-cache" },
        { 200, "GET /v1/scales/ten", false, "public, no-cache" },
        { 200, "GET /openapi/v1.json", false, "public, no-cache" },
        { 200, "GET /openapi/v1.yaml", false, "public, no-cache" },
        { 200, "GET /openapi/v1-3.0.json", false, "public, no-cache" },
        { 200, "GET /", false, "public, no-cache" },
        { 200, "GET /v1", false, "public, no-cache" },
        { 200, "GET /problems", false, "public, no-cache" },
        { 200, "GET /favicon.ico", false, "public, no-cache" },
        { 200, "GET /robots.txt", false, "public, no-cache" },
        { 200, "GET /.well-known/security.txt", false, "public, no-cache" },
        { 200, "GET /v1/reviews", true, "private, no-store" },
        { 200, "GET /v1/reviews Expect: nothing", true, "private, no-store" },
        { 200, "GET /v1/reviews/{live}", true, "private, no-store" },
        { 304, "GET /v1/reviews/{live} If-None-Match: *", true, "private, no-store" },
        { 200, "GET /v1/reviews/{draft}", true, "private, no-store" },
        { 200, "GET /v1/reviews?status=draft", true, "private, no-store" },
        { 200, "GET /v1/scales/ten", true, "private, no-store" },
        { 200, "GET /health/live", false, "private, no-store" },
        { 200, "GET /health/ready", false, "private, no-store" },
        { 201, "POST /v1/reviews", true, "private, no-store" },
        { 200, "POST /v1/reviews?dryRun=true", true, "private, no-store" },
        { 200, "PUT /v1/reviews/{draft} If-Match: *", true, "private, no-store" },
        { 204, "DELETE /v1/reviews/{draft} If-Match: *", true, "private, no-store" },
        { 204, "OPTIONS /v1/reviews", false, "private, no-store" },
        { 400, "GET /v1/reviews?limit=0", false, "private, no-store" },
        { 401, "POST /v1/reviews", false, "private, no-store" },
        { 404, "GET /v1/reviews/{draft}", false, "private, no-store" },
        { 404, "GET /v1/nothing", false, "private, no-store" },
        { 404, "GET /problems/nothing", false, "private, no-store" },
        { 405, "PUT /v1/reviews", false, "private, no-store" },
        { 406, "GET /v1/reviews Accept: text/css", false, "private, no-store" },
        { 409, "DELETE /v1/reviews/{live} If-Match: *", true, "private, no-store" },
        { 412, "PUT /v1/reviews/{draft} If-Match: W/", true, "private, no-store" },
        { 417, "POST /v1/reviews Expect: nothing", false, "private, no-store" },
        { 428, "PUT /v1/reviews/{draft}", true, "private, no-store" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_an_answer_of_any_kind_when_sent_then_it_has_the_headers_that_all_have(
        int status, string request, bool withKey, string caching)
    {
        using var answer = await Send(request, withKey);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal([NothingAllowed], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        var words = answer.Headers.CacheControl!.ToString().Split(", ").OrderByDescending(word => word is "public" or "private");
        Assert.Equal(caching, string.Join(", ", words));
        Assert.False(answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By") || answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/docs/index.html", "text/html")]
    [InlineData("/docs/swagger-ui.css", "text/css")]
    [InlineData("/docs/docs.css", "text/css")]
    [InlineData("/docs/docs.js", "text/javascript")]
    [InlineData("/docs/swagger-ui-bundle.js", "text/javascript")]
    public async Task Given_the_docs_when_read_then_their_policy_is_as_strict_as_they_can_bear(string path, string type)
    {
        using var answer = await api.Anonymous.Get(path);
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Matches(ScriptsOfItsOwn(), policy);
        Assert.DoesNotContain("unsafe-eval", policy);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.True(answer.Headers.CacheControl!.Public, answer.Headers.CacheControl.ToString());
        Assert.NotNull(answer.Headers.ETag);
    }

    [Fact]
    public async Task Given_a_traceparent_when_a_request_is_refused_then_the_problem_has_its_trace_id()
    {
        using var refused = await api.Anonymous.Get("/v1/nothing", ("traceparent", $"00-{TraceId}-b7ad6b7169203331-01"));
        Assert.Equal(TraceId, (string?)(await refused.Problem(HttpStatusCode.NotFound))["traceId"]);
    }

    [Theory]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData($"00-{TraceId}-0000000000000000-01")]
    [InlineData($"00-{TraceId}")]
    [InlineData($"ff-{TraceId}-b7ad6b7169203331-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01")]
    [InlineData("00-<script>")]
    [InlineData("")]
    public async Task Given_a_malformed_traceparent_when_a_request_is_refused_then_the_trace_id_is_a_new_one(string traceparent)
    {
        using var refused = await api.Anonymous.Get("/v1/nothing", ("traceparent", traceparent));
        Assert.NotEqual(TraceId, (string?)(await refused.Problem(HttpStatusCode.NotFound))["traceId"]);
    }

    [Theory]
    [InlineData("abc-DEF-123", true)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", true)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", false)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a;b=<script>", false)]
    [InlineData("a_b", false)]
    [InlineData("é", false)]
    public async Task Given_a_request_id_when_sent_then_it_comes_back_if_it_is_a_plain_one(string id, bool comesBack)
    {
        foreach (var path in new[] { "/v1/reviews", "/v1/nothing" })
        {
            var answer = await api.Raw([.. Encoding.UTF8.GetBytes(RawHttp.Head(api, $"GET {path} HTTP/1.1\nX-Request-Id: {id}"))]);
            Assert.InRange(answer.Status, 200, 404);
            Assert.Equal(comesBack ? [id] : [], answer.Headers["X-Request-Id"]);
        }
    }

    [Fact]
    public async Task Given_security_txt_when_read_then_it_names_a_contact_and_has_not_expired()
    {
        using var answer = await api.Anonymous.Get("/.well-known/security.txt");
        Assert.Equal(("text/plain", "utf-8"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentType.CharSet));
        var fields = (await answer.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n').Select(line => line.Split(": ", 2))
            .ToLookup(field => field[0], field => field[1]);
        Assert.All(fields["Contact"], contact => Assert.Matches("^(https://|mailto:|tel:)", contact));
        Assert.NotEmpty(fields["Contact"]);
        var expires = DateTimeOffset.ParseExact(
            Assert.Single(fields["Expires"]), "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        Assert.InRange(expires, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddYears(1));
    }

    [Fact]
    public async Task Given_any_problem_of_the_openapi_document_when_its_type_is_opened_then_it_is_a_page()
    {
        using var document = await api.Anonymous.Get("/openapi/v1.json");
        var types = ProblemType().Matches(await document.Content.ReadAsStringAsync()).Select(match => match.Value.Trim('"')).Distinct()
            .ToList();
        Assert.True(types.Count > 10, string.Join(' ', types));
        foreach (var type in types)
        {
            using var page = await api.Anonymous.Get(type);
            Assert.True(page.StatusCode == HttpStatusCode.OK, type);
            Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        }
    }

    // "GET /v1/reviews/{live} If-None-Match: *", sent with what its method needs.
    async Task<HttpResponseMessage> Send(string request, bool withKey)
    {
        var parts = request.Split(' ', 4);
        var path = parts[1];
        foreach (var (place, query) in new[] { ("{live}", "?publish=true"), ("{draft}", "") })
            if (path.EndsWith(place, StringComparison.Ordinal))
                path = (await api.Desk.Post($"/v1/reviews{query}", Example.Review())).IsCreated().Path;
        return await (withKey ? api.Desk : api.Anonymous).Send(
            parts[0], path, Contents.For(parts[0], Example.Draft()), parts.Length > 2 ? [(parts[2].TrimEnd(':'), parts[3])] : []);
    }

    [GeneratedRegex("script-src 'self'(;|$)")]
    private static partial Regex ScriptsOfItsOwn();

    [GeneratedRegex("\"/problems/[a-z-]+\"")]
    private static partial Regex ProblemType();
}

/// <summary>The app with caches allowed to keep public answers for a minute.</summary>
public sealed class CachedFixture : ApiFixture
{
    protected override IEnumerable<(string Name, string Value)> Settings => [("Caching:MaxAgeSeconds", "60")];
}

public sealed class CachingTests(CachedFixture api) : IClassFixture<CachedFixture>
{
    [Fact]
    public async Task Given_caches_may_keep_answers_when_read_then_the_public_ones_say_so_and_no_others()
    {
        using var list = await api.Anonymous.Get("/v1/reviews");
        Assert.Equal("public, max-age=60", list.Headers.CacheControl!.ToString());
        foreach (var (client, path) in new[]
        {
            (api.Desk, "/v1/reviews"), (api.Anonymous, "/v1/nothing"), (api.Anonymous, "/v1/reviews?limit=0"),
            (api.Anonymous, "/health/ready"),
        })
        {
            using var answer = await client.Get(path);
            Assert.True(answer.Headers.CacheControl is { NoStore: true, Private: true, Public: false, MaxAge: null }, path);
        }
    }
}
