using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Cases;

/// <summary>Kinds of facts that reviews print and that the 21 do not happen to hold.</summary>
public sealed class TranslationRuleTests
{
    [Theory]
    [InlineData("""{ "max": 5 }""", """{ "canonical": "extras", "raw": "See Below" }""", "/sections/extras/state", "see_parts")]
    [InlineData("""{ "max": 6 }""", """{ "canonical": "story", "raw": 4.5, "max": 6 }""", "/sections/story/score", "7.5")]
    [InlineData("""{ "max": 5 }""", """{ "canonical": "sound", "raw": 4.3, "max": 5 }""", "/sections/sound/score", "8.6")]
    [InlineData("""{ "max": 10 }""", """{ "canonical": "picture", "raw": "8.5/10" }""", "/sections/picture/score", "8.5")]
    [InlineData("""{ "max": 5 }""", """{ "canonical": "picture", "raw": 6, "max": 5 }""", "/sections/picture/state", "unscored")]
    [InlineData("""{ "max": 5 }""", """{ "canonical": "picture", "raw": 0, "max": 5 }""", "/sections/picture/state", "scored")]
    [InlineData("""{ "max": "5+", "modifiers": ["+","-"] }""", """{ "canonical": "sound", "raw": "4+" }""", "/sections/sound/score", "8.1")]
    [InlineData("null", """{ "canonical": "overall", "raw": "Highly Recommended" }""", "/overall/recommendation", "Highly Recommended")]
    [InlineData("null", """{ "canonical": "sound", "raw": "A++" }""", "/sections/sound/score", "10")]
    [InlineData("null", """{ "canonical": "menus", "label_on_site": "Menus", "raw": 3, "max": 4 }""", "/otherSections/0/score", "7.5")]
    [InlineData("null", """{ "canonical": "sound", "raw": 3, "applies_to": "disc:2" }""", "/sections/sound/parts/0/disc", "2")]
    [InlineData("null", """{ "canonical": "sound", "raw": 3, "max": 5, "reviewer": "Ada Low" }""", "/reviewers/1/name", "Ada Low")]
    public void Given_a_score_of_any_kind_when_translated_then_it_is_as_printed(string scale, string section, string place, string value)
    {
        var record = Record();
        record["scale"] = JsonNode.Parse(scale);
        record["sections"] = new JsonArray(JsonNode.Parse(section));
        CaseFacts.Check(Translate(record), place, value);
    }

    [Theory]
    [InlineData("""{ "region": "free", "format": "dvd" }""", "/release/regions", "0")]
    [InlineData("""{ "region": "free", "format": "uhd_blu_ray" }""", "/release/regions", "-")]
    [InlineData("""{ "upc": "0 25195 00893 8" }""", "/release/gtin", "00025195008938")]
    [InlineData("""{ "packaging": "SteelBook" }""", "/release/packaging", "steelbook")]
    [InlineData("""{ "video": { "aspect_presented": ["1.33:1", "1.78:1", "16:9"] } }""", "/release/video/length", "3")]
    [InlineData("""{ "video": { "aspect_presented": ["1.33:1", "1.78:1", "16:9"] } }""", "/release/video/2/aspectRatio", "1.78:1")]
    [InlineData("""{ "video": { "aspect_presented": ["2.39"] } }""", "/release/video/0/aspectRatio", "2.39:1")]
    [InlineData("""{ "discs": [{ "n": 1, "extras": [{ "kind": "trailers" }] }] }""", "/release/extras/0/disc", "1")]
    [InlineData("""{ "discs": [{ "n": 1, "subtitles": [] }] }""", "/release/discs/0/number", "1")]
    [InlineData("""{ "audio": [] }""", "/release/audio/length", "0")]
    [InlineData("""{ "price_paid": { "amount": 5, "currency": "EUR" } }""", "/release/pricePaid/amount", "5")]
    [InlineData("""{ "hologram": { "side": "back", "glows": true } }""", "/release/note", "~hologram: side: back, glows: yes")]
    public void Given_a_release_with_any_fact_when_translated_then_it_has_a_place(string release, string place, string value)
    {
        var record = Record();
        foreach (var (member, node) in JsonNode.Parse(release)!.AsObject()) record["release"]![member] = node?.DeepClone();
        CaseFacts.Check(Translate(record), place, value);
    }

    [Theory]
    [InlineData("""{ "extras": [{ "kind": "trailer", "duration": "-2:10" }] }""", "/release/extras/0/seconds", "130")]
    [InlineData("""{ "extras": [{ "kind": "trailer", "duration": "-2:10" }] }""", "/release/extras/0/note", "~-2:10")]
    [InlineData("""{ "extras": [{ "kind": "documentary", "duration": "1:02:03" }] }""", "/release/extras/0/seconds", "3723")]
    [InlineData("""{ "extras": ["An unnamed kind of thing"] }""", "/release/extras/0/kind", "other")]
    [InlineData("""{ "extras": [], "extras_explicit_none": false }""", "/release/extras", "-")]
    [InlineData("""{ "review_date": "about 1997-05-04" }""", "/reviewedOn", "1997-05-04")]
    [InlineData("""{ "review_date": "2011-02-30" }""", "/notes", "~2011-02-30")]
    [InlineData("""{ "reviewers": ["Ada Low"] }""", "/reviewers/0/name", "Ada Low")]
    [InlineData("""{ "works": [{ "title": "Any", "runtime": "two hours" }] }""", "/notes", "~two hours")]
    [InlineData("""{ "works": [{ "cast": [{ "name": "Bo", "character": ["X", "Y"] }]}]}""", "/films/0/cast/0/characters", "X, Y")]
    [InlineData("""{ "mood": "sunny" }""", "/notes", "~mood: sunny")]
    public void Given_a_record_with_any_fact_when_translated_then_it_has_a_place(string members, string place, string value)
    {
        var record = Record();
        foreach (var (member, node) in JsonNode.Parse(members)!.AsObject()) record[member] = node?.DeepClone();
        CaseFacts.Check(Translate(record), place, value);
    }

    static JsonObject Record() => JsonNode.Parse("""
        {
          "case": "X1",
          "source": { "site": "Any", "lang": "en" },
          "works": [{ "title": "Any", "kind": "film" }],
          "release": { "format": "blu_ray" },
          "sections": [{ "canonical": "story", "text": "Fine." }]
        }
        """)!.AsObject();

    static JsonObject Translate(JsonObject record) => CanonicalForm.Of(CaseTranslator.Translate(record));
}
