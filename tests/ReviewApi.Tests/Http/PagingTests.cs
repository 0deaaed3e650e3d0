using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Http;

public sealed class PagingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Drafts = "/v1/reviews?status=draft";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(100)]
    public async Task Given_others_insert_and_delete_when_all_pages_are_followed_then_what_was_there_throughout_is_seen_once(int limit)
    {
        // At once, so that some are saved in the same millisecond.
        var there = await Task.WhenAll(Enumerable.Range(0, 21).Select(_ => api.Desk.Created()));
        using var walked = new CancellationTokenSource();
        var written = new TaskCompletionSource();
        var writing = WriteUntil(written, walked.Token);
        await Task.WhenAny(written.Task, writing);
        var pages = await Walk($"{Drafts}&limit={limit}");
        await walked.CancelAsync();
        await writing;

        Assert.All(pages, page => Assert.InRange(page.Count, 0, limit));
        var seen = pages.SelectMany(page => page).ToList();
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Superset(there.Select(review => review.Id).ToHashSet(), seen.ToHashSet());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Given_others_publish_when_all_pages_are_followed_then_what_was_there_is_seen_once_newest_first(int limit)
    {
        for (var number = 0; number < 7; number++)
            await api.Desk.Published();
        var pages = new List<JsonArray>();
        for (var path = $"/v1/reviews?limit={limit}"; path is not null;)
        {
            var (page, next) = await Page(api.Anonymous, path);
            pages.Add(page);
            await api.Desk.Published();
            path = next is null ? null : $"/v1/reviews?limit={limit}&cursor={next}";
        }
        var items = pages.SelectMany(page => page).ToList();
        var times = items.Select(item => item!["publishedAt"]!.GetValue<DateTimeOffset>()).ToList();
        Assert.True(items.Count >= 7);
        Assert.Equal(items.Count, items.Select(item => (string?)item!["id"]).Distinct().Count());
        Assert.Equal(times.OrderDescending(), times);
    }

    [Fact]
    public async Task Given_the_row_that_a_cursor_stands_on_is_deleted_when_followed_then_the_rest_comes_whole()
    {
        var reviews = new List<Answer>();
        for (var number = 0; number < 6; number++)
            reviews.Add(await api.Desk.Created());
        reviews.Reverse();
        var (first, next) = await Page(api.Desk, $"{Drafts}&limit=2");
        Assert.Equal(reviews.Take(2).Select(review => review.Id), first.Select(item => (string)item!["id"]!));
        using var deleted = await api.Desk.Write("DELETE", reviews[1].Path, new JsonObject(), reviews[1].ETag!);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        // The limit may change between pages.
        var (second, _) = await Page(api.Desk, $"{Drafts}&limit=4&cursor={next}");
        Assert.Equal(reviews.Skip(2).Select(review => review.Id), second.Select(item => (string)item!["id"]!));
    }

    [Fact]
    public async Task Given_more_pages_when_their_links_are_followed_then_they_keep_the_parameters_and_end_where_next_ends()
    {
        for (var number = 0; number < 5; number++)
            await api.Desk.Created();
        var (seen, pages) = (new List<string>(), 0);
        for (var path = $"{Drafts}&limit=2&view=full&count=exact"; path is not null; pages++)
        {
            using var answer = await api.Desk.Get(path);
            var page = (await Answer.Of(answer)).Succeeded().Body;
            var link = answer.Headers.TryGetValues("Link", out var links) ? Assert.Single(links) : null;
            Assert.Equal(page["next"] is null, link is null);
            Assert.NotNull(page["total"]);
            Assert.All(page["items"]!.AsArray(), item => Assert.NotNull(item!["sections"]));
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            path = link?[1..link.IndexOf('>', StringComparison.Ordinal)];
            Assert.True(
                path is null
                    || path.StartsWith("/v1/reviews?", StringComparison.Ordinal)
                        && link!.EndsWith("; rel=\"next\"", StringComparison.Ordinal),
                link);
        }
        var (all, _) = await Page(api.Desk, $"{Drafts}&limit=100");
        Assert.True(pages > 2);
        Assert.Equal(all.Select(item => (string)item!["id"]!), seen.Take(100));
    }

    [Fact]
    public async Task Given_a_list_when_counted_then_total_is_that_of_all_pages_and_without_count_there_is_none()
    {
        for (var number = 0; number < 3; number++)
            await api.Desk.Created();
        var page = await Read(api.Desk, $"{Drafts}&limit=1&count=exact");
        var all = await Walk($"{Drafts}&limit=100");
        Assert.Equal(all.Sum(ids => ids.Count), (int)page["total"]!);
        Assert.False((await Read(api.Desk, Drafts)).ContainsKey("total"));
    }

    [Fact]
    public async Task Given_nothing_in_a_list_when_read_then_its_items_are_empty_and_nothing_is_next()
    {
        using var answer = await api.Desk.Get("/v1/reviews?status=withdrawn&count=exact");
        Assert.Equal("""{"items":[],"total":0}""", (await Answer.Of(answer)).Succeeded().Body.ToJsonString());
        Assert.False(answer.Headers.Contains("Link"));
    }

    [Fact]
    public async Task Given_a_limit_at_its_bounds_or_none_when_listed_then_as_many_items_come()
    {
        await Task.WhenAll(Enumerable.Range(0, 101).Select(_ => api.Desk.Created()));
        foreach (var (query, count) in new[] { ("&limit=1", 1), ("&limit=100", 100), ("", 20) })
            Assert.Equal(count, (await Read(api.Desk, Drafts + query))["items"]!.AsArray().Count);
    }

    async Task WriteUntil(TaskCompletionSource written, CancellationToken walked)
    {
        while (!walked.IsCancellationRequested)
        {
            var (stays, goes) = (await api.Desk.Created(), await api.Desk.Created());
            using var deleted = await api.Desk.Write("DELETE", goes.Path, new JsonObject(), goes.ETag!);
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
            Assert.NotEqual(stays.Id, goes.Id);
            written.TrySetResult();
        }
    }

    async Task<IReadOnlyList<IReadOnlyList<string>>> Walk(string path)
    {
        var pages = new List<IReadOnlyList<string>>();
        string? next = null;
        do
        {
            (var items, next) = await Page(api.Desk, next is null ? path : $"{path}&cursor={next}");
            pages.Add(items.Select(item => (string)item!["id"]!).ToList());
        }
        while (next is not null);
        return pages;
    }

    static async Task<(JsonArray Items, string? Next)> Page(HttpClient client, string path)
    {
        var page = await Read(client, path);
        return (page["items"]!.AsArray(), (string?)page["next"]);
    }

    static async Task<JsonObject> Read(HttpClient client, string path)
    {
        using var answer = await client.Get(path);
        return (await Answer.Of(answer)).Succeeded().Body;
    }
}
