using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ReviewApi.Editorial;

namespace ReviewApi.Tests.Editorial;

public sealed class DiffTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Many(500)]
    public Property Given_any_two_documents_when_compared_then_the_difference_makes_the_one_the_other() =>
        Prop.ForAll(Pairs(), pair =>
        {
            var (before, after) = (JsonNode.Parse(pair.Before), JsonNode.Parse(pair.After));
            var patch = Patch(before, after);
            Assert.True(JsonNode.DeepEquals(after, JsonPatch.Apply(before, patch)), patch.ToJsonString());
            Assert.Equal((pair.Before, pair.After), (Json(before), Json(after)));
            Assert.Equal(JsonNode.DeepEquals(before, after), patch.Count == 0);
        });

    [Many(200)]
    public Property Given_any_list_when_one_item_is_put_in_or_taken_out_then_the_difference_is_one_step() => Prop.ForAll(
        (from items in Values(2).ListOf()
         from added in Values(2)
         from at in Gen.Choose(0, items.Count)
         select (items, added, at)).ToArbitrary(),
        one =>
        {
            var shorter = JsonNode.Parse($"[{string.Join(',', one.items)}]");
            var longer = JsonNode.Parse($"[{string.Join(',', one.items.Take(one.at).Append(one.added).Concat(one.items.Skip(one.at)))}]");
            Assert.Equal("add", (string?)Assert.Single(Patch(shorter, longer))!["op"]);
            Assert.Equal("remove", (string?)Assert.Single(Patch(longer, shorter))!["op"]);
        });

    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""", """[{"op":"replace","path":"/a","value":2}]""")]
    [InlineData("""{"a":1}""", "{}", """[{"op":"remove","path":"/a"}]""")]
    [InlineData("{}", """{"a/b":{"m~n":[]}}""", """[{"op":"add","path":"/a~1b","value":{"m~n":[]}}]""")]
    [InlineData(
        """{"~1":1,"":{"":2}}""",
        """{"~1":2,"":{"":3}}""",
        """[{"op":"replace","path":"/~01","value":2},{"op":"replace","path":"//","value":3}]""")]
    [InlineData("[1,2,3,4,5]", "[1,5]", """[{"op":"remove","path":"/3"},{"op":"remove","path":"/2"},{"op":"remove","path":"/1"}]""")]
    [InlineData("[1,5]", "[1,2,3,5]", """[{"op":"add","path":"/1","value":2},{"op":"add","path":"/2","value":3}]""")]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""", "[]")]
    [InlineData("[]", "{}", """[{"op":"replace","path":"","value":{}}]""")]
    public void Given_two_documents_when_compared_then_the_steps_are_few_and_in_an_order_that_works(
        string before, string after, string patch)
    {
        var steps = Patch(JsonNode.Parse(before), JsonNode.Parse(after));
        foreach (var removal in steps.Where(step => (string?)step!["op"] == "remove"))
            removal!.AsObject().Remove("value");
        Assert.Equal(patch, steps.ToJsonString());
    }

    [Many(20)]
    public Property Given_any_two_contents_of_a_review_when_compared_then_the_difference_makes_the_one_the_other() =>
        Prop.ForAll((from before in Edits() from after in Edits() select new[] { before, after }).ToArbitrary(), async edits =>
        {
            var full = Example.Full();
            var created = (await api.Desk.Create(Edited(full, edits[0]))).Is(201);
            var put = (await api.Desk.Put(created, Edited(full, edits[1]))).Is(200);
            if (put.Text("/revision") == "1")
            {
                Assert.Equal(created.ETag, put.ETag);
                return;
            }
            var (first, second) = (await Content(created, 1), await Content(created, 2));
            Assert.Equal(Json(second), Json(JsonPatch.Apply(first, await Diff(created, 2, 1)), like: second));
            Assert.Equal(Json(first), Json(JsonPatch.Apply(second, await Diff(created, 1, 2)), like: first));
        });

    async Task<JsonObject> Content(Answer review, int revision) =>
        (await api.Desk.Read($"{review.Path}/revisions/{revision}")).Is(200).At("/content")!.AsObject();

    async Task<JsonArray> Diff(Answer review, int revision, int from) =>
        JsonNode.Parse(await api.Desk.GetStringAsync($"{review.Path}/revisions/{revision}/diff?from={from}"))!.AsArray();

    static JsonObject Edited(JsonObject full, IEnumerable<(string Pointer, string? Json)> edits) =>
        edits.Aggregate(full.Copy(), (body, edit) =>
            edit.Json is not null ? body.With(edit.Pointer, edit.Json) : body.At(edit.Pointer) is null ? body : body.Without(edit.Pointer));

    static Gen<List<(string Pointer, string? Json)>> Edits() => Gen.Elements<(string, string?)>(
        ("/headline", null), ("/headline", "\"A ~ B / C\""), ("/notes", "\"Other\\n\\\"notes\\\" 🎬\""), ("/language", "\"de\""),
        ("/advisories", "[]"), ("/advisories", """["a", "smoking: some", "b"]"""), ("/films/0/cast", "[]"), ("/films/0/seasons", "[1]"),
        ("/films/0/seasons", "[3, 1, 2]"), ("/films/0/relations", null), ("/films/0/directors", """["D. Two", "D. One"]"""),
        ("/release/video", "[]"), ("/release/video/0/segments", null),
        ("/release/audio", """[{ "language": "en" }, { "language": "fr", "codec": "dts" }]"""), ("/release/discs", """[{ "number": 1 }]"""),
        ("/release/extras", null), ("/release/subtitles", """[{ "language": "en" }, { "language": "fr" }, { "language": "de" }]"""),
        ("/release/knownDefects", """["Other", "Stops at 12:30"]"""), ("/sections/story", """{ "score": 3 }"""),
        ("/sections/picture", null), ("/sections/picture/parts", null), ("/sections/sound", """{ "text": "Loud." }"""),
        ("/otherSections", """[{ "label": "Menus", "score": 6, "text": "Slow." }, { "label": "Box" }]"""), ("/otherSections", null),
        ("/overall", null))
        .ListOf().Select(edits => edits.ToList());

    static JsonArray Patch(JsonNode? before, JsonNode? after) =>
        JsonSerializer.SerializeToNode(JsonDiff.Between(before, after), JsonSerializerOptions.Web)!.AsArray();

    static string Json(JsonNode? node) => node?.ToJsonString() ?? "null";

    // Members have no order: an equal document is shown as the one it is compared with.
    static string Json(JsonNode? node, JsonNode like) => Json(JsonNode.DeepEquals(node, like) ? like : node);

    // Few names and few values, so that much is alike.
    static Arbitrary<(string Before, string After)> Pairs() => Gen.Choose(0, 4)
        .SelectMany(depth => from before in Values(depth) from after in Values(depth) select (before, after))
        .ToArbitrary();

    static Gen<string> Values(int depth) => depth == 0
        ? Gen.Elements("null", "true", "0", "1", "8.5", "\"\"", "\"text\"", "[]", "{}")
        : Gen.OneOf(
            Values(0),
            Values(depth - 1).ListOf().Select(items => $"[{string.Join(',', items)}]"),
            from names in Gen.SubListOf("a", "b", "", "~", "/", "~1", "a/b", "m~n", "0", "-")
            from values in Values(depth - 1).ListOf(names.Count)
            select $"{{{string.Join(',', names.Zip(values, (name, value) => $"\"{name}\":{value}"))}}}");
}
