using System.Text;

namespace ReviewApi.Tests.Extraction;

/// <summary>The route: what it takes, refuses, answers and stores.</summary>
public sealed class ExtractionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Review = """
        Harbour Lights (1987) Blu-ray Review

        Directed by Anna Lindqvist, the film follows Karl (Peter Holm), a harbour pilot who comes home too late.

        Video: 4/5
        The 1080p transfer is framed at 1.85:1 and looks fine, with natural grain.

        Audio: 3.5/5
        The DTS-HD Master Audio 2.0 track is clear; the old DVD had Dolby Digital 5.1.

        Extras: 2/5
        - "Out to Sea" featurette (12:30, HD)
        - Theatrical trailer (2:05)
        """;

    [Fact]
    public async Task Given_a_review_when_extracted_then_its_facts_have_their_words_and_nothing_is_stored()
    {
        var before = await Count();
        var answer = await (await api.Desk.Extract(Review)).Sound(api.Desk);
        Assert.Equal(Review.ReplaceLineEndings("\n"), answer.Text("/text")!.ReplaceLineEndings("\n"));
        Assert.Equal("rules-1", answer.Text("/extractor"));
        foreach (
            var (pointer, value) in new[]
            {
                ("/films/0/title", "Harbour Lights"),
                ("/films/0/year", "1987"),
                ("/films/0/directors/0", "Anna Lindqvist"),
                ("/films/0/cast/0/name", "Peter Holm"),
                ("/films/0/cast/0/characters/0", "Karl"),
                ("/release/format", "blu_ray"),
                ("/release/video/0/resolution", "hd_1080p"),
                ("/release/video/0/aspectRatio", "1.85:1"),
                ("/release/audio/0/codec", "dts_hd_ma"),
                ("/release/audio/0/channels", "2.0"),
                ("/release/extras/0/title", "Out to Sea"),
                ("/release/extras/0/seconds", "750"),
                ("/release/extras/1/kind", "trailer"),
                ("/sections/picture/printed/value", "4"),
                ("/sections/picture/printed/scale", "stars_5"),
                ("/sections/sound/printed/value", "3.5"),
            }
        )
            Assert.True(answer.Text($"/draft{pointer}") == value, $"{pointer}: {answer.At("/draft")!.ToJsonString()}");
        Assert.Null(answer.At("/draft/release/audio/1"));
        Assert.Contains("/release/regions", answer.At("/notFound")!.AsArray().Select(one => (string)one!));
        Assert.Equal(before, await Count());
    }

    [Fact]
    public async Task Given_a_text_beyond_the_bmp_when_extracted_then_places_are_code_points_and_the_same_text_gives_the_same()
    {
        var text = $"🎬📀 {Review}\n\nNaïve 𝔘nicode: DTS-HD MA 5.1 🎧.";
        var answer = await (await api.Desk.Extract(text)).Sound(api.Desk);
        var title = answer.Evidence().Single(one => (string)one["pointer"]! == "/films/0/directors/0");
        Assert.Equal("Anna Lindqvist", answer.Said(title));
        Assert.Equal(answer.Body.ToJsonString(), (await api.Desk.Extract(text)).Body.ToJsonString());
    }

    [Fact]
    public async Task Given_html_when_extracted_then_its_readable_text_is_what_is_counted()
    {
        var answer = await (
            await api.Desk.Extract(
                """
                <html><head><title>x</title><script>var a = "Dolby Atmos";</script><style>p { color: red }</style>
                </head><body><nav>Home</nav>
                <h1>Harbour Lights Blu-ray Review</h1>
                <table><tr><th>Audio</th><td>English DTS-HD MA 5.1</td></tr><tr><td>Video</td><td>1080p AVC, 2.39:1</td></tr></table>
                <h2>Picture <img src="s.png" alt="4 out of 5 stars"></h2><p>The transfer is sharp &amp; clean.</p>
                <ul><li>Audio commentary with director Anna Lindqvist</li></ul></body></html>
                """,
                "text/html"
            )
        ).Sound(api.Desk);
        Assert.DoesNotContain("Atmos", answer.Text("/text"), StringComparison.Ordinal);
        Assert.Equal(
            ("en", "dts_hd_ma", "2.39:1", "avc", "4", "The transfer is sharp & clean."),
            (
                answer.Text("/draft/release/audio/0/language"),
                answer.Text("/draft/release/audio/0/codec"),
                answer.Text("/draft/release/video/0/aspectRatio"),
                answer.Text("/draft/release/video/0/codec"),
                answer.Text("/draft/sections/picture/printed/value"),
                answer.Text("/draft/sections/picture/text")
            )
        );
    }

    [Fact]
    public async Task Given_json_when_extracted_then_what_the_sender_knows_is_in_the_draft()
    {
        var film = await api.Desk.Published(Example.Review());
        var answer = (
            await api.Desk.Post(
                ExtractionCalls.Path,
                Example.Parse(
                    $$"""
                    { "text": "The picture is fine, and the sound is fine too.", "language": "en",
                      "source": { "outlet": "Discs", "externalId": "7" },
                      "hints": { "format": "DVD", "filmId": "{{film.Text("/films/0/id")}}" } }
                    """
                )
            )
        ).Is(200);
        Assert.Equal(
            ("en", "Discs", "dvd", film.Text("/films/0/id"), film.Text("/films/0/title")),
            (
                answer.Text("/draft/language"),
                answer.Text("/draft/source/outlet"),
                answer.Text("/draft/release/format"),
                answer.Text("/draft/films/0/id"),
                answer.Text("/draft/films/0/title")
            )
        );
    }

    [Fact]
    public async Task Given_a_published_film_when_a_text_names_it_then_its_id_is_in_the_draft_and_a_drafts_is_not()
    {
        var (known, hidden) = ($"Tides {Guid.NewGuid():N}", $"Winds {Guid.NewGuid():N}");
        var body = Example.Review();
        body["films"]![0]!["title"] = known;
        var film = await api.Desk.Published(body);
        body = Example.Review();
        body["films"]![0]!["title"] = hidden;
        await api.Desk.Created(body);
        var answer = await (await api.Desk.Extract($"{known.ToUpperInvariant()} Blu-ray Review\n\nThe picture is sharp.")).Sound(api.Desk);
        Assert.Equal((film.Text("/films/0/id"), known), (answer.Text("/draft/films/0/id"), answer.Text("/draft/films/0/title")));
        var other = await (await api.Desk.Extract($"{hidden} Blu-ray Review\n\nThe picture is sharp.")).Sound(api.Desk);
        Assert.Equal((null, hidden), (other.Text("/draft/films/0/id"), other.Text("/draft/films/0/title")));
    }

    [Fact]
    public async Task Given_save_when_extracted_then_the_draft_is_stored_and_its_evidence_is_read_at_the_desk()
    {
        var saved = (await api.Desk.ExtractBytes(Encoding.UTF8.GetBytes(Review), "text/plain", "?save=draft")).Is(201);
        Assert.Equal($"/v1/reviews/{saved.Id}", saved.Location!.ToString());
        var draft = (await api.Desk.Read(saved.Location.ToString())).Is(200);
        Assert.Equal(("draft", "Harbour Lights"), (draft.Text("/status"), draft.Text("/films/0/title")));
        var kept = (await api.Desk.Read($"{saved.Location}/draft/evidence")).Is(200);
        Assert.Equal(saved.Body.ToJsonString(), kept.Body.ToJsonString());
        (await api.Desk.Read($"{(await api.Desk.Created()).Path}/draft/evidence")).Is(404);
        using var answer = await api.Anonymous.Get($"{saved.Location}/draft/evidence");
        Assert.Equal(401, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("", "/text required")]
    [InlineData(" \n\t ", "/text required")]
    [InlineData("\u200b", "/text required")]
    public async Task Given_no_text_when_extracted_then_422(string text, string fault) => (await api.Desk.Extract(text)).IsInvalid(fault);

    [Theory]
    [InlineData("""{ "text": "a", "html": "b" }""", 422, "/text required")]
    [InlineData("{}", 422, "/text required")]
    [InlineData("""{ "html": "<script>a</script>" }""", 422, "/html required")]
    [InlineData("""{ "text": "a", "hints": { "format": "papyrus" } }""", 422, "/hints/format unknown_code")]
    [InlineData("""{ "text": "a", "hints": { "filmId": "019bbf6c-2a00-7000-8000-000000000999" } }""", 422, "/hints/filmId unknown_film")]
    [InlineData("""{ "text": "a", "source": { "url": "ftp" } }""", 422, "/source/url invalid_url")]
    [InlineData("""{ "text": "\ud800" }""", 400, "/text invalid_text")]
    [InlineData("""{ "text": "a", "langauge": "en" }""", 400, "/langauge unknown_member")]
    [InlineData("""{ "text": null }""", 400, "/text null_value")]
    public async Task Given_a_body_that_is_wrong_when_extracted_then_the_place_is_named(string body, int status, string fault)
    {
        var answer = await api.Desk.ExtractBytes(Encoding.UTF8.GetBytes(body), "application/json");
        Assert.Equal((status, fault), ((int)answer.Status, string.Join(' ', answer.Faults)));
    }

    [Fact]
    public async Task Given_texts_at_the_limits_when_extracted_then_what_is_beyond_is_refused_by_name()
    {
        (await api.Desk.Extract(new string('a', 200_000))).Is(200);
        (await api.Desk.Extract(string.Concat(Enumerable.Repeat("📀", 200_000)))).Is(200);
        (await api.Desk.Extract(new string('a', 200_001))).Is(422);
        (await api.Desk.Extract(new string('a', 1024 * 1024 + 1))).Is(413);
        (await api.Desk.ExtractBytes([0x61, 0xED, 0xA0, 0x80], "text/plain")).Is(400);
        (await api.Desk.Extract("a", "text/markdown")).Is(415);
        (await api.Anonymous.Extract("a")).Is(401);
        (await api.Desk.Extract(string.Concat(Enumerable.Repeat("<div>", 1000)), "text/html")).IsInvalid("/html too_deep");
    }

    async Task<string?> Count() => (await api.Desk.Read("/v1/reviews?status=draft&count=exact&limit=1")).Is(200).Text("/total");
}
