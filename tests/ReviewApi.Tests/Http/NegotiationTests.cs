using System.Net;

namespace ReviewApi.Tests.Http;

public sealed class NegotiationTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string MergePatch = "application/merge-patch+json";

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("application/json")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/json;q=0.5")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.1")]
    [InlineData("text/html;q=0.9,application/json;q=0.001")]
    [InlineData("*/*;q=0, application/json")]
    public async Task Given_an_accept_that_json_meets_when_read_then_200(string? accept)
    {
        using var answer = await api.Anonymous.Get("/v1/reviews", accept is null ? [] : [("Accept", accept)]);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/html")]
    [InlineData("text/*")]
    [InlineData("application/json;q=0")]
    [InlineData("application/json;q=0, */*")]
    [InlineData("*/*;q=0")]
    [InlineData("application/jsonp, application/json5")]
    public async Task Given_an_accept_that_nothing_meets_when_read_or_written_then_406_and_nothing_is_done(string accept)
    {
        foreach (var path in new[] { "/v1/reviews", "/v1/scales/ten", "/v1/vocabularies", "/openapi/v1.json", "/health/live" })
        {
            using var read = await api.Anonymous.Get(path, ("Accept", accept));
            await read.Problem(HttpStatusCode.NotAcceptable, path);
        }
        var body = Example.WithOwnSource(Example.Draft()).ToJsonString();
        using var refused = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(body), ("Accept", accept));
        await refused.Problem(HttpStatusCode.NotAcceptable);
        using var taken = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(body));
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
    }

    [Theory]
    [InlineData("/problems/validation", "text/html")]
    [InlineData("/.well-known/security.txt", "text/plain")]
    [InlineData("/openapi/v1.yaml", "application/yaml")]
    public async Task Given_a_document_of_its_own_type_when_read_then_its_type_is_met_and_json_is_not(string path, string type)
    {
        using var answer = await api.Anonymous.Get(path, ("Accept", type));
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        using var refused = await api.Anonymous.Get(path, ("Accept", "application/json"));
        await refused.Problem(HttpStatusCode.NotAcceptable);
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/html")]
    [InlineData("text/plain;q=0.2")]
    [InlineData("application/json;q=0, application/problem+json;q=0")]
    [InlineData("not an accept at all, //;;q=")]
    public async Task Given_any_accept_when_a_request_is_refused_then_the_answer_is_a_problem_all_the_same(string accept)
    {
        using var missing = await api.Anonymous.Get("/v1/nothing", ("Accept", accept));
        await missing.Problem(HttpStatusCode.NotFound);
        using var method = await api.Anonymous.Send("PUT", "/v1/reviews", null, ("Accept", accept));
        await method.Problem(HttpStatusCode.MethodNotAllowed);
        using var keyless = await api.Anonymous.Send("POST", "/v1/reviews", Contents.Json("{}"), ("Accept", accept));
        await keyless.Problem(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("APPLICATION/Json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json; CHARSET=\"Utf-8\"")]
    [InlineData("application/json; charset=utf8")]
    [InlineData("application/json; charset=\"UTF8\"")]
    [InlineData("application/json; charset=utf-8; profile=x")]
    public async Task Given_json_in_any_spelling_when_posted_then_201(string type)
    {
        using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(Example.Draft().ToJsonString(), type));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("text/json")]
    [InlineData("application/xml")]
    [InlineData("application/vnd.review+json")]
    [InlineData("application/x-ndjson")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json-patch+json")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=nope")]
    [InlineData("application/json; charset=\"\"")]
    [InlineData("application/*")]
    [InlineData("json")]
    [InlineData("application/json, application/json")]
    public async Task Given_a_body_of_another_type_when_sent_then_415_and_patch_names_its_own(string? type)
    {
        var review = await api.Desk.Created();
        foreach (var (method, path) in new[]
        {
            ("POST", "/v1/reviews"), ("PUT", review.Path), ("PATCH", review.Path), ("POST", "/v1/scales"),
        })
        {
            using var answer = await api.Desk.Send(method, path, Contents.Bytes("{}"u8.ToArray(), type), ("If-Match", review.ETag!));
            await answer.Problem(HttpStatusCode.UnsupportedMediaType, method);
            Assert.Equal(method == "PATCH" ? [MergePatch] : [], answer.Words("Accept-Patch"));
        }
    }

    [Fact]
    public async Task Given_json_or_a_merge_patch_when_sent_with_the_others_method_then_415()
    {
        var review = await api.Desk.Created();
        using var json = await api.Desk.Send("PATCH", review.Path, Contents.Json("{}"), ("If-Match", review.ETag!));
        await json.Problem(HttpStatusCode.UnsupportedMediaType);
        Assert.Equal([MergePatch], json.Words("Accept-Patch"));
        foreach (var (method, path) in new[] { ("POST", "/v1/reviews"), ("PUT", review.Path) })
        {
            using var patch = await api.Desk.Send(method, path, Contents.Json("{}", MergePatch), ("If-Match", review.ETag!));
            await patch.Problem(HttpStatusCode.UnsupportedMediaType, method);
        }
    }
}
