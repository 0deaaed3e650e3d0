using System.Net;

namespace ReviewApi.Tests.Search;

/// <summary>In which order words find reviews, what is shown of the place, and from when and until when they find them.</summary>
public sealed class RelevanceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_word_in_title_people_headline_and_prose_when_asked_then_they_come_in_this_order()
    {
        var word = Letters();
        var prose = await api.Desk.PublishWith(("/sections/story/text", $"\"{string.Concat(Enumerable.Repeat($"{word} and ", 20))}\""));
        var title = await api.Desk.PublishWith(("/films/0/title", $"\"The {word}\""));
        var headline = await api.Desk.PublishWith(("/headline", $"\"The {word}\""));
        var people = await api.Desk.PublishWith(("/films/0/directors", $"[\"Ann {word}\"]"));
        string[] expected = [title.Id, people.Id, headline.Id, prose.Id];
        Assert.Equal(expected, await api.Anonymous.Ids($"q={word}"));
        Assert.Equal(expected, await api.Anonymous.Ids($"q={word}&sort=relevance"));
        Assert.Equal([people.Id, headline.Id, title.Id, prose.Id], await api.Anonymous.Ids($"q={word}&sort=-publishedAt"));
        var ranks = (await api.Anonymous.Read($"/v1/reviews?q={word}")).Is(200).At("/items")!.AsArray()
            .Select(item => (decimal)item!["match"]!["rank"]!).ToList();
        Assert.Equal(ranks.Distinct().OrderDescending(), ranks);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "&sort=relevance,title")]
    [InlineData(3, "&sort=title,relevance")]
    [InlineData(3, "&sort=-picture")]
    public async Task Given_ranks_that_are_the_same_and_not_when_paged_through_then_the_pages_are_the_whole_list(int limit, string sort)
    {
        var word = Letters();
        for (var number = 0; number < 9; number++)
            await api.Desk.PublishWith(
                ("/films/0/title", $"\"Title {number % 2}\""),
                ("/sections/story/text", $"\"{string.Concat(Enumerable.Repeat($"{word} ", 1 + number % 3))}\""),
                ("/sections/picture", number % 4 == 0 ? "{}" : """{ "score": 7 }"""));
        var whole = (await api.Anonymous.Read($"/v1/reviews?q={word}{sort}&count=exact")).Is(200);
        var (seen, next) = (new List<string>(), (string?)null);
        do
        {
            var page = (await api.Anonymous.Read(
                $"/v1/reviews?q={word}{sort}&limit={limit}{(next is null ? "" : $"&cursor={next}")}")).Is(200);
            seen.AddRange(page.At("/items")!.AsArray().Select(item => (string)item!["id"]!));
            next = page.Text("/next");
        }
        while (next is not null);
        Assert.Equal(9, seen.Distinct().Count());
        Assert.Equal(whole.At("/items")!.AsArray().Select(item => (string)item!["id"]!), seen);
        Assert.Equal("9", whole.Text("/total"));
        Assert.Equal("9", (await api.Anonymous.Read($"/v1/reviews/facets?q={word}")).Is(200).Text("/total"));
    }

    [Theory]
    [InlineData("Fine <b>graaain</b> & \\\"sharp\\\" 'detail'.", "graaain")]
    [InlineData("A <mark>graaain</mark> and &lt;graaain&gt;", "graaain")]
    [InlineData("5 < 6 & graaain > \\\"4\\\" 'or' <3 +1.", "graaain")]
    [InlineData("<script>alert('graaain')</script>", "graaain")]
    [InlineData("Das Graaäin öffnet: Ünïcödé.", "graaain")]
    [InlineData("😀 graaain 😀𝄞 <i>", "graaain")]
    [InlineData("\\ue000graaain\\ue001 \\ue002 graaain", "graaain")]
    [InlineData("Graaain grows, it is sharp\\n\\n<p>and sharp again", "\"graaain grows\" sharp")]
    public async Task Given_a_text_with_the_words_when_highlighted_then_they_are_marked_and_the_rest_is_escaped(string text, string words)
    {
        var review = await api.Desk.PublishWith(("/sections/picture", $$"""{ "text": "{{text}}" }"""));
        var written = review.Text("/sections/picture/text")!;
        foreach (var query in new[] { "", "&in=picture", "&view=full" })
        {
            var found = (await api.Anonymous.Read(
                $"/v1/reviews?releaseId={review.Text("/release/id")}&q={Uri.EscapeDataString(words)}{query}")).Is(200);
            var highlight = Assert.Single(found.At("/items/0/match/highlights")!.AsArray(), one => (string?)one!["section"] == "picture");
            var fragment = (string)highlight!["fragment"]!;
            Assert.Contains("<mark>", fragment, StringComparison.Ordinal);
            var marked = fragment.Split("<mark>")[1..].Select(piece => WebUtility.HtmlDecode(piece.Split("</mark>")[0])).ToList();
            Assert.All(marked, mark => Assert.Contains(Reading.Fold(mark), new[] { "graaain", "grows", "sharp" }));
            var rest = fragment.Replace("<mark>", "", StringComparison.Ordinal).Replace("</mark>", "", StringComparison.Ordinal);
            Assert.DoesNotContain('<', rest);
            Assert.DoesNotContain('>', rest);
            Assert.Contains(WithoutPrivateUse(WebUtility.HtmlDecode(rest)), WithoutPrivateUse(written), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Given_words_in_several_sections_when_highlighted_then_each_is_named_and_others_are_not()
    {
        var word = Letters();
        await api.Desk.PublishWith(("/headline", $"\"A {word}\""), ("/sections", $$"""
            {
              "story": { "text": "One {{word}}." }, "sound": { "text": "Two {{word}}." }, "extras": { "text": "None." }
            }
            """));
        Assert.Equal(["headline", "sound", "story"], await Sections($"q={word}"));
        Assert.Equal(["sound"], await Sections($"q={word}&in=sound,extras"));
        Assert.False((await api.Anonymous.Read("/v1/reviews")).Is(200).At("/items/0")!.AsObject().ContainsKey("match"));

        async Task<IEnumerable<string>> Sections(string query) =>
            (await api.Anonymous.Read($"/v1/reviews?{query}")).Is(200).At("/items/0/match/highlights")!.AsArray()
                .Select(one => (string)one!["section"]!).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("Leaving Las Vegas", "leavng las vegas")]
    [InlineData("Blade Runner", "blade runer")]
    [InlineData("The Emperor's New Groove", "emperors new grove")]
    [InlineData("Spirited Away", "spiritted away")]
    [InlineData("Le Fabuleux Destin d'Amélie Poulain", "fabuleux destin amelie poulin")]
    public async Task Given_a_title_when_asked_with_a_slip_of_the_pen_then_it_is_found(string title, string words)
    {
        var review = await api.Desk.PublishWith(("/films/0/title", $"\"{title}\""));
        var found = await api.Anonymous.Read($"/v1/reviews?releaseId={review.Text("/release/id")}&q={Uri.EscapeDataString(words)}");
        Assert.Equal(review.Id, found.Is(200).Text("/items/0/id"));
        Assert.NotNull(found.At("/items/0/match/rank"));
        Assert.False(await api.Anonymous.Finds($"q={Uri.EscapeDataString(words)}&in=story", review));
    }

    [Fact]
    public async Task Given_a_review_when_published_changed_and_withdrawn_then_its_words_find_it_at_once_and_no_longer_at_once()
    {
        var (first, second, third) = (Letters(), Letters(), Letters());
        var draft = (await api.Desk.Create(Example.Review().With("/sections/story/text", $"\"{first}\""))).Is(201);
        Assert.Equal((0, 0, 0), await Found());
        var live = (await api.Desk.Act(draft, "publish")).Is(200);
        Assert.Equal((1, 0, 0), await Found());
        live = (await api.Desk.Patch(live, $$"""{ "sections": { "story": { "text": "{{second}}" } } }""")).Is(200);
        Assert.Equal((0, 1, 0), await Found());
        var copy = (await api.Desk.Patch(live, $$"""{ "sections": { "story": { "text": "{{third}}" } } }""", $"{live.Path}/draft")).Is(201);
        Assert.Equal((0, 1, 0), await Found());
        live = (await api.Desk.Act(copy, "publish")).Is(200);
        Assert.Equal((0, 0, 1), await Found());
        var withdrawn = (await api.Desk.Act(live, "withdraw")).Is(200);
        Assert.Equal((0, 0, 0), await Found());
        (await api.Desk.Act(withdrawn, "restore")).Is(200);
        Assert.Equal((0, 0, 1), await Found());

        async Task<(int, int, int)> Found() => (
            (await api.Anonymous.Ids($"q={first}")).Count,
            (await api.Anonymous.Ids($"q={second}")).Count,
            (await api.Anonymous.Ids($"q={third}&in=story")).Count);
    }

    // Letters that nobody can read may be shown as blanks.
    static string WithoutPrivateUse(string text) =>
        string.Concat(text.Select(letter => letter is >= '\ue000' and <= '\uf8ff' ? ' ' : letter));

    static string Letters() => string.Concat(Guid.NewGuid().ToString("N").Select(digit => (char)('a' + Convert.ToInt32($"{digit}", 16))));
}
