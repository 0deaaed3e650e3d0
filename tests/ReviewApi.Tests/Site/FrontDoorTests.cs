using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReviewApi.Tests.Site;

/// <summary>Where things are, for programs and for people.</summary>
public sealed partial class FrontDoorTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    [Theory]
    [InlineData("/")]
    [InlineData("/v1")]
    public async Task Given_a_program_when_it_asks_where_things_are_then_each_address_opens(string path)
    {
        foreach (var accept in new[] { null, "*/*", "application/json" })
        {
            using var answer = await api.Anonymous.Get(path, accept is null ? [] : [("Accept", accept)]);
            Assert.Equal(("application/json", "Accept"), (answer.Content.Headers.ContentType!.ToString(), answer.Headers.Vary.First()));
            var directions = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
            Assert.Equal(("Review API", "1.0.0"), ((string?)directions["name"], (string?)directions["version"]));
            foreach (var (name, address) in directions.Where(one => one.Key is not ("name" or "version")))
            {
                using var there = await api.Anonymous.Get($"{address}{(name == "suggest" ? "?q=a" : "")}");
                Assert.True(there.StatusCode is HttpStatusCode.OK or HttpStatusCode.MovedPermanently, $"{name}: {there.StatusCode}");
            }
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/v1")]
    [InlineData("/problems")]
    [InlineData("/problems/validation")]
    public async Task Given_a_browser_when_it_opens_a_page_then_it_is_a_page_whose_policy_allows_its_style_only(string path)
    {
        var (answer, html) = await Page(path);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        var style = Regex.Match(html, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single());
        foreach (Match link in Links().Matches(html))
        {
            var address = WebUtility.HtmlDecode(link.Groups[1].Value);
            using var there = await api.Anonymous.GetAsync(address);
            Assert.True(there.StatusCode is HttpStatusCode.OK or HttpStatusCode.MovedPermanently, $"{address}: {there.StatusCode}");
        }
    }

    [Fact]
    public async Task Given_a_review_when_published_changed_and_withdrawn_then_the_page_has_it_as_it_is_and_its_signs_are_text()
    {
        var title = $"<b>\"Fast & {Guid.NewGuid():N}'</b>";
        var review = await api.Desk.Published(
            Example.Review().Put("/films/0/title", title).Put("/reviewers/0/name", "<script>alert(1)</script>")
                .Put("/sections/picture", new JsonObject { ["score"] = 8.5 }).Put("/overall", new JsonObject { ["score"] = 9 }));
        var (first, html) = await Page("/");
        Assert.Contains($"{title} (1995)", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("<dt>Overall</dt><dd>9.0</dd></div><div><dt>Picture</dt><dd>8.5</dd>", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"/v1/reviews/{review.Text("/slug")}\"", html, StringComparison.Ordinal);
        using var same = await api.Anonymous.Get("/", ("Accept", Browser), ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);

        review = (await api.Desk.Patch(review, """{ "overall": { "score": 4 } }""")).Is(200);
        Assert.Contains("<dt>Overall</dt><dd>4.0</dd>", (await Page("/")).Html, StringComparison.Ordinal);

        (await api.Desk.Act(review, "withdraw")).Is(200);
        Assert.DoesNotContain(review.Text("/slug")!, (await Page("/")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_the_kinds_of_problems_when_listed_then_each_has_a_remedy_and_a_page_that_says_it()
    {
        var kinds = (await api.Anonymous.Read("/problems")).Is(200).At("/items")!.AsArray();
        var (_, list) = await Page("/problems");
        Assert.Equal(kinds.Count, kinds.DistinctBy(kind => (string?)kind!["type"]).Count());
        Assert.True(kinds.Count >= 18);
        foreach (var kind in kinds)
        {
            var page = WebUtility.HtmlDecode((await Page((string)kind!["type"]!)).Html);
            foreach (var member in new[] { "title", "description", "remedy", "status" })
            {
                Assert.Contains(kind[member]!.ToString(), page, StringComparison.Ordinal);
                Assert.Contains(kind[member]!.ToString(), WebUtility.HtmlDecode(list), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Given_what_every_host_is_asked_for_when_read_then_it_is_there()
    {
        using var icon = await api.Anonymous.GetAsync("/favicon.ico");
        Assert.Equal("image/svg+xml", icon.Content.Headers.ContentType!.MediaType);
        Assert.Equal("svg", System.Xml.Linq.XDocument.Parse(await icon.Content.ReadAsStringAsync()).Root!.Name.LocalName);
        Assert.Equal("User-agent: *\nAllow: /\n", await api.Anonymous.GetStringAsync("/robots.txt"));
    }

    [Theory]
    [InlineData("/", "image/png")]
    [InlineData("/problems", "application/xml")]
    public async Task Given_a_type_that_there_is_not_when_asked_then_406(string path, string accept)
    {
        using var answer = await api.Anonymous.Get(path, ("Accept", accept));
        await answer.Problem(HttpStatusCode.NotAcceptable);
    }

    async Task<(HttpResponseMessage Answer, string Html)> Page(string path)
    {
        var answer = await api.Anonymous.Get(path, ("Accept", Browser));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Links();
}
