using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Vocabulary;

public sealed class AudioSpellingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("""{ "codec": "Dolby TrueHD 7.1" }""", """{ "codec": "dolby_truehd", "channels": "7.1" }""")]
    [InlineData("""{ "codec": "Dolby Atmos" }""", """{ "immersive": "dolby_atmos" }""")]
    [InlineData("""{ "codec": "Atmos/TrueHD 7.1" }""", """{ "codec": "dolby_truehd", "immersive": "dolby_atmos", "channels": "7.1" }""")]
    [InlineData(
        """{ "codec": "Dolby TrueHD 7.1 with Dolby Atmos" }""",
        """{ "codec": "dolby_truehd", "immersive": "dolby_atmos", "channels": "7.1" }""")]
    [InlineData(
        """{ "immersive": "Dolby Atmos/TrueHD 7.1" }""", """{ "codec": "dolby_truehd", "immersive": "dolby_atmos", "channels": "7.1" }""")]
    [InlineData("""{ "channels": "DTS-HD Master Audio 5.1" }""", """{ "codec": "dts_hd_ma", "channels": "5.1" }""")]
    [InlineData(
        """{ "codec": "DTS-HD MA 5.1 (48kHz, 24-bit)" }""", """{ "codec": "dts_hd_ma", "channels": "5.1", "hz": 48000, "bits": 24 }""")]
    [InlineData(
        """{ "codec": "dts-hd ma 5.1 (96 kHz / 24 bits / 3500 kbps)" }""",
        """{ "codec": "dts_hd_ma", "channels": "5.1", "hz": 96000, "bits": 24, "kbps": 3500 }""")]
    [InlineData("""{ "codec": "LPCM 2.0 (44.1 kHz, 16-bit)" }""", """{ "codec": "lpcm", "channels": "2.0", "hz": 44100, "bits": 16 }""")]
    [InlineData("""{ "codec": "DTS:X / DTS-HD MA 7.1" }""", """{ "codec": "dts_hd_ma", "immersive": "dts_x", "channels": "7.1" }""")]
    [InlineData("""{ "codec": "DTS 96/24 5.1" }""", """{ "codec": "dts_96_24", "channels": "5.1" }""")]
    [InlineData("""{ "codec": "DTS-ES 6.1 Discrete" }""", """{ "codec": "dts_es_discrete", "channels": "6.1" }""")]
    [InlineData("""{ "codec": "DTS-ES 6.1" }""", """{ "codec": "dts_es_discrete", "channels": "6.1" }""")]
    [InlineData("""{ "codec": "Dolby Digital 2.0 (Dolby Surround)" }""", """{ "codec": "dolby_digital", "channels": "2.0_matrixed" }""")]
    [InlineData("""{ "codec": "Dolby Digital Mono" }""", """{ "codec": "dolby_digital", "channels": "1.0" }""")]
    [InlineData(
        """{ "codec": "Dolby Digital 5.1 Commentary" }""",
        """{ "codec": "dolby_digital", "channels": "5.1", "purposes": ["commentary"] }""")]
    [InlineData("""{ "codec": "Dolby Digital Plus 7.1" }""", """{ "codec": "dolby_digital_plus", "channels": "7.1" }""")]
    [InlineData("""{ "codec": "AC-3 5.1" }""", """{ "codec": "dolby_digital", "channels": "5.1" }""")]
    [InlineData("""{ "codec": "DTS-HD Master Audio" }""", """{ "codec": "dts_hd_ma" }""")]
    [InlineData("""{ "channels": "5.1ch" }""", """{ "channels": "5.1" }""")]
    [InlineData("""{ "codec": "7.1" }""", """{ "channels": "7.1" }""")]
    public async Task Given_a_spelling_that_says_more_when_sent_then_it_fills_the_members_it_speaks_of(string sent, string stored) =>
        await AssertStored(sent, stored);

    [Theory]
    [InlineData("""{ "codec": "Dolby TrueHD 7.1", "channels": "5.1" }""", """{ "codec": "dolby_truehd", "channels": "5.1" }""")]
    [InlineData("""{ "codec": "Dolby Atmos", "immersive": "dts_x" }""", """{ "immersive": "dts_x" }""")]
    [InlineData(
        """{ "codec": "DTS-HD MA 5.1 (48kHz, 24-bit)", "hz": 96000, "bits": 16, "kbps": 1 }""",
        """{ "codec": "dts_hd_ma", "channels": "5.1", "hz": 96000, "bits": 16, "kbps": 1 }""")]
    [InlineData(
        """{ "codec": "Dolby Digital 5.1 Commentary", "purposes": ["dub"] }""",
        """{ "codec": "dolby_digital", "channels": "5.1", "purposes": ["dub"] }""")]
    [InlineData(
        """{ "codec": "Dolby Digital 5.1 Commentary", "purposes": [] }""",
        """{ "codec": "dolby_digital", "channels": "5.1", "purposes": [] }""")]
    [InlineData(
        """{ "codec": "dts", "immersive": "Atmos/TrueHD 7.1" }""", """{ "codec": "dts", "immersive": "dolby_atmos", "channels": "7.1" }""")]
    [InlineData("""{ "codec": "dts", "channels": "Dolby Digital 5.1" }""", """{ "codec": "dts", "channels": "5.1" }""")]
    public async Task Given_members_beside_such_a_spelling_when_sent_then_they_are_kept(string sent, string stored) =>
        await AssertStored(sent, stored);

    [Theory]
    [InlineData("Dolby Digital DTS 5.1")]
    [InlineData("Dolby Digital 5.1 7.1")]
    [InlineData("Dolby TrueHD 7.1 of the finest")]
    [InlineData("Dolby TrueHD 71")]
    [InlineData("5.1/")]
    [InlineData("(48kHz, 24-bit)")]
    public async Task Given_a_spelling_with_a_part_that_says_nothing_or_something_else_when_sent_as_a_codec_then_422_or_no_codec_is_made_up(
        string codec)
    {
        var answer = await api.Desk.Create(Track($$"""{ "codec": "{{codec}}" }"""));
        if ((int)answer.Status == 422)
            answer.IsInvalid("/release/audio/0/codec unknown_code");
        else
            Assert.Null(answer.Is(201).At("/release/audio/0/codec"));
    }

    [Fact]
    public async Task Given_a_track_and_its_core_when_sent_as_two_rows_then_they_stay_two()
    {
        var answer = (await api.Desk.Create(
            Example.Review().With("/release/audio", """[{ "codec": "Atmos/TrueHD 7.1" }, { "codec": "Dolby Digital 5.1" }]"""))).Is(201);
        Assert.Equal(
            ["dolby_truehd", "dolby_digital"], answer.At("/release/audio")!.AsArray().Select(track => track!["codec"]!.ToString()));
    }

    async Task AssertStored(string sent, string stored)
    {
        var answer = (await api.Desk.Create(Track(sent))).Is(201);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(stored), answer.At("/release/audio/0")),
            $"{answer.At("/release/audio/0")!.ToJsonString()} instead of {stored}");
        Assert.Equal(answer.ETag, (await api.Desk.Put(answer, answer.Body)).Is(200).ETag);
    }

    static JsonObject Track(string json) => Example.Review().With("/release/audio", $"[{json}]");
}
