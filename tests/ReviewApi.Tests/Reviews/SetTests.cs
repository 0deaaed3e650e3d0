using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

/// <summary>Lists whose order says nothing: everything is in them once, and another order is the same content.</summary>
public sealed class SetTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly (string Place, string Sent, string Kept)[] All =
    [
        ("/reviewers/0/roles", """["picture", "author", "picture"]""", """["picture", "author"]"""),
        ("/films/0/countries", """["US", "DE", "US"]""", """["US", "DE"]"""),
        ("/films/0/languages", """["fr", "en", "fre"]""", """["fr", "en"]"""),
        ("/films/0/genres", """["Sci-Fi", "Drama", "sci fi", "Drama"]""", """["Sci-Fi", "Drama"]"""),
        ("/release/cuts", """["theatrical", "directors_cut", "theatrical"]""", """["theatrical", "directors_cut"]"""),
        ("/release/regions", """["B", "A", "Region B"]""", """["B", "A"]"""),
        ("/release/video/0/hdr", """["hdr10", "dolby_vision", "hdr10"]""", """["hdr10", "dolby_vision"]"""),
        ("/release/audio/0/purposes", """["main", "commentary", "main"]""", """["main", "commentary"]"""),
        ("/release/subtitles", """[{ "language": "en", "kind": "sdh" }, { "language": "de" }, { "kind": "sdh", "language": "en" }]""",
            """[{ "language": "en", "kind": "sdh" }, { "language": "de" }]"""),
    ];

    public static TheoryData<string> Places => [.. All.Select(set => set.Place)];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Given_a_set_with_doubles_when_sent_then_each_is_kept_once_in_the_printed_order(string place)
    {
        var (_, sent, kept) = All.Single(set => set.Place == place);
        foreach (var answer in new[]
        {
            await api.Desk.Create(Body(place, sent)),
            await api.Desk.Put((await api.Desk.Create(Body(place, "[]"))).Is(201), Body(place, sent)),
        })
            Same(kept, answer.At(place));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Given_a_set_when_put_in_another_order_then_it_is_the_same_content(string place)
    {
        var kept = All.Single(set => set.Place == place).Kept;
        var review = await api.Desk.Create(Body(place, kept));
        var turned = new JsonArray([.. JsonNode.Parse(kept)!.AsArray().Reverse().Select(item => item!.DeepClone())]).ToJsonString();
        var again = (await api.Desk.Put(review.Is(201), review.Body.Copy().With(place, turned))).Is(200);
        Assert.Equal((review.ETag, "1"), (again.ETag, again.Text("/revision")));
        Same(kept, again.At(place));
        var first = new JsonArray(JsonNode.Parse(kept)![0]!.DeepClone());
        Assert.Equal("2", (await api.Desk.Put(review, review.Body.Copy().Put(place, first))).Is(200).Text("/revision"));
    }

    [Fact]
    public async Task Given_a_fault_behind_a_double_when_sent_then_422_names_the_place_that_it_was_sent_at() =>
        (await api.Desk.Create(Example.Review().With("/release/regions", """["A", "A", "free", "X"]""")))
            .IsInvalid("/release/regions/3 unknown_code");

    static JsonObject Body(string place, string set) =>
        Example.Review().With("/release/video", "[{}]").With("/release/audio", "[{}]").With(place, set);

    static void Same(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());
}
