
namespace ReviewApi.Tests.Reviews;

/// <summary>Regions mean what the discs of the format have.</summary>
public sealed class RegionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("blu_ray", """["free"]""", "A,B,C")]
    [InlineData("blu_ray", """["ABC"]""", "A,B,C")]
    [InlineData("blu_ray", """["0"]""", "A,B,C")]
    [InlineData("blu_ray_3d", """["Region free"]""", "A,B,C")]
    [InlineData("blu_ray", """["B", "0"]""", "A,B,C")]
    [InlineData("blu_ray", """["B", "A", "B"]""", "B,A")]
    [InlineData("dvd", """["free"]""", "0")]
    [InlineData("dvd", """["Region 2", "4", "R2"]""", "2,4")]
    [InlineData("uhd_blu_ray", """["Region free"]""", "")]
    [InlineData("uhd_blu_ray", """["A", "B", "C"]""", "")]
    [InlineData("uhd_blu_ray", "[]", "")]
    public async Task Given_the_regions_of_a_format_when_sent_then_what_they_mean_is_kept_and_found(
        string format, string regions, string kept)
    {
        var review = await api.Desk.Published(
            Example.Review().With("/release", $$"""{ "format": "{{format}}", "regions": {{regions}} }"""));
        Assert.Empty(review.Warnings);
        foreach (var read in new[]
        {
            review.At("/release/regions")!, (await api.Anonymous.Read(review.ReleasePath())).Is(200).At("/regions")!,
        })
            Assert.Equal(kept, string.Join(',', read.AsArray()));
        foreach (var region in new[] { "A", "B", "C", "0", "2" })
            Assert.Equal(kept.Split(',').Contains(region), await api.Anonymous.Finds($"region={region}", review));
    }

    [Theory]
    [InlineData("dvd", """["1", "A"]""", 1)]
    [InlineData("blu_ray", """["2", "A"]""", 0)]
    [InlineData("uhd_blu_ray", """["A"]""", 0)]
    [InlineData("uhd_blu_ray", """["1"]""", 0)]
    public async Task Given_a_region_of_the_other_kind_of_disc_when_sent_then_it_is_kept_with_a_warning_at_its_place(
        string format, string regions, int place)
    {
        var release = $$"""{ "format": "{{format}}", "regions": {{regions}} }""";
        var review = (await api.Desk.Create(Example.Review().With("/release", release))).Is(201);
        Assert.Equal([$"/release/regions/{place} region_of_other_disc"], review.Warnings);
        Assert.Equal(
            Example.Parse($$"""{ "regions": {{regions}} }""").At("/regions")!.ToJsonString(),
            review.At("/release/regions")!.ToJsonString());
    }

    [Fact]
    public async Task Given_discs_of_both_kinds_when_sent_then_the_format_as_sold_decides()
    {
        var mixed = """
            { "format": "blu_ray", "regions": ["free"], "discs": [{ "number": 1, "format": "blu_ray" }, { "number": 2, "format": "dvd" }] }
            """;
        Assert.Equal(
            "A,B,C",
            string.Join(',', (await api.Desk.Create(Example.Review().With("/release", mixed))).Is(201).At("/release/regions")!.AsArray()));
    }
}
