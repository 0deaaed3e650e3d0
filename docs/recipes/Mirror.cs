// Copies all published reviews by an export, and then follows the changes. It prints how many there are.
using System.Net;
using System.Text.Json.Nodes;

using var api = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("REVIEWAPI_URL") ?? "http://127.0.0.1:5080") };
var copy = new Dictionary<string, JsonNode>();
await Follow(await ExportAll());
Console.WriteLine($"{copy.Count} reviews");

// Gives the cursor to go on from.
async Task<string> ExportAll()
{
    using var answer = await api.GetAsync("/v1/reviews/export", HttpCompletionOption.ResponseHeadersRead);
    answer.EnsureSuccessStatusCode();
    copy.Clear();
    using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
    while (await lines.ReadLineAsync() is { } line)
        if (JsonNode.Parse(line) is { } review)
            copy[(string)review["id"]!] = review;
    return answer.Headers.GetValues("Changes-Cursor").Single();
}

// Keep the cursor with the copy, in one transaction: the next call goes on from there.
async Task<string> Follow(string cursor)
{
    for (var more = true; more;)
    {
        using var answer = await api.GetAsync($"/v1/changes?include=review&after={Uri.EscapeDataString(cursor)}");
        // Of another history, as after a restore.
        if (answer.StatusCode == HttpStatusCode.Gone)
            return await ExportAll();
        answer.EnsureSuccessStatusCode();
        var changes = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        foreach (var change in changes["items"]!.AsArray())
            if (change!["review"] is { } review)
                copy[(string)review["id"]!] = review.DeepClone();
            else if ((string?)change["reviewId"] is { } withdrawn)
                copy.Remove(withdrawn);
        (cursor, more) = ((string)changes["cursor"]!, (bool)changes["more"]!);
    }
    return cursor;
}
