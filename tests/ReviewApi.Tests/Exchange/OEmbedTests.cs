using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ReviewApi.Tests.Exchange;

/// <summary>A review for sites that embed, as oEmbed 1.0 has it.</summary>
public sealed class OEmbedTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_review_when_embedded_then_the_answer_has_what_the_type_rich_needs()
    {
        var review = (await api.Desk.Publish(Example.Full())).Is(201);
        var read = (await api.Anonymous.Read(Ask(Address(review.Id)))).Is(200);
        Assert.Equal(
            ("rich", "1.0", "Two nights in", "Ann Reviewer, Anonymous", "Disc Weekly"),
            (read.Text("/type"), read.Text("/version"), read.Text("/title"), read.Text("/author_name"), read.Text("/provider_name")));
        Assert.True((int)read.At("/width")! > 0 && (int)read.At("/height")! > 0);
        var html = Html(read);
        Assert.Equal(Address(review.Id), (string)html.Descendants("a").Single().Attribute("href")!);
        Assert.Contains("Two nights in", html.Value, StringComparison.Ordinal);
        Assert.Contains(review.Text("/films/0/title")!, html.Value, StringComparison.Ordinal);
        Assert.Contains("8.5", html.Value, StringComparison.Ordinal);
        Assert.All(read.Body, member => Assert.NotNull(member.Value));
    }

    [Fact]
    public async Task Given_the_addresses_of_a_review_when_embedded_then_each_finds_it()
    {
        var review = (await api.Desk.Publish(Example.Review())).Is(201);
        foreach (var address in new[]
        {
            Address(review.Id), Address(review.Text("/slug")!), $"{Address(review.Id)}?from=a&x=%20", $"{Address(review.Id)}#sound",
        })
            Assert.Equal(review.Text("/films/0/title"), (await api.Anonymous.Read(Ask(address))).Is(200).Text("/title"));
    }

    [Fact]
    public async Task Given_a_width_and_a_height_when_embedded_then_it_is_no_larger()
    {
        var review = (await api.Desk.Publish(Example.Review())).Is(201);
        foreach (var (width, height) in new[] { (1, 1), (200, 100), (479, 5000), (100_000, int.MaxValue) })
        {
            var read = (await api.Anonymous.Read($"{Ask(Address(review.Id))}&maxwidth={width}&maxheight={height}&format=json")).Is(200);
            Assert.InRange((int)read.At("/width")!, 1, width);
            Assert.InRange((int)read.At("/height")!, 1, height);
        }
        (await api.Anonymous.Read($"{Ask(Address(review.Id))}&maxwidth=99999999999999999999&maxheight=99999999999999999999")).Is(200);
        foreach (var wrong in new[]
        {
            "maxwidth=0", "maxwidth=-1", "maxheight=x", "maxheight=", "maxwidth=1.5", "maxwidth=0400", "maxwidth=%2B400", "maxheight=4e2",
            "maxheight=４００",
        })
            Assert.Equal(
                wrong.Split('=')[0], (await api.Anonymous.Read($"{Ask(Address(review.Id))}&{wrong}")).Is(400).Text("/errors/0/parameter"));
    }

    [Fact]
    public async Task Given_a_draft_a_withdrawn_or_no_review_when_embedded_then_404_with_a_key_too()
    {
        var draft = (await api.Desk.Create(Example.Review())).Is(201);
        var live = (await api.Desk.Publish(Example.Review())).Is(201);
        (await api.Desk.Act(live, "withdraw")).Is(200);
        foreach (var address in new[]
        {
            Address(draft.Id), Address(live.Id), Address(live.Text("/slug")!), Address($"{Guid.NewGuid()}"), Address("no-such-review"),
            Address(""), Address("facets"), Address("%00"),
        })
            foreach (var client in new[] { api.Anonymous, api.Desk })
            {
                using var answer = await client.GetAsync(Ask(address));
                await answer.Problem(HttpStatusCode.NotFound, address);
            }
    }

    [Fact]
    public async Task Given_an_address_of_another_site_when_embedded_then_404()
    {
        var review = (await api.Desk.Publish(Example.Review())).Is(201);
        foreach (var address in new[]
        {
            $"https://elsewhere.example/v1/reviews/{review.Id}", "https://elsewhere.example/",
            $"{api.Anonymous.BaseAddress}v1/films/{review.Text("/films/0/id")}", $"{Address(review.Id)}/revisions",
        })
        {
            var answer = await api.Anonymous.Read(Ask(address));
            Assert.True(answer.Status == HttpStatusCode.NotFound, $"{address}: {answer}");
        }
    }

    [Theory]
    [InlineData("/oembed", "url")]
    [InlineData("/oembed?url=", "url")]
    [InlineData("/oembed?url=abc", "url")]
    [InlineData("/oembed?url=/v1/reviews/x", "url")]
    [InlineData("/oembed?url=javascript:alert(1)//v1/reviews/x", "url")]
    [InlineData("/oembed?url=ftp://example.org/v1/reviews/x", "url")]
    [InlineData("/oembed?url=http://example.org/v1/reviews/x&url=http://example.org", "url")]
    [InlineData("/oembed?url=http://example.org/v1/reviews/x&format=json&format=json", "format")]
    public async Task Given_a_parameter_that_is_missing_or_wrong_when_embedded_then_400_names_it(string path, string parameter) =>
        Assert.Equal(parameter, (await api.Anonymous.Read(path)).Is(400).Text("/errors/0/parameter"));

    [Fact]
    public async Task Given_parameters_that_other_consumers_send_when_embedded_then_they_are_passed_over()
    {
        var review = (await api.Desk.Publish(Example.Review())).Is(201);
        var plain = (await api.Anonymous.Read(Ask(Address(review.Id)))).Is(200);
        foreach (var others in new[]
        {
            "dnt=1", "callback=x", "dnt=1&dnt=2&theme=dark&limit=x", "urls=", "%3Cb%3E=1", new string('a', 5000),
        })
        {
            var read = (await api.Anonymous.Read($"{Ask(Address(review.Id))}&{others}")).Is(200);
            Assert.True(JsonNode.DeepEquals(plain.Body, read.Body), others);
        }
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("JSON")]
    [InlineData("yaml")]
    [InlineData("")]
    public async Task Given_a_format_that_is_not_json_when_embedded_then_501_whose_page_opens(string format)
    {
        var review = (await api.Desk.Publish(Example.Review())).Is(201);
        using var answer = await api.Anonymous.GetAsync($"{Ask(Address(review.Id))}&format={format}");
        var problem = await answer.Problem(HttpStatusCode.NotImplemented);
        Assert.Equal("format", (string?)problem["errors"]![0]!["parameter"]);
        using var page = await api.Anonymous.GetAsync((string)problem["type"]!);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Given_a_published_review_when_read_by_id_or_slug_then_its_link_leads_to_its_embedding_and_a_draft_has_none()
    {
        var review = (await api.Desk.Publish(Example.Review())).Is(201);
        foreach (var (client, path) in new[]
        {
            (api.Anonymous, review.Path), (api.Anonymous, $"/v1/reviews/{review.Text("/slug")}"), (api.Desk, review.Path),
        })
        {
            using var read = await client.GetAsync(path);
            var link = Assert.Single(read.Headers.GetValues("Link"));
            Assert.EndsWith(">; rel=\"alternate\"; type=\"application/json+oembed\"", link, StringComparison.Ordinal);
            var embedding = (await api.Anonymous.Read(link[1..link.IndexOf('>', StringComparison.Ordinal)])).Is(200);
            Assert.Equal(
                new Uri(api.Anonymous.BaseAddress!, path).ToString(), (string)Html(embedding).Descendants("a").Single().Attribute("href")!);
        }
        var draft = (await api.Desk.Create(Example.Review())).Is(201);
        using var unpublished = await api.Desk.GetAsync(draft.Path);
        Assert.False(unpublished.Headers.Contains("Link"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("</a></blockquote><iframe src=//evil>")]
    [InlineData("' onmouseover='x & y &lt;b&gt;")]
    [InlineData("\u0001\u0008 a \u2028 b 🎬")]
    public async Task Given_hostile_texts_when_embedded_then_the_html_shows_them_as_text(string hostile)
    {
        var review = (await api.Desk.Publish(
            Example.Review().Put("/headline", hostile).Put("/films/0/title", $"{hostile} {Guid.NewGuid()}")
                .Put("/source", new JsonObject { ["outlet"] = hostile }))).Is(201);
        var read = (await api.Anonymous.Read(Ask($"{Address(review.Id)}?x=\"><script>"))).Is(200);
        Assert.Equal(hostile, read.Text("/title"));
        var text = read.Text("/html")!;
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<i", text, StringComparison.OrdinalIgnoreCase);
        // It has control characters as references, which XML has not.
        if (hostile.Contains('\u0001', StringComparison.Ordinal))
            return;
        var html = Html(read);
        Assert.Equal(["a", "blockquote", "p"], html.DescendantsAndSelf().Select(element => element.Name.LocalName).Distinct().Order());
        Assert.Equal(["href"], html.DescendantsAndSelf().Attributes().Select(attribute => attribute.Name.LocalName));
        Assert.Equal(hostile, html.Descendants("a").Single().Value);
        Assert.Contains(review.Text("/films/0/title")!, html.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_no_scores_and_a_film_without_a_year_when_embedded_then_nothing_is_said_of_them()
    {
        var review = (await api.Desk.Publish(Example.Review().Without("/films/0/year"))).Is(201);
        var html = Html((await api.Anonymous.Read(Ask(Address(review.Id)))).Is(200));
        Assert.All(html.Descendants(), element => Assert.False(string.IsNullOrWhiteSpace(element.Value), html.ToString()));
        Assert.DoesNotContain("()", html.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_embedding_when_its_tag_is_sent_then_304_until_the_review_changes_and_another_type_is_406()
    {
        var review = (await api.Desk.Publish(Example.Review())).Is(201);
        using var first = await api.Anonymous.Get(Ask(Address(review.Id)));
        var tag = first.Headers.ETag!.ToString();
        using var unchanged = await api.Anonymous.Get(Ask(Address(review.Id)), ("If-None-Match", tag));
        Assert.Equal(304, (int)unchanged.StatusCode);
        (await api.Desk.Patch(review, """{ "headline": "Changed" }""")).Is(200);
        using var changed = await api.Anonymous.Get(Ask(Address(review.Id)), ("If-None-Match", tag));
        Assert.Equal("Changed", (string?)(await Answer.Of(changed)).Succeeded().Body["title"]);
        using var xml = await api.Anonymous.Get(Ask(Address(review.Id)), ("Accept", "text/xml"));
        await xml.Problem(HttpStatusCode.NotAcceptable);
    }

    static string Ask(string address) => $"/oembed?url={Uri.EscapeDataString(address)}";

    static XElement Html(Answer read) => XElement.Parse(read.Text("/html")!, LoadOptions.PreserveWhitespace);

    string Address(string idOrSlug) => $"{api.Anonymous.BaseAddress}v1/reviews/{idOrSlug}";
}
