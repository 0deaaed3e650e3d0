using System.Net;

namespace ReviewApi.Tests.Http;

public sealed class MethodTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "LINK", "FOO"];

    [Fact]
    public async Task Given_any_documented_path_when_a_method_is_not_its_own_then_405_with_exactly_its_methods_in_allow()
    {
        foreach (var path in (await api.Operations()).GroupBy(operation => operation.ExamplePath))
        {
            var allowed = Allowed(path);
            foreach (var method in Methods.Except(allowed))
                foreach (var client in new[] { api.Anonymous, api.Desk })
                {
                    using var answer = await client.Send(method, path.Key);
                    if (method == "HEAD")
                        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
                    else
                        await answer.Problem(HttpStatusCode.MethodNotAllowed, $"{method} {path.Key}");
                    Assert.Equal(allowed, answer.Content.Headers.Allow.Order());
                }
        }
    }

    [Fact]
    public async Task Given_any_documented_path_when_asked_for_its_options_then_204_with_exactly_its_methods_in_allow()
    {
        foreach (var path in (await api.Operations()).GroupBy(operation => operation.ExamplePath))
        {
            using var answer = await api.Anonymous.Send("OPTIONS", path.Key);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Equal(Allowed(path), answer.Content.Headers.Allow.Order());
            Assert.Equal(
                Allowed(path).Contains("PATCH") ? ["application/merge-patch+json"] : [],
                answer.Headers.TryGetValues("Accept-Patch", out var taken) ? taken : []);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("/docs")]
    [InlineData("/docs/")]
    [InlineData("/docs/index.html")]
    [InlineData("/docs/index.js")]
    [InlineData("/docs/swagger-ui.css")]
    [InlineData("/docs/swagger-ui-bundle.js")]
    [InlineData("/problems/validation")]
    [InlineData("/.well-known/security.txt")]
    [InlineData("/openapi/v1.yaml")]
    public async Task Given_a_page_when_another_method_is_sent_then_405_OPTIONS_are_204_and_HEAD_is_as_GET(string path)
    {
        foreach (var method in Methods.Except(["GET", "HEAD"]))
        {
            using var answer = await api.Anonymous.Send(method, path);
            if (method == "OPTIONS")
                Assert.Equal((HttpStatusCode.NoContent, 0), (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length));
            else
                await answer.Problem(HttpStatusCode.MethodNotAllowed, $"{method} {path}");
            Assert.Equal(["GET", "HEAD", "OPTIONS"], answer.Content.Headers.Allow.Order());
        }
        using var get = await api.Anonymous.Get(path);
        using var head = await api.Anonymous.Send("HEAD", path);
        Assert.Equal(
            (get.StatusCode, get.Content.Headers.ContentType, get.Headers.ETag, get.Headers.Location),
            (head.StatusCode, head.Content.Headers.ContentType, head.Headers.ETag, head.Headers.Location));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("OPTIONS")]
    public async Task Given_a_page_that_is_not_there_when_sent_anything_then_404(string method)
    {
        foreach (var path in new[] { "/docs/nothing", "/docs/nothing.css", "/docs/LICENSE" })
        {
            using var answer = await api.Anonymous.Send(method, path);
            await answer.Problem(HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task Given_no_route_when_asked_for_its_options_then_404()
    {
        using var answer = await api.Anonymous.Send("OPTIONS", "/v1/nothing");
        await answer.Problem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Given_any_documented_read_when_sent_as_head_then_the_same_status_and_headers_without_a_body()
    {
        await api.Desk.Published(Example.Sample());
        foreach (var read in (await api.Operations()).Where(operation => operation.IsRead))
            foreach (var client in read.NeedsKey ? new[] { api.Desk } : [api.Anonymous, api.Desk])
            {
                var path = await client.Existing(read.ExamplePath);
                using var get = await client.Get(path);
                using var head = await client.Send("HEAD", path);
                Assert.Equal((get.StatusCode, get.Headers.ETag), (head.StatusCode, head.Headers.ETag));
                Assert.True(read.NeedsKey || head.StatusCode == HttpStatusCode.OK, $"{read}: {head.StatusCode}");
                Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
                // What is sent as it is made has no length.
                if (get.Headers.TransferEncodingChunked != true)
                    Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
                Assert.Equal(get.Headers.CacheControl, head.Headers.CacheControl);
                Assert.Empty(await head.Content.ReadAsByteArrayAsync());
            }
    }

    [Theory]
    [InlineData("/v1/reviews/no-such-review", HttpStatusCode.NotFound)]
    [InlineData("/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("/v1/reviews?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/v1/reviews?status=draft", HttpStatusCode.Unauthorized)]
    public async Task Given_a_refused_read_when_sent_as_head_then_the_same_status_without_a_body(string path, HttpStatusCode status)
    {
        using var head = await api.Anonymous.Send("HEAD", path);
        Assert.Equal((status, "application/problem+json"), (head.StatusCode, head.Content.Headers.ContentType!.ToString()));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/V1/reviews")]
    [InlineData("/v1/Reviews")]
    [InlineData("/v1/reviews/")]
    [InlineData("/v1//reviews")]
    [InlineData("//v1/reviews")]
    [InlineData("/v1/reviews%2F")]
    [InlineData("/v1/vocabularies/HDR")]
    [InlineData("/v1/scales/Ten")]
    [InlineData("/health/Live")]
    public async Task Given_another_spelling_of_a_path_when_read_then_404(string path)
    {
        var answer = await api.Raw($"GET {path} HTTP/1.1");
        Assert.Equal((404, null), (answer.Status, Refusals.FaultOfProblem(answer.Status, answer.ContentType, path, answer.Body)));
    }

    [Theory]
    [InlineData("get")]
    [InlineData("Get")]
    [InlineData("post")]
    [InlineData("head")]
    public async Task Given_a_method_in_another_case_when_sent_then_it_is_not_that_method(string method)
    {
        var answer = await api.Raw($"{method} /v1/reviews HTTP/1.1\nContent-Length: 0");
        Assert.Equal((405, null), (answer.Status, Refusals.FaultOfProblem(answer.Status, answer.ContentType, "/v1/reviews", answer.Body)));
        Assert.Contains("GET", Assert.Single(answer.Headers["Allow"]));
    }

    static List<string> Allowed(IEnumerable<Operation> path)
    {
        var methods = path.Select(operation => operation.Method).Append("OPTIONS").ToList();
        return methods.Contains("GET") ? methods.Append("HEAD").Order().ToList() : methods.Order().ToList();
    }
}
