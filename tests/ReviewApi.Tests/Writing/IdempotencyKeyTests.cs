using System.Text;

namespace ReviewApi.Tests.Writing;

/// <summary>What may be an Idempotency-Key. Sent raw, since clients tidy headers up.</summary>
public sealed class IdempotencyKeyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    // An import takes none.
    public static TheoryData<string> Posts =>
    [
        .. ApiDocument.Committed().Operations.Where(operation => operation is { Method: "POST", Id: not "ImportReviews" })
            .Select(operation => operation.Path),
    ];

    public static TheoryData<string> Bad =>
    [
        "Idempotency-Key:", "Idempotency-Key:   ", $"Idempotency-Key: {new string('k', 256)}",
        "Idempotency-Key: a b", "Idempotency-Key: a\tb",
        "Idempotency-Key: cl\u00c3\u00a9", "Idempotency-Key: \u00e2\u0082\u00ac", "Idempotency-Key: \u007f",
        "Idempotency-Key: a\nIdempotency-Key: b", "Idempotency-Key: a\nIdempotency-Key: a",
        "Idempotency-Key: a\nIdempotency-Key:", "Idempotency-Key: a, b",
    ];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Given_a_key_that_is_none_when_posted_then_400_naming_the_header_and_nothing_is_stored(string header)
    {
        var title = Example.NewTitle();
        var answer = await Send("/v1/reviews", header, Example.Review(title).ToJsonString());
        Assert.Equal((400, null), (answer.Status, Refusals.FaultOfProblem(answer.Status, answer.ContentType, "/v1/reviews", answer.Body)));
        Assert.Equal([("Idempotency-Key", "invalid_value")], Example.Parse(answer.Body).Faults());
        Assert.DoesNotContain(title, (await api.Desk.Read("/v1/reviews?status=draft&limit=100")).ToString());
    }

    [Theory]
    [InlineData("!")]
    [InlineData("~")]
    [InlineData("\"quoted\"")]
    [InlineData("a,b;c=d:e/f?g#h%20\\")]
    [InlineData("{}[]()<>@")]
    public async Task Given_any_visible_ASCII_when_it_is_the_key_then_it_is_taken_and_tells_others_apart(string key)
    {
        foreach (var one in new[] { key, key + "x", key.PadRight(255, 'k') })
        {
            var body = Example.Review().ToJsonString();
            var first = await Send("/v1/reviews", $"Idempotency-Key:  {one} ", body);
            var again = await Send("/v1/reviews", $"idempotency-key: {one}", body);
            Assert.Equal((201, 201), (first.Status, again.Status));
            Assert.Equal(first.Body, again.Body);
            Assert.Empty(first.Headers["Idempotent-Replayed"]);
            Assert.Equal("true", Assert.Single(again.Headers["Idempotent-Replayed"]));
        }
    }

    [Fact]
    public async Task Given_two_keys_that_differ_in_case_when_used_then_they_are_two()
    {
        var body = Example.Review().ToJsonString();
        var upper = await Send("/v1/reviews", "Idempotency-Key: CASE", body);
        var lower = await Send("/v1/reviews", "Idempotency-Key: case", body);
        Assert.Equal((201, 201), (upper.Status, lower.Status));
        Assert.NotEqual(upper.Headers["Location"].Single(), lower.Headers["Location"].Single());
    }

    [Theory]
    [MemberData(nameof(Posts))]
    public async Task Given_any_post_when_sent_with_a_key_that_is_none_then_400_naming_the_header(string template)
    {
        var path = template.Replace("{idOrSlug}", "nothing", StringComparison.Ordinal).Replace("{id}", "nothing", StringComparison.Ordinal)
            .Replace("{revision}", "1", StringComparison.Ordinal);
        var answer = await Send(path, $"Idempotency-Key: {new string('k', 256)}", "{}");
        Assert.Equal((400, null), (answer.Status, Refusals.FaultOfProblem(answer.Status, answer.ContentType, path, answer.Body)));
        Assert.Equal([("Idempotency-Key", "invalid_value")], Example.Parse(answer.Body).Faults());
    }

    [Fact]
    public async Task Given_a_body_over_1_mib_when_posted_with_a_key_then_413_and_the_key_is_free()
    {
        const string key = "Idempotency-Key: too-large";
        Assert.Equal(413, (await Send("/v1/reviews", key, "{}".PadRight(1024 * 1024 + 1))).Status);
        Assert.Equal(201, (await Send("/v1/reviews", key, "{}".PadRight(1024 * 1024))).Status);
    }

    Task<RawAnswer> Send(string path, string header, string body)
    {
        var length = Encoding.UTF8.GetByteCount(body);
        return api.Raw(
            $"POST {path} HTTP/1.1\nAuthorization: Bearer {ApiFixture.AdminKey}\n"
            + $"Content-Type: application/json\nContent-Length: {length}\n{header}",
            body);
    }
}
