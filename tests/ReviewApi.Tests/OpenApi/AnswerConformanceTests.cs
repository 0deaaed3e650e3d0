using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ReviewApi.Tests.Extraction;

namespace ReviewApi.Tests.OpenApi;

/// <summary>Reads with the document's examples, and problems, are answered as the document describes them.</summary>
public sealed class AnswerConformanceTests(SampleFixture api) : IClassFixture<SampleFixture>
{
    const string Review = "/v1/reviews/leaving-las-vegas-1995-blu-ray";

    public static TheoryData<string> Reads { get; } =
        new(ApiDocument.Committed().Operations.Where(operation => operation is { Method: "GET", IsEndless: false })
            .Select(operation => operation.Id));

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Given_an_operation_that_reads_when_sent_with_the_documents_examples_then_200_as_documented(string id)
    {
        var operation = (await ApiDocument.Served(api.Anonymous)).Operation(id);
        using var client = await ConformingHandler.Client(api, operation.NeedsKey ? ApiFixture.AdminKey : null);
        var path = await Existing(operation);
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal(answer.Headers.ETag, head.Headers.ETag);
        var saysHowToAskAgain = operation.Parameters.Any(parameter => parameter["name"]!.GetValue<string>() == "If-None-Match");
        Assert.Equal(saysHowToAskAgain, answer.Headers.ETag is not null);
        if (answer.Headers.ETag is { } tag)
            Assert.Equal(
                HttpStatusCode.NotModified,
                (await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { tag } } })).StatusCode);
    }

    [Theory]
    [InlineData("POST", "/v1/reviews", "{", 400)]
    [InlineData("POST", "/v1/reviews", """{ "headlin": 1, "films": null }""", 400)]
    [InlineData("POST", "/v1/reviews?dryRun=maybe", "{}", 400)]
    [InlineData("POST", "/v1/reviews?publish=true", "{}", 422)]
    [InlineData("POST", "/v1/reviews", """{ "sections": { "picture": { "score": 11 } } }""", 422)]
    [InlineData("POST", "/v1/scales", """{ "code": "A" }""", 422)]
    [InlineData("PUT", Review, "{}", 428)]
    [InlineData("PATCH", Review, "{}", 428)]
    [InlineData("DELETE", Review, null, 428)]
    [InlineData("PUT", "/v1/reviews/nothing", "{}", 404)]
    [InlineData("GET", "/v1/reviews?limit=0", null, 400)]
    [InlineData("GET", "/v1/reviews?cursor=altered", null, 400)]
    [InlineData("GET", "/v1/reviews/nothing", null, 404)]
    [InlineData("GET", "/v1/vocabularies/hdrr", null, 404)]
    [InlineData("GET", "/v1/scales/nothing", null, 404)]
    [InlineData("GET", "/problems/nothing", null, 404)]
    public async Task Given_a_request_that_is_at_fault_when_sent_then_the_problem_is_as_documented(
        string method, string path, string? body, int status)
    {
        var type = method == "PATCH" ? "application/merge-patch+json" : "application/json";
        await Send(
            new(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, type) }, status);
    }

    [Theory]
    [InlineData("POST", "/v1/reviews")]
    [InlineData("PUT", Review)]
    [InlineData("PATCH", Review)]
    [InlineData("POST", "/v1/scales")]
    public async Task Given_a_body_of_a_type_that_is_not_taken_or_too_large_when_sent_then_the_problem_is_as_documented(
        string method, string path)
    {
        var tag = await ETag();
        var xml = new StringContent("<review/>", Encoding.UTF8, "application/xml");
        await Send(new(new HttpMethod(method), path) { Content = xml, Headers = { IfMatch = { tag } } }, 415);
        var large = new StringContent(
            new string(' ', 1024 * 1024 + 1), Encoding.UTF8, method == "PATCH" ? "application/merge-patch+json" : "application/json");
        await Send(new(new HttpMethod(method), path) { Content = large, Headers = { IfMatch = { tag }, ExpectContinue = true } }, 413);
    }

    [Fact]
    public async Task Given_what_every_operation_refuses_when_sent_then_the_problem_is_as_documented()
    {
        await Send(new(HttpMethod.Get, Review) { Headers = { Authorization = new("Bearer", "wrong") } }, 401);
        await Send(new(HttpMethod.Get, Review) { Headers = { Accept = { new("text/csv") } } }, 406);
        await Send(new(HttpMethod.Post, "/v1/reviews")
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
            Headers = { Expect = { new NameValueWithParametersHeaderValue("a-miracle") } },
        }, 417);
    }

    [Fact]
    public async Task Given_a_review_that_has_been_live_when_deleted_then_the_conflict_is_as_documented() =>
        await Send(new(HttpMethod.Delete, Review) { Headers = { IfMatch = { await ETag() } } }, 409);

    // The samples are there from the start, under ids of their own; a working copy and a key are not.
    async Task<string> Existing(Operation operation)
    {
        if (operation.Id == "GetDraft")
            await api.Desk.Patch(await api.Desk.Read(Review), """{ "headline": "Another" }""", operation.ExamplePath);
        return operation.Id switch
        {
            "GetKey" =>
                (await api.Desk.Post("/v1/keys", Example.Parse("""{ "name": "Read", "scopes": ["admin"] }"""))).Location!.OriginalString,
            "GetWebhook" => await Webhook(),
            "GetDraftEvidence" => $"{await Extracted()}/draft/evidence",
            "ListDeliveries" => $"{await Webhook()}/deliveries",
            "DiffRevisions" => $"{operation.ExamplePath}?from=1",
            _ => await api.Anonymous.Existing(operation.ExamplePath),
        };
    }

    async Task<string> Extracted() =>
        (await api.Desk.ExtractBytes("Heat (1995) on Blu-ray."u8.ToArray(), "text/plain", "?save=draft")).Location!.OriginalString;

    async Task<string> Webhook() =>
        (await api.Desk.Post("/v1/webhooks", Example.Parse("""{ "url": "https://partner.example.org/hook" }"""))).Location!.OriginalString;

    async Task<EntityTagHeaderValue> ETag()
    {
        using var read = await api.Anonymous.GetAsync(Review);
        return read.Headers.ETag!;
    }

    async Task Send(HttpRequestMessage request, int status)
    {
        using var desk = await ConformingHandler.Client(api, ApiFixture.AdminKey);
        using var answer = await desk.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"{request.Method} {request.RequestUri}: {answer.StatusCode} {body}");
        Assert.Equal(status, JsonNode.Parse(body)!["status"]!.GetValue<int>());
    }
}
