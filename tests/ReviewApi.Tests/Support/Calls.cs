using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>Short ways to send requests: such as give an Answer, and such as give what came over the wire.</summary>
static class Calls
{
    public static readonly IReadOnlyList<string> Writes = ["PUT", "PATCH", "DELETE"];

    /// <summary>Sends a request with headers as they are written.</summary>
    public static async Task<HttpResponseMessage> Send(
        this HttpClient client, string method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        var answer = await client.Begin(method, path, body, headers);
        await answer.Content.LoadIntoBufferAsync();
        return answer;
    }

    /// <summary>Sends a request; its answer may go on after this.</summary>
    public static async Task<HttpResponseMessage> Begin(
        this HttpClient client, string method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), $"{name} cannot be sent this way.");
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public static Task<HttpResponseMessage> Get(this HttpClient client, string path, params (string Name, string Value)[] headers) =>
        client.Send("GET", path, null, headers);

    /// <summary>Writes to a review with If-Match: PUT with the body, PATCH with the body as a merge patch, DELETE with none.</summary>
    public static Task<HttpResponseMessage> Write(
        this HttpClient client, string method, string path, JsonNode body, params string[] ifMatch) =>
        client.Send(method, path, Contents.For(method, body), [.. ifMatch.Select(tag => ("If-Match", tag))]);

    public static Task<Answer> Create(this HttpClient client, JsonNode body) => client.Post("/v1/reviews", body);

    public static Task<Answer> Publish(this HttpClient client, JsonNode body) => client.Post("/v1/reviews?publish=true", body);

    /// <summary>A new draft.</summary>
    public static async Task<Answer> Created(this HttpClient desk, JsonNode? body = null) =>
        (await Patiently(() => desk.Create(body ?? Example.Draft()), IsBusy)).IsCreated();

    /// <summary>A review that is published at once.</summary>
    public static async Task<Answer> Published(this HttpClient desk, JsonNode? body = null) =>
        (await Patiently(() => desk.Publish(body ?? Example.Review()), IsBusy)).IsCreated();

    public static async Task<Answer> Post(this HttpClient client, string path, JsonNode body)
    {
        using var answer = await client.Send("POST", path, Contents.Json(body));
        return await Answer.Of(answer);
    }

    /// <summary>Posts to a path, with If-Match and Idempotency-Key where they are given.</summary>
    public static async Task<Answer> Act(
        this HttpClient client, string path, string? etag = null, JsonNode? body = null, string? key = null)
    {
        var headers = new[] { ("If-Match", etag), ("Idempotency-Key", key) }.Where(header => header.Item2 is not null);
        var content = body is null ? null : Contents.Json(body);
        using var answer = await client.Send("POST", path, content, [.. headers.Select(header => (header.Item1, header.Item2!))]);
        return await Answer.Of(answer);
    }

    public static async Task<Answer> Read(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return await Answer.Of(answer);
    }

    /// <summary>Puts a body where a review was read, under the ETag it was read with.</summary>
    public static Task<Answer> Put(this HttpClient client, Answer read, JsonNode body, string? path = null) =>
        client.Write("PUT", read, path, Contents.Json(body));

    public static Task<Answer> Patch(this HttpClient client, Answer read, string patch, string? path = null) =>
        client.Write("PATCH", read, path, Contents.Json(patch, Contents.MergePatch));

    public static Task<Answer> Delete(this HttpClient client, Answer read, string? path = null) =>
        client.Write("DELETE", read, path, body: null);

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

    /// <summary>
    /// A path with what there is in place of the document's examples: the id of a film, a release or a reviewer, and this host.
    /// </summary>
    public static async Task<string> Existing(this HttpClient client, string path)
    {
        path = path.Replace("reviews.example.org", Uri.EscapeDataString(client.BaseAddress!.Authority), StringComparison.Ordinal);
        if (path.Split('/', '?') is not ["", "v1", "films" or "releases" or "reviewers", var example, ..] || !Guid.TryParse(example, out _))
            return path;
        var things = (await client.Read($"/v1/{path.Split('/')[2]}?limit=1")).Is(200);
        return path.Replace(example, things.Text("/items/0/id"), StringComparison.Ordinal);
    }

    /// <summary>Sends again while the answer says to come again, as clients do.</summary>
    public static async Task<T> Patiently<T>(Func<Task<T>> send, Func<T, bool> saysToComeAgain)
    {
        var answer = default(T)!;
        await Until(async () => !saysToComeAgain(answer = await send()));
        return answer;
    }

    /// <summary>Waits until something is so that the service does by itself.</summary>
    public static async Task Until(Func<Task<bool>> isSo, int seconds = 60)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (!await isSo())
            await Task.Delay(20, patience.Token);
    }

    // On a busy machine writers may wait too long for each other.
    static bool IsBusy(Answer answer) => answer.Status == HttpStatusCode.ServiceUnavailable;

    static async Task<Answer> Write(this HttpClient client, string method, Answer read, string? path, HttpContent? body)
    {
        using var answer = await client.Send(method, path ?? read.Path, body, ("If-Match", read.ETag!));
        return await Answer.Of(answer);
    }
}
