using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.OpenApi;

/// <summary>The parameters of queries keep to what the document says of them.</summary>
public sealed class ParameterTests(SampleFixture api) : IClassFixture<SampleFixture>
{
    const int MostValues = 50;

    static readonly ApiDocument Document = ApiDocument.Committed();

    public static TheoryData<string> Operations { get; } =
        new(Document.Operations.Where(operation => Refused(operation).Any()).Select(operation => operation.Id));

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_the_parameters_of_a_query_when_sent_as_not_documented_then_400_by_name(string id)
    {
        var operation = Document.Operation(id);
        foreach (var (name, value) in Refused(operation))
            Assert.Equal((HttpStatusCode.BadRequest, name), await Send(operation, $"{name}={value}"));
    }

    [Fact]
    public async Task Given_the_parameters_of_the_list_when_sent_as_documented_then_each_value_is_taken()
    {
        var list = Document.Operation("ListReviews");
        foreach (var (name, schema) in QueryParameters(list))
            foreach (var value in Taken(schema))
                Assert.Equal((HttpStatusCode.OK, null), await Send(list, $"q=picture&{name}={Uri.EscapeDataString(value)}"));
    }

    [Fact]
    public async Task Given_every_operation_when_sent_a_parameter_that_is_not_documented_then_400_by_name()
    {
        // Those who embed send more than they must.
        foreach (var operation in Document.Operations.Where(operation => operation.Path != "/oembed"))
            Assert.Equal((HttpStatusCode.BadRequest, "not-documented"), await Send(operation, "not-documented=1"));
    }

    [Fact]
    public void Given_the_parameters_when_read_then_each_list_is_an_array_with_commas_and_each_bound_a_number_or_a_time()
    {
        var parameters = Document.Operations.SelectMany(operation => operation.Parameters).ToList();
        var lists = parameters.Where(parameter => (string?)parameter["schema"]!["type"] == "array").ToList();
        Assert.Contains(lists, list => (string?)list["name"] == "format");
        Assert.All(lists, list => Assert.Equal(("form", false), ((string?)list["style"], (bool?)list["explode"])));
        var bounds = QueryParameters(Document.Operation("ListReviews")).Where(one => one.Name.Contains('.', StringComparison.Ordinal));
        Assert.All(bounds, bound => Assert.Equal(
            bound.Name.Split('.')[0] switch
            {
                "year" => "integer",
                "publishedAt" or "updatedAt" => "date-time",
                "releaseDate" => "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
                _ => "number",
            },
            (string?)(bound.Schema["format"] ?? bound.Schema["pattern"] ?? bound.Schema["type"])));
    }

    // Of a list, the schema of its values.
    static IEnumerable<(string Name, JsonObject Schema)> QueryParameters(Operation operation) => operation.Parameters
        .Where(parameter => parameter["in"]!.GetValue<string>() == "query")
        .Select(parameter => (
            parameter["name"]!.GetValue<string>(), Document.Follow(parameter["schema"]!["items"] ?? parameter["schema"])));

    static IEnumerable<string> Taken(JsonObject schema) =>
        new[] { schema["minimum"], schema["maximum"], schema["default"] }.OfType<JsonNode>().Select(value => value.ToString())
            .Concat((schema["enum"] as JsonArray ?? []).Select(value => value!.GetValue<string>()).Chunk(AtOnce(schema))
                .Select(values => string.Join(',', values)));

    // Some vocabularies have hundreds of codes.
    static int AtOnce(JsonObject schema) => schema["enum"] is JsonArray { Count: > MostValues } ? MostValues : 1;

    static IEnumerable<(string Name, string Value)> Refused(Operation operation) =>
        QueryParameters(operation).SelectMany(parameter => Refused(parameter.Schema).Select(value => (parameter.Name, value)));

    static IEnumerable<string> Refused(JsonObject schema)
    {
        if (schema["minimum"] is { } least)
            yield return (least.GetValue<int>() - 1).ToString(CultureInfo.InvariantCulture);
        if (schema["maximum"] is { } most)
            yield return (most.GetValue<int>() + 1).ToString(CultureInfo.InvariantCulture);
        if (schema["type"]!.GetValue<string>() != "string" || schema["enum"] is not null)
            yield return "nonesuch";
        if (schema["type"]!.GetValue<string>() == "integer")
            yield return "1.5";
    }

    async Task<(HttpStatusCode Status, string? Parameter)> Send(Operation operation, string query)
    {
        var path = await api.Anonymous.Existing(operation.ExamplePath);
        using var request = new HttpRequestMessage(
            new HttpMethod(operation.Method), $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}");
        using var answer = await api.Desk.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return (
            answer.StatusCode, answer.IsSuccessStatusCode ? null : JsonNode.Parse(body)!["errors"]?[0]?["parameter"]?.GetValue<string>());
    }
}
