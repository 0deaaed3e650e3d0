using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Exchange;

/// <summary>Short ways to what has changed.</summary>
static class ChangeCalls
{
    /// <summary>All changes after a cursor, or from the beginning, with the cursor to go on from.</summary>
    public static async Task<(IReadOnlyList<JsonObject> Changes, string Cursor)> Changes(
        this HttpClient client, string? after = null, int limit = 100, string more = "")
    {
        var changes = new List<JsonObject>();
        while (true)
        {
            var page = (await client.Read(
                $"/v1/changes?limit={limit}{more}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}")).Is(200);
            changes.AddRange(page.At("/items")!.AsArray().Select(change => change!.AsObject()));
            after = page.Text("/cursor")!;
            if (page.Text("/more") == "false")
                return (changes, after);
        }
    }

    /// <summary>
    /// The changes after a cursor that meet a condition, as soon as there are so many: other tests' transactions hold them back for a
    /// while.
    /// </summary>
    public static async Task<IReadOnlyList<JsonObject>> ChangesUntil(
        this HttpClient client, string? after, Func<JsonObject, bool> isMeant, int count, string more = "")
    {
        IReadOnlyList<JsonObject> meant = [];
        await Calls.Until(async () => (meant = [.. (await client.Changes(after, more: more)).Changes.Where(isMeant)]).Count >= count);
        Assert.Equal(count, meant.Count);
        return meant;
    }

    /// <summary>The changes of a review, as soon as there are so many.</summary>
    public static Task<IReadOnlyList<JsonObject>> ChangesOf(
        this HttpClient client, Answer review, int count, string? after = null, string more = "") =>
        client.ChangesUntil(after, change => (string?)change["reviewId"] == review.Id, count, more);

    /// <summary>Changes in short: the type and the revision of each.</summary>
    public static IEnumerable<string> InShort(this IEnumerable<JsonObject> changes) =>
        changes.Select(change => $"{change["type"]} {change["revision"]}");
}
