using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Http;

/// <summary>Texts, numbers and dates: what is true is kept as it is, what cannot be so is refused.</summary>
public sealed class ValueTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("emoji 🎬🏳️‍🌈 family 👨‍👩‍👧")]
    [InlineData("right to left: שלום עולם مرحبا \u202Eabc\u202C")]
    [InlineData("combining e\u0301 and precomposed \u00e9 and \u1e9b\u0323")]
    [InlineData("  blanks \t around\r\n and lines\u2028 ")]
    [InlineData("four bytes 𝄞 𐍈 \U0010FFFF and \uFFFE \uFDD0")]
    [InlineData("controls \u0001\u001f\u007f\u0085 and </script>&amp;\"'\\/")]
    [InlineData("zero width \u200b\u200d\ufeff")]
    public async Task Given_a_text_of_any_script_when_posted_then_it_is_read_back_unchanged(string text)
    {
        string[] pointers =
        [
            "/headline", "/notes", "/films/0/originalTitle", "/release/edition", "/sections/picture/text", "/otherSections/0/text",
            "/films/0/cast/0/characters/0",
        ];
        var draft = Example.Draft().Put("/otherSections/0/label", "Menus").Put("/films/0/cast/0/name", "N");
        var sent = pointers.Aggregate(draft, (body, pointer) => body.Put(pointer, text));
        var review = await api.Desk.Created(sent);
        using var read = await api.Desk.Get(review.Path);
        var body = (await Answer.Of(read)).Succeeded().Body;
        Assert.All(pointers, pointer => Assert.Equal(text, (string?)body.At(pointer)));
    }

    [Theory]
    [InlineData("4.5", "4.5")]
    [InlineData("8.50", "8.5")]
    [InlineData("10", "10")]
    [InlineData("1e1", "10")]
    [InlineData("0.0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    public async Task Given_a_score_in_any_spelling_when_posted_then_it_is_that_number(string sent, string read)
    {
        var review = await api.Desk.Created(Example.Parse($$"""{ "sections": { "story": { "score": {{sent}} } } }"""));
        Assert.Equal(read, review.Body["sections"]!["story"]!["score"]!.ToJsonString());
        Assert.Equal(read, review.Body["meanScore"]!.ToJsonString());
    }

    [Theory]
    [InlineData("/sections/story/score", "10.1", "out_of_range")]
    [InlineData("/sections/story/score", "-0.1", "out_of_range")]
    [InlineData("/sections/story/score", "8.55", "too_precise")]
    [InlineData("/films/0/runtimeSeconds", "0", "out_of_range")]
    [InlineData("/films/0/runtimeSeconds", "-1", "out_of_range")]
    [InlineData("/films/0/runtimeSeconds", "2147483648", "out_of_range")]
    [InlineData("/release/discCount", "9223372036854775807", "out_of_range")]
    [InlineData("/release/discCount", "9223372036854775808", "out_of_range")]
    [InlineData("/release/discCount", "-9223372036854775809", "out_of_range")]
    [InlineData("/films/0/year", "1e400", "out_of_range")]
    [InlineData("/films/0/seasons/0", "1e99999999999999999999", "out_of_range")]
    [InlineData("/sections/story/score", "1e400", "out_of_range")]
    [InlineData("/sections/story/score", "-1e400", "out_of_range")]
    [InlineData("/sections/story/score", "79228162514264337593543950336", "out_of_range")]
    [InlineData("/sections/story/score", "8.5000000000000000000000000000000001", "too_precise")]
    [InlineData("/sections/story/score", "0.00000000000000000000000000000000000000001", "too_precise")]
    [InlineData("/sections/story/score", "1e-400", "too_precise")]
    public async Task Given_a_number_beyond_its_bounds_when_posted_then_422_with_its_pointer(string pointer, string number, string code)
    {
        using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(Example.Draft().Put(pointer, JsonNode.Parse(number))));
        Assert.Equal([(pointer, code)], (await answer.Problem(HttpStatusCode.UnprocessableEntity)).Faults());
    }

    [Fact]
    public async Task Given_numbers_of_twenty_thousand_digits_when_posted_then_422_names_each()
    {
        var digits = new string('9', 20_000);
        using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Json($$"""
            {
              "films": [{ "title": "T", "year": {{digits}} }],
              "sections": { "story": { "score": {{digits}} }, "sound": { "score": 1.{{digits}} } }
            }
            """));
        Assert.Equal(
            [("/films/0/year", "out_of_range"), ("/sections/sound/score", "too_precise"), ("/sections/story/score", "out_of_range")],
            (await answer.Problem(HttpStatusCode.UnprocessableEntity)).Faults().Order());
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e-400")]
    [InlineData("1995.00000000000000000000000000000000000000001")]
    public async Task Given_a_number_with_decimals_where_a_whole_one_is_taken_when_posted_then_400(string number)
    {
        using var answer = await api.Desk.Send(
            "POST", "/v1/reviews", Contents.Json(Example.Draft().Put("/films/0/year", JsonNode.Parse(number))));
        Assert.Equal([("/films/0/year", "wrong_type")], (await answer.Problem(HttpStatusCode.BadRequest)).Faults());
    }

    [Theory]
    [InlineData("2024-02-29")]
    [InlineData("2000-12-31")]
    [InlineData("1997-05")]
    [InlineData("1997")]
    public async Task Given_a_date_or_a_part_of_one_when_posted_then_it_stays_as_it_is(string date)
    {
        var review = await api.Desk.Created(Example.Draft().Put("/reviewedOn", date).Put("/release/releaseDate", date));
        Assert.Equal((date, date), ((string)review.Body["reviewedOn"]!, (string)review.Body["release"]!["releaseDate"]!));
    }

    [Theory]
    [InlineData("2024-02-30")]
    [InlineData("2023-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("2024-13")]
    [InlineData("2024-00-10")]
    [InlineData("2024-1-1")]
    [InlineData("24")]
    [InlineData("10000")]
    [InlineData("0000")]
    [InlineData("")]
    [InlineData(" 2024")]
    [InlineData("2024-01-01\n")]
    [InlineData("2024-01-01T00:00:00Z")]
    [InlineData("２０２４")]
    public async Task Given_a_date_that_does_not_exist_when_posted_then_422_with_its_pointer(string date)
    {
        foreach (var pointer in new[] { "/reviewedOn", "/revisedOn", "/release/releaseDate" })
        {
            using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(Example.Draft().Put(pointer, date)));
            Assert.Equal([(pointer, "invalid_date")], (await answer.Problem(HttpStatusCode.UnprocessableEntity)).Faults());
        }
    }

    [Theory]
    [InlineData("/films/0/endYear", "1999")]
    [InlineData("/release/video/0/segments/0/toSeconds", "60")]
    public async Task Given_an_end_without_a_beginning_when_posted_then_201(string pointer, string number)
    {
        var review = await api.Desk.Created(Example.Draft().Put(pointer, JsonNode.Parse(number)));
        Assert.Equal(number, review.Body.At(pointer)!.ToJsonString());
    }

    [Theory]
    [InlineData("/films/0/year", "1995.0")]
    [InlineData("/films/0/year", "1.995e3")]
    public async Task Given_a_whole_number_in_another_spelling_when_posted_then_it_is_that_number(string pointer, string number)
    {
        var review = await api.Desk.Created(Example.Draft().Put(pointer, JsonNode.Parse(number)));
        Assert.Equal("1995", review.Body.At(pointer)!.ToJsonString());
    }
}
