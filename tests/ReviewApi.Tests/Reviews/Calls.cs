using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ReviewApi.Tests.Http;

namespace ReviewApi.Tests.Reviews;

/// <summary>Short ways to send reviews, and to change bodies.</summary>
static class Calls
{
    public static Task<Answer> Create(this HttpClient client, JsonNode body) => client.Post("/v1/reviews", body);

    public static Task<Answer> Publish(this HttpClient client, JsonNode body) => client.Post("/v1/reviews?publish=true", body);

    public static async Task<Answer> Post(this HttpClient client, string path, JsonNode body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        return await Answer.Of(answer);
    }

    /// <summary>A path with what there is in place of the document's examples: the id of a film, a release or a reviewer, and this host.</summary>
    public static async Task<string> Existing(this HttpClient client, string path)
    {
        path = path.Replace("reviews.example.org", Uri.EscapeDataString(client.BaseAddress!.Authority), StringComparison.Ordinal);
        if (path.Split('/', '?') is not ["", "v1", "films" or "releases" or "reviewers", var example, ..] || !Guid.TryParse(example, out _))
            return path;
        var things = (await client.Read($"/v1/{path.Split('/')[2]}?limit=1")).Is(200);
        return path.Replace(example, things.Text("/items/0/id"), StringComparison.Ordinal);
    }

    /// <summary>Posts to a path, with If-Match and Idempotency-Key where they are given.</summary>
    public static async Task<Answer> Act(this HttpClient client, string path, string? etag = null, JsonNode? body = null, string? key = null)
    {
        var headers = new[] { ("If-Match", etag), ("Idempotency-Key", key) }.Where(header => header.Item2 is not null);
        using var answer = await client.Send("POST", path, body is null ? null : Requests.Json(body.ToJsonString()), [.. headers.Select(header => (header.Item1, header.Item2!))]);
        return await Answer.Of(answer);
    }

    /// <summary>The items of all pages of a list.</summary>
    public static async Task<IReadOnlyList<JsonObject>> All(this HttpClient client, string path, int limit = 100)
    {
        var items = new List<JsonObject>();
        var first = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}";
        var page = first;
        while (true)
        {
            var read = (await client.Read(page)).Is(200);
            items.AddRange(read.At("/items")!.AsArray().Select(item => item!.AsObject()));
            if (read.Text("/next") is not { } next)
                return items;
            page = $"{first}&cursor={Uri.EscapeDataString(next)}";
        }
    }

    public static async Task<Answer> Read(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return await Answer.Of(answer);
    }

    /// <summary>Puts a body where a review was read, under the ETag it was read with.</summary>
    public static Task<Answer> Put(this HttpClient client, Answer read, JsonNode body, string? path = null) =>
        client.Write(HttpMethod.Put, read, path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    public static Task<Answer> Patch(this HttpClient client, Answer read, string patch, string? path = null) =>
        client.Write(HttpMethod.Patch, read, path, new StringContent(patch, Encoding.UTF8, "application/merge-patch+json"));

    public static Task<Answer> Delete(this HttpClient client, Answer read, string? path = null) => client.Write(HttpMethod.Delete, read, path, body: null);

    /// <summary>Waits until something is so that the service does by itself.</summary>
    public static async Task Until(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isSo())
            await Task.Delay(20, patience.Token);
    }

    /// <summary>What is at a JSON pointer; null where nothing is.</summary>
    public static JsonNode? At(this JsonNode body, string pointer) => pointer.Split('/').Skip(1).Aggregate((JsonNode?)body, Step);

    /// <summary>The body with a value, given as JSON, put at a JSON pointer; the objects on the way are made.</summary>
    public static JsonObject With(this JsonObject body, string pointer, string json) => body.Put(pointer, JsonNode.Parse(json));

    public static JsonObject Put(this JsonObject body, string pointer, JsonNode? value)
    {
        var steps = pointer.Split('/')[1..];
        JsonNode place = body;
        foreach (var step in steps[..^1])
        {
            if (Step(place, step) is null)
                place[step] = new JsonObject();
            place = Step(place, step)!;
        }
        if (place is JsonArray list)
            list[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = value;
        else
            place[steps[^1]] = value;
        return body;
    }

    /// <summary>The body without the member at a JSON pointer.</summary>
    public static JsonObject Without(this JsonObject body, string pointer)
    {
        var cut = pointer.LastIndexOf('/');
        Assert.True(body.At(pointer[..cut])!.AsObject().Remove(pointer[(cut + 1)..]), $"There is no {pointer}.");
        return body;
    }

    /// <summary>A review without the ids that the catalogue gave.</summary>
    public static JsonObject WithoutIds(this JsonObject body)
    {
        var copy = body.Copy();
        foreach (var thing in new[] { copy["films"], copy["reviewers"] }.SelectMany(list => list as JsonArray ?? []).Append(copy["release"]).OfType<JsonObject>())
            thing.Remove("id");
        return copy;
    }

    public static JsonObject Copy(this JsonObject body) => body.DeepClone().AsObject();

    static JsonNode? Step(JsonNode? place, string step) => place switch
    {
        JsonArray list => list.ElementAtOrDefault(int.Parse(step, CultureInfo.InvariantCulture)),
        JsonObject members => members[step],
        _ => null,
    };

    static async Task<Answer> Write(this HttpClient client, HttpMethod method, Answer read, string? path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path ?? read.Path) { Content = body };
        request.Headers.TryAddWithoutValidation("If-Match", read.ETag);
        using var answer = await client.SendAsync(request);
        return await Answer.Of(answer);
    }
}
