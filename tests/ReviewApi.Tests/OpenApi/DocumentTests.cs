using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ReviewApi.Tests.OpenApi;

/// <summary>What holds of every operation of the document.</summary>
public sealed class DocumentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const int MostBytes = 350_000;

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
            // Sent as it stands, it would be stale or a replay.
            Assert.All(
                operation.Parameters.Where(parameter => (string?)parameter["in"] == "header"),
                parameter => Assert.Null(parameter["example"]));
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
                     from fault in new SchemaCheck(document).Faults(example, place.Content["schema"]!)
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
        var objects = Sent(await Document()).Where(schema => schema["properties"] is not null).ToList();
        Assert.NotEmpty(objects);
        Assert.All(objects, schema => Assert.Equal("false", schema["additionalProperties"]?.ToJsonString()));
    }

    [Fact]
    public async Task Given_all_schemas_when_walked_then_those_of_merge_patches_alone_may_be_null()
    {
        var document = await Document();
        var patches = Patches(document).ToHashSet();
        Assert.NotEmpty(patches);
        Assert.All(patches, patch => Assert.All(patch["properties"]!.AsObject(), member => Assert.True(MayBeNull(member.Value!))));
        Assert.All(
            Components(document).Where(schema => !patches.Contains(schema)),
            schema => Assert.All(schema["properties"] as JsonObject ?? [], member => Assert.False(MayBeNull(member.Value!), Name(schema))));
    }

    [Fact]
    public async Task Given_what_is_sent_and_what_is_answered_when_compared_then_exactly_what_the_service_sets_is_not_sent()
    {
        const string input = "Input";
        var document = await Document();
        var answered = from sent in document.Root["components"]!["schemas"]!.AsObject().Select(schema => schema.Key)
                       where sent.EndsWith(input, StringComparison.Ordinal)
                       let name = sent[..^input.Length]
                       from member in Members(document.Schema(name)).Except(Members(document.Schema(sent)))
                       select $"{name}.{member}";
        string[] expected =
        [
            "Film.conflicts", "Key.createdAt", "Key.id", "Key.lastUsedAt", "Key.prefix", "Key.secret", "Printed.mappingVersion",
            "Release.conflicts", "Release.gtin", "Release.image", "Review.createdAt", "Review.id", "Review.labels", "Review.lastMove",
            "Review.match", "Review.meanScore", "Review.publishAt", "Review.publishedAt", "Review.revision", "Review.slug", "Review.status",
            "Review.updatedAt", "Review.warnings", "Reviewer.id", "Scale.mappingVersion",
            "Webhook.createdAt", "Webhook.disabledAt", "Webhook.failingSince", "Webhook.id", "Webhook.secret",
        ];
        Assert.Equal(expected, answered.Order(StringComparer.Ordinal));
        Assert.Empty(document.Root.ToJsonString().Split("\"readOnly\"").Skip(1));
    }

    [Fact]
    public async Task Given_the_codes_of_a_vocabulary_when_read_in_the_document_then_they_are_an_enum_of_all_of_them()
    {
        var coded = Components(await Document()).Where(schema => schema["x-vocabulary"] is not null).ToList();
        Assert.True(coded.Count > 30, "Most vocabularies are not in the document.");
        foreach (var schema in coded)
        {
            var vocabulary = await api.Anonymous.GetFromJsonAsync<JsonNode>($"/v1/vocabularies/{schema["x-vocabulary"]}");
            Assert.Equal(
                vocabulary!["items"]!.AsArray().Select(item => (string?)item!["code"]),
                schema["enum"]!.AsArray().Select(code => (string?)code));
        }
    }

    [Theory]
    [InlineData("/openapi/v1.json")]
    [InlineData("/openapi/v1-3.0.json")]
    public async Task Given_the_document_when_read_then_it_is_small_enough_for_a_page_to_load(string path) =>
        Assert.InRange((await api.Anonymous.GetByteArrayAsync(path)).Length, 1, MostBytes);

    async Task<ApiDocument> Document() => await ApiDocument.Served(api.Anonymous);

    async Task<IReadOnlyList<Operation>> Operations() => (await Document()).Operations.ToList();

    static List<JsonObject> Components(ApiDocument document) =>
        document.Root["components"]!["schemas"]!.AsObject().SelectMany(schema => document.Schemas(schema.Value!)).Distinct().ToList();

    static List<JsonObject> Sent(ApiDocument document) => document.Operations
        .SelectMany(operation => operation.Body?["content"]?.AsObject() ?? [])
        .SelectMany(content => document.Schemas(content.Value!["schema"]!)).Distinct().ToList();

    static IEnumerable<JsonObject> Patches(ApiDocument document) =>
        Sent(document).Where(schema => Name(schema).EndsWith("Patch", StringComparison.Ordinal));

    static bool MayBeNull(JsonNode member) =>
        member["type"] is JsonArray types && types.Any(IsNull)
            || member["anyOf"] is JsonArray choices && choices.Any(choice => IsNull(choice!["type"]));

    static bool IsNull(JsonNode? type) => type is JsonValue && (string?)type == "null";

    static IEnumerable<string> Members(JsonObject schema) => schema["properties"]!.AsObject().Select(member => member.Key);

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

    static IEnumerable<(string Name, JsonNode Content)> Contents(Operation operation) =>
        (operation.Body?["content"]?.AsObject() ?? []).Select(content => (content.Key, content.Value!))
            .Concat(operation.Responses.SelectMany(response =>
                (response.Response["content"] as JsonObject ?? []).Select(content => (response.Status, content.Value!))));

    static IEnumerable<JsonNode?> Examples(ApiDocument document, JsonNode content) =>
        (content["examples"] as JsonObject ?? []).Select(example => document.Follow(example.Value)["value"])
            .Concat(content["example"] is { } single ? [single] : []);
}
