namespace ReviewApi.Tests.Extraction;

/// <summary>Texts that are made to hold a reader up, and texts that are no reviews: a small honest draft, or a refusal.</summary>
public sealed class HostileTextTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("<")]
    [InlineData("a(")]
    [InlineData("7")]
    [InlineData("1.85:1 ")]
    [InlineData("A B ")]
    [InlineData("Ben (Nicolas Cage) ")]
    [InlineData("a: b\n")]
    [InlineData("- Trailer (2:10)\n")]
    [InlineData("\"")]
    [InlineData("(1995) ")]
    [InlineData("DTS-HD MA 5.1, ")]
    [InlineData("a\n")]
    [InlineData("Ann Moor and Ben Foo wrote and directed ")]
    [InlineData("Ben Foo is Bar, ")]
    [InlineData("HEAT (Blu-ray)\nfoo\n")]
    public async Task Given_a_piece_again_and_again_when_extracted_then_it_is_answered_soundly(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
        await (await api.Desk.Extract(text)).Sound(api.Desk);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<p>x")]
    [InlineData("<li>x")]
    [InlineData("<td>x")]
    [InlineData("<br>")]
    [InlineData("&amp;")]
    public async Task Given_a_piece_of_html_again_and_again_when_extracted_then_it_is_answered(string piece)
    {
        var answer = await api.Desk.Extract(string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)), "text/html");
        Assert.Contains((int)answer.Status, new[] { 200, 422 });
    }

    [Theory]
    [InlineData("a:")]
    [InlineData("Heat (1995)\nDirector:")]
    [InlineData("Video: **")]
    [InlineData("Heat (1995) on Blu-ray\nExtras: Trailer x3")]
    [InlineData("Heat (1995) on Blu-ray\n\nExtras\n\n* Featurette x 4\n* Deleted scenes (x 2)")]
    public async Task Given_a_key_without_a_value_or_a_count_behind_its_extra_when_extracted_then_it_is_answered_soundly(string text) =>
        await (await api.Desk.Extract(text)).Sound(api.Desk);

    [Theory]
    [InlineData("Hello.")]
    [InlineData(
        "It was a dark night. The old man looked out of the window and thought of the sea, and of Maria, who had gone.\n\nHe went to bed."
    )]
    [InlineData("El agua del río bajaba turbia aquella mañana y nadie en el pueblo quería hablar de lo ocurrido.")]
    public async Task Given_a_text_that_is_no_review_when_extracted_then_the_draft_says_nothing(string text)
    {
        var answer = await (await api.Desk.Extract(text)).Sound(api.Desk);
        Assert.Equal("{}", answer.At("/draft")!.ToJsonString());
        Assert.Contains("/films/0/title", answer.At("/notFound")!.AsArray().Select(one => (string)one!));
    }
}
