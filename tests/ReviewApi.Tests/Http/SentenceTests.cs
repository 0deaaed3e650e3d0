using System.Net;

namespace ReviewApi.Tests.Http;

/// <summary>What a refusal says is so, of the place that it is said of.</summary>
public sealed class SentenceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("""{ "release": { "format": "dvd", "video": [{ "segments": [{ "fromSeconds": 5, "toSeconds": 5 }] }] } }""",
        "It has to be more than fromSeconds: the segment ends where it begins, or before.")]
    [InlineData("""{ "source": { "url": "https://a.b/?x=[1]" } }""", "'[' may stand around an IPv6 address only: percent-encode it (%5B).")]
    [InlineData("""{ "source": { "url": "https://a.b/]" } }""", "'[' may stand around", "']' may stand around")]
    [InlineData("""{ "source": { "url": "https://a.b:65536/" } }""", "Its port has to be a number of 65535 at most.")]
    [InlineData("""{ "source": { "url": "https://a.b:99999999999/x" } }""", "Its port has to be a number of 65535 at most.")]
    [InlineData("""{ "source": { "url": "https://a.b/#c#d" } }""", "'#' may stand in it once")]
    [InlineData("""{ "source": { "url": "https://a.b/100%" } }""", "Each percent sign has to be followed by two hex digits")]
    [InlineData("""{ "source": { "url": "https://me@a.b/" } }""", "without a user name")]
    [InlineData("""{ "source": { "url": "https://me:word@a.b/" } }""", "without a user name")]
    [InlineData("""{ "source": { "url": "/reviews/1" } }""", "It has to be an absolute http or https address")]
    [InlineData("""{ "license": "CC-BY" }""", "Did you mean CC-BY-4.0 or ")]
    public async Task Given_a_wrong_value_when_sent_then_what_is_said_of_it_is_what_is_wrong(string body, params string[] said)
    {
        var refused = (await api.Desk.Post("/v1/reviews?dryRun=true", Example.Parse(body))).Is(422);
        Assert.Contains(said, words => refused.Detail.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_an_address_with_a_port_or_an_IPv6_host_when_sent_then_it_is_taken()
    {
        foreach (var url in new[] { "https://a.b:65535/", "http://[::1]:8080/x", "https://a.b:/", "https://a.b?x#y" })
            (await api.Desk.Post("/v1/reviews?dryRun=true", Example.Draft().Put("/source/url", url))).Is(200);
    }

    [Fact]
    public async Task Given_one_disc_that_is_listed_when_there_are_two_then_the_warning_speaks_of_one()
    {
        var review = Example.Draft().Put("/release/discCount", 2).With("/release/discs", """[{ "number": 1 }]""");
        Assert.Equal("One disc is listed.", (await api.Desk.Created(review)).Text("/warnings/0/detail"));
    }

    [Theory]
    [InlineData("""{ "sections": { "story": { "printed": { "value": "", "scale": "stars_5" } } } }""")]
    [InlineData("""{ "sections": { "story": { "state": "scored", "printed": { "value": " ", "scale": "stars_5" } } } }""")]
    public async Task Given_a_value_that_is_missing_when_sent_then_its_place_is_named_once(string body)
    {
        var refused = (await api.Desk.Post("/v1/reviews?dryRun=true", Example.Parse(body))).Is(422);
        Assert.Equal(["/sections/story/printed/value required"], refused.Faults);
        Assert.Equal("One place is at fault.", refused.Text("/detail"));
    }

    [Fact]
    public async Task Given_two_faults_of_one_place_when_sent_then_it_is_counted_once()
    {
        var refused = (await api.Desk.Post("/v1/reviews?dryRun=true", Example.Parse("""{ "overall": { "score": 10.55 } }"""))).Is(422);
        Assert.Equal((2, "One place is at fault."), (refused.Faults.Count, refused.Text("/detail")));
    }

    [Theory]
    [InlineData("format=blu_ray,", "It has an empty value.", "Did you mean")]
    [InlineData("format=blu_ray,nope,x1", "nope: ", "x1")]
    [InlineData("format=nope", "Not a code", "nope")]
    [InlineData("sort=title,title", "It has the key title twice.", "most")]
    [InlineData("sort=title,-title", "It has the key title twice.", "most")]
    [InlineData("sort=title,year,story,picture,sound,overall", "It has 6 keys; 5 are the most.", "twice")]
    public async Task Given_a_wrong_value_of_a_list_when_read_then_it_is_said_which_one_and_nothing_that_is_not_so(
        string query, string said, string not)
    {
        var refused = (await api.Anonymous.Read($"/v1/reviews?{query}")).Is(400);
        Assert.Contains(said, refused.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(not, refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_key_without_the_scope_when_it_is_refused_then_the_scope_is_named_everywhere()
    {
        using var writer = await api.NewClient(KeyCalls.Write);
        var review = await api.Desk.Created(Example.Review());
        foreach (var (path, scope) in new[]
        {
            ("/v1/reviews?publish=true", "reviews:publish"), ($"{review.Path}/publish", "reviews:publish"), ("/v1/scales", "admin"),
        })
        {
            using var answer = await writer.Send("POST", path, Contents.Json("{}"), ("If-Match", review.ETag!));
            Assert.Equal($"The key lacks the scope {scope}.", (string?)(await answer.Problem(HttpStatusCode.Forbidden))["detail"]);
        }
    }

    [Fact]
    public async Task Given_alternatives_when_searched_then_or_is_between_them_and_the_document_says_so()
    {
        var word = $"q{Guid.NewGuid():N}";
        var review = await api.Desk.Published(Example.Review().Put("/headline", word));
        Assert.Equal([review.Id], await api.Anonymous.IdsOf($"/v1/reviews?q={word}+or+zzzzqqq"));
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/reviews?q={word}+zzzzqqq"));
        var q = ApiDocument.Committed().Operation("ListReviews").Parameters.Single(parameter => (string?)parameter["name"] == "q");
        Assert.Contains("or between alternatives", (string?)q["description"], StringComparison.Ordinal);
    }
}
