using System.Text.Json.Nodes;

namespace ReviewApi.Tests.OpenApi;

/// <summary>Clients of the released document go on working.</summary>
public sealed class CompatibilityTests
{
    const string Released = """
        { "paths": { "/things/{id}": { "put": {
            "operationId": "PutThing", "security": [],
            "parameters": [{ "name": "kind", "in": "query", "schema": { "type": "string", "enum": ["a", "b"], "default": "a" } }],
            "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ThingInput" } } } },
            "responses": { "200": { "headers": { "ETag": {} }, "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Thing" } } } } } } } },
          "components": { "schemas": {
            "Thing": { "type": "object", "required": ["id"], "properties": {
                "id": { "type": "string", "format": "uuid" }, "kind": { "type": "string", "enum": ["a", "b"] } } },
            "ThingInput": { "type": "object", "properties": {
                "name": { "type": "string", "maxLength": 10 }, "size": { "type": "number", "minimum": 0 },
                "parts": { "type": "array", "items": { "type": "string", "pattern": "^x" } } } } } } }
        """;

    const string Operation = "/paths/~1things~1{id}/put";
    const string Sent = "/components/schemas/ThingInput";
    const string Answered = "/components/schemas/Thing";

    [Fact]
    public void Given_the_released_document_when_the_one_of_now_is_compared_then_no_client_breaks()
    {
        var released = new ApiDocument(JsonNode.Parse(File.ReadAllText(Snapshot.ReleasedPath))!);
        var breaks = new Compatibility(released, ApiDocument.Committed()).Breaks();
        Assert.True(breaks.Count == 0, $"Clients of the released OpenAPI document would break:\n{string.Join('\n', breaks)}");
    }

    [Theory]
    [InlineData("/paths", "{}", "PUT /things/{id} is gone: a client that calls it gets 404 or 405.")]
    [InlineData($"{Operation}/operationId", "\"SetThing\"", "generated clients call their methods so")]
    [InlineData($"{Operation}/security", """[{ "key": [] }]""", "needs a key: a client without one gets 401")]
    [InlineData($"{Operation}/parameters", "[]", "the query parameter kind, is gone: a client that sends it is refused with 400")]
    [InlineData($"{Operation}/parameters/0/required", "true", "is needed: a client that leaves it out is refused")]
    [InlineData($"{Operation}/parameters/0/schema/default", "\"b\"", "has another default")]
    [InlineData($"{Operation}/parameters/0/schema/enum", """["a"]""", "does not take \"b\"")]
    [InlineData($"{Operation}/requestBody/required", "true", "needs a body: a client that sends none is refused")]
    [InlineData($"{Operation}/requestBody/content", """{ "text/plain": {} }""", "takes no application/json")]
    [InlineData($"{Operation}/responses", """{ "204": {} }""", "does not answer 200")]
    [InlineData($"{Operation}/responses/200/headers", "{}", "has no header ETag")]
    [InlineData($"{Sent}/properties/name", null, "the body,/name is gone: a client that sends it is refused")]
    [InlineData($"{Sent}/properties/name/maxLength", "9", "has the maxLength 9 and had 10")]
    [InlineData($"{Sent}/properties/size/minimum", "1", "has the minimum 1 and had 0")]
    [InlineData($"{Sent}/properties/size/type", "\"integer\"", "is integer and was number")]
    [InlineData($"{Sent}/properties/parts/items/pattern", "\"^y\"", "the body,/parts/0 has another pattern")]
    [InlineData($"{Sent}/required", """["name"]""", "the body,/name is needed")]
    [InlineData($"{Answered}/properties/kind", null, "PUT /things/{id} 200/kind is gone: a client that reads it finds nothing.")]
    [InlineData($"{Answered}/properties/kind/enum", null, "is no longer one of certain values")]
    [InlineData($"{Answered}/properties/id/format", null, "has another format")]
    [InlineData($"{Answered}/required", "[]", "PUT /things/{id} 200/id may be left out")]
    public void Given_a_change_that_breaks_clients_when_compared_then_a_sentence_says_why(string pointer, string? value, string why) =>
        Assert.Contains(why, Assert.Single(Breaks(pointer, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("/paths/~1others", """{ "get": { "operationId": "ListOthers", "responses": {} } }""")]
    [InlineData($"{Operation}/parameters/1", """{ "name": "more", "in": "query", "schema": { "type": "string" } }""")]
    [InlineData($"{Operation}/parameters/0/schema/enum", """["a", "b", "c"]""")]
    [InlineData($"{Sent}/properties/more", """{ "type": "string" }""")]
    [InlineData($"{Sent}/properties/name/maxLength", "11")]
    [InlineData($"{Sent}/properties/size/minimum", null)]
    [InlineData($"{Answered}/properties/more", """{ "type": "string" }""")]
    [InlineData($"{Answered}/properties/kind/enum", """["a", "b", "c"]""")]
    [InlineData($"{Answered}/required", """["id", "kind"]""")]
    public void Given_a_change_that_adds_when_compared_then_nothing_breaks(string pointer, string? value) =>
        Assert.Empty(Breaks(pointer, value));

    [Fact]
    public void Given_a_schema_of_another_name_when_compared_then_a_sentence_says_that_a_type_is_gone() => Assert.Equal(
        ["The schema Thing is gone: generated clients have a type of this name."],
        new Compatibility(
            Document(),
            new(JsonNode.Parse(Released.Replace("schemas/Thing\"", "schemas/Item\"", StringComparison.Ordinal)
                .Replace("\"Thing\":", "\"Item\":", StringComparison.Ordinal))!)).Breaks());

    static ApiDocument Document() => new(JsonNode.Parse(Released)!);

    static IReadOnlyList<string> Breaks(string pointer, string? value)
    {
        var now = JsonNode.Parse(Released)!.AsObject();
        return new Compatibility(Document(), new(value is null ? now.Without(pointer) : now.With(pointer, value))).Breaks();
    }
}
