using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ReviewApi.Samples;

namespace ReviewApi.Tests.OpenApi;

/// <summary>Each sample is taken through its life; a conforming client sees that every answer is as the document describes it.</summary>
public sealed class SampleConformanceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<string> Names { get; } = new(SampleReviews.All().Select(sample => sample.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Given_a_sample_when_saved_read_changed_and_deleted_then_each_answer_conforms(string name)
    {
        using var desk = await ConformingHandler.Client(api, ApiFixture.AdminKey);
        var created = await Send(desk, HttpMethod.Post, "/v1/reviews", HttpStatusCode.Created, Sample(name));
        var path = created.Headers.Location!.OriginalString;
        await Send(desk, HttpMethod.Post, "/v1/reviews", HttpStatusCode.Conflict, Sample(name));
        var read = await Send(desk, HttpMethod.Get, path, HttpStatusCode.OK);
        await Send(desk, HttpMethod.Get, path, HttpStatusCode.NotModified, ifNoneMatch: read.Headers.ETag);

        var again = await Send(desk, HttpMethod.Put, path, HttpStatusCode.OK, await Json(read), read.Headers.ETag);
        Assert.Equal(read.Headers.ETag, again.Headers.ETag);
        var patch = new JsonObject { ["headline"] = "Another headline", ["summary"] = null };
        var patched = await Send(desk, HttpMethod.Patch, path, HttpStatusCode.OK, patch, again.Headers.ETag);
        Assert.Equal(2, (await Json(patched))["revision"]!.GetValue<int>());
        await Send(desk, HttpMethod.Put, path, HttpStatusCode.PreconditionFailed, await Json(read), read.Headers.ETag);

        await AssertListed(desk, "/v1/reviews?status=draft", path);
        await Send(desk, HttpMethod.Delete, path, HttpStatusCode.NoContent, ifMatch: patched.Headers.ETag);
        await Send(desk, HttpMethod.Get, path, HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Given_a_sample_when_published_then_it_is_read_and_listed_without_a_key_as_documented(string name)
    {
        using var desk = await ConformingHandler.Client(api, ApiFixture.AdminKey);
        using var reader = await ConformingHandler.Client(api, key: null);
        var created = await Send(desk, HttpMethod.Post, "/v1/reviews?publish=true", HttpStatusCode.Created, Sample(name));
        var path = created.Headers.Location!.OriginalString;
        await Send(reader, HttpMethod.Head, path, HttpStatusCode.OK);
        await AssertListed(reader, "/v1/reviews?count=exact", path);
    }

    // In short it says less, and never something else.
    static async Task AssertListed(HttpClient client, string list, string path)
    {
        var read = await Json(await Send(client, HttpMethod.Get, path, HttpStatusCode.OK));
        var full = await Item(client, $"{list}&limit=100&view=full", read);
        var summary = await Item(client, $"{list}&limit=100&view=summary", read);
        Assert.True(JsonNode.DeepEquals(read, full), "The item of the full list is not the review.");
        var front = read["release"]!["images"]?.AsArray().FirstOrDefault(image => (string?)image!["kind"] == "front");
        Assert.True(
            JsonNode.DeepEquals(front, summary["release"]!["image"]), "The image of the summary is not the first one of the front.");
        Assert.Empty(
            Leaves(summary, "").Where(leaf => !leaf.StartsWith("/release/image/", StringComparison.Ordinal)).Except(Leaves(read, "")));
        Assert.DoesNotContain(Leaves(summary, ""), leaf => leaf.Contains("/text: ", StringComparison.Ordinal));
    }

    static async Task<JsonNode> Item(HttpClient client, string list, JsonNode review)
    {
        var page = await Json(await Send(client, HttpMethod.Get, list, HttpStatusCode.OK));
        return page["items"]!.AsArray().Single(item => item!["id"]!.GetValue<string>() == review["id"]!.GetValue<string>())!;
    }

    static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value, $"{path}/{member.Key}")),
        JsonArray items => items.SelectMany((item, index) => Leaves(item, $"{path}/{index}")),
        _ => [$"{path}: {node?.ToJsonString()}"],
    };

    static async Task<HttpResponseMessage> Send(
        HttpClient client, HttpMethod method, string path, HttpStatusCode expected,
        JsonNode? body = null, EntityTagHeaderValue? ifMatch = null, EntityTagHeaderValue? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(
                body, new MediaTypeHeaderValue(method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json"));
        if (ifMatch is not null)
            request.Headers.IfMatch.Add(ifMatch);
        if (ifNoneMatch is not null)
            request.Headers.IfNoneMatch.Add(ifNoneMatch);
        var answer = await client.SendAsync(request);
        Assert.True(expected == answer.StatusCode, $"{method} {path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    static async Task<JsonNode> Json(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    static JsonNode Sample(string name) => JsonNode.Parse(SampleReviews.All().Single(sample => sample.Name == name).Json)!;
}
