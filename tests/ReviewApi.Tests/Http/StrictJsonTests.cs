using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Http;

public sealed class StrictJsonTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_body_with_many_wrong_values_when_posted_then_all_are_listed_each_time_in_the_same_order()
    {
        var body = Example.Draft().Put("/reviewedOn", "2024-02-30").Put("/films/0/year", 1869).Put("/films/0/cast/0/name", " ")
            .Put("/release/format", "wax_cylinder").Put("/release/barcode", "883929594381").Put("/sections/picture/score", 11)
            .Put("/sections/sound/parts/0/score", 5).Put("/overall/text", "a\0b").Put("/headline", new string('a', 301));
        (string, string)[] expected =
        [
            ("/films/0/cast/0/name", "required"), ("/films/0/year", "out_of_range"), ("/headline", "too_long"),
            ("/overall/text", "invalid_character"), ("/release/barcode", "check_digit"), ("/release/format", "unknown_code"),
            ("/reviewedOn", "invalid_date"), ("/sections/picture/score", "out_of_range"), ("/sections/sound/parts/0/of", "required"),
        ];
        using var first = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(body));
        using var second = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(body));
        var faults = (await first.Problem(HttpStatusCode.UnprocessableEntity)).Faults();
        Assert.Equal(expected, faults.OrderBy(fault => fault.Place, StringComparer.Ordinal));
        Assert.Equal(faults, (await second.Problem(HttpStatusCode.UnprocessableEntity)).Faults());
    }

    [Theory]
    [InlineData("/headline", "5", "Expected a string, not a number.")]
    [InlineData("/films", "1", "Expected an array, not a number.")]
    [InlineData("/films/0/year", "1995.5", "Expected a whole number, not one with decimals.")]
    [InlineData("/films/0/year", "\"1995\"", "Expected a whole number, not a string.")]
    public async Task Given_a_value_of_the_wrong_type_when_posted_then_it_is_told_what_was_expected_and_what_was_sent(
        string pointer, string value, string detail)
    {
        var body = Example.Draft().Put(pointer, JsonNode.Parse(value));
        using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(body));
        var problem = await answer.Problem(HttpStatusCode.BadRequest);
        Assert.Equal(detail, (string?)problem["errors"]![0]!["detail"]);
    }

    [Theory]
    [InlineData("/sections/video", "picture")]
    [InlineData("/sections/audio", "sound")]
    [InlineData("/sections/bonus", "extras")]
    [InlineData("/sections/acting", "performances")]
    [InlineData("/sections/picture/rating", "score")]
    [InlineData("/sections/picture/comment", "text")]
    [InlineData("/movies", "films")]
    [InlineData("/critics", "reviewers")]
    [InlineData("/body", "summary or sections")]
    [InlineData("/films/0/name", "title")]
    [InlineData("/films/0/director", "directors")]
    [InlineData("/films/0/actors", "cast")]
    [InlineData("/films/0/runtime", "runtimeSeconds")]
    [InlineData("/films/0/imdb", "identifiers")]
    [InlineData("/release/upc", "barcode")]
    [InlineData("/release/studio", "distributor")]
    [InlineData("/release/regionCode", "regions")]
    [InlineData("/release/price", "listPrice or pricePaid")]
    [InlineData("/relase", "release or related")]
    public async Task Given_an_unknown_member_when_posted_then_the_one_that_is_meant_is_named(string pointer, string meant)
    {
        using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(Example.Draft().Put(pointer, 1)));
        var faults = (await answer.Problem(HttpStatusCode.BadRequest))["errors"]!.AsArray();
        var fault = faults.Single(error => (string?)error!["pointer"] == pointer)!;
        Assert.Equal("unknown_member", (string?)fault["code"]);
        Assert.Equal($"There is no such member. Did you mean {meant}?", (string?)fault["detail"]);
    }

    [Theory]
    [InlineData("/headline", "5")]
    [InlineData("/headline", "true")]
    [InlineData("/headline", "{}")]
    [InlineData("/headline", "[\"a\"]")]
    [InlineData("/spoilers", "\"true\"")]
    [InlineData("/spoilers", "1")]
    [InlineData("/films", "{}")]
    [InlineData("/films", "\"A Film\"")]
    [InlineData("/films/0", "\"A Film\"")]
    [InlineData("/films/0/year", "\"1995\"")]
    [InlineData("/films/0/year", "1995.5")]
    [InlineData("/films/0/seasons/0", "\"1\"")]
    [InlineData("/films/0/directors", "\"Ann\"")]
    [InlineData("/films/0/directors/0", "5")]
    [InlineData("/films/0/directors/0", "[\"Ann\"]")]
    [InlineData("/films/0/identifiers", "[]")]
    [InlineData("/release", "[]")]
    [InlineData("/release/format", "4")]
    [InlineData("/release/cuts/0", "{}")]
    [InlineData("/release/listPrice", "14.99")]
    [InlineData("/release/listPrice/amount", "14.99")]
    [InlineData("/sections", "[]")]
    [InlineData("/sections/story", "8")]
    [InlineData("/sections/story/score", "\"8\"")]
    [InlineData("/sections/story/score", "[8]")]
    [InlineData("/sections/story/printed/value", "4.25")]
    [InlineData("/reviewedOn", "2011")]
    public async Task Given_a_wrong_json_type_when_sent_then_400_with_its_pointer(string pointer, string value)
    {
        var review = await api.Desk.Created();
        var body = Example.Draft().Put(pointer, JsonNode.Parse(value));
        foreach (var (method, path) in new[] { ("POST", "/v1/reviews"), ("PUT", review.Path), ("PATCH", review.Path) })
        {
            using var answer = await api.Desk.Write(method, path, body, review.ETag!);
            Assert.Equal([(pointer, "wrong_type")], (await answer.Problem(HttpStatusCode.BadRequest, method)).Faults());
        }
    }

    [Theory]
    [InlineData("""{ "headlin": 1 }""", "/headlin")]
    [InlineData("""{ "Headline": "a" }""", "/Headline")]
    [InlineData("""{ "": 1 }""", "/")]
    [InlineData("""{ "a/b~c": 1 }""", "/a~1b~0c")]
    [InlineData("""{ "~1": 1 }""", "/~01")]
    [InlineData("""{ "$type": "x" }""", "/$type")]
    [InlineData("""{ "__proto__": {} }""", "/__proto__")]
    [InlineData("""{ "films": [{ "title": "T" }, { "title": "T", "colour": "red" }] }""", "/films/1/colour")]
    [InlineData("""{ "sections": { "picture": { "parts": [{ "of": "x", "of/": 1 }] } } }""", "/sections/picture/parts/0/of~1")]
    [InlineData(
        """{ "release": { "format": "dvd", "listPrice": { "amount": "1", "currency": "USD", "vat": "0" } } }""", "/release/listPrice/vat")]
    public async Task Given_an_unknown_member_when_sent_then_400_with_its_pointer_escaped(string body, string pointer)
    {
        var review = await api.Desk.Created();
        foreach (var (method, path) in new[] { ("POST", "/v1/reviews"), ("PATCH", review.Path) })
        {
            using var answer = await api.Desk.Write(method, path, Example.Parse(body), review.ETag!);
            Assert.Equal([(pointer, "unknown_member")], (await answer.Problem(HttpStatusCode.BadRequest, method)).Faults());
        }
    }

    [Theory]
    [InlineData("""{ "headline": "a", "headline": "a" }""", "/headline")]
    [InlineData("""{ "headline": "a", "he\u0061dline": "b" }""", "/headline")]
    [InlineData("""{ "films": [{ "title": "T", "year": 1999, "title": "T" }] }""", "/films/0/title")]
    [InlineData("""{ "id": "x", "id": "y" }""", "/id")]
    public async Task Given_a_member_twice_when_sent_then_400_with_its_pointer(string body, string pointer)
    {
        var review = await api.Desk.Created();
        foreach (var (method, path, type) in new[]
        {
            ("POST", "/v1/reviews", "application/json"), ("PATCH", review.Path, "application/merge-patch+json"),
        })
        {
            using var answer = await api.Desk.Send(method, path, Contents.Json(body, type), ("If-Match", review.ETag!));
            Assert.Equal([(pointer, "duplicate_member")], (await answer.Problem(HttpStatusCode.BadRequest, method)).Faults());
        }
    }

    [Fact]
    public async Task Given_null_for_any_text_when_posted_then_400_with_its_pointer()
    {
        foreach (var pointer in Pointers.Texts(Example.WithEveryText()))
        {
            using var answer = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(Example.WithEveryText().Put(pointer, null)));
            Assert.Equal([(pointer, "null_value")], (await answer.Problem(HttpStatusCode.BadRequest, pointer)).Faults());
        }
    }

    [Theory]
    [InlineData("""{ "films": null, "release": null, "spoilers": null, "sections": { "story": null } }""", null)]
    [InlineData("""{ "films": [null] }""", "/films/0")]
    [InlineData("""{ "films": [{ "title": "T", "year": null }] }""", "/films/0/year")]
    [InlineData("""{ "advisories": [null] }""", "/advisories/0")]
    public async Task Given_null_in_a_merge_patch_when_applied_then_it_removes_members_and_is_refused_within_arrays(
        string patch, string? refused)
    {
        var review = await api.Desk.Created(Example.Draft().Put("/headline", "Stays"));
        using var answer = await api.Desk.Write("PATCH", review.Path, Example.Parse(patch), review.ETag!);
        if (refused is not null)
            Assert.Equal([(refused, "null_value")], (await answer.Problem(HttpStatusCode.BadRequest)).Faults());
        else
        {
            var kept = (await Answer.Of(answer)).Succeeded().Body;
            Assert.Equal((true, false), (kept.ContainsKey("headline"), kept.ContainsKey("release")));
        }
    }
}
