namespace ReviewApi.Tests.Extraction;

/// <summary>What looks like a fact of the release and is not one: each as a review says it.</summary>
public sealed class GuardTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Head = "Harbour Lights (1987) Blu-ray Review\n\n";

    [Theory]
    [InlineData(
        "an older edition",
        "Picture\nThe old DVD was 1.33:1, but this disc is framed at 1.85:1.",
        "/release/video/0/aspectRatio",
        "1.85:1"
    )]
    [InlineData(
        "a comparison first",
        "Picture\nCompared to the previous release in 1080i, the new transfer is 1080p and sharp.",
        "/release/video/0/resolution",
        "hd_1080p"
    )]
    [InlineData(
        "an older track",
        "Sound\nThe old DVD only had Dolby Digital 2.0; here it is DTS-HD MA 5.1.",
        "/release/audio/0/codec",
        "dts_hd_ma"
    )]
    [InlineData("an older track alone", "Sound\nThe previous edition had a Dolby Digital 2.0 track.", "/release/audio/0/codec", null)]
    [InlineData("a count behind its extra", "Extras\n- Trailer x3", "/release/extras/0/count", "3")]
    [InlineData("a negation", "Extras\nThere is no commentary on this disc, just a trailer.", "/release/extras/0/kind", "trailer")]
    [InlineData(
        "a wish",
        "Sound\nA Dolby Atmos mix would have been welcome. The DTS-HD MA 5.1 track is good.",
        "/release/audio/0/immersive",
        null
    )]
    [InlineData(
        "an extra's own resolution",
        "Picture\nThe image is sharp.\n\nExtras\n- Theatrical trailer (480i)",
        "/release/video/0/resolution",
        null
    )]
    [InlineData(
        "presented in its theatrical ratio",
        "Picture\nThe film is presented in its theatrical ratio of 2.39:1.",
        "/release/video/0/aspectRatio",
        "2.39:1"
    )]
    [InlineData("the theatrical ratio apart", "Picture\nThe theatrical ratio of 2.39:1 is gone.", "/release/video/0/aspectRatio", null)]
    [InlineData(
        "the theatrical ratio as the film's",
        "Picture\nThe original theatrical ratio was 2.39:1.",
        "/release/video/0/originalAspectRatio",
        "2.39:1"
    )]
    [InlineData("the year of a source", "The Film\nThis drama is based on 1975's best-selling novel by Ann Moor.", "/films/0/year", "1987")]
    [InlineData("an author", "The Film\nThis drama is based on the 1975 novel by Ann Moor.", "/films/0/relations/0/by/0", "Ann Moor")]
    [InlineData(
        "an honorific",
        "The Film\nOscar-winner Peter Holm plays Karl, who waits for a ship.",
        "/films/0/cast/0/name",
        "Peter Holm"
    )]
    [InlineData("a person compared", "The Film\nThe hero mumbles like Peter Holm as Karl did once.", "/films/0/cast/0/name", null)]
    [InlineData(
        "an author and a work",
        "The Film\nThe script is by novelist Ann Moor (Winter Garden) and it shows.",
        "/films/0/cast/0/name",
        null
    )]
    [InlineData("played by", "The Film\nKarl, played by Peter Holm, waits for a ship.", "/films/0/cast/0/characters/0", "Karl")]
    [InlineData(
        "an adjective in the brackets",
        "The Film\nWe meet Karl (a weary Peter Holm) at the quay.",
        "/films/0/cast/0/name",
        "Peter Holm"
    )]
    [InlineData("DTS:X is no DTS", "Sound\nThe DTS:X track fills the room.", "/release/audio/0/codec", null)]
    [InlineData("a capacity is no format", "Picture\nThe BD-50 has room for a 1080p encode.", "/release/format", "blu_ray")]
    [InlineData("a score not given", "Extras: N/A\nVideo: 4/5", "/sections/extras/state", "not_applicable")]
    [InlineData("a score is no title", "Film: 5/5", "/films/0/title", "Harbour Lights")]
    [InlineData("a bare number is no title", "Film: 8", "/films/0/title", "Harbour Lights")]
    [InlineData("a certificate is no title", "Movie: PG-13", "/films/0/title", "Harbour Lights")]
    [InlineData("marks of Markdown", "**Distributor:** Synapse Films", "/release/distributor", "Synapse Films")]
    [InlineData("a family beside a codec", "Video: MPEG-4 VC-1", "/release/video/0/codec", "vc_1")]
    [InlineData("a length of the first", "Extras\n- Featurette (12 min), Trailer (2:30)", "/release/extras/0/seconds", "720")]
    [InlineData("a length of the second", "Extras\n- Featurette (12 min), Trailer (2:30)", "/release/extras/1/seconds", "150")]
    [InlineData("a score before prose", "SOUND: 9/10 - The track is loud and clear.", "/sections/sound/printed/value", "9")]
    [InlineData(
        "prose behind a score",
        "SOUND: 9/10 - The track is loud and clear.",
        "/sections/sound/text",
        "The track is loud and clear."
    )]
    [InlineData("an article before a codec", "Picture\nThis is a VC-1 encode, and a good one.", "/release/video/0/codec", "vc_1")]
    [InlineData("a label without a colon", "SOUND Mono, in LPCM 2.0, and the footsteps are all around.", "/sections/sound/label", "SOUND")]
    [InlineData("a row of labels and scores", "Film: A  Video: B+  Audio: A-", "/sections/picture/printed/value", "B+")]
    [InlineData("a value below its key", "Technical Specs\nVideo Resolution/Codec\n1080p/AVC MPEG-4", "/release/video/0/codec", "avc")]
    [InlineData("languages of subtitles", "Sound\nA DTS 2.0 track in Russian, with English subtitles.", "/release/subtitles/1", null)]
    [InlineData("a laserdisc remembered", "Picture\nThe colours bleed as they did on the laserdisc.", "/release/format", "blu_ray")]
    [InlineData("a number of an unknown scale", "Video: 7\nAudio: 8", "/sections/picture/printed", null)]
    public async Task Given_a_guard_when_its_text_is_extracted_then_only_what_is_said_of_the_release_is_in_the_draft(
        string guard,
        string text,
        string pointer,
        string? expected
    )
    {
        var answer = await (await api.Desk.Extract(Head + text)).Sound(api.Desk);
        Assert.True(answer.Text($"/draft{pointer}") == expected, $"{guard}: {answer.At("/draft")!.ToJsonString()}");
    }

    [Fact]
    public async Task Given_a_contradiction_when_extracted_then_the_second_is_an_alternative()
    {
        var answer = await (
            await api.Desk.Extract($"{Head}Audio: DTS-HD Master Audio 5.1\n\nSound\nThe Dolby TrueHD 5.1 track is loud, and it is clear.")
        ).Sound(api.Desk);
        var codec = answer.Evidence().Single(one => (string)one["pointer"]! == "/release/audio/0/codec");
        Assert.Equal("dolby_truehd", (string?)codec["alternatives"]![0]!["value"]);
        Assert.Null(answer.At("/draft/release/audio/1"));
    }

    [Fact]
    public async Task Given_several_releases_when_extracted_then_none_is_taken_for_the_other()
    {
        var answer = await (await api.Desk.Extract(
            "THREE FOR THE WEEKEND\n\nHARBOUR LIGHTS (Blu-ray)\nAnna Lindqvist directs Peter Holm in 1080p at 1.85:1.\n\n"
            + "WINTER GARDEN (Blu-ray)\nA DTS-HD MA 5.1 track and a trailer come with this one.")).Sound(api.Desk);
        Assert.Equal("""{"release":{"format":"blu_ray"}}""", answer.At("/draft")!.ToJsonString());
        Assert.Contains("/films several_releases", answer.Warnings);
    }

    [Fact]
    public async Task Given_a_text_without_title_or_format_when_extracted_then_these_are_not_guessed()
    {
        var answer = await (
            await api.Desk.Extract(
                "The 1080p transfer of this film is sharp, with fine grain.\n\nThe DTS-HD "
                    + "MA 5.1 track is loud and the film gains by it."
            )
        ).Sound(api.Desk);
        Assert.Equal((null, null), (answer.At("/draft/films"), answer.At("/draft/release")));
        Assert.Contains("/release/format needed_value_not_found", answer.Warnings);
    }
}
