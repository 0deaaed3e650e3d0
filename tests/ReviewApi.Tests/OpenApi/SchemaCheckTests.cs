using System.Text.Json.Nodes;

namespace ReviewApi.Tests.OpenApi;

/// <summary>What the other tests lean on: that a value which breaks its schema is found.</summary>
public sealed class SchemaCheckTests
{
    const string Thing = """
        { "type": "object", "required": ["name"], "properties": {
            "name": { "type": "string", "maxLength": 2, "minLength": 1, "pattern": "^[^x]*$" },
            "kind": { "enum": ["a", "b"] },
            "at": { "type": "string", "format": "date-time" },
            "page": { "type": "string", "format": "uri" },
            "count": { "type": "integer", "minimum": 1, "maximum": 3 },
            "score": { "type": "number", "x-decimals": 1 },
            "step": { "type": "number", "multipleOf": 0.1 },
            "flag": { "type": "boolean" },
            "inner": { "anyOf": [{ "$ref": "#/components/schemas/Thing" }, { "type": "integer" }] },
            "list": { "type": "array", "minItems": 1, "maxItems": 2, "items": { "type": "string" } } } }
        """;

    static readonly ApiDocument Document = new(JsonNode.Parse($$"""{ "components": { "schemas": { "Thing": {{Thing}} } } }""")!);

    [Theory]
    [InlineData("""{ "name": "😀😀" }""")]
    [InlineData("""{ "name": "a", "kind": "b", "at": "2026-01-15T12:00:00.5Z", "page": "https://example.com/", "count": 3 }""")]
    [InlineData("""{ "name": "a", "score": 9.6, "step": 9.6, "flag": false, "inner": { "name": "b" }, "list": ["a", "b"] }""")]
    public void Given_a_value_that_keeps_its_schema_when_checked_then_nothing_is_found(string value) =>
        Assert.Empty(new SchemaCheck(Document).Faults(JsonNode.Parse(value), Document.Schema("Thing")));

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""{}""")]
    [InlineData("""{ "name": null }""")]
    [InlineData("""{ "name": 1 }""")]
    [InlineData("""{ "name": "" }""")]
    [InlineData("""{ "name": "😀😀😀" }""")]
    [InlineData("""{ "name": "x" }""")]
    [InlineData("""{ "name": "a", "other": 1 }""")]
    [InlineData("""{ "name": "a", "kind": "c" }""")]
    [InlineData("""{ "name": "a", "at": "2026-01-15" }""")]
    [InlineData("""{ "name": "a", "at": "2026-01-15T12:00:00+01:00" }""")]
    [InlineData("""{ "name": "a", "page": "example" }""")]
    [InlineData("""{ "name": "a", "count": 0 }""")]
    [InlineData("""{ "name": "a", "count": 4 }""")]
    [InlineData("""{ "name": "a", "count": 1.5 }""")]
    [InlineData("""{ "name": "a", "score": 9.61 }""")]
    [InlineData("""{ "name": "a", "step": 9.61 }""")]
    [InlineData("""{ "name": "a", "flag": "true" }""")]
    [InlineData("""{ "name": "a", "inner": { "name": "xx" } }""")]
    [InlineData("""{ "name": "a", "list": [] }""")]
    [InlineData("""{ "name": "a", "list": ["a", "b", "c"] }""")]
    [InlineData("""{ "name": "a", "list": [1] }""")]
    public void Given_a_value_that_breaks_its_schema_when_checked_then_one_fault_is_found(string value) =>
        Assert.Single(new SchemaCheck(Document).Faults(JsonNode.Parse(value), Document.Schema("Thing")));

    [Fact]
    public void Given_a_keyword_that_is_not_known_when_checked_then_it_does_not_pass_in_silence() =>
        Assert.Throws<NotSupportedException>(() => new SchemaCheck(Document).Faults(1, JsonNode.Parse("""{ "exclusiveMaximum": 0 }""")!));
}
