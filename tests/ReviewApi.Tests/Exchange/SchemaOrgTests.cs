using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReviewApi.Tests.Exchange;

/// <summary>A review as search engines read it: what is asked of a review snippet.</summary>
public sealed partial class SchemaOrgTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string LinkedData = "application/ld+json";

    [Fact]
    public async Task Given_a_whole_review_when_read_as_linked_data_then_it_has_what_review_snippets_need()
    {
        var review = await Published(Example.Full());
        var read = await Read(review);
        Assert.Equal(
            ("https://schema.org", "Review", "Two nights in"), (Text(read, "/@context"), Text(read, "/@type"), Text(read, "/name")));
        Assert.Equal(("TVSeries", review.Text("/films/0/title")), (Text(read, "/itemReviewed/@type"), Text(read, "/itemReviewed/name")));
        Assert.Equal(
            (9m, 10m, 0m, "Rating"),
            (Number(read, "/reviewRating/ratingValue"), Number(read, "/reviewRating/bestRating"),
                Number(read, "/reviewRating/worstRating"), Text(read, "/reviewRating/@type")));
        Assert.Equal(["Ann Reviewer", "Anonymous"], read["author"]!.AsArray().Select(author => (string)author!["name"]!));
        Assert.All(read["author"]!.AsArray(), author => Assert.Equal("Person", (string?)author!["@type"]));
        Assert.Equal(
            ("2014-02-15", "https://example.com/reviews/1", "Disc Weekly", "en-GB"),
            (Text(read, "/datePublished"), Text(read, "/url"), Text(read, "/publisher/name"), Text(read, "/inLanguage")));
        Assert.Equal(
            ("https://example.com/front.jpg", "Studio One"),
            (Text(read, "/itemReviewed/image"), Text(read, "/itemReviewed/productionCompany/0/name")));
        // The sections that are scored.
        Assert.Equal(
            [("story", 8.5m), ("picture", 9m)],
            read["associatedReview"]!.AsArray()
                .Select(aspect => ((string)aspect!["reviewAspect"]!, Number(aspect, "/reviewRating/ratingValue"))));
        Assert.All(read["associatedReview"]!.AsArray(), aspect => Assert.Equal(
            (10m, 0m, "Review"),
            (Number(aspect!, "/reviewRating/bestRating"), Number(aspect!, "/reviewRating/worstRating"), Text(aspect!, "/@type"))));
        Well(read);
    }

    [Theory]
    [InlineData("film", "Movie")]
    [InlineData("tv_film", "Movie")]
    [InlineData("documentary", "Movie")]
    [InlineData("short", "Movie")]
    [InlineData("tv_series", "TVSeries")]
    [InlineData("tv_miniseries", "TVSeries")]
    [InlineData("tv_season", "TVSeason")]
    public async Task Given_a_kind_of_work_when_read_as_linked_data_then_it_has_its_type(string kind, string type) =>
        Assert.Equal(type, Text(await Read(await api.Desk.PublishWith(("/films/0/kind", $"\"{kind}\""))), "/itemReviewed/@type"));

    [Fact]
    public async Task Given_no_overall_score_when_read_as_linked_data_then_the_rating_is_the_mean_and_without_any_score_there_is_none()
    {
        var review = await api.Desk.PublishWith(("/sections/picture", """{ "score": 7 }"""), ("/sections/sound", """{ "score": 8 }"""));
        Assert.Equal(7.5m, Number(await Read(review), "/reviewRating/ratingValue"));
        var unscored = await Read(await api.Desk.PublishWith(("/overall", """{ "text": "All in all." }""")));
        Assert.Equal((null, null, "All in all."), (unscored["reviewRating"], unscored["associatedReview"], Text(unscored, "/reviewBody")));
        Assert.Equal(0m, Number(await Read(await api.Desk.PublishWith(("/overall", """{ "score": 0 }"""))), "/reviewRating/ratingValue"));
        Well(unscored);
    }

    [Theory]
    [InlineData("""[{ "kind": "anonymous" }]""", "Person", "Anonymous")]
    [InlineData("""[{ "kind": "anonymous", "name": "Staff" }]""", "Person", "Staff")]
    [InlineData("""[{ "kind": "organisation", "name": "The Desk" }]""", "Organization", "The Desk")]
    [InlineData("""[{ "name": "Zoë" }]""", "Person", "Zoë")]
    public async Task Given_a_reviewer_when_read_as_linked_data_then_the_author_has_a_type_and_a_name(
        string reviewers, string type, string name)
    {
        var read = await Read(await api.Desk.PublishWith(("/reviewers", reviewers)));
        Assert.Equal((type, name), (Text(read, "/author/@type"), Text(read, "/author/name")));
    }

    [Theory]
    [InlineData("2011")]
    [InlineData("2011-02")]
    [InlineData(null)]
    public async Task Given_a_date_that_is_partial_or_left_out_when_read_as_linked_data_then_it_is_one_of_ISO_8601(string? date)
    {
        var review = await Published(date is null ? Example.Review() : Example.Review().Put("/reviewedOn", date));
        Assert.Equal(date ?? review.Text("/publishedAt")![..10], Text(await Read(review), "/datePublished"));
    }

    [Fact]
    public async Task Given_hostile_texts_when_read_as_linked_data_then_they_are_the_same_and_cannot_end_a_script_element()
    {
        const string hostile = "</script><script>alert(1)</script> \" \\ ' & <b> \u2028 \u202e 🎬 {{x}}";
        var review = await Published(
            Example.Review(null).Put("/headline", hostile).Put("/films/0/title", $"{hostile} {Guid.NewGuid()}")
                .Put("/reviewers/0/name", hostile));
        using var answer = await api.Anonymous.Get(review.Path, ("Accept", LinkedData));
        var text = await answer.Content.ReadAsStringAsync();
        // Pages put it between script tags as it is.
        Assert.DoesNotContain("</script", text, StringComparison.OrdinalIgnoreCase);
        var read = JsonNode.Parse(text)!;
        Assert.Equal((hostile, hostile), (Text(read, "/name"), Text(read, "/author/name")));
        Assert.Equal(review.Text("/films/0/title"), Text(read, "/itemReviewed/name"));
    }

    [Fact]
    public async Task Given_a_draft_or_a_withdrawn_review_when_read_as_linked_data_then_it_is_gone_for_readers_and_problems_stay_problems()
    {
        var live = await Published(Example.Review());
        (await api.Desk.Act(live, "withdraw")).Is(200);
        using var gone = await api.Anonymous.Get(live.Path, ("Accept", LinkedData));
        await gone.Problem(HttpStatusCode.Gone);
        var draft = (await api.Desk.Create(Example.Parse("""{ "headline": "Only this" }"""))).Is(201);
        using var hidden = await api.Anonymous.Get(draft.Path, ("Accept", LinkedData));
        await hidden.Problem(HttpStatusCode.NotFound);
        using var desk = await api.Desk.Get(draft.Path, ("Accept", LinkedData));
        Well((await Answer.Of(desk)).Succeeded().Body);
    }

    [Fact]
    public async Task Given_the_samples_when_read_as_linked_data_then_nothing_in_them_is_null_or_empty()
    {
        foreach (var name in Example.SampleNames)
            Well(await Read(await Published(Example.Sample(name))));
    }

    // What holds for any review.
    static void Well(JsonNode read)
    {
        NothingEmpty(read, "");
        if (read["datePublished"] is { } published)
            Assert.Matches(Iso(), (string)published!);
        foreach (var author in read["author"] switch { JsonArray list => list.AsEnumerable(), { } one => [one], null => [] })
            Assert.True(author!["@type"] is not null && author["name"] is not null, author.ToJsonString());
    }

    static void NothingEmpty(JsonNode? node, string place)
    {
        Assert.True(node is not null, $"{place} is null");
        var inner = node switch
        {
            JsonObject members => members.Select(member => (member.Value, $"{place}/{member.Key}")),
            JsonArray items => items.Select((item, index) => (item, $"{place}/{index}")),
            _ => null,
        };
        Assert.True(inner is not null || node.ToString().Length > 0, $"{place} is empty");
        Assert.True(inner?.Any() != false, $"{place} is empty");
        foreach (var (value, where) in inner ?? [])
            NothingEmpty(value, where);
    }

    static string? Text(JsonNode node, string pointer) => node.At(pointer)?.ToString();

    static decimal Number(JsonNode node, string pointer) => node.At(pointer)!.GetValue<decimal>();

    async Task<Answer> Published(JsonObject body) => (await api.Desk.Publish(body)).Is(201);

    async Task<JsonObject> Read(Answer review)
    {
        using var answer = await api.Anonymous.Get(review.Path, ("Accept", LinkedData));
        Assert.Equal(LinkedData, answer.Content.Headers.ContentType!.MediaType);
        return (await Answer.Of(answer)).Succeeded().Body;
    }

    [GeneratedRegex("^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:.]+Z)?)?)?$")]
    private static partial Regex Iso();
}
