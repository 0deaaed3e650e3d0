using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ReviewApi.Tests.Exchange;

/// <summary>The feed as RFC 4287 has it.</summary>
public sealed class FeedTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    readonly string title = Example.NewTitle();

    [Fact]
    public async Task Given_reviews_when_read_as_a_feed_then_it_and_each_entry_has_what_a_feed_needs()
    {
        var first = (await api.Desk.Publish(Body())).Is(201);
        var full = (await api.Desk.Publish(Example.Full().Put("/films/0/title", title))).Is(201);
        first = (await api.Desk.Patch(first, """{ "headline": "Changed" }""")).Is(200);
        var feed = await Read();
        Assert.Equal(Feeds.Atom + "feed", feed.Name);
        Assert.All(["id", "title", "updated"], name => Assert.Single(feed.Elements(Feeds.Atom + name)));
        Assert.Equal(Time(first.Time("/updatedAt")), Time(feed, "updated"));
        Assert.Equal($"{api.Anonymous.BaseAddress}{Path()[1..]}", Link(feed, "self"));

        var entries = feed.Elements(Feeds.Atom + "entry").ToList();
        Assert.Equal(new[] { full.Id, first.Id }, entries.Select(Feeds.IdOf));
        Assert.Equal(
            entries.Count,
            entries.Select(entry => (string)entry.Element(Feeds.Atom + "id")!)
                .Append((string)feed.Element(Feeds.Atom + "id")!).Distinct().Count() - 1);
        foreach (var (entry, review) in entries.Zip([full, first]))
        {
            Assert.All(["id", "title", "updated", "published"], name => Assert.Single(entry.Elements(Feeds.Atom + name)));
            Assert.Equal(
                (Time(review.Time("/updatedAt")), Time(review.Time("/publishedAt"))), (Time(entry, "updated"), Time(entry, "published")));
            Assert.Equal(review.At("/reviewers")!.AsArray().Count, entry.Elements(Feeds.Atom + "author").Count());
            Assert.All(entry.Elements(Feeds.Atom + "author"), author => Assert.NotEmpty((string)author.Element(Feeds.Atom + "name")!));
            Assert.Equal($"{api.Anonymous.BaseAddress}v1/reviews/{review.Id}", Link(entry, "related"));
            Assert.True(Uri.TryCreate(Link(entry, "alternate"), UriKind.Absolute, out _));
        }
        Assert.Equal(
            ("Two nights in", "A fine set.", "https://example.com/reviews/1"),
            ((string)entries[0].Element(Feeds.Atom + "title")!, (string)entries[0].Element(Feeds.Atom + "summary")!,
                Link(entries[0], "alternate")));
        Assert.Equal("Changed", (string)entries[1].Element(Feeds.Atom + "title")!);
    }

    [Fact]
    public async Task Given_nothing_is_found_when_read_as_a_feed_then_it_is_one_without_entries()
    {
        var feed = await Read();
        Assert.Empty(feed.Elements(Feeds.Atom + "entry"));
        Assert.All(["id", "title", "updated"], name => Assert.Single(feed.Elements(Feeds.Atom + name)));
        Assert.NotEqual(default, Time(feed, "updated"));
    }

    [Fact]
    public async Task Given_an_entry_when_its_review_changes_then_its_id_stays_and_its_time_moves_and_a_withdrawn_one_goes()
    {
        var review = (await api.Desk.Publish(Body())).Is(201);
        var before = (await Read()).Elements(Feeds.Atom + "entry").Single();
        review = (await api.Desk.Patch(review, """{ "headline": "Changed" }""")).Is(200);
        (await api.Desk.PatchDraft(review, """{ "headline": "Behind" }""")).Is(201);
        var after = (await Read()).Elements(Feeds.Atom + "entry").Single();
        Assert.Equal(
            ((string)before.Element(Feeds.Atom + "id")!, "Changed"),
            ((string)after.Element(Feeds.Atom + "id")!, (string)after.Element(Feeds.Atom + "title")!));
        Assert.True(Time(after, "updated") > Time(before, "updated"));
        (await api.Desk.Act(review, "withdraw")).Is(200);
        Assert.Empty((await Read()).Elements(Feeds.Atom + "entry"));
    }

    [Fact]
    public async Task Given_texts_with_control_characters_and_markup_when_read_as_a_feed_then_it_is_well_formed_and_shows_them_as_text()
    {
        const string hostile = "a\u0001\u0008\u000b\u001f\ufffe\uffffb <script>&amp; ]]> \u2028 🎬 \"'";
        var review = (await api.Desk.Publish(
            Body().Put("/headline", hostile).Put("/summary", hostile).Put("/reviewers/0/name", hostile))).Is(201);
        var entry = (await Read()).Elements(Feeds.Atom + "entry").Single(one => Feeds.IdOf(one) == review.Id);
        const string shown = "ab <script>&amp; ]]> \u2028 🎬 \"'";
        Assert.Equal(
            (shown, shown, shown),
            ((string)entry.Element(Feeds.Atom + "title")!, (string)entry.Element(Feeds.Atom + "summary")!,
                (string)entry.Element(Feeds.Atom + "author")!.Element(Feeds.Atom + "name")!));
        Assert.All(
            entry.Descendants().Select(element => (string?)element.Attribute("type")),
            type => Assert.True(type is null or "text" or "application/json", type));
    }

    [Fact]
    public async Task Given_an_anonymous_reviewer_when_read_as_a_feed_then_the_author_has_a_name()
    {
        (await api.Desk.Publish(Body().With("/reviewers", """[{ "kind": "anonymous" }]"""))).Is(201);
        Assert.Equal("Anonymous", (string)(await Read()).Descendants(Feeds.Atom + "author").Single().Element(Feeds.Atom + "name")!);
    }

    [Fact]
    public async Task Given_a_feed_when_its_tag_is_sent_then_304_until_something_new_comes()
    {
        (await api.Desk.Publish(Body())).Is(201);
        using var first = await api.Anonymous.Get(Path());
        var tag = first.Headers.ETag!.ToString();
        Assert.Equal("application/atom+xml", first.Content.Headers.ContentType!.MediaType);
        foreach (var naming in new[] { tag, $"W/{tag}" })
        {
            using var unchanged = await api.Anonymous.Get(Path(), ("If-None-Match", naming));
            Assert.Equal(304, (int)unchanged.StatusCode);
        }
        (await api.Desk.Publish(Body())).Is(201);
        using var changed = await api.Anonymous.Get(Path(), ("If-None-Match", tag));
        Assert.Equal(200, (int)changed.StatusCode);
    }

    [Theory]
    [InlineData(null, 200)]
    [InlineData("application/atom+xml", 200)]
    [InlineData("application/atom+xml, application/rss+xml;q=0.9, */*;q=0.1", 200)]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", 200)]
    [InlineData("application/json", 406)]
    public async Task Given_an_accept_when_the_feed_is_read_then_it_is_met_or_refused(string? accept, int status)
    {
        using var answer = await api.Anonymous.Get(Path(), accept is null ? [] : [("Accept", accept)]);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    string Path() => $"/feeds/reviews.atom?film={Uri.EscapeDataString(title)}";

    JsonObject Body() => Example.Review(title);

    Task<XElement> Read() => api.Anonymous.Feed(Path());

    static DateTimeOffset Time(DateTimeOffset time) => time.ToUniversalTime();

    static DateTimeOffset Time(XElement element, string name)
    {
        var text = (string)element.Element(Feeds.Atom + name)!;
        Assert.EndsWith("Z", text, StringComparison.Ordinal);
        return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    static string Link(XElement element, string relation) =>
        (string)element.Elements(Feeds.Atom + "link").Single(link => (string?)link.Attribute("rel") == relation).Attribute("href")!;
}
