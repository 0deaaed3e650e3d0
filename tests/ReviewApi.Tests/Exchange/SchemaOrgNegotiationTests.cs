using System.Net;

namespace ReviewApi.Tests.Exchange;

public sealed class SchemaOrgNegotiationTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Json = "application/json";
    const string LinkedData = "application/ld+json";

    [Theory]
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData("application/*", Json)]
    [InlineData("application/json, application/ld+json", Json)]
    [InlineData("application/ld+json, application/json", Json)]
    [InlineData("application/ld+json", LinkedData)]
    [InlineData("APPLICATION/LD+JSON", LinkedData)]
    [InlineData("application/ld+json; charset=utf-8", LinkedData)]
    [InlineData("application/ld+json;q=0.5, application/json;q=0.4", LinkedData)]
    [InlineData("application/ld+json;q=0.4, application/json;q=0.5", Json)]
    [InlineData("application/ld+json, */*;q=0.1", LinkedData)]
    [InlineData("application/*;q=0.2, application/ld+json;q=0.1", Json)]
    [InlineData("application/json;q=0, */*", LinkedData)]
    [InlineData("application/ld+json;q=0, */*;q=0.1", Json)]
    [InlineData("text/html, application/ld+json;q=0.001", LinkedData)]
    public async Task Given_an_accept_when_a_review_is_read_then_it_gets_the_type_it_likes_best_with_a_tag_of_its_own(
        string? accept, string type)
    {
        var review = (await api.Desk.Publish(Example.Review())).Is(201);
        using var answer = await api.Anonymous.Get(review.Path, accept is null ? [] : [("Accept", accept)]);
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(type == Json, answer.Headers.ETag!.ToString() == review.ETag);
        Assert.Contains("Accept", answer.Words("Vary"));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/ld+json;q=0")]
    [InlineData("application/ld+json;q=0, application/json;q=0, */*;q=0")]
    [InlineData("application/rdf+xml, text/turtle")]
    public async Task Given_an_accept_that_neither_meets_when_read_then_406(string accept)
    {
        var review = (await api.Desk.Publish(Example.Review())).Is(201);
        using var answer = await api.Anonymous.Get(review.Path, ("Accept", accept));
        await answer.Problem(HttpStatusCode.NotAcceptable);
    }

    [Fact]
    public async Task Given_a_list_when_asked_for_as_linked_data_then_406()
    {
        using var answer = await api.Anonymous.Get("/v1/reviews", ("Accept", LinkedData));
        await answer.Problem(HttpStatusCode.NotAcceptable);
    }

    [Fact]
    public async Task Given_the_tag_of_either_form_when_sent_then_304_for_that_form_only_and_200_once_the_review_changed()
    {
        var review = (await api.Desk.Publish(Example.Review())).Is(201);
        using var first = await api.Anonymous.Get(review.Path, ("Accept", LinkedData));
        var tag = first.Headers.ETag!.ToString();
        foreach (var (accept, sent, status) in new[]
        {
            (LinkedData, tag, 304), (LinkedData, review.ETag!, 200), (Json, tag, 200), (Json, review.ETag!, 304),
        })
        {
            using var answer = await api.Anonymous.Get(review.Path, ("Accept", accept), ("If-None-Match", sent));
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Contains("Accept", answer.Words("Vary"));
        }
        using var head = await api.Anonymous.Send("HEAD", review.Path, null, ("Accept", LinkedData));
        Assert.Equal((tag, first.Content.Headers.ContentLength), (head.Headers.ETag?.ToString(), head.Content.Headers.ContentLength));
        // The tag of the linked data is no precondition for a write.
        (await api.Desk.Patch(review with { ETag = tag }, """{ "headline": "New" }""")).Is(412);
        (await api.Desk.Patch(review, """{ "headline": "New" }""")).Is(200);
        using var changed = await api.Anonymous.Get(review.Path, ("Accept", LinkedData), ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }
}
