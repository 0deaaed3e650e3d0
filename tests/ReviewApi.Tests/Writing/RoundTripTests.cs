using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Writing;

/// <summary>A write asks all that it has to know in one round trip, and stores all that it changes in another one.</summary>
public sealed class RoundTripTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/v1/reviews", false)]
    [InlineData("/v1/reviews", true)]
    [InlineData("/v1/reviews?publish=true", false)]
    [InlineData("/v1/reviews?publish=true", true)]
    public async Task Given_a_new_review_when_it_is_created_then_its_transaction_is_two_round_trips(string path, bool hasKey)
    {
        await Created(path, Example.Full());
        var body = Example.Full();
        Assert.Equal(2, (await Statements.Of(trace => api.Desk.Send(
            "POST", path, Contents.Json(body), [trace, .. hasKey ? [("Idempotency-Key", $"{Guid.NewGuid()}")] : NoHeaders]))).Count);
    }

    [Theory]
    [InlineData("/v1/reviews", "")]
    [InlineData("/v1/reviews", "/draft")]
    [InlineData("/v1/reviews?publish=true", "")]
    [InlineData("/v1/reviews?publish=true", "/draft")]
    public async Task Given_a_review_when_it_is_replaced_then_its_transaction_is_two_round_trips(string path, string copy)
    {
        var body = Example.Full();
        var created = await Created(path, body);
        foreach (var headline in new[] { "First", "Second" })
        {
            body["headline"] = headline;
            var (address, etag) = ($"{created.Location}{copy}", await Tag($"{created.Location}{copy}", created.ETag!));
            Assert.Equal(2, (await Statements.Of(trace => api.Desk.Send(
                "PUT", address, Contents.Json(body), trace, ("If-Match", etag)))).Count);
        }
    }

    static (string, string)[] NoHeaders => [];

    async Task<Answer> Created(string path, JsonNode body) => (await api.Desk.Post(path, body)).Is(201);

    // Of a live review without a working copy it is the live one's.
    async Task<string> Tag(string address, string live) =>
        (await api.Desk.Read(address)) is { Status: HttpStatusCode.OK, ETag: { } tag } ? tag : live;
}
