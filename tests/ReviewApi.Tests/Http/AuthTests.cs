using System.Net;
using System.Text;

namespace ReviewApi.Tests.Http;

public sealed class AuthTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string WrongKey = "a-key-that-is-none-of-32-characters-and-more-of-them";

    public static TheoryData<string> WrongHeaders =>
    [
        "Bearer", "Bearer ", $"Bearer {WrongKey}", $"Bearer {ApiFixture.AdminKey}x", $"Bearer {ApiFixture.AdminKey[..^1]}",
        $"Bearer {ApiFixture.AdminKey[1..]}", $"Bearer {ApiFixture.AdminKey.ToUpperInvariant()}", $"Bearer \"{ApiFixture.AdminKey}\"",
        $"Bearer {ApiFixture.AdminKey}, Bearer {ApiFixture.AdminKey}", $"Bearer {ApiFixture.AdminKey} {ApiFixture.AdminKey}",
        $"Bearer Bearer {ApiFixture.AdminKey}", $"Bearer:{ApiFixture.AdminKey}", $"Bearer{ApiFixture.AdminKey}", ApiFixture.AdminKey,
        $"Token {ApiFixture.AdminKey}", $"Basic {ApiFixture.AdminKey}",
        $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{ApiFixture.AdminKey}"))}", "Digest username=\"admin\"", "Negotiate",
        ",", "null",
    ];

    [Fact]
    public async Task Given_any_operation_that_needs_a_key_when_sent_without_or_with_a_wrong_one_then_401_saying_the_same()
    {
        using var stranger = api.Client(WrongKey);
        foreach (var operation in (await api.Operations()).Where(operation => operation.NeedsKey))
        {
            var said = new List<string>();
            foreach (var client in new[] { api.Anonymous, stranger })
            {
                using var answer = await client.Send(operation.Method, operation.ExamplePath, Body(operation), ("If-Match", "*"));
                var problem = await answer.Problem(HttpStatusCode.Unauthorized, operation.ToString());
                Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
                problem.Remove("traceId");
                said.Add(problem.ToJsonString());
            }
            Assert.Equal(said[0], said[1]);
        }
    }

    [Fact]
    public async Task Given_any_public_operation_when_sent_with_a_wrong_key_then_401_and_without_one_it_answers()
    {
        await api.Desk.Published(Example.Sample());
        using var stranger = api.Client(WrongKey);
        foreach (var operation in (await api.Operations()).Where(operation => !operation.NeedsKey))
        {
            using var answer = await stranger.Send(operation.Method, operation.ExamplePath);
            await answer.Problem(HttpStatusCode.Unauthorized, operation.ToString());
            using var free = await api.Anonymous.Send(operation.Method, await api.Anonymous.Existing(operation.ExamplePath));
            Assert.Equal(HttpStatusCode.OK, free.StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(WrongHeaders))]
    public async Task Given_an_authorization_that_is_no_key_when_sent_then_401(string authorization)
    {
        foreach (var (method, path) in new[]
        {
            ("GET", "/v1/reviews"), ("POST", "/v1/reviews"), ("GET", "/health/live"), ("GET", "/v1/nothing"),
            ("GET", "/docs/index.html"), ("GET", "/docs/docs.js"), ("GET", "/docs/swagger-ui.css"),
        })
        {
            using var answer = await api.Anonymous.Send(
                method, path, method == "POST" ? Contents.Json("{}") : null, ("Authorization", authorization));
            await answer.Problem(HttpStatusCode.Unauthorized, $"{method} {path}");
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        }
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task Given_the_scheme_in_another_case_when_sent_then_the_key_is_taken(string scheme)
    {
        using var answer = await api.Anonymous.Send(
            "POST", "/v1/reviews", Contents.Json(Example.Draft()), ("Authorization", $"{scheme} {ApiFixture.AdminKey}"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Given_two_authorization_headers_when_sent_then_401_even_if_both_are_right()
    {
        foreach (var other in new[] { $"Bearer {ApiFixture.AdminKey}", $"Bearer {WrongKey}", "" })
        {
            var answer = await api.Raw(
                $"GET /v1/reviews?status=draft HTTP/1.1\nAuthorization: Bearer {ApiFixture.AdminKey}\nAuthorization: {other}");
            Assert.Equal(
                (401, null), (answer.Status, Refusals.FaultOfProblem(answer.Status, answer.ContentType, "/v1/reviews", answer.Body)));
        }
    }

    [Theory]
    [InlineData("?key=")]
    [InlineData("?access_token=")]
    [InlineData("?api_key=")]
    public async Task Given_a_key_in_the_address_when_sent_then_401(string parameter)
    {
        using var answer = await api.Anonymous.Send("POST", $"/v1/reviews{parameter}{ApiFixture.AdminKey}", Contents.Json(Example.Draft()));
        var problem = await answer.Problem(HttpStatusCode.Unauthorized);
        Assert.DoesNotContain(ApiFixture.AdminKey, problem.ToJsonString());
    }

    [Theory]
    [InlineData("application/json", "{ malformed")]
    [InlineData("application/json", "{\"unknown\":1}")]
    [InlineData("application/json", "{\"reviewedOn\":\"wrong\"}")]
    [InlineData("text/plain", "text")]
    [InlineData("application/json; charset=nope", "{}")]
    [InlineData(null, "")]
    public async Task Given_no_key_when_the_body_is_wrong_too_then_401_all_the_same(string? type, string body)
    {
        foreach (var operation in (await api.Operations()).Where(operation => operation.BodyType is not null))
        {
            using var answer = await api.Anonymous.Send(
                operation.Method, operation.ExamplePath, Contents.Bytes(Encoding.UTF8.GetBytes(body), type));
            await answer.Problem(HttpStatusCode.Unauthorized, operation.ToString());
        }
    }

    [Theory]
    [InlineData("POST /v1/reviews?unknown=1 HTTP/1.1\nContent-Length: 0")]
    [InlineData("POST /v1/reviews HTTP/1.1\nAccept: application/xml\nContent-Length: 0")]
    [InlineData("POST /v1/reviews HTTP/1.1\nContent-Encoding: br\nContent-Length: 0")]
    [InlineData("POST /v1/reviews HTTP/1.1\nContent-Type: application/json\nContent-Length: 1000")]
    [InlineData("POST /v1/reviews HTTP/1.1\nContent-Type: application/json\nContent-Length: 99999999")]
    [InlineData("POST /v1/reviews HTTP/1.1\nContent-Type: application/json\nTransfer-Encoding: chunked")]
    [InlineData("PUT /v1/reviews/x HTTP/1.1\nContent-Type: application/json\nContent-Length: 1000\nExpect: 100-continue")]
    public async Task Given_no_key_when_the_head_has_come_then_401_before_any_of_the_body_is_asked_for(string head)
    {
        var answer = await api.Raw(head);
        Assert.Equal((401, false), (answer.Status, answer.Continued));
        Assert.Equal("Bearer", Assert.Single(answer.Headers["WWW-Authenticate"]));
    }

    [Fact]
    public async Task Given_no_key_when_the_desks_reviews_are_listed_then_401_naming_the_scheme()
    {
        foreach (var status in new[] { "draft", "published", "draft,withdrawn" })
        {
            using var answer = await api.Anonymous.Get($"/v1/reviews?status={status}");
            await answer.Problem(HttpStatusCode.Unauthorized);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task Given_a_draft_when_read_without_a_key_then_it_looks_like_none()
    {
        var review = await api.Desk.Created();
        var said = new List<string>();
        foreach (var path in new[] { review.Path, $"/v1/reviews/{review.Body["slug"]}", $"/v1/reviews/{Guid.CreateVersion7()}" })
        {
            using var answer = await api.Anonymous.Get(path, ("If-None-Match", review.ETag!));
            var problem = await answer.Problem(HttpStatusCode.NotFound);
            problem.Remove("traceId");
            problem.Remove("instance");
            var headers = answer.Headers.Where(header => header.Key != "Date")
                .Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
            said.Add($"{problem.ToJsonString()} {string.Join(';', headers)}");
        }
        Assert.Single(said.Distinct());
        var list = (await api.Anonymous.Read("/v1/reviews?limit=100&count=exact")).Is(200).Body;
        Assert.DoesNotContain(list["items"]!.AsArray(), item => (string?)item!["id"] == review.Id);
        Assert.Equal(list["items"]!.AsArray().Count, (int)list["total"]!);
    }

    [Theory]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("X-HTTP-Method", "DELETE")]
    [InlineData("X-Method-Override", "DELETE")]
    [InlineData("X-Original-URL", "/v1/reviews")]
    [InlineData("X-Rewrite-URL", "/v1/reviews")]
    [InlineData("X-Original-Method", "DELETE")]
    public async Task Given_a_header_that_would_change_the_request_when_sent_then_it_has_no_effect(string name, string value)
    {
        var review = await api.Desk.Created();
        using var read = await api.Desk.Get(review.Path, ("If-Match", review.ETag!), (name, value));
        Assert.Equal(review.Id, (string?)(await Answer.Of(read)).Succeeded().Body["id"]);
        using var posted = await api.Desk.Send("POST", review.Path, Contents.Json("{}"), ("If-Match", review.ETag!), (name, value));
        await posted.Problem(HttpStatusCode.MethodNotAllowed);
        using var nowhere = await api.Desk.Get("/v1/nothing", (name, value));
        await nowhere.Problem(HttpStatusCode.NotFound);
        using var still = await api.Desk.Get(review.Path);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task Given_forwarded_headers_when_sent_by_anyone_then_no_address_in_the_answer_is_theirs()
    {
        (string, string)[] forwarded =
        [
            ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Prefix", "/evil"),
            ("X-Forwarded-For", "6.6.6.6"), ("Forwarded", "host=evil.example;proto=https"), ("Host", "evil.example"),
        ];
        using var created = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(Example.Review()), forwarded);
        Assert.StartsWith("/v1/reviews/", created.Headers.Location!.ToString());
        await api.Desk.Created();
        using var list = await api.Desk.Send("GET", "/v1/reviews?status=draft&limit=1", null, forwarded);
        using var missing = await api.Desk.Send("GET", "/v1/nothing", null, forwarded);
        await missing.Problem(HttpStatusCode.NotFound);
        foreach (var answer in new[] { created, list, missing })
            Assert.DoesNotContain("evil", $"{answer.Headers} {await answer.Content.ReadAsStringAsync()}");
        Assert.Contains("rel=\"next\"", list.Headers.ToString());
    }

    static HttpContent? Body(Operation operation) => operation.ValidBody() is { } body ? Contents.Bytes(body, operation.BodyType) : null;
}
