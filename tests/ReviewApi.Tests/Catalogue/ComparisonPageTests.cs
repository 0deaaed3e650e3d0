using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>The releases of a film page by page.</summary>
public sealed class ComparisonPageTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    readonly string title = Example.NewTitle();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Given_releases_with_more_and_fewer_reviews_when_paged_through_then_the_most_reviewed_come_first_and_each_once(
        int limit)
    {
        var expected = new List<(string Id, int Reviews)>();
        foreach (var reviews in new[] { 1, 3, 2, 1, 2 })
            expected.Add((await Reviewed(Example.NewEan(), reviews), reviews));
        var path = await Path(expected[0].Id);
        var (seen, next) = (new List<(string, int)>(), (string?)null);
        do
        {
            using var answer = await api.Anonymous.GetAsync($"{path}?limit={limit}{(next is null ? "" : $"&cursor={next}")}");
            var page = (await Answer.Of(answer)).Is(200);
            var releases = page.At("/releases")!.AsArray();
            Assert.InRange(releases.Count, 1, limit);
            seen.AddRange(releases.Select(release => ((string)release!["release"]!["id"]!, (int)release["reviews"]!)));
            next = page.Text("/next");
            Assert.Equal(
                next is not null,
                answer.Headers.TryGetValues("Link", out var links)
                    && links.Single().Contains($"cursor={next}", StringComparison.Ordinal)
                    && links.Single().EndsWith("rel=\"next\"", StringComparison.Ordinal));
        }
        while (next is not null);
        Assert.Equal(expected.OrderByDescending(release => release.Reviews).ThenBy(release => release.Id, StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task Given_a_baseline_and_a_leader_on_another_page_when_a_page_is_read_then_they_are_those_of_all_releases()
    {
        var old = await Reviewed(Example.NewEan(), 1, "1999", """[{ "kind": "trailer", "title": "Old" }]""");
        var best = await Reviewed(Example.NewEan(), 2, "2005", "[]", score: 9);
        var most = await Reviewed(Example.NewEan(), 3, "2001", """[{ "kind": "trailer", "title": "New" }]""", score: 7);
        var path = await Path(old);
        var page = (await api.Anonymous.Read($"{path}?limit=1")).Is(200);
        Assert.Equal(
            (most, old, best), (page.Text("/releases/0/release/id"), page.Text("/baseline"), page.Text("/leaders/picture/releaseId")));
        Assert.Equal(("New", "Old"), (page.Text("/releases/0/extras/gained/0/title"), page.Text("/releases/0/extras/lost/0/title")));
        var other = (await api.Anonymous.Read($"{path}?limit=1&baseline={best}")).Is(200);
        Assert.Equal((best, "New"), (other.Text("/baseline"), other.Text("/releases/0/extras/gained/0/title")));
        var last = (await api.Anonymous.Read($"{path}?limit=2&cursor={page.Text("/next")}")).Is(200);
        Assert.Equal((best, old, null), (last.Text("/releases/0/release/id"), last.Text("/releases/1/release/id"), last.Text("/next")));
        Assert.Equal(page.At("/leaders")!.ToJsonString(), last.At("/leaders")!.ToJsonString());
    }

    [Fact]
    public async Task Given_a_corrected_release_date_when_compared_then_the_first_released_is_the_baseline()
    {
        var first = await Reviewed(Example.NewEan(), 1, "1999");
        var second = await Reviewed(Example.NewEan(), 1, "2005");
        var path = await Path(first);
        (await api.Desk.Correct($"/v1/releases/{second}", """{ "releaseDate": "1998-05" }""")).Is(200);
        Assert.Equal(second, (await api.Anonymous.Read(path)).Is(200).Text("/baseline"));
        (await api.Desk.Correct($"/v1/releases/{second}", """{ "releaseDate": null }""")).Is(200);
        Assert.Equal(first, (await api.Anonymous.Read(path)).Is(200).Text("/baseline"));
    }

    [Fact]
    public async Task Given_reviews_that_are_published_meanwhile_when_paged_through_then_no_release_is_left_out_or_repeated()
    {
        var ids = new List<string>();
        var eans = Enumerable.Range(0, 4).Select(_ => Example.NewEan()).ToList();
        foreach (var ean in eans)
            ids.Add(await Reviewed(ean, 1));
        var path = await Path(ids[0]);
        var (seen, next) = (new List<string>(), "");
        for (var number = 0; next is not null; number++)
        {
            var page = (await api.Anonymous.Read($"{path}?limit=1{(next.Length == 0 ? "" : $"&cursor={next}")}")).Is(200);
            seen.Add(page.Text("/releases/0/release/id")!);
            next = page.Text("/next");
            await Reviewed(eans[3 - number], 2);
        }
        Assert.Equal(ids, seen);
    }

    [Fact]
    public async Task Given_a_wrong_limit_or_cursor_when_compared_then_400_names_it()
    {
        var (one, other) = (await Reviewed(Example.NewEan(), 1), await Reviewed(Example.NewEan(), 2));
        var path = await Path(one);
        var next = (await api.Anonymous.Read($"{path}?limit=1")).Is(200).Text("/next")!;
        var list = (await api.Anonymous.Read("/v1/releases?limit=1")).Is(200).Text("/next")!;
        foreach (var (query, parameter) in new[]
        {
            ("limit=0", "limit"), ("limit=101", "limit"), ($"cursor={next[..^2]}", "cursor"), ($"cursor={list}", "cursor"),
            ($"baseline={other}&cursor={next}", "cursor"),
        })
            Assert.Equal((query, parameter), (query, (await api.Anonymous.Read($"{path}?{query}")).Is(400).Text("/errors/0/parameter")));
    }

    [Fact]
    public async Task Given_many_reviews_of_a_release_that_disagree_when_compared_then_all_are_counted_and_some_are_named()
    {
        var ean = Example.NewEan();
        var (release, path) = ("", "");
        for (var number = 0; number < 24; number++)
        {
            var review = await api.Desk.Published(
                Example.Review(title).Put("/release/barcode", ean).Put("/release/edition", number % 3 == 0 ? "One" : "Other"));
            (release, path) = (review.Text("/release/id")!, $"{review.FilmPath()}/releases");
        }
        var compared = (await api.Anonymous.Read(path)).Is(200);
        Assert.Equal(
            (release, "24", "Other"),
            (compared.Text("/releases/0/release/id"), compared.Text("/releases/0/reviews"), compared.Text("/releases/0/release/edition")));
        Assert.All(
            compared.At("/releases/0/release/conflicts/0/values")!.AsArray(),
            value => Assert.InRange(value!["reviews"]!.AsArray().Count, 8, 20));
    }

    // The releases are all of one film.
    async Task<string> Path(string releaseId)
    {
        var reviews = (await api.Anonymous.Read($"/v1/reviews?releaseId={releaseId}&view=full&limit=1")).Is(200);
        return $"/v1/films/{reviews.Text("/items/0/films/0/id")}/releases";
    }

    async Task<string> Reviewed(string ean, int reviews, string? date = null, string? extras = null, decimal score = 5)
    {
        var body = Example.Review(title).Put("/release/barcode", ean).Put("/sections/picture", new JsonObject { ["score"] = score });
        if (date is not null)
            body.Put("/release/releaseDate", date);
        if (extras is not null)
            body.With("/release/extras", extras);
        Answer? last = null;
        for (var number = 0; number < reviews; number++)
            last = await api.Desk.Published(body.Copy());
        return last!.Text("/release/id")!;
    }
}
