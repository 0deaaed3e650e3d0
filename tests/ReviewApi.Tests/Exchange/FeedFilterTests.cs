using FsCheck;
using FsCheck.Fluent;

namespace ReviewApi.Tests.Exchange;

/// <summary>The feed under the filters of the list gives what the list gives.</summary>
public sealed class FeedFilterTests(Catalog catalog) : IClassFixture<Catalog>
{
    [Many(30)]
    public Property Given_any_filters_when_read_as_a_feed_then_it_is_the_beginning_of_the_newest_first_list() =>
        Prop.ForAll(Questions.About(catalog), async question =>
        {
            var query = $"limit=100&{(question with { Sort = [] }).Query}";
            var listed = await catalog.Anonymous.Ids($"{query}&sort=-publishedAt");
            var feed = await catalog.Anonymous.Feed($"/feeds/reviews.atom?{query}");
            Assert.Equal(listed, feed.Ids());
        });

    [Theory]
    [InlineData("", 20)]
    [InlineData("?limit=1", 1)]
    [InlineData("?limit=100", 100)]
    [InlineData("?kind=film&limit=7", 7)]
    public async Task Given_a_limit_when_read_as_a_feed_then_it_has_so_many_of_the_newest(string query, int count)
    {
        var listed = await catalog.Anonymous.Ids($"{query.TrimStart('?')}");
        Assert.Equal(count, listed.Count);
        Assert.Equal(listed, (await catalog.Anonymous.Feed($"/feeds/reviews.atom{query}")).Ids());
    }

    [Theory]
    [InlineData("q=sharp")]
    [InlineData("q=Gladiatr")]
    [InlineData("q=%22Blade%20Runner%22%20-sharp")]
    public async Task Given_words_when_read_as_a_feed_then_it_has_what_the_list_finds_newest_first(string query) =>
        Assert.Equal(
            await catalog.Anonymous.Ids($"{query}&sort=-publishedAt&limit=100"),
            (await catalog.Anonymous.Feed($"/feeds/reviews.atom?{query}&limit=100")).Ids());

    [Fact]
    public async Task Given_feeds_of_different_filters_when_read_then_their_ids_differ_and_stay()
    {
        var ids = new List<string>();
        foreach (var query in new[] { "", "?format=dvd", "?format=blu_ray", "?format=dvd&kind=film" })
        {
            ids.Add((string)(await catalog.Anonymous.Feed($"/feeds/reviews.atom{query}")).Element(Feeds.Atom + "id")!);
            Assert.Equal(ids[^1], (string)(await catalog.Anonymous.Feed($"/feeds/reviews.atom{query}")).Element(Feeds.Atom + "id")!);
        }
        Assert.Equal(4, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("format=zzz", "format")]
    [InlineData("nothing=1", "nothing")]
    [InlineData("sort=title", "sort")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("status=draft", "status")]
    public async Task Given_a_parameter_that_the_feed_has_not_when_sent_then_400_names_it(string query, string parameter) =>
        Assert.Equal(parameter, (await catalog.Anonymous.Read($"/feeds/reviews.atom?{query}")).Is(400).Text("/errors/0/parameter"));
}
