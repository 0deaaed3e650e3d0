using System.Text;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Search;

/// <summary>What words, phrases and exclusions find.</summary>
public sealed class FullTextTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly (string, string)[] Texts =
    [
        ("/films", """
            [
              { "title": "Leaving Harbour", "originalTitle": "Rückkehr zum Hafen", "sortTitle": "Harborsort",
                "directors": ["Mika Kaurismäki"], "writers": ["Wanda Penwoman"], "composers": ["Carl Tunesmith"],
                "cast": [{ "name": "Nadia Player", "characters": ["Captain Nemo"], "creditedAs": "Nadja Spielerin" }] },
              { "title": "Second Voyage" }
            ]
            """),
        ("/headline", "\"Two nights ashore\""),
        ("/summary", "\"A splendid restoration.\""),
        ("/sections", """
            {
              "story": { "text": "The sailors drink heavily. At last it rains." },
              "picture": {
                "text": "Grain is preserved, and well-lit scenes glow.",
                "parts": [{ "of": "Extended cut", "text": "This one flickers." }]
              },
              "sound": { "text": "A café murmurs in DTS-HD 5.1." }
            }
            """),
        ("/otherSections", """[{ "label": "Menus", "text": "They are sluggish." }]"""),
        ("/overall", """{ "text": "Recommended wholeheartedly." }"""),
    ];

    [Theory]
    [InlineData("leaving harbour", true)]
    [InlineData("HARBOUR leaving", true)]
    [InlineData("\"leaving harbour\"", true)]
    [InlineData("\"harbour leaving\"", false)]
    [InlineData("harbour iceberg", false)]
    [InlineData("ruckkehr", true)]
    [InlineData("RÜCKKEHR", true)]
    [InlineData("harborsort", true)]
    [InlineData("voyage", true)]
    [InlineData("kaurismaki", true)]
    [InlineData("\"mika kaurismäki\"", true)]
    [InlineData("penwoman", true)]
    [InlineData("tunesmith", true)]
    [InlineData("nadia", true)]
    [InlineData("nemo", true)]
    [InlineData("spielerin", true)]
    [InlineData("ashore", true)]
    [InlineData("splendid", true)]
    [InlineData("sailor", true)]
    [InlineData("drinking", true)]
    [InlineData("the sailors", true)]
    [InlineData("\"the sailors drink\"", true)]
    [InlineData("\"drink sailors\"", false)]
    [InlineData("flickering", true)]
    [InlineData("sluggish", true)]
    [InlineData("wholeheartedly", true)]
    [InlineData("cafe", true)]
    [InlineData("CAFÉ", true)]
    [InlineData("well-lit", true)]
    [InlineData("DTS-HD 5.1", true)]
    [InlineData("harbour nemo ashore grain", true)]
    [InlineData("sailors -rain", false)]
    [InlineData("sailors -snow", true)]
    [InlineData("-sailors", false)]
    [InlineData("-snow", true)]
    [InlineData("sailors -\"drink heavily\"", false)]
    [InlineData("sailors -\"heavily drink\"", true)]
    [InlineData("sailors -harbour", false)]
    [InlineData("leaving -harbour", false)]
    [InlineData("-leaving harbour", false)]
    public async Task Given_a_review_when_asked_for_words_phrases_and_exclusions_then_it_is_found_where_all_of_it_holds(
        string words, bool isFound) =>
        Assert.Equal(isFound, await api.Anonymous.Finds($"q={Uri.EscapeDataString(words)}", await api.Desk.PublishWith(Texts)));

    [Theory]
    [InlineData("sailors", "story", true)]
    [InlineData("sailors", "picture", false)]
    [InlineData("sailors", "picture,sound", false)]
    [InlineData("sailors", "picture,story", true)]
    [InlineData("sailors grain", "picture,story", true)]
    [InlineData("sailors grain", "picture", false)]
    [InlineData("flickers", "picture", true)]
    [InlineData("harbour", "story", false)]
    [InlineData("nemo", "story", false)]
    [InlineData("ashore", "story,performances,picture,sound,extras", false)]
    [InlineData("wholeheartedly", "story,performances,picture,sound,extras", false)]
    [InlineData("grain -sailors", "picture", true)]
    [InlineData("grain -scenes", "picture", false)]
    [InlineData("grain -sailors", "picture,story", false)]
    [InlineData("-harbour", "story", true)]
    [InlineData("well-lit", "picture", true)]
    [InlineData("well-lit", "story", false)]
    [InlineData("\"drink heavily\"", "story", true)]
    public async Task Given_sections_when_only_they_are_asked_then_the_words_are_looked_for_in_their_texts(
        string words, string sections, bool isFound) =>
        Assert.Equal(
            isFound, await api.Anonymous.Finds($"q={Uri.EscapeDataString(words)}&in={sections}", await api.Desk.PublishWith(Texts)));

    [Theory]
    [InlineData("\"rains grain\"", "")]
    [InlineData("\"harbour ruckkehr\"", "")]
    [InlineData("\"spielerin two\"", "")]
    [InlineData("\"flickers a cafe\"", "&in=picture,sound")]
    public async Task Given_a_phrase_when_it_begins_in_one_text_and_ends_in_the_next_then_it_is_not_found(string phrase, string sections) =>
        Assert.False(await api.Anonymous.Finds($"q={Uri.EscapeDataString(phrase)}{sections}", await api.Desk.PublishWith(Texts)));

    [Theory]
    [InlineData("en", "It was restored.", "restoring", true)]
    [InlineData("en-GB", "It was restored.", "restoring", true)]
    [InlineData("de", "Die Häuser brennen.", "haus", true)]
    [InlineData("de", "Die Häuser brennen.", "Haus brenne", true)]
    [InlineData("de-AT", "Die Fußgänger.", "Fußgängern", true)]
    [InlineData("fr", "Les chevaux blancs.", "cheval", true)]
    [InlineData("fr", "Les éditions.", "EDITION", true)]
    [InlineData("fr", "L'image est restaurée.", "image", true)]
    [InlineData("fr", "L'image est restaurée.", "restauré", true)]
    [InlineData("fr", "Des copies restaurées.", "restauré", true)]
    [InlineData("es", "Las canciones.", "canción", true)]
    [InlineData("ru", "Война и мир", "ВОЙНА", true)]
    [InlineData("ja", "映画 です", "映画", true)]
    [InlineData("pl", "Obraz jest ostry", "obraz", true)]
    [InlineData("en", "The cat sat.", "dog", false)]
    [InlineData("de", "It was restored.", "restoring", false)]
    public async Task Given_a_language_when_another_form_of_a_word_is_asked_then_it_is_found_as_the_language_has_it(
        string language, string text, string words, bool isFound)
    {
        var review = await api.Desk.PublishWith(("/language", $"\"{language}\""), ("/sections/story/text", $"\"{text}\""));
        Assert.Equal(isFound, await api.Anonymous.Finds($"q={Uri.EscapeDataString(words)}", review));
        Assert.Equal(isFound, await api.Anonymous.Finds($"q={Uri.EscapeDataString(words)}&in=story", review));
    }

    [Theory]
    [InlineData("Black levels/contrast are fine.", "contrast")]
    [InlineData("Black levels/contrast are fine.", "levels")]
    [InlineData("Made in 1998-2001.", "2001")]
    [InlineData("Made in 1998–2001.", "2001")]
    [InlineData("In hdr10/sdr.", "sdr")]
    [InlineData("A “graded” picture—regraded…(ungraded)", "graded regraded ungraded")]
    [InlineData("L’image d’Orphée", "orphee")]
    [InlineData("L’image d’Orphée", "d'orphee")]
    [InlineData("Grain&noise, a+b=c", "noise")]
    [InlineData("See <i>Alien</i>", "alien")]
    [InlineData("See <Alien>", "alien")]
    public async Task Given_words_with_signs_between_when_one_of_them_is_asked_then_it_is_found(string text, string word)
    {
        var review = await api.Desk.PublishWith(("/sections/story/text", $"\"{text}\""));
        Assert.True(await api.Anonymous.Finds($"q={Uri.EscapeDataString(word)}&in=story", review));
    }

    [Theory]
    [InlineData(NormalizationForm.FormC, NormalizationForm.FormD)]
    [InlineData(NormalizationForm.FormD, NormalizationForm.FormC)]
    [InlineData(NormalizationForm.FormD, NormalizationForm.FormD)]
    public async Task Given_accents_in_one_letter_or_in_two_when_asked_in_either_way_or_without_then_it_is_found(
        NormalizationForm written, NormalizationForm asked)
    {
        var word = $"Décor{Letters()}é".Normalize(written);
        var review = await api.Desk.PublishWith(("/sections/story/text", $"\"In a {word} there.\""));
        Assert.True(await api.Anonymous.Finds($"q={Uri.EscapeDataString(word.Normalize(asked))}", review));
        Assert.True(await api.Anonymous.Finds($"q={Reading.Fold(word)}", review));
    }

    [Fact]
    public async Task Given_long_texts_when_a_word_at_their_end_is_asked_then_it_is_found()
    {
        var (word, filler) = (Letters(), string.Join(' ', Enumerable.Range(0, 3_300).Select(number => $"w{number}")));
        var parts = new JsonArray([.. Enumerable.Range(0, 25).Select(number =>
            new JsonObject { ["of"] = $"Part {number}", ["text"] = number == 24 ? $"{filler} {word}" : filler })]);
        var review = await api.Desk.PublishWith(
            ("/sections/extras", new JsonObject { ["text"] = "Many.", ["parts"] = parts }.ToJsonString()));
        Assert.True(await api.Anonymous.Finds($"q={word}", review));
        Assert.True(await api.Anonymous.Finds($"q={word}&in=extras", review));
    }

    /// <summary>A word that no other review has.</summary>
    static string Letters() => string.Concat(Guid.NewGuid().ToString("N").Select(digit => (char)('a' + Convert.ToInt32($"{digit}", 16))));
}
