using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ReviewApi.Tests.OpenApi;

/// <summary>What holds of every operation of the document.</summary>
public sealed class DocumentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string MergePatch = "application/merge-patch+json";

    [Fact]
    public async Task Given_the_running_app_when_its_routes_are_compared_to_the_document_then_each_is_in_both()
    {
        var routes = api.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .SelectMany(route =>
                (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method => $"{method} {PathOf(route)}"))
            .Where(route => !route.StartsWith("HEAD ", StringComparison.Ordinal))
            .ToList();
        Assert.Contains("GET /v1/reviews/{idOrSlug}", routes);
        Assert.Equal(routes.Order(), (await Operations()).Select(operation => operation.ToString()).Order());
    }

    [Fact]
    public async Task Given_the_operations_when_their_ids_are_compared_then_all_differ()
    {
        var ids = (await Operations()).Select(operation => operation.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task Given_the_operations_when_read_then_each_says_what_it_is_and_shows_examples()
    {
        Assert.All(await Operations(), operation =>
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.Json["summary"]?.GetValue<string>()), $"{operation} has no summary.");
            Assert.NotEmpty(operation.Json["tags"]!.AsArray());
            Assert.All(operation.Parameters, parameter => Assert.NotNull(parameter["description"]));
            Assert.All(operation.Parameters.Where(IsOfPath), parameter => Assert.NotNull(parameter["example"]));
            foreach (var (type, content) in operation.Body?["content"]?.AsObject() ?? [])
                Assert.True(
                    (content!["examples"] as JsonObject)?.Count > 0 || content["example"] is not null,
                    $"{operation} has no example of {type}.");
        });
    }

    [Fact]
    public async Task Given_the_examples_of_bodies_and_answers_when_checked_against_their_schemas_then_all_fit()
    {
        var document = await Document();
        var faults = from operation in document.Operations
                     from place in Contents(operation)
                     from example in Examples(document, place.Content)
                     from fault in new SchemaCheck(document, place.IsRequest).Faults(example, place.Content["schema"]!)
                     select $"{operation} {place.Name}: {fault}";
        Assert.Empty(faults.Distinct());
    }

    [Fact]
    public async Task Given_the_examples_of_single_members_when_checked_against_their_schemas_then_all_fit()
    {
        var document = await Document();
        var faults = from schema in Components(document)
                     from example in schema["examples"]?.AsArray() ?? []
                     from fault in new SchemaCheck(document).Faults(example, schema)
                     select $"{schema.GetPath()}{fault}";
        Assert.Empty(faults.Distinct());
    }

    [Fact]
    public async Task Given_no_key_or_a_wrong_one_when_each_operation_is_sent_then_those_that_need_a_key_say_401()
    {
        var wrong = new AuthenticationHeaderValue("Bearer", "wrong");
        foreach (var operation in (await Operations()).Where(operation => !operation.IsEndless))
        {
            var refused = await Status(operation, key: null) == HttpStatusCode.Unauthorized;
            Assert.True(refused == operation.NeedsKey, $"{operation} without a key: {(refused ? "401" : "not 401")}");
            Assert.True(await Status(operation, wrong) == HttpStatusCode.Unauthorized, $"{operation} takes a wrong key.");
        }
    }

    [Fact]
    public async Task Given_the_responses_when_read_then_every_4xx_and_5xx_is_a_problem()
    {
        foreach (var operation in await Operations())
        {
            var refusals = operation.Responses.Where(response => response.Status[0] is '4' or '5').ToList();
            Assert.NotEmpty(refusals);
            Assert.All(refusals, refusal => Assert.True(ApiDocument.IsProblem(refusal.Response), $"{operation} {refusal.Status}"));
        }
    }

    [Fact]
    public async Task Given_the_bodies_schemas_when_walked_then_no_object_takes_other_members()
    {
        var objects = await BodySchemas(schema => schema["properties"] is not null);
        Assert.NotEmpty(objects);
        Assert.All(objects, schema => Assert.Equal("false", schema["additionalProperties"]?.ToJsonString()));
    }

    [Fact]
    public async Task Given_all_schemas_when_walked_then_none_may_be_null()
    {
        var schemas = Components(await Document());
        Assert.NotEmpty(schemas);
        Assert.All(schemas, schema => Assert.DoesNotContain("null", schema["type"]?.ToJsonString() ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_the_bodies_schemas_when_walked_then_exactly_what_the_service_sets_is_read_only()
    {
        var marked = from schema in await BodySchemas(schema => schema["properties"] is not null)
                     from member in schema["properties"]!.AsObject()
                     where member.Value!["readOnly"]?.GetValue<bool>() == true
                     select $"{Name(schema)}.{member.Key}";
        string[] expected =
        [
            "Film.conflicts", "Key.createdAt", "Key.id", "Key.lastUsedAt", "Key.prefix", "Key.secret", "Printed.mappingVersion",
            "Release.conflicts", "Release.gtin", "Release.image", "Review.createdAt", "Review.id", "Review.lastMove", "Review.match",
            "Review.meanScore", "Review.publishAt", "Review.publishedAt", "Review.revision", "Review.slug", "Review.status",
            "Review.updatedAt", "Review.warnings", "Reviewer.id", "Scale.mappingVersion",
            "Webhook.createdAt", "Webhook.disabledAt", "Webhook.failingSince", "Webhook.id", "Webhook.secret",
        ];
        Assert.Equal(expected, marked.Order(StringComparer.Ordinal));
    }

    async Task<ApiDocument> Document() => await ApiDocument.Served(api.Anonymous);

    async Task<IReadOnlyList<Operation>> Operations() => (await Document()).Operations.ToList();

    static List<JsonObject> Components(ApiDocument document) =>
        document.Root["components"]!["schemas"]!.AsObject().SelectMany(schema => document.Schemas(schema.Value!)).Distinct().ToList();

    // A merge patch takes null and any part, so its schema says less.
    async Task<IReadOnlyList<JsonObject>> BodySchemas(Func<JsonObject, bool> isMeant)
    {
        var document = await Document();
        return document.Operations
            .SelectMany(operation => operation.Body?["content"]?.AsObject() ?? [])
            .Where(content => content.Key != MergePatch)
            .SelectMany(content => document.Schemas(content.Value!["schema"]!))
            .Distinct()
            .Where(isMeant)
            .ToList();
    }

    async Task<HttpStatusCode> Status(Operation operation, AuthenticationHeaderValue? key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), operation.ExamplePath)
        {
            Headers = { Authorization = key },
        };
        using var answer = await api.Anonymous.SendAsync(request);
        return answer.StatusCode;
    }

    // The document does not show what a parameter is held to.
    static string PathOf(RouteEndpoint route) => "/" + Regex.Replace(route.RoutePattern.RawText!, ":regex[^}]*", "").Trim('/');

    static bool IsOfPath(JsonObject parameter) => parameter["in"]!.GetValue<string>() == "path";

    static string Name(JsonObject schema) => schema.GetPath().Split('.')[^1];

    static IEnumerable<(string Name, bool IsRequest, JsonNode Content)> Contents(Operation operation) =>
        (operation.Body?["content"]?.AsObject() ?? []).Select(content => (content.Key, true, content.Value!))
            .Concat(operation.Responses.SelectMany(response =>
                (response.Response["content"] as JsonObject ?? []).Select(content => (response.Status, false, content.Value!))));

    static IEnumerable<JsonNode?> Examples(ApiDocument document, JsonNode content) =>
        (content["examples"] as JsonObject ?? []).Select(example => document.Follow(example.Value)["value"])
            .Concat(content["example"] is { } single ? [single] : []);
}
