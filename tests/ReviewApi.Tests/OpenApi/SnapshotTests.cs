using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace ReviewApi.Tests.OpenApi;

public sealed class SnapshotTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_the_committed_document_when_the_app_serves_its_own_then_they_are_equal()
    {
        var served = Snapshot.Print((await ApiDocument.Served(api.Anonymous)).Root);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            await File.WriteAllTextAsync(Snapshot.FilePath, served);
        var committed = File.Exists(Snapshot.FilePath) ? await File.ReadAllTextAsync(Snapshot.FilePath) : "";
        if (Snapshot.Difference(committed, served) is { } difference)
            Assert.Fail(
                $"The OpenAPI document has changed ({difference}); "
                + $"to accept it: UPDATE_SNAPSHOTS=1 dotnet test --filter {nameof(SnapshotTests)}");
    }

    [Theory]
    [InlineData("a\nb", "a\nb", null)]
    [InlineData("a\nb", "a\nc", "line 2: 'b' is 'c' now")]
    [InlineData("a", "a\nc", "line 2: '' is 'c' now")]
    [InlineData("", "a", "line 1: '' is 'a' now")]
    public void Given_two_documents_when_compared_then_the_first_line_that_differs_is_named(
        string committed, string served, string? difference) =>
        Assert.Equal(difference, Snapshot.Difference(committed, served));

    [Theory]
    [InlineData("/openapi/v1.json", "3.1.1")]
    [InlineData("/openapi/v1-3.0.json", "3.0.4")]
    public async Task Given_a_form_of_the_document_when_read_by_a_parser_then_it_is_valid_and_of_its_version(string path, string version)
    {
        var root = await Root(path);
        var (document, diagnostic) = OpenApiDocument.Parse(root.ToJsonString(), "json");
        Assert.NotNull(document);
        Assert.Empty(diagnostic!.Errors.Select(error => $"{error.Pointer}: {error.Message}"));
        Assert.Equal(version, root["openapi"]!.GetValue<string>());
    }

    [Fact]
    public async Task Given_the_document_for_older_tools_when_compared_then_it_describes_the_same()
    {
        var (now, older) = (Facts(await Root("/openapi/v1.json")), Facts(await Root("/openapi/v1-3.0.json")));
        Assert.Empty(now.Except(older));
        Assert.Empty(older.Except(now));
    }

    async Task<JsonNode> Root(string path) => (await ApiDocument.Served(api.Anonymous, path)).Root;

    // Every value with its path. What the versions say differently is left aside: examples, what stands beside a $ref, and null.
    static HashSet<string> Facts(JsonNode node) => Leaves(node, "").ToHashSet();

    static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject older when older["exclusiveMinimum"]?.GetValueKind() == JsonValueKind.True => Leaves(Bounded(older), path),
        JsonObject only when only.ToJsonString() is """{"type":"null"}""" or """{"enum":[null],"nullable":true}""" => [$"{path}: null"],
        JsonObject { Count: > 0 } members => members
            .Where(member => member.Key is not ("openapi" or "example" or "examples" or "nullable")
                && !(member.Key == "description" && members.ContainsKey("$ref")))
            .SelectMany(member => Leaves(member.Value, $"{path}/{member.Key}")),
        JsonArray types when path.EndsWith("/type", StringComparison.Ordinal) =>
            Leaves(types.Single(type => (string?)type != "null"), path),
        JsonArray { Count: > 0 } items => items.SelectMany((item, index) => Leaves(item, $"{path}/{index}")),
        _ => [$"{path}: {node?.ToJsonString()}"],
    };

    // In 3.0 a bound is said by two members.
    static JsonObject Bounded(JsonObject older)
    {
        var now = older.DeepClone().AsObject();
        now["exclusiveMinimum"] = older["minimum"]!.DeepClone();
        now.Remove("minimum");
        return now;
    }
}
