using System.Net;
using System.Text;

namespace ReviewApi.Tests.Http;

/// <summary>Bodies that are no JSON, no object, or no Unicode.</summary>
public sealed class MalformedJsonTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("{")]
    [InlineData("{\"headline\":\"marmalade")]
    [InlineData("{\"headline\":\"marmalade\",}")]
    [InlineData("{\"advisories\":[\"marmalade\",]}")]
    [InlineData("{} {}")]
    [InlineData("{}marmalade")]
    [InlineData("/* marmalade */ {}")]
    [InlineData("{ // marmalade\n}")]
    [InlineData("{'headline':'marmalade'}")]
    [InlineData("{headline:\"marmalade\"}")]
    [InlineData("{\"headline\":\"a\tmarmalade\"}")]
    [InlineData("{\"headline\":\"a\nmarmalade\"}")]
    [InlineData("{\"headline\":\"\\x marmalade\"}")]
    [InlineData("{\"headline\":\"\\u12 marmalade\"}")]
    [InlineData("{\"overall\":{\"score\":NaN}}")]
    [InlineData("{\"overall\":{\"score\":Infinity}}")]
    [InlineData("{\"overall\":{\"score\":01}}")]
    [InlineData("{\"overall\":{\"score\":+1}}")]
    [InlineData("{\"overall\":{\"score\":.5}}")]
    [InlineData("{\"overall\":{\"score\":1.}}")]
    [InlineData("{\"overall\":{\"score\":0x10}}")]
    public async Task Given_a_body_that_is_not_json_when_sent_then_400_with_its_line_and_byte_and_without_an_echo(string body)
    {
        var review = await api.Desk.Created();
        foreach (var (method, path, type) in new[]
        {
            ("POST", "/v1/reviews", "application/json"), ("PUT", review.Path, "application/json"),
            ("PATCH", review.Path, "application/merge-patch+json"), ("POST", "/v1/scales", "application/json"),
        })
        {
            using var answer = await api.Desk.Send(method, path, Contents.Json(body, type), ("If-Match", review.ETag!));
            var problem = await answer.Problem(HttpStatusCode.BadRequest, method);
            Assert.Equal([("", "malformed_json")], problem.Faults());
            Assert.Matches("line [0-9]+, byte [0-9]+", (string?)problem["detail"]);
            Assert.DoesNotContain("marmalade", problem.ToJsonString());
        }
    }

    [Theory]
    [InlineData("null", "null_value")]
    [InlineData("[]", "wrong_type")]
    [InlineData("[{}]", "wrong_type")]
    [InlineData("\"text\"", "wrong_type")]
    [InlineData("1", "wrong_type")]
    [InlineData("true", "wrong_type")]
    public async Task Given_a_body_that_is_no_object_when_sent_then_400_at_the_whole_body(string body, string code)
    {
        var review = await api.Desk.Created();
        foreach (var (method, path, type) in new[]
        {
            ("POST", "/v1/reviews", "application/json"), ("PUT", review.Path, "application/json"),
            ("PATCH", review.Path, "application/merge-patch+json"), ("POST", "/v1/scales", "application/json"),
        })
        {
            using var answer = await api.Desk.Send(method, path, Contents.Json(body, type), ("If-Match", review.ETag!));
            Assert.Equal([("", code)], (await answer.Problem(HttpStatusCode.BadRequest, method)).Faults());
        }
    }

    [Theory]
    [InlineData("""{ "headline": "\ud800" }""", "/headline")]
    [InlineData("""{ "headline": "a\udc00\ud800b" }""", "/headline")]
    [InlineData("""{ "release": { "format": "dvd\udfff" } }""", "/release/format")]
    [InlineData("""{ "advisories": ["a", "\ud83c"] }""", "/advisories/1")]
    [InlineData("""{ "\ud800": 1 }""", "")]
    [InlineData("""{ "films": [{ "\udc00": 1 }] }""", "/films/0")]
    public async Task Given_half_of_a_surrogate_pair_when_sent_then_400_with_its_pointer(string body, string pointer)
    {
        var review = await api.Desk.Created();
        foreach (var (method, path, type) in new[]
        {
            ("POST", "/v1/reviews", "application/json"), ("PATCH", review.Path, "application/merge-patch+json"),
        })
        {
            using var answer = await api.Desk.Send(method, path, Contents.Json(body, type), ("If-Match", review.ETag!));
            Assert.Equal([(pointer, "invalid_text")], (await answer.Problem(HttpStatusCode.BadRequest, method)).Faults());
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xff })]
    [InlineData(new byte[] { 0xc0, 0x80 })]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 })]
    [InlineData(new byte[] { 0xf4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xe2, 0x82 })]
    public async Task Given_bytes_that_are_not_utf_8_when_sent_then_400(byte[] wrong)
    {
        byte[] inText = [.. """{"headline":"a"""u8, .. wrong, .. "\"}"u8], inName = [.. "{\"a"u8, .. wrong, .. "\":1}"u8];
        foreach (var body in new[] { inText, inName, wrong })
        {
            using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Bytes(body));
            await answer.Problem(HttpStatusCode.BadRequest);
        }
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task Given_json_that_is_nested_too_deep_when_sent_then_400_says_so_and_where_it_begins(string open, string close)
    {
        foreach (var levels in new[] { 63, 64, 70 })
        {
            var body = "{\"headline\":\n" + string.Concat(Enumerable.Repeat(open, levels)) + "1"
                + string.Concat(Enumerable.Repeat(close, levels)) + "}";
            using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(body));
            var problem = await answer.Problem(HttpStatusCode.BadRequest);
            Assert.Equal(levels == 63 ? ("/headline", "wrong_type") : ("", "nested_too_deep"), Assert.Single(problem.Faults()));
            if (levels > 63)
                Assert.Contains("64", (string?)problem["detail"], StringComparison.Ordinal);
            if (levels > 63)
                Assert.Contains($"line 2, byte {63 * open.Length + 1}", (string?)problem["detail"], StringComparison.Ordinal);
        }
        var cut = "{\"headline\":" + string.Concat(Enumerable.Repeat(open, 60));
        using var malformed = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(cut));
        Assert.Equal([("", "malformed_json")], (await malformed.Problem(HttpStatusCode.BadRequest)).Faults());
    }

    [Fact]
    public async Task Given_the_body_is_in_utf_16_or_32_when_sent_then_400()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            using var answer = await api.Desk.Send(
                "POST", "/v1/reviews", Contents.Bytes([.. encoding.GetPreamble(), .. encoding.GetBytes("{}")]));
            await answer.Problem(HttpStatusCode.BadRequest);
        }
    }

    [Theory]
    [InlineData("nothing", HttpStatusCode.BadRequest)]
    [InlineData("zeros", HttpStatusCode.BadRequest)]
    [InlineData("arrays 100,000 deep", HttpStatusCode.BadRequest)]
    [InlineData("objects 100,000 deep", HttpStatusCode.BadRequest)]
    [InlineData("objects 60 deep", HttpStatusCode.BadRequest)]
    [InlineData("number of 20,000 digits", HttpStatusCode.BadRequest)]
    [InlineData("50,000 duplicates", HttpStatusCode.BadRequest)]
    [InlineData("20,000 unknown members", HttpStatusCode.BadRequest)]
    [InlineData("a name of 500 kB", HttpStatusCode.BadRequest)]
    [InlineData("array of 100,000 nulls", HttpStatusCode.BadRequest)]
    [InlineData("array of 100,000 items", HttpStatusCode.UnprocessableEntity)]
    [InlineData("array of 100,000 objects", HttpStatusCode.UnprocessableEntity)]
    [InlineData("a code of 900 kB", HttpStatusCode.UnprocessableEntity)]
    public async Task Given_a_body_beyond_all_measure_when_posted_then_it_is_refused_with_100_places_at_most(
        string body, HttpStatusCode status)
    {
        using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Bytes(HostileRequests.Bodies[body]()));
        var problem = await answer.Problem(status);
        Assert.InRange(problem.Faults().Count, 1, 100);
    }

    [Fact]
    public async Task Given_a_byte_order_mark_before_json_when_posted_then_201()
    {
        using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Bytes([0xef, 0xbb, 0xbf, .. "{}"u8]));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}
