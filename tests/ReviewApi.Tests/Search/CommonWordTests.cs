namespace ReviewApi.Tests.Search;

/// <summary>Reviews enough that what a common word finds is not ranked as a whole.</summary>
public sealed class ManyReviews : ApiFixture
{
    public const int Count = 340;

    internal IReadOnlyList<Answer> Reviews { get; private set; } = [];

    /// <summary>Every second has commonplace, one of ten middling, one of ninety seldom; every third is a DVD.</summary>
    public static string Words(int number) =>
        $"Well told. {(number % 2 == 0 ? "commonplace " : "")}{(number % 10 == 0 ? "middling " : "")}{(number % 90 == 0 ? "seldom" : "")}";

    public static string Format(int number) => number % 3 == 0 ? "dvd" : "blu_ray";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var reviews = new List<Answer>();
        foreach (var some in Enumerable.Range(0, Count).Chunk(4))
            reviews.AddRange(await Task.WhenAll(some.Select(Publish)));
        Reviews = reviews;
    }

    internal Task<Answer> Publish(int number) => Desk.PublishWith(
        ("/sections/story/text", $"\"{Words(number)}\""), ("/release/format", $"\"{Format(number)}\""),
        ("/sections/picture", $$"""{ "score": {{number % 11}} }"""));
}

/// <summary>Common, middling and seldom words, with filters and in any order: their pages have each review once.</summary>
public sealed class CommonWordTests(ManyReviews api) : IClassFixture<ManyReviews>
{
    [Theory]
    [InlineData("commonplace", 2, "")]
    [InlineData("commonplace", 2, "&sort=relevance,title")]
    [InlineData("commonplace", 2, "&sort=title,relevance")]
    [InlineData("commonplace", 2, "&sort=-picture")]
    [InlineData("commonplace", 2, "&sort=title")]
    [InlineData("middling", 10, "")]
    [InlineData("middling", 10, "&sort=publishedAt")]
    [InlineData("commonplace middling", 10, "")]
    [InlineData("%22commonplace middling%22", 10, "")]
    [InlineData("seldom", 90, "")]
    [InlineData("seldom", 90, "&sort=-picture")]
    [InlineData("told", 1, "")]
    public async Task Given_a_word_when_paged_through_then_each_review_that_has_it_is_there_once(string words, int each, string sort)
    {
        foreach (var (filter, isMet) in new (string, Func<int, bool>)[] { ("", _ => true), ("&format=blu_ray", number => number % 3 != 0) })
        {
            var expected = Numbers(number => number % each == 0 && isMet(number));
            foreach (var limit in new[] { 7, 20, 100 })
            {
                var (found, next) = (new List<string>(), (string?)null);
                do
                {
                    var page = (await api.Anonymous.Read(
                        $"/v1/reviews?q={words}{filter}{sort}&limit={limit}{(next is null ? "" : $"&cursor={next}")}")).Is(200);
                    found.AddRange(page.At("/items")!.AsArray().Select(item => (string)item!["id"]!));
                    next = page.Text("/next");
                }
                while (next is not null);
                Assert.Equal(expected.Order(), found.Order());
            }
            Assert.Equal(
                $"{expected.Count}", (await api.Anonymous.Read($"/v1/reviews?q={words}{filter}{sort}&count=exact")).Is(200).Text("/total"));
            Assert.Equal(
                $"{expected.Count}", (await api.Anonymous.Read($"/v1/reviews/facets?q={words}{filter}")).Is(200).Text("/total"));
        }
    }

    [Theory]
    [InlineData("commonplace", 2)]
    [InlineData("middling", 10)]
    public async Task Given_pages_of_a_word_when_reviews_come_and_go_between_then_what_stays_is_there_once(string words, int each)
    {
        var (seen, gone, next) = (new List<string>(), new List<string>(), (string?)null);
        do
        {
            var page = (await api.Anonymous.Read($"/v1/reviews?q={words}&limit=9{(next is null ? "" : $"&cursor={next}")}")).Is(200);
            seen.AddRange(page.At("/items")!.AsArray().Select(item => (string)item!["id"]!));
            next = page.Text("/next");
            var other = await api.Publish(each);
            gone.Add((await api.Desk.Act(await api.Publish(each), "withdraw")).Is(200).Id);
            gone.Add((await api.Desk.Act(other, "withdraw")).Is(200).Id);
        }
        while (next is not null);
        Assert.Equal(Numbers(number => number % each == 0).Order(), seen.Except(gone).Order());
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("commonplace", 2)]
    [InlineData("seldom", 90)]
    public async Task Given_filters_that_leave_nothing_when_a_word_is_asked_then_no_title_like_it_is_found(string words, int each)
    {
        var (has, other) = (Enumerable.Range(0, ManyReviews.Count).First(number => number % each == 0), "picture.gte=10&format=vhs");
        Assert.Empty(await api.Anonymous.All($"/v1/reviews?q={words}&{other}"));
        Assert.True(await api.Anonymous.Finds($"q={words}", api.Reviews[has]));
    }

    List<string> Numbers(Func<int, bool> isMet) =>
        [.. Enumerable.Range(0, ManyReviews.Count).Where(isMet).Select(number => api.Reviews[number].Id)];
}
