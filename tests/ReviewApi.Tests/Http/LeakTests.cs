using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;

namespace ReviewApi.Tests.Http;

/// <summary>The app as it is in Development.</summary>
public sealed class DevelopmentFixture : ApiFixture
{
    protected override IEnumerable<(string Name, string Value)> Settings => [(HostDefaults.EnvironmentKey, Environments.Development)];
}

public sealed class LeakTests(ApiFixture api) : LeakMatrix(api), IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("   at ReviewApi.Reviews.ReviewStore.Create(Review review)")]
    [InlineData("The JSON value could not be converted to System.Int64. Path: $.films[0].year | LineNumber: 0 | BytePositionInLine: 4.")]
    [InlineData("23505: duplicate key value violates unique constraint \"reviews_source_key\"")]
    [InlineData("reviews_source_key")]
    [InlineData("select review_id, status from reviews")]
    [InlineData("insert into reviews (review_id)")]
    [InlineData("column \"outlet\" does not exist")]
    [InlineData("Failed to connect to 127.0.0.1:5432")]
    [InlineData("in /home/me/src/ReviewApi/Program.cs:line 12")]
    [InlineData("C:\\src\\Program.cs")]
    [InlineData("Host=db;Password=x")]
    [InlineData("Npgsql.PostgresException")]
    [InlineData("A NullReferenceException was thrown")]
    public void Given_a_text_from_the_inside_when_in_a_problem_then_it_is_found(string text)
    {
        Assert.NotNull(Refusals.Leak(new JsonObject { ["detail"] = text }));
        Assert.NotNull(Refusals.Leak(new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["detail"] = text }) }));
    }

    [Theory]
    [InlineData("It has to be from 0 to 10: take a scale of GET /v1/scales.")]
    [InlineData("It has to be an absolute http or https address.")]
    public void Given_a_text_for_clients_when_in_a_problem_then_it_is_no_leak(string text) =>
        Assert.Null(Refusals.Leak(new JsonObject { ["detail"] = text }));
}

public sealed class DevelopmentLeakTests(DevelopmentFixture api) : LeakMatrix(api), IClassFixture<DevelopmentFixture>;

/// <summary>Requests that fail in every layer there is, from the path to the database.</summary>
public abstract class LeakMatrix(ApiFixture api)
{
    const string NoId = "01980000-0000-7000-8000-000000000000";

    public static TheoryData<string, string, int> Refused => new()
    {
        { "GET /v1/nothing", "", 404 },
        { "GET /v1/reviews/%5C..%5C", "", 404 },
        { "GET /v1/reviews?limit=x", "", 400 },
        { "GET /v1/reviews?cursor=AAAA", "", 400 },
        { "GET /v1/reviews?cursor=%00", "", 400 },
        { "GET /v1/reviews?nothing=1", "", 400 },
        { "GET /v1/scales/nothing", "", 404 },
        { "GET /v1/vocabularies/nothing", "", 404 },
        { "GET /problems/nothing", "", 404 },
        { "PUT /v1/reviews", "{}", 405 },
        { "POST /v1/reviews", "", 400 },
        { "POST /v1/reviews", "{", 400 },
        { "POST /v1/reviews", "nonsense", 400 },
        { "POST /v1/reviews", "[1]", 400 },
        { "POST /v1/reviews", """{ "films": 1 }""", 400 },
        { "POST /v1/reviews", """{ "films": [{ "year": "x" }] }""", 400 },
        { "POST /v1/reviews", """{ "films": [{ "year": 99999999999999999999 }] }""", 422 },
        { "POST /v1/reviews", """{ "spoilers": "x" }""", 400 },
        { "POST /v1/reviews", """{ "headline": "\ud800" }""", 400 },
        { "POST /v1/reviews", """{ "headline": "\u0000" }""", 422 },
        { "POST /v1/reviews", """{ "source": { "outlet": "\u0000", "externalId": "\u0000" } }""", 422 },
        { "POST /v1/reviews", $$"""{ "films": [{ "title": "T", "id": "{{NoId}}" }] }""", 422 },
        { "POST /v1/reviews", $$"""{ "release": { "format": "dvd", "id": "{{NoId}}" } }""", 422 },
        { "POST /v1/reviews", """{ "release": { "format": "dvd", "id": "x" } }""", 422 },
        { "POST /v1/reviews", """{ "related": [{ "reviewId": "x", "relation": "see_also" }] }""", 422 },
        { "POST /v1/reviews", """{ "sections": { "story": { "printed": { "value": "1", "scale": "none" } } } }""", 422 },
        { "POST /v1/reviews?publish=true", "{}", 422 },
        { "POST /v1/reviews?publish=x", "{}", 400 },
        { "POST /v1/reviews", """{ "source": { "outlet": "Twice", "externalId": "1" } }""", 409 },
        { "POST /v1/scales", "{}", 422 },
        { "POST /v1/scales", """{ "code": "x", "label": "X", "kind": "numeric", "min": 5, "max": 1, "step": 0 }""", 422 },
        { "POST /v1/scales", """{ "code": "x", "label": "\u0000", "kind": "labels", "labels": [] }""", 422 },
        { "POST /v1/scales", """{ "code": "x", "label": "X", "kind": "labels", "labels": [{ "label": "\u0000", "score": 1 }] }""", 422 },
        { $"PUT /v1/reviews/{NoId}", "{}", 404 },
        { $"DELETE /v1/reviews/{NoId}", "", 404 },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Given_a_bad_request_when_refused_then_the_problem_tells_nothing_of_the_inside(string request, string body, int status)
    {
        if (status == 409)
            (await api.Desk.Send("POST", "/v1/reviews", Contents.Json(body))).Dispose();
        var (method, path) = (request.Split(' ')[0], request.Split(' ')[1]);
        using var answer = await api.Desk.Send(method, path, method is "POST" or "PUT" ? Contents.Json(body) : null, ("If-Match", "\"x\""));
        await answer.Problem((System.Net.HttpStatusCode)status);
    }
}
