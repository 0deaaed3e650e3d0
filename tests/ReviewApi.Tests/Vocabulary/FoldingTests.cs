using System.Text;
using ReviewApi.Codes;

namespace ReviewApi.Tests.Vocabulary;

/// <summary>Names are found by their folded form wherever they are looked for.</summary>
public sealed class FoldingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Istanbuls = ["İstanbul", "ISTANBUL", "ıstanbul", "istanbul"];

    [Theory]
    [InlineData("Alien³", "alien 3")]
    [InlineData("8½", "8 1/2")]
    [InlineData("Dr.No", "dr. no")]
    [InlineData("L’Été", "lete")]
    [InlineData("Þór & Ŋuđa", "thor and nuda")]
    [InlineData("Οδυσσέας", "ΟΔΥΣΣΕΑΣ")]
    [InlineData("Kino\u00adfilm™", "kinofilm")]
    public async Task Given_a_name_when_any_filter_of_names_asks_for_its_folded_form_then_it_is_found(string name, string asked)
    {
        var review = await api.Desk.Published(Example.Review()
            .Put("/films/0/title", name).Put("/films/0/directors", Texts(name)).Put("/films/0/genres", Texts(name))
            .With("/films/0/cast", "[{}]").Put("/films/0/cast/0/name", name).Put("/reviewers/0/name", name)
            .Put("/release/distributor", name).Put("/release/edition", name).With("/source", "{}").Put("/source/outlet", name));
        foreach (var filter in Reading.Names)
            Assert.True(await api.Anonymous.Finds($"{filter}={Uri.EscapeDataString(asked)}", review), $"{filter}={asked}");
        Assert.Contains(review.Text("/films/0/id")!, await api.Anonymous.IdsOf($"/v1/films?q={Uri.EscapeDataString(asked)}"));
        Assert.True(await api.Anonymous.Finds($"q={Uri.EscapeDataString(asked)}", review), $"q={asked}");
    }

    [Theory]
    [InlineData("Jane O'Neil", "JANE O’NEIL")]
    [InlineData("Dr.Who", "Dr. Who")]
    [InlineData("Ħanna Ðorđe", "hanna dorde")]
    public async Task Given_two_spellings_of_a_reviewers_name_when_published_then_it_is_one_reviewer(string one, string other)
    {
        var reviews = new[]
        {
            await api.Desk.Published(Example.Review().Put("/reviewers/0/name", one)),
            await api.Desk.Published(Example.Review().Put("/reviewers/0/name", other)),
        };
        Assert.Equal(reviews[0].ReviewerPath(), reviews[1].ReviewerPath());
    }

    [Theory]
    [InlineData("Tom & Jerry’s Þing", "tom-and-jerrys-thing-1995-blu-ray")]
    [InlineData("Alien³: Dr.No", "alien-3-dr-no-1995-blu-ray")]
    [InlineData("Kışlık Ŋ™", "kislik-n-1995-blu-ray")]
    public async Task Given_a_title_when_published_then_its_slug_is_of_its_folded_form(string title, string slug) =>
        Assert.Equal(slug, (await api.Desk.Published(Example.Review().Put("/films/0/title", title))).Text("/slug"));

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    public async Task Given_a_text_with_a_dotted_or_dotless_i_when_searched_for_in_any_spelling_then_it_is_found(string language)
    {
        foreach (var written in Istanbuls)
        {
            var review = await api.Desk.Published(
                Example.Review().Put("/language", language).Put("/sections/story/text", $"Bir gün {written} uyandı."));
            foreach (var asked in Istanbuls)
                Assert.True(await api.Anonymous.Finds($"q={Uri.EscapeDataString(asked)}&in=story", review), $"{written} by {asked}");
        }
    }

    [Theory]
    [InlineData("The hunter’s dream of Alien³.", "hunters")]
    [InlineData("The hunter’s dream of Alien³.", "\"hunters dream\"")]
    [InlineData("The hunter's dream of Alien³.", "hunter’s")]
    [InlineData("The hunter's dream of Alien³.", "\"alien 3\"")]
    [InlineData("Un soir de l’été, une œuvre.", "été oeuvre")]
    [InlineData("Un soir de l’été, une œuvre.", "ete œuvre")]
    [InlineData("Un soir de l’été, une œuvre.", "l'ete")]
    [InlineData("A kino\u00adfilm by Ŋuđa Þórsson.", "kinofilm nuda thorsson")]
    [InlineData("Ο δρόμος της Οδύσσειας.", "ΟΔΥΣΣΕΙΑΣ")]
    public async Task Given_a_text_when_its_words_are_searched_for_in_another_spelling_then_it_is_found(string text, string asked)
    {
        var review = await api.Desk.Published(Example.Review().Put("/sections/story/text", text));
        Assert.True(await api.Anonymous.Finds($"q={Uri.EscapeDataString(asked)}", review), asked);
        var longer = await api.Desk.Published(
            Example.Review().Put("/sections/story/text", string.Join(' ', Enumerable.Repeat("They wait.", 300).Append(text))));
        if (!asked.Contains('"', StringComparison.Ordinal))
            Assert.True(await api.Anonymous.Finds($"q={Uri.EscapeDataString(asked)}", longer), asked);
    }

    [Fact]
    public void Given_any_character_when_folded_then_its_case_and_its_normal_forms_are_one_and_folding_again_changes_nothing()
    {
        var letters = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value))
            .Where(letter => (letter.Value & 0xFFFE) != 0xFFFE && letter.Value is not (>= 0xfdd0 and <= 0xfdef))
            // Of those that have no other form, as ideographs and what is not assigned, some will do.
            .Where(letter => letter.Value % 97 == 0
                || letter.Value is < 0x20000 or (>= 0x2f800 and < 0x2fa20) && OtherForms($"{letter}").Any(form => form != $"{letter}"));
        foreach (var letter in letters)
        {
            var text = $"a{letter}b";
            var folded = Spelling.OfName(text);
            foreach (var same in OtherForms(text).Append(folded))
                if (folded != Spelling.OfName(same))
                    Assert.Fail($"U+{letter.Value:X4}: {folded}, but {Spelling.OfName(same)}");
        }
    }

    static IEnumerable<string> OtherForms(string text) =>
    [
        text.ToUpperInvariant(), text.ToLowerInvariant(), text.Normalize(NormalizationForm.FormC), text.Normalize(NormalizationForm.FormD),
    ];

    static System.Text.Json.Nodes.JsonArray Texts(string text) => [text];
}
