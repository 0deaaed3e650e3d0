using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Http;

/// <summary>
/// Each limit at its edge: what just fits is stored whole, one more is refused with its pointer. Texts are counted in code points.
/// </summary>
public sealed class LimitTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const int MaxBody = 1024 * 1024;
    const string FourBytes = "😀";

    [Theory]
    [InlineData(
        20_000, "/sections/story/text", "/sections/performances/text", "/sections/picture/text", "/sections/sound/text",
        "/sections/extras/text", "/otherSections/0/text", "/overall/text", "/sections/picture/parts/0/text")]
    [InlineData(5_000, "/notes")]
    [InlineData(
        2_000, "/summary", "/equipment", "/source/url", "/release/note", "/release/video/0/note", "/release/audio/0/note",
        "/release/subtitles/0/note", "/release/extras/0/note", "/release/knownDefects/0")]
    [InlineData(
        300, "/headline", "/attribution", "/films/0/title", "/films/0/originalTitle", "/films/0/sortTitle", "/films/0/relations/0/title",
        "/release/title", "/release/extras/0/title")]
    [InlineData(
        200, "/reviewers/0/name", "/films/0/directors/0", "/films/0/writers/0", "/films/0/composers/0", "/films/0/cast/0/name",
        "/films/0/cast/0/creditedAs", "/films/0/cast/0/characters/0")]
    [InlineData(
        200, "/films/0/relations/0/by/0", "/release/distributor", "/release/edition", "/release/extras/0/participants/0", "/source/outlet",
        "/source/externalId")]
    [InlineData(
        100, "/sections/story/label", "/otherSections/0/label", "/overall/label", "/sections/picture/parts/0/label",
        "/release/discs/0/label", "/sections/picture/parts/0/of", "/sections/sound/printed/value", "/overall/recommendation",
        "/release/catalogueNumber")]
    public async Task Given_a_text_when_as_long_as_it_may_be_then_201_and_one_longer_then_422(int limit, params string[] pointers)
    {
        foreach (var pointer in pointers)
        {
            var fitting = Text(pointer, limit);
            var review = await api.Desk.Created(Around(pointer, fitting));
            Assert.Equal(fitting, (string?)review.Body.At(pointer));
            using var refused = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(Around(pointer, Text(pointer, limit + 1))));
            Assert.Equal([(pointer, "too_long")], (await refused.Problem(HttpStatusCode.UnprocessableEntity, pointer)).Faults());
        }
    }

    [Theory]
    [InlineData(500, "/release/extras", """{ "kind": "trailer" }""")]
    [InlineData(500, "/films/0/cast", """{ "name": "N" }""")]
    [InlineData(100, "/films/0/directors", "\"N\"")]
    [InlineData(100, "/films/0/writers", "\"N\"")]
    [InlineData(100, "/films/0/composers", "\"N\"")]
    [InlineData(50, "/release/knownDefects", "\"D\"")]
    [InlineData(30, "/films/0/genres", "\"G#\"")]
    [InlineData(20, "/films/0/cast/0/characters", "\"C\"")]
    [InlineData(200, "/release/subtitles", """{ "language": "en", "note": "#" }""")]
    [InlineData(200, "/release/audio", """{ "language": "en" }""")]
    [InlineData(200, "/release/video", """{ "codec": "avc" }""")]
    [InlineData(100, "/release/discs", """{ "format": "dvd" }""")]
    [InlineData(60, "/films", """{ "title": "T" }""")]
    [InlineData(60, "/sections/picture/parts", """{ "of": "O" }""")]
    [InlineData(60, "/overall/parts", """{ "of": "O" }""")]
    [InlineData(50, "/advisories", "\"A\"")]
    [InlineData(20, "/reviewers", """{ "name": "Ann" }""")]
    public async Task Given_a_list_when_as_long_as_it_may_be_then_201_and_one_longer_then_422(int limit, string pointer, string item)
    {
        var review = await api.Desk.Created(Around(pointer, Items(limit)));
        Assert.Equal(limit, review.Body.At(pointer)!.AsArray().Count);
        using var refused = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(Around(pointer, Items(limit + 1))));
        Assert.Equal([(pointer, "too_many")], (await refused.Problem(HttpStatusCode.UnprocessableEntity)).Faults());

        JsonArray Items(int count) => new([.. Enumerable.Range(0, count)
            .Select(number => JsonNode.Parse(item.Replace("#", $"{number}", StringComparison.Ordinal)))]);
    }

    [Theory]
    [InlineData("/films/0/year", 1870, 2100)]
    [InlineData("/films/0/endYear", 1870, 2100)]
    [InlineData("/sections/picture/score", 0, 10)]
    public async Task Given_a_number_when_at_its_bounds_then_201_and_beyond_them_then_422(string pointer, int least, int most)
    {
        foreach (var number in new[] { least, most })
            Assert.Equal(number, (int)(await api.Desk.Created(Example.Draft().Put(pointer, number))).Body.At(pointer)!);
        foreach (var number in new[] { least - 1, most + 1 })
        {
            using var refused = await api.Desk.Send("POST", "/v1/reviews", Contents.Json(Example.Draft().Put(pointer, number)));
            Assert.Equal([(pointer, "out_of_range")], (await refused.Problem(HttpStatusCode.UnprocessableEntity)).Faults());
        }
    }

    [Theory]
    [InlineData("with its length")]
    [InlineData("chunked")]
    [InlineData("gzip")]
    public async Task Given_a_body_when_of_1_mib_then_201_and_of_one_byte_more_then_413(string way)
    {
        var fitting = await Send("POST", "/v1/reviews", "application/json", "*", MaxBody, way);
        Assert.Equal(201, fitting.Status);
        var refused = await Send("POST", "/v1/reviews", "application/json", "*", MaxBody + 1, way);
        Assert.Equal(
            (413, null), (refused.Status, Refusals.FaultOfProblem(refused.Status, refused.ContentType, "/v1/reviews", refused.Body)));
    }

    [Theory]
    [InlineData("PUT", "application/json")]
    [InlineData("PATCH", "application/merge-patch+json")]
    public async Task Given_a_review_when_written_with_a_body_over_1_mib_then_413_and_nothing_changes(string method, string type)
    {
        var review = await api.Desk.Created();
        var refused = await Send(method, review.Path, type, review.ETag!, MaxBody + 1, "with its length");
        Assert.Equal(
            (413, null), (refused.Status, Refusals.FaultOfProblem(refused.Status, refused.ContentType, review.Path, refused.Body)));
        using var read = await api.Desk.Get(review.Path);
        Assert.Equal(review.ETag, read.Headers.ETag!.ToString());
    }

    // Raw, since a server that has answered need not read the rest of the body, and clients may take that for a failure.
    Task<RawAnswer> Send(string method, string path, string type, string ifMatch, int size, string way)
    {
        var body = Encoding.UTF8.GetBytes("""{"headline":"New"}""".PadRight(size));
        string[] headers =
        [
            $"Host: {api.Anonymous.BaseAddress!.Authority}", $"Authorization: Bearer {ApiFixture.AdminKey}", $"Content-Type: {type}",
            $"If-Match: {ifMatch}",
        ];
        var request = new RawRequest(method, path, headers, body) { IsChunked = way == "chunked" };
        return api.Raw((way == "gzip" ? request.With("Content-Encoding: gzip").Sending(Contents.Gzip(body)) : request).ToBytes());
    }

    static string Text(string pointer, int length)
    {
        // An address has no letters beyond ASCII.
        var (start, letter) = pointer == "/source/url" ? ("https://example.com/", "a") : ("", FourBytes);
        return start + string.Concat(Enumerable.Repeat(letter, length - start.Length));
    }

    // What the other members need for this one to be judged alone.
    static JsonObject Around(string pointer, JsonNode value)
    {
        var body = Example.WithOwnSource(Example.Draft()).Put("/release/format", "dvd");
        if (pointer.StartsWith("/films/0/cast", StringComparison.Ordinal))
            body.Put("/films/0/cast/0/name", "N");
        if (pointer.StartsWith("/films/0/relations", StringComparison.Ordinal))
            body.Put("/films/0/relations/0/relation", "is_based_on");
        if (pointer.StartsWith("/sections/picture/parts/0", StringComparison.Ordinal))
            body.Put("/sections/picture/parts/0/of", "O");
        if (pointer.StartsWith("/otherSections", StringComparison.Ordinal))
            body.Put("/otherSections/0/label", "L");
        return body.Put(pointer, value);
    }
}
