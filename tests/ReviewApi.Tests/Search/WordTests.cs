
namespace ReviewApi.Tests.Search;

/// <summary>What is a word: in texts and in what is asked for alike.</summary>
public sealed class WordTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("A DTS-HD track in 5.1.", "5.1", true)]
    [InlineData("A DTS-HD track in 5.1.", "5.2", false)]
    [InlineData("Seen 5 times, 1 at home.", "5.1", false)]
    [InlineData("A DTS-HD track.", "DTS-HD", true)]
    [InlineData("A DTS-HD track.", "dtshd", true)]
    [InlineData("A DTS-HD track.", "hd", true)]
    [InlineData("Encoded in H.264, or x265.", "H.264", true)]
    [InlineData("Encoded in H.264, or x265.", "h264", true)]
    [InlineData("Encoded in H.264, or x265.", "X265", true)]
    [InlineData("Encoded in H.264, or x265.", "x264", false)]
    [InlineData("On Blu-ray.", "bluray", true)]
    [InlineData("On Blu-ray.", "\"blu ray\"", true)]
    [InlineData("On blu ray.", "Blu-ray", true)]
    [InlineData("Rays of blu.", "Blu-ray", false)]
    [InlineData("Nobody can't.", "cant", true)]
    [InlineData("The emperor's groove.", "emperors", true)]
    [InlineData("The emperor’s groove.", "emperor's", true)]
    [InlineData("A S.W.A.T. team.", "swat", true)]
    [InlineData("A S.W.A.T. team.", "s.w.a.t", true)]
    [InlineData("Alien³ is here.", "3", true)]
    [InlineData("Fellini's 8½ again.", "\"8 1 2\"", true)]
    [InlineData("Fellini's 8½ again.", "8½", true)]
    [InlineData("A co\u00ADoper\u200Bation.", "cooperation", true)]
    [InlineData("See http://example.com/a_path/page.html?x=1 there.", "page", true)]
    [InlineData("See http://example.com/a_path/page.html?x=1 there.", "example.com", true)]
    [InlineData("Mail ann@example.com there.", "ann", true)]
    [InlineData("In /usr/local/lib there.", "local", true)]
    [InlineData("A snake_case_word there.", "snake_case_word", true)]
    [InlineData("A snake_case_word there.", "case", true)]
    [InlineData("One(two)[three]{four}|five+six=seven", "three seven", true)]
    [InlineData("The &nbsp; and the <b>bold</b>.", "bold nbsp", true)]
    [InlineData("Rated 1e5 or 1e5x of 0x1f.", "1e5x 0x1f", true)]
    [InlineData("Well-lit scenes.", "-well-lit", false)]
    [InlineData("Well-lit scenes.", "scenes -well-lit", false)]
    [InlineData("Lit well.", "lit -well-lit", true)]
    [InlineData("The café glows.", "glows -cafe", false)]
    [InlineData("The cafe glows.", "glows -café", false)]
    [InlineData("Only grain.", "noise or grain", true)]
    [InlineData("Only grain.", "noise OR hiss", false)]
    [InlineData("Only grain.", "or grain or", true)]
    [InlineData("Only grain.", "noise grain or hiss", false)]
    public async Task Given_a_text_when_its_words_are_asked_then_signs_separate_them_and_small_ones_join_them_too(
        string text, string words, bool isFound)
    {
        var review = await api.Desk.PublishWith(
            ("/sections/story", new System.Text.Json.Nodes.JsonObject { ["text"] = text }.ToJsonString()));
        Assert.Equal(isFound, await api.Anonymous.Finds($"q={Uri.EscapeDataString(words)}", review));
        Assert.Equal(isFound, await api.Anonymous.Finds($"q={Uri.EscapeDataString(words)}&in=story", review));
    }

    public static TheoryData<string, bool> Questions => new()
    {
        { $"\"{Repeated("disc,", 200)}\"", false },
        { Repeated("(a+)+$", 300), false },
        { Repeated("(a+)+$ ", 300), true },
        { string.Concat(Enumerable.Range(0, 300).Select(number => $"(word{number})")), false },
        { string.Join(' ', Enumerable.Range(0, 300).Select(number => $"(word{number})")), false },
        { string.Join(' ', Enumerable.Range(0, 100).Select(number => $"(word{number})")), true },
        { string.Join(" or ", Enumerable.Range(0, 101).Select(number => $"word{number}")), false },
        { string.Join(" -", Enumerable.Range(0, 101).Select(number => $"word{number}")), false },
        { Repeated("1_", 3900), false },
        { Repeated("a:", 3000), false },
        { Repeated("w|", 3000), false },
        { Repeated("a: ", 3000), true },
        { Repeated("_", 10_000), true },
        { Repeated("Grain grain GRAIN ", 200), true },
        { Repeated("\"film grain\" ", 400), true },
        { $"\"{Repeated("grain ", 100)}\"", true },
        { $"\"{Repeated("grain ", 101)}\"", false },
        { string.Join(' ', Enumerable.Range(0, 30).Select(number => $"\"film grain film {number}\"")), false },
        { string.Join(' ', Enumerable.Range(0, 51).Select(number => $"h.{number}")), false },
        { string.Join(' ', Enumerable.Range(0, 5_000).Select(number => $"{number:x}{new string('!', number % 3)}")), false },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Given_many_words_with_any_signs_between_when_asked_then_the_different_ones_and_those_of_phrases_are_counted(
        string words, bool isTaken)
    {
        await api.Desk.PublishWith();
        foreach (var path in new[] { "/v1/reviews", "/v1/reviews/facets", "/feeds/reviews.atom" })
        {
            using var answer = await api.Anonymous.GetAsync($"{path}?q={Uri.EscapeDataString(words)}");
            Assert.Equal((path, isTaken ? 200 : 400), (path, (int)answer.StatusCode));
            if (isTaken)
                continue;
            var refused = await Answer.Of(answer);
            Assert.Equal(("q", "too_many"), (refused.Text("/errors/0/parameter"), refused.Text("/errors/0/code")));
        }
    }

    [Fact]
    public async Task Given_a_long_review_when_a_word_of_its_last_text_is_asked_then_its_passage_is_shown_and_is_short()
    {
        var filler = string.Join(' ', Enumerable.Range(0, 2_400).Select(number => $"grain{number % 100}"));
        var parts = Enumerable.Range(0, 40).Select(number =>
            $$"""{ "of": "Part {{number}}", "text": "{{filler}}{{(number == 39 ? " and sparkling grain" : "")}}" }""");
        var review = await api.Desk.PublishWith(("/sections/picture", $$"""{ "text": "Long.", "parts": [{{string.Join(',', parts)}}] }"""));
        var found = (await api.Anonymous.Read($"/v1/reviews?releaseId={review.Text("/release/id")}&q=sparkling+grain0")).Is(200);
        var fragments = found.At("/items/0/match/highlights")!.AsArray().Select(one => (string)one!["fragment"]!).ToList();
        Assert.Contains(fragments, fragment => fragment.Contains("<mark>sparkling</mark>", StringComparison.Ordinal));
        Assert.Contains(fragments, fragment => fragment.Contains("<mark>grain0</mark>", StringComparison.Ordinal));
        Assert.DoesNotContain(fragments, fragment => fragment.Contains("<mark>grain1</mark>", StringComparison.Ordinal));
        Assert.All(fragments, fragment => Assert.InRange(fragment.Length, 1, 1_000));
    }

    [Theory]
    [InlineData("In a DTS-HD track.", "dtshd", "DTS-HD")]
    [InlineData("In a DTS-HD track.", "hd", "HD")]
    [InlineData("It was restoring and RESTORED.", "restore", "restoring|RESTORED")]
    [InlineData("A Café there.", "cafe", "Café")]
    [InlineData("Of 8½ here.", "8½", "8|½")]
    [InlineData("Sharp, but not noisy.", "sharp -soft", "Sharp")]
    public async Task Given_a_passage_when_it_is_shown_then_the_words_are_marked_as_they_are_written(
        string text, string words, string marked)
    {
        var review = await api.Desk.PublishWith(("/sections/story/text", $"\"{text}\""));
        var found = (await api.Anonymous.Read(
            $"/v1/reviews?releaseId={review.Text("/release/id")}&q={Uri.EscapeDataString(words)}")).Is(200);
        var fragment = found.Text("/items/0/match/highlights/0/fragment")!;
        Assert.Equal(marked.Split('|'), fragment.Split("<mark>")[1..].Select(piece => piece.Split("</mark>")[0]));
        Assert.Equal(text, fragment.Replace("<mark>", "", StringComparison.Ordinal).Replace("</mark>", "", StringComparison.Ordinal));
    }

    static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
