using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Search;

/// <summary>Lists that are paged through while reviews come, change and go.</summary>
public sealed class MovingPagesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Scores = ["0", "6.5", "8", "8", "10"];

    [Theory]
    [InlineData("-publishedAt", 1)]
    [InlineData("publishedAt", 2)]
    [InlineData("title", 3)]
    [InlineData("-title", 2)]
    [InlineData("picture", 2)]
    [InlineData("-picture", 1)]
    [InlineData("-picture,title", 3)]
    [InlineData("year,-picture", 2)]
    [InlineData("-meanScore", 3)]
    [InlineData("-updatedAt", 2)]
    [InlineData("-year,sound,-title", 1)]
    public async Task Given_reviews_that_come_change_and_go_when_paged_through_then_what_stays_is_seen_once_and_in_order(
        string sort, int limit)
    {
        var edition = $"Edition {Guid.NewGuid():N}";
        var stay = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Publish(edition, number)));
        var change = await Task.WhenAll(Enumerable.Range(16, 4).Select(number => Publish(edition, number)));
        using var walked = new CancellationTokenSource();
        using var written = new SemaphoreSlim(0);
        var writers = new[]
        {
            Task.Run(() => ComeAndGo(edition, written, walked.Token)), Task.Run(() => Change(change, written, walked.Token)),
        };

        var seen = new List<JsonObject>();
        string? next = null;
        do
        {
            // Something was written since the page before, wherever its writer is now.
            await Task.WhenAny([written.WaitAsync(walked.Token), .. writers]);
            var page = (await api.Anonymous.Read(
                $"/v1/reviews?edition={edition}&sort={sort}&limit={limit}{(next is null ? "" : $"&cursor={next}")}")).Is(200);
            var items = page.At("/items")!.AsArray().Select(item => item!.AsObject()).ToList();
            Assert.InRange(items.Count, 0, limit);
            seen.AddRange(items);
            next = page.Text("/next");
        }
        while (next is not null);
        await walked.CancelAsync();
        await Task.WhenAll(writers);

        var expected = stay.Concat(sort is "title" or "-title" or "-publishedAt" or "publishedAt" ? change : [])
            .Select(review => review.Id).ToList();
        var ids = seen.Select(item => (string)item["id"]!).ToList();
        Assert.Equal(expected.Order(), ids.Where(expected.Contains).Order());
        Assert.Equal(seen.Order(new Oracle.Order(sort.Split(','))).Select(item => (string)item["id"]!), ids);
    }

    [Theory]
    [InlineData("-publishedAt")]
    [InlineData("picture")]
    [InlineData("-picture,title")]
    public async Task Given_the_review_that_a_page_ended_with_when_it_goes_then_the_next_page_begins_behind_it(string sort)
    {
        var edition = $"Edition {Guid.NewGuid():N}";
        var reviews = new Dictionary<string, Answer>();
        for (var number = 0; number < 7; number++)
            if (await Publish(edition, number) is var review)
                reviews[review.Id] = review;
        var query = $"/v1/reviews?edition={edition}&sort={sort}";
        var all = (await api.Anonymous.All(query)).Select(item => (string)item["id"]!).ToList();
        var first = (await api.Anonymous.Read($"{query}&limit=3")).Is(200);
        (await api.Desk.Act(reviews[all[2]], "withdraw")).Is(200);
        var rest = (await api.Anonymous.Read($"{query}&limit=50&cursor={first.Text("/next")}")).Is(200);
        Assert.Equal(all.Skip(3), rest.At("/items")!.AsArray().Select(item => (string)item!["id"]!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&sort=title")]
    public async Task Given_a_title_with_a_slip_of_the_pen_when_a_review_with_the_slip_comes_between_pages_then_the_cursor_is_good_still(
        string sort)
    {
        var (edition, word) = (
            $"Edition {Guid.NewGuid():N}",
            $"Q{string.Concat(Guid.NewGuid().ToString("N").Select(digit => (char)('a' + Convert.ToInt32($"{digit}", 16))))[..12]}");
        var stay = new List<string>();
        for (var number = 0; number < 5; number++)
            stay.Add((await api.Desk.Publish(
                Body(edition, number).With("/films/0/title", $"\"{word} Leaving Harbour {number}\""))).Is(201).Id);
        var query = $"/v1/reviews?q={word}%20Leavng%20Harbour&edition={edition}{sort}&limit=2";
        var first = (await api.Anonymous.Read(query)).Is(200);
        Assert.Equal(2, first.At("/items")!.AsArray().Count);
        (await api.Desk.Publish(Body(edition, 9).With("/summary", $"\"{word} Leavng Harbour\""))).Is(201);
        var seen = first.At("/items")!.AsArray().ToList();
        for (var next = first.Text("/next"); next is not null;)
        {
            var page = (await api.Anonymous.Read($"{query}&cursor={next}")).Is(200);
            seen.AddRange(page.At("/items")!.AsArray());
            next = page.Text("/next");
        }
        Assert.Equal(stay.Order(), seen.Select(item => (string)item!["id"]!).Where(stay.Contains).Order());
    }

    async Task ComeAndGo(string edition, SemaphoreSlim written, CancellationToken walked)
    {
        // Not for ever, so that a walk with the newest at its end comes there.
        for (var number = 0; number < 60 && !walked.IsCancellationRequested; number++)
        {
            var (_, goes) = (await Publish(edition, number), await Publish(edition, number + 1));
            written.Release();
            (await api.Desk.Act(goes, "withdraw")).Is(200);
        }
    }

    async Task Change(Answer[] reviews, SemaphoreSlim written, CancellationToken walked)
    {
        for (var number = 0; !walked.IsCancellationRequested; number++)
        {
            var place = number % reviews.Length;
            reviews[place] = (await api.Desk.Patch(reviews[place], $$"""
                {
                  "films": [{ "title": "{{reviews[place].Text("/films/0/title")}}", "year": {{1990 + number % 5}} }],
                  "sections": { "picture": { "score": {{Scores[number % 5]}} }, "sound": { "score": {{number % 11}} } }
                }
                """)).Is(200);
            written.Release();
        }
    }

    async Task<Answer> Publish(string edition, int number) => (await api.Desk.Publish(Body(edition, number))).Is(201);

    // Some with the same values, and some without.
    static JsonObject Body(string edition, int number)
    {
        var body = Example.Review($"Title {number % 4} {edition[^6..]}").With("/release/edition", $"\"{edition}\"");
        if (number % 3 == 0)
            body.Without("/films/0/year");
        if (number % 4 != 0)
            body.With("/sections/picture", $$"""{ "score": {{Scores[number % 5]}} }""");
        return number % 5 == 0 ? body : body.With("/sections/sound", $$"""{ "score": {{number % 2 * 7}} }""");
    }
}
