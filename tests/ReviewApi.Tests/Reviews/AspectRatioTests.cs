using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

public sealed class AspectRatioTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Places =
        ["/release/video/0/aspectRatio", "/release/video/0/originalAspectRatio", "/release/video/0/segments/0/aspectRatio"];

    [Theory]
    [InlineData("2.39", "2.39:1")]
    [InlineData("2.39:1", "2.39:1")]
    [InlineData("16:9", "1.78:1")]
    [InlineData("4:3", "1.33:1")]
    [InlineData("1.9:1", "1.90:1")]
    [InlineData("2", "2.00:1")]
    [InlineData("1.850:1", "1.85:1")]
    [InlineData(" 1.85 : 1 ", "1.85:1")]
    public async Task Given_a_usual_ratio_in_any_spelling_when_sent_then_it_is_kept_as_n_nn_to_1(string sent, string kept) =>
        await AssertKept(sent, kept, isOdd: false);

    [Theory]
    [InlineData("1.84:1", "1.84:1")]
    [InlineData("1", "1.00:1")]
    [InlineData("4:1", "4.00:1")]
    [InlineData("21:9", "2.33:1")]
    [InlineData("1.345", "1.35:1")]
    public async Task Given_an_unusual_ratio_when_sent_then_it_is_kept_with_a_warning(string sent, string kept) =>
        await AssertKept(sent, kept, isOdd: true);

    [Theory]
    [InlineData("1.19")]
    [InlineData("1.33")]
    [InlineData("1.37")]
    [InlineData("1.43")]
    [InlineData("1.66")]
    [InlineData("1.75")]
    [InlineData("1.78")]
    [InlineData("1.85")]
    [InlineData("1.90")]
    [InlineData("2.00")]
    [InlineData("2.20")]
    [InlineData("2.35")]
    [InlineData("2.39")]
    [InlineData("2.40")]
    [InlineData("2.55")]
    [InlineData("2.76")]
    public async Task Given_each_usual_ratio_when_sent_then_there_is_no_warning(string ratio) =>
        await AssertKept(ratio, $"{ratio}:1", isOdd: false);

    [Theory]
    [InlineData("0.5", "out_of_range")]
    [InlineData("4.01", "out_of_range")]
    [InlineData("2.3:51", "out_of_range")]
    [InlineData("9:16", "out_of_range")]
    [InlineData("0", "out_of_range")]
    [InlineData("0:0", "invalid_format")]
    [InlineData("1:0", "invalid_format")]
    [InlineData("1,85:1", "invalid_format")]
    [InlineData("approximately 1.85", "invalid_format")]
    [InlineData("variable", "invalid_format")]
    [InlineData("-1.85", "invalid_format")]
    [InlineData("1.85:1:1", "invalid_format")]
    [InlineData("1e0", "invalid_format")]
    [InlineData("٢:١", "invalid_format")]
    [InlineData("", "invalid_format")]
    [InlineData("1.85:1\0", "invalid_format")]
    [InlineData("1234567890123456789012345678901234567890", "invalid_format")]
    public async Task Given_a_ratio_that_cannot_be_when_sent_then_422_at_its_place(string ratio, string code) =>
        (await api.Desk.Create(Video(ratio))).IsInvalid([.. Places.Select(place => $"{place} {code}")]);

    [Theory]
    [InlineData(10, 10, false)]
    [InlineData(10, 9, false)]
    [InlineData(0, 0, false)]
    [InlineData(0, 1, true)]
    public async Task Given_a_segment_when_it_ends_before_or_where_it_begins_then_422(int from, int to, bool isRight)
    {
        var answer = await api.Desk.Create(
            Video("1.85").Put("/release/video/0/segments/0/fromSeconds", from).Put("/release/video/0/segments/0/toSeconds", to));
        if (isRight)
            answer.Is(201);
        else
            answer.IsInvalid("/release/video/0/segments/0/toSeconds out_of_order");
    }

    async Task AssertKept(string sent, string kept, bool isOdd)
    {
        var answer = (await api.Desk.Create(Video(sent))).Is(201);
        Assert.All(Places, place => Assert.Equal(kept, answer.Text(place)));
        Assert.Equal(isOdd ? Places.Select(place => $"{place} unusual_aspect_ratio").Order() : [], answer.Warnings.Order());
    }

    static JsonObject Video(string ratio) => Places.Aggregate(
        Example.Review().With("/release/video", """[{ "segments": [{ "fromSeconds": 1 }] }]"""), (body, place) => body.Put(place, ratio));
}
