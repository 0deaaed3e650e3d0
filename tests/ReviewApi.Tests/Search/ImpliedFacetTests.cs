namespace ReviewApi.Tests.Search;

/// <summary>What a value implies is counted as it is found: each count of a facet is how many reviews its filter then lists.</summary>
public sealed class ImpliedFacetTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("resolution", "hd", 3)]
    [InlineData("hdr", "hdr10", 2)]
    [InlineData("audioLanguage", "en", 2)]
    [InlineData("subtitleLanguage", "pt", 2)]
    [InlineData("language", "en", 3)]
    [InlineData("region", "B", 2)]
    public async Task Given_values_that_imply_another_when_counted_then_each_count_is_what_the_filter_lists(
        string facet, string implied, int count)
    {
        var outlet = $"Outlet {Guid.NewGuid()}";
        await Publish(outlet, "en-GB", "free", """{ "resolution": "hd" }""", "en-GB", "pt-BR");
        await Publish(outlet, "en-US", "A", """{ "resolution": "hd_1080p" }, { "resolution": "hd_1080i" }""", "en", "pt");
        await Publish(
            outlet, "en", "B", """{ "resolution": "uhd_2160p", "hdr": ["dolby_vision"] }, { "resolution": "hd_720p" }""", "de", "fr");
        await Publish(outlet, "de", "C", """{ "resolution": "uhd_2160p", "hdr": ["hdr10_plus", "hdr10"] }""", "fr", "de");

        var of = $"outlet={Uri.EscapeDataString(outlet)}";
        var counted = (await api.Anonymous.Read($"/v1/reviews/facets?{of}&facet={facet}")).Is(200).At($"/facets/{facet}")!.AsArray();
        Assert.Equal(count, (int)counted.Single(one => (string)one!["value"]! == implied)!["count"]!);
        foreach (var one in counted)
        {
            var listed = await api.Anonymous.Read($"/v1/reviews?{of}&{facet}={one!["value"]}&count=exact&limit=1");
            Assert.Equal((int)listed.At("/total")!, (int)one["count"]!);
        }
    }

    async Task Publish(string outlet, string language, string region, string pictures, string audio, string subtitles) =>
        await api.Desk.Published(Example.Review().Put("/language", language).Put("/source/outlet", outlet)
            .With("/release/regions", $"[\"{region}\"]").With("/release/video", $"[{pictures}]")
            .With("/release/audio", $$"""[{ "language": "{{audio}}" }]""")
            .With("/release/subtitles", $$"""[{ "language": "{{subtitles}}" }]"""));
}
