using System.Text.Json.Nodes;
using ReviewApi.Samples;

namespace ReviewApi.Tests.Development;

public sealed class SampleTests(SampleFixture api) : IClassFixture<SampleFixture>
{
    public static TheoryData<string> Names => [.. SampleReviews.All().Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Given_a_sample_when_read_by_its_name_then_every_fact_of_it_is_there_and_nothing_is_odd(string name)
    {
        var sample = JsonNode.Parse(SampleReviews.All().Single(one => one.Name == name).Json)!.AsObject();
        var read = (await api.Anonymous.Read($"/v1/reviews/{name}")).Is(200);
        Assert.Equal(name, read.Text("/slug"));
        if (sample.At("/release/barcode")?.ToString() is { } barcode)
            sample["release"]!["barcode"] = barcode.Replace(" ", "", StringComparison.Ordinal);
        Assert.Empty(ReadBack.Differences(sample, read.Body));
        Assert.StartsWith("https://example.com/", read.Text("/source/url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_Leaving_Las_Vegas_when_read_then_it_has_every_fact_of_the_disc()
    {
        var read = (await api.Anonymous.Read("/v1/reviews/leaving-las-vegas-1995-blu-ray")).Is(200);
        foreach (var (pointer, value) in new[]
        {
            ("/films/0/title", "Leaving Las Vegas"), ("/films/0/year", "1995"), ("/films/0/kind", "film"),
            ("/films/0/directors/0", "Mike Figgis"), ("/films/0/composers/0", "Mike Figgis"),
            ("/films/0/crew/0/name", "Declan Quinn"), ("/films/0/crew/0/job", "cinematographer"),
            ("/films/0/identifiers/imdb", "tt0113627"), ("/films/0/identifiers/tmdb", "movie/451"),
            ("/films/0/relations/0/relation", "is_based_on"), ("/films/0/relations/0/kind", "novel"),
            ("/films/0/relations/0/by/0", "John O'Brien"),
            ("/films/0/cast/0/name", "Nicolas Cage"), ("/films/0/cast/0/characters/0", "Ben"),
            ("/films/0/cast/1/name", "Elisabeth Shue"), ("/films/0/cast/1/characters/0", "Sera"),
            ("/films/0/cast/2/name", "Julian Sands"), ("/films/0/cast/2/characters/0", "Yuri"),
            ("/release/format", "blu_ray"), ("/release/video/0/aspectRatio", "1.85:1"), ("/release/video/0/originalAspectRatio", "1.85:1"),
            ("/release/video/0/resolution", "hd_1080p"), ("/release/audio/0/codec", "dts_hd_ma"), ("/release/audio/0/channels", "5.1"),
            ("/release/extras/0/kind", "trailer"), ("/release/extras/0/resolution", "hd"), ("/release/extrasListed", "all"),
        })
            Assert.Equal((pointer, value), (pointer, read.Text(pointer)));
        Assert.Equal((1, 1, 1, 3), (Count("/films"), Count("/release/audio"), Count("/release/extras"), Count("/films/0/cast")));
        foreach (var section in new[] { "story", "performances", "picture", "sound", "extras" })
        {
            Assert.Equal("scored", read.Text($"/sections/{section}/state"));
            Assert.InRange(read.At($"/sections/{section}/score")!.GetValue<decimal>(), 0, 10);
            Assert.True(read.Text($"/sections/{section}/text")!.Length > 80);
        }
        Assert.NotNull(read.At("/overall/score"));

        int Count(string pointer) => read.At(pointer)!.AsArray().Count;
    }

    [Fact]
    public void Given_the_samples_when_counted_then_there_are_twelve_or_more_and_each_kind_of_review_is_among_them()
    {
        var samples = SampleReviews.All().Select(sample => JsonNode.Parse(sample.Json)!).ToList();
        Assert.True(samples.Count >= 12);
        var kinds = new (string Kind, Func<JsonNode, bool> Is)[]
        {
            ("letter grades", sample => Scales(sample).Contains("letter")),
            ("points of 100", sample => Scales(sample).Contains("percent")),
            ("UHD with two discs and Dolby Vision", sample => sample.At("/release/format")!.ToString() == "uhd_blu_ray"
                && List(sample, "/release/discs").Count >= 2
                && List(sample, "/release/video").Exists(video => List(video, "/hdr").Exists(hdr => hdr.ToString() == "dolby_vision"))),
            ("a box set of a series", sample => List(sample, "/release/discs").Count > 1
                && List(sample, "/films").Exists(film => film.At("/kind")?.ToString().StartsWith("tv_", StringComparison.Ordinal) == true)),
            ("two films", sample => List(sample, "/films").Count == 2),
            ("a score per cut", sample => Sections(sample).Any(section =>
                List(section, "/parts").Count(part => part.At("/score") is not null || part.At("/printed/scale") is not null) >= 2)),
            ("no extras", sample => sample.At("/release/extras") is JsonArray { Count: 0 }),
            ("an unreadable score", sample => Sections(sample).Any(section => section.At("/state")?.ToString() == "unreadable")),
            ("a commentary track", sample => List(sample, "/release/audio").Exists(track =>
                List(track, "/purposes").Exists(purpose => purpose.ToString() == "commentary"))),
            ("another language", sample => !sample.At("/language")!.ToString().StartsWith("en", StringComparison.Ordinal)),
        };
        Assert.All(kinds, kind =>
            Assert.True(samples.Exists(sample => kind.Is(sample)), $"None of the samples is of the kind: {kind.Kind}"));
    }

    static List<JsonNode> List(JsonNode node, string pointer) => [.. (node.At(pointer)?.AsArray() ?? []).OfType<JsonNode>()];

    static IEnumerable<JsonNode> Sections(JsonNode sample) => new[] { "story", "performances", "picture", "sound", "extras" }
        .Select(name => sample.At($"/sections/{name}")).Append(sample.At("/overall")).OfType<JsonNode>()
        .Concat(List(sample, "/otherSections"));

    static IEnumerable<string?> Scales(JsonNode sample) => Sections(sample).Select(section => section.At("/printed/scale")?.ToString());
}
