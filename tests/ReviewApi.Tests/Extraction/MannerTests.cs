namespace ReviewApi.Tests.Extraction;

/// <summary>What texts in different manners say alike: layouts, and ways of saying a title, a person, a score or an extra.</summary>
public sealed class MannerTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Head = "Harbour Lights (1987) Blu-ray Review\n\n";

    [Theory]
    [InlineData("a row between bars", "| Director | Anna Lindqvist |\n|---|---|\n| Video | 1080p |",
        "/films/0/directors/0", "Anna Lindqvist")]
    [InlineData("a score between bars", "| Part | Score |\n|---|---|\n| Video | 9/10 |", "/sections/picture/printed/value", "9")]
    [InlineData("a heading over a rule", "Picture notes\n-------------\nGrain is fine and so it stays.", "/sections/picture/text",
        "Grain is fine and so it stays.")]
    [InlineData("keys on one line", "Dir: Anna Lindqvist. With: Peter Holm, Ida Berg.", "/films/0/cast/1/name", "Ida Berg")]
    [InlineData("keys between bars", "Label: Arrow | Region: B", "/release/regions/0", "B")]
    [InlineData("a scale in the heading", "Ratings (0–10)\nVideo: 7\nAudio: 8", "/sections/picture/printed/scale", "ten")]
    [InlineData("a scale over a table", "Marks (out of 10)\nFilm | 9 | Fine\nSound | 6 | Thin", "/sections/sound/printed/value", "6")]
    [InlineData("a scale in the box", "Video: 7\nAudio: 8\nOverall: 7.5/10", "/sections/sound/printed/scale", "ten")]
    [InlineData("two scales in the box", "Video: 4\nAudio: 4/5\nOverall: 7.5/10", "/sections/picture/printed", null)]
    [InlineData("a scale at the end of a row", "In short: picture 9, sound 8 (out of 10)", "/sections/picture/printed/value", "9")]
    [InlineData("stars of five", "Film: ★★★ Disc: ★★★★★", "/sections/story/printed/scale", "stars_5")]
    [InlineData("stars of nobody knows", "Film: ★★★ Disc: ★★★★", "/sections/story/printed", null)]
    [InlineData(
        "grades behind paragraphs", "Picture\nThe grain is fine and so it stays for an hour. (A-)\n\nSound\n"
            + "The track is loud and clear for the whole of it. (B)",
        "/sections/picture/printed/value", "A-")]
    [InlineData("one letter in brackets", "Picture\nGrain is fine, as in region (A)", "/sections/picture/printed", null)]
    [InlineData("a question that begins", "How does it look? The grain is fine and so it stays.", "/sections/picture/text",
        "The grain is fine and so it stays.")]
    [InlineData("a pronoun", "Peter Holm is alone for most of it. He plays Karl, who waits.", "/films/0/cast/0/characters/0", "Karl")]
    [InlineData("a clause between", "Peter Holm, who is never still, plays Karl.", "/films/0/cast/0/name", "Peter Holm")]
    [InlineData("a voice", "Ida Berg gives the bear her voice.", "/films/0/cast/0/name", "Ida Berg")]
    [InlineData("an initial is not a name", "Rated R. Stars Peter Holm, Ida Berg.", "/films/0/cast/0/name", "Peter Holm")]
    [InlineData("a country and a year", "Drama, Germany 1927. It has not aged.", "/films/0/year", "1987")]
    [InlineData("extras within a paragraph", "Picture\nGrain is fine. Extras run to a trailer and a booklet.", "/release/extras/0/kind",
        "trailer")]
    [InlineData("what an extra is about", "Extras\nThere is a documentary on the making of the film.", "/release/extras/0/kind",
        "documentary")]
    [InlineData("two of a kind", "Extras\nYou get an interview with Ann Moor (9 min) and an interview with Ida Berg.",
        "/release/extras/1/kind", "interview")]
    [InlineData("a sentence that ends with 2K", "Picture\nIt looks better than I would think of 2K. The 1080p image is sharp.",
        "/release/video/0/resolution", "hd_1080p")]
    [InlineData("no longer", "Picture\nThe sky no longer swims, and the 1.85:1 frame is full.", "/release/video/0/aspectRatio", "1.85:1")]
    [InlineData("a numbered thread", "3/ The picture: Grain is fine and so it stays.", "/sections/picture/text",
        "Grain is fine and so it stays.")]
    public async Task Given_a_manner_when_its_text_is_extracted_then_the_fact_is_found(
        string manner, string text, string pointer, string? expected)
    {
        var answer = await (await api.Desk.Extract(Head + text)).Sound(api.Desk);
        Assert.True(answer.Text($"/draft{pointer}") == expected, $"{manner}: {answer.At("/draft")!.ToJsonString()}");
    }

    [Theory]
    [InlineData("LETTER NO. 9\n\n*** Harbour Lights / Blu-ray / Arrow / $39.95 ***\n\nIt is about a pilot.", "Harbour Lights")]
    [InlineData("HARBOUR LIGHTS: THE FINAL CUT\nFilm: ★★★★★ Disc: ★★★☆☆\nBlu-ray, 1987, Arrow, 15", "HARBOUR LIGHTS")]
    [InlineData("Subject: Harbour Lights on DVD\n\nHere are my notes about it.", "Harbour Lights")]
    [InlineData("8/10 – Harbour Lights (Blu-ray, 107 min)\n\nIt is about a pilot.", "Harbour Lights")]
    [InlineData("Five words about the Stalker Blu-ray\n\nNothing in Stalker hurries. See Stalker.", "Stalker")]
    [InlineData("Hello all,\n\nThe disc is fine.", null)]
    [InlineData("Harbour Lights sails to Blu-ray\n\nThe disc is fine.", null)]
    public async Task Given_a_title_in_the_manner_of_a_site_when_extracted_then_it_is_found(string text, string? title)
    {
        var answer = await (await api.Desk.Extract(text)).Sound(api.Desk);
        Assert.Equal(title, answer.Text("/draft/films/0/title"));
    }

    [Fact]
    public async Task Given_a_disc_that_the_writer_used_to_have_when_extracted_then_it_is_not_the_release()
    {
        var answer = await (await api.Desk.Extract(
            "Home viewing\n\nThe new Blu-ray is sharp, at 1.66:1.\n\nOn the DVD that I have lived with the sky was blue.")).Sound(api.Desk);
        Assert.Equal("blu_ray", answer.Text("/draft/release/format"));
    }
}
