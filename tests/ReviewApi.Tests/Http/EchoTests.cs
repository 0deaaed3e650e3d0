using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Http;

/// <summary>What an error says again of a request is short, however long the request was.</summary>
public sealed class EchoTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const int Longest = 201;

    [Fact]
    public async Task Given_members_with_very_long_names_when_posted_then_their_pointers_are_short()
    {
        var (letters, slashes, pairs) = (new string('n', 300_000), new string('/', 100_000), string.Concat(Enumerable.Repeat("🎬", 20_000)));
        foreach (var name in new[] { letters, slashes, $"x{pairs}", pairs })
        {
            var body = new JsonObject { [name] = 1, ["films"] = new JsonArray(new JsonObject { [name] = 1 }) };
            var answer = (await api.Desk.Create(body)).Is(400);
            Assert.Equal(2, answer.At("/errors")!.AsArray().Count);
            AssertShort(answer);
            Assert.All(answer.At("/errors")!.AsArray(), error =>
            {
                var pointer = error!["pointer"]!.ToString();
                var place = pointer.StartsWith("/films", StringComparison.Ordinal) ? "/films/0/" : "/";
                Assert.StartsWith(place, pointer, StringComparison.Ordinal);
            });
        }
        using var twice = await api.Desk.PostAsync("/v1/reviews", Contents.Json($$"""{ "{{letters}}": 1, "{{letters}}": 1 }"""));
        AssertShort((await Answer.Of(twice)).Is(400));
        using var patched = await api.Desk.PatchAsync("/v1/reviews/x", Contents.Json($$"""{ "{{letters}}": null }""", Contents.MergePatch));
        AssertShort((await Answer.Of(patched)).Is(400));
    }

    [Fact]
    public async Task Given_very_long_parameters_and_paths_when_asked_then_the_problem_is_short()
    {
        var text = new string('n', 15_000);
        foreach (var path in new[]
        {
            $"/v1/reviews?{text}=1", $"/v1/reviews?{text}=1&{text}x=2", $"/v1/reviews?{text}=%FF", $"/v1/reviews?cursor={text}",
            $"/v1/reviews?sort={text}", $"/v1/reviews?format={text}", $"/v1/reviews?picture.gte={text}", $"/v1/reviews/{text}",
            $"/v1/nothing/{text}", $"/v1/vocabularies/{text}", $"/v1/reviews/{string.Concat(Enumerable.Repeat("%C3%A9", 2000))}",
        })
        {
            var answer = await api.Anonymous.Read(path);
            Assert.InRange((int)answer.Status, 400, 404);
            AssertShort(answer);
            var instance = answer.Text("/instance");
            Assert.True(Uri.TryCreate(instance, UriKind.Relative, out _) && Uri.IsWellFormedUriString(instance, UriKind.Relative));
        }
    }

    static void AssertShort(Answer answer)
    {
        Assert.InRange(answer.Text("/instance")!.Length, 1, Longest + 2);
        foreach (var error in answer.At("/errors")?.AsArray() ?? [])
            Assert.InRange((error!["pointer"] ?? error["parameter"])!.ToString().Length, 0, Longest);
        Assert.InRange(answer.Body.ToJsonString().Length, 1, 10_000);
    }
}
