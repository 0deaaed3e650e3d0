using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

public sealed class ReadOnlyMemberTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Places =
    [
        "/id", "/slug", "/status", "/revision", "/meanScore", "/createdAt", "/updatedAt", "/publishedAt", "/publishAt", "/lastMove",
        "/warnings", "/reviewers/0/id", "/release/gtin", "/sections/story/printed/mappingVersion",
        "/sections/sound/parts/0/printed/mappingVersion", "/overall/printed/mappingVersion",
    ];

    public static TheoryData<string> Values =>
    [
        "null", "true", "-1", "1e400", "0.1", "\"\"", "\"published\"", "\"\\u0000\"", "\"0198f7f0-0000-7000-8000-000000000000\"", "[]",
        "[null, 1]", "{}", """{ "a": { "b": null } }""", """[{ "pointer": "/films", "code": "x", "detail": "y" }]""",
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Given_read_only_members_of_any_type_when_sent_then_they_are_ignored(string value)
    {
        var plain = Example.Full();
        var sent = Places.Aggregate(plain.Copy(), (body, place) => body.With(place, value));

        var created = (await api.Desk.Create(sent)).Is(201);

        Assert.Equal(("draft", "1", "8.8"), (created.Text("/status"), created.Text("/revision"), created.Text("/meanScore")));
        Assert.Null(created.At("/publishedAt"));
        Assert.Null(created.At("/warnings"));
        Assert.Null(created.At("/release/gtin"));
        Assert.Equal("1", created.Text("/overall/printed/mappingVersion"));
        var replaced = (await api.Desk.Put(created, sent)).Is(200);
        Assert.Equal((created.ETag, created.Body.ToJsonString()), (replaced.ETag, replaced.Body.ToJsonString()));
    }

    [Theory]
    [InlineData("""{ "slug": "\ud800" }""", "/slug")]
    [InlineData("""{ "revision": { "a": [1, { "b": "\udc00x" }] } }""", "/revision")]
    [InlineData("""{ "id": { "\ud800": 1 } }""", "/id")]
    [InlineData("""{ "lastMove": { "note": "x\ud83c" } }""", "/lastMove")]
    [InlineData(
        """{ "sections": { "story": { "printed": { "mappingVersion": ["\ud800"] } } } }""", "/sections/story/printed/mappingVersion")]
    public async Task Given_half_of_a_surrogate_pair_in_a_read_only_member_when_sent_then_400_names_it(string body, string place)
    {
        var review = (await api.Desk.Create(Example.Review())).Is(201);
        foreach (var (method, path, type) in new[]
        {
            ("POST", "/v1/reviews", "application/json"), ("PUT", review.Path, "application/json"),
            ("PATCH", review.Path, "application/merge-patch+json"),
        })
        {
            using var answer = await api.Desk.Send(method, path, Contents.Json(body, type), ("If-Match", review.ETag!));
            Assert.Equal([(place, "invalid_text")], (await answer.Problem(HttpStatusCode.BadRequest, method)).Faults());
        }
    }

    [Fact]
    public async Task Given_the_ids_of_another_review_when_put_then_they_change_neither_of_the_two()
    {
        var one = (await api.Desk.Create(Example.Review())).Is(201);
        var other = (await api.Desk.Create(Example.Review())).Is(201);
        var put = (await api.Desk.Put(
            one, one.Body.Copy().Put("/id", other.Id).Put("/slug", other.Text("/slug")).Put("/reviewers/0/id", other.Id))).Is(200);
        Assert.Equal((one.Id, one.Text("/slug"), one.ETag), (put.Id, put.Text("/slug"), put.ETag));
        Assert.Equal(other.ETag, (await api.Desk.Read(other.Path)).ETag);
    }

    [Theory]
    [InlineData("/film")]
    [InlineData("/sections/story/meanScore")]
    [InlineData("/release/slug")]
    [InlineData("/films/0/gtin")]
    [InlineData("/sections/story/mappingVersion")]
    public async Task Given_a_member_where_there_is_none_when_sent_then_400_names_it(string place)
    {
        var answer = (await api.Desk.Create(Example.Full().With(place, "1"))).Is(400);
        Assert.Equal([$"{place} unknown_member"], answer.Faults);
    }

    [Fact]
    public async Task Given_a_list_with_a_null_when_sent_then_400_at_its_place()
    {
        var sent = Example.Full().Put("/films/1", null).With("/release/video/0/hdr", "[null]");
        Assert.Equal(
            ["/films/1 null_value", "/release/video/0/hdr/0 null_value"],
            (await api.Desk.Create(sent)).Is(400).Faults.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Given_the_places_of_this_test_when_looked_up_then_each_parent_is_in_the_full_review() =>
        Assert.All(Places, place => Assert.NotNull(((JsonNode)Example.Full()).At(place[..place.LastIndexOf('/')])));
}
