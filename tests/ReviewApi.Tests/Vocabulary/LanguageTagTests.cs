using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Vocabulary;

public sealed class LanguageTagTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Places = ["/language", "/films/0/languages/0", "/release/audio/0/language", "/release/subtitles/0/language"];

    [Theory]
    [InlineData("en", "en")]
    [InlineData("EN", "en")]
    [InlineData("en-gb", "en-GB")]
    [InlineData("es-419", "es-419")]
    [InlineData("es-ES", "es-ES")]
    [InlineData("pt-br", "pt-BR")]
    [InlineData("ZH-hANS", "zh-Hans")]
    [InlineData("zh-hant-tw", "zh-Hant-TW")]
    [InlineData("fr-CA", "fr-CA")]
    [InlineData("de-CH-1996", "de-CH-1996")]
    [InlineData("sl-Rozaj-Biske", "sl-rozaj-biske")]
    [InlineData("en-x-twain", "en-x-twain")]
    [InlineData("EN-ca-X-CA", "en-CA-x-ca")]
    [InlineData("de-DE-u-co-phonebk", "de-DE-u-co-phonebk")]
    [InlineData("und", "und")]
    [InlineData("mul", "mul")]
    [InlineData("zxx", "zxx")]
    [InlineData("English", "en")]
    [InlineData("Deutsch", "de")]
    [InlineData("eng", "en")]
    [InlineData("VFF", "fr-FR")]
    [InlineData("VFQ", "fr-CA")]
    [InlineData("en_GB", "en-GB")]
    [InlineData("qaa", "qaa")]
    [InlineData("QTZ-latn", "qtz-Latn")]
    [InlineData("X-Private-1", "x-private-1")]
    [InlineData("zh-yue-HK", "yue-HK")]
    [InlineData("zh-cmn-Hans-CN", "cmn-Hans-CN")]
    [InlineData("i-klingon", "tlh")]
    [InlineData("I-KLINGON", "tlh")]
    [InlineData("zh-min-nan", "nan")]
    [InlineData("art-lojban", "jbo")]
    [InlineData("EN-gb-OED", "en-GB-oxendict")]
    [InlineData("i-Default", "i-default")]
    [InlineData("en-a-bbb-x-a-ccc", "en-a-bbb-x-a-ccc")]
    [InlineData("sr-Latn-RS-ekavsk-1994", "sr-Latn-RS-ekavsk-1994")]
    public async Task Given_a_language_tag_or_name_when_sent_then_the_tag_is_kept_in_its_usual_case(string sent, string kept)
    {
        var answer = (await api.Desk.Create(In(sent))).Is(201);
        Assert.All(Places, place => Assert.Equal(kept, answer.Text(place)));
    }

    [Theory]
    [InlineData("xx")]
    [InlineData("e")]
    [InlineData("en_GB_x")]
    [InlineData("en-")]
    [InlineData("-en")]
    [InlineData("e n")]
    [InlineData("en--GB")]
    [InlineData("en-GB-")]
    [InlineData("en -GB")]
    [InlineData("x")]
    [InlineData("x-")]
    [InlineData("x-toolongforone")]
    [InlineData("qua")]
    [InlineData("qzz")]
    [InlineData("en-yue")]
    [InlineData("zh-yue-cmn")]
    [InlineData("de-1996-1996")]
    [InlineData("de-DE-u-co-phonebk-u-nu-latn")]
    [InlineData("en-a")]
    [InlineData("i-unheard")]
    [InlineData("ＥＮ")]
    [InlineData("en\u200b")]
    [InlineData("en-GB-GB")]
    [InlineData("en-abcdefghi")]
    [InlineData("en GB please")]
    [InlineData("en\0")]
    [InlineData("еn")]
    [InlineData("Klingonese")]
    [InlineData("")]
    public async Task Given_what_is_no_language_when_sent_then_422_at_its_place(string tag) =>
        (await api.Desk.Create(In(tag))).IsInvalid([.. Places.Select(place => $"{place} unknown_code")]);

    [Theory]
    [InlineData("Englisch", "en")]
    [InlineData("Germann", "de")]
    [InlineData("Frenhc", "fr")]
    public async Task Given_a_slip_of_the_pen_when_sent_then_it_is_taken_or_422_names_the_nearest(string name, string nearest)
    {
        var answer = await api.Desk.Create(Example.Review().Put("/language", name));
        if ((int)answer.Status == 201)
            Assert.Equal(nearest, answer.Text("/language"));
        else
            Assert.Matches($"Did you mean .*\\b{nearest}\\b", answer.IsInvalid("/language unknown_code").Detail);
    }

    static JsonObject In(string tag) => Places.Aggregate(
        Example.Review().With("/films/0/languages", """["en"]""").With("/release/audio", "[{}]").With("/release/subtitles", "[{}]"),
        (body, place) => body.Put(place, tag));
}
