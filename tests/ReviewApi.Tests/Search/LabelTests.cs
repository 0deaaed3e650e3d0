using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Search;

/// <summary>Labels beside the codes of the items of a list, on wish.</summary>
public sealed class LabelTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("en", "Blu-ray", "Picture", "Dolby TrueHD", "Featurette", "German", "United Kingdom", "2.39:1")]
    [InlineData("de", "Blu-ray", "Bild", "Dolby TrueHD", "Featurette", "Deutsch", "Vereinigtes Königreich", "2.39:1")]
    [InlineData("fr", "Blu-ray", "Image", "Dolby TrueHD", "Featurette", "Allemand", "Royaume-Uni", "2.39:1")]
    public async Task Given_a_whole_review_when_listed_with_labels_then_each_code_in_it_has_the_label_of_its_vocabulary(
        string language, string format, string picture, string codec, string extra, string german, string country, string ratio)
    {
        var review = await api.Desk.Published(Example.Full());

        var item = (await api.Anonymous.Read($"/v1/reviews?id={review.Id}&view=full&labels={language}")).Is(200).At("/items/0")!.AsObject();

        var labels = Labels(item);
        Assert.Equal(await Expected(item, language), labels.OrderBy(label => label.Key, StringComparer.Ordinal));
        Assert.Equal(
            [format, picture, codec, extra, german, country],
            new[] { "blu_ray", "picture", "dolby_truehd", "featurette", "de", "GB" }.Select(code => labels[code]));
        Assert.DoesNotContain(ratio, labels.Keys);
        item.Remove("labels");
        Assert.True(JsonNode.DeepEquals(review.Body, item));
    }

    [Fact]
    public async Task Given_a_summary_when_listed_with_labels_then_they_are_of_the_codes_in_it_and_of_no_other()
    {
        var review = await api.Desk.Published(Example.Full());
        var item = (await api.Anonymous.Read($"/v1/reviews?id={review.Id}&labels=de")).Is(200).At("/items/0")!.AsObject();
        var labels = Labels(item);
        Assert.Equal(await Expected(item, "de"), labels.OrderBy(label => label.Key, StringComparer.Ordinal));
        Assert.Equal(("Veröffentlicht", "Fernsehserie", "Gesamtwertung"), (labels["published"], labels["tv_series"], labels["overall"]));
        Assert.DoesNotContain("dolby_truehd", labels.Keys);
    }

    [Fact]
    public async Task Given_no_wish_when_listed_then_there_are_no_labels_and_a_body_with_them_is_taken_back()
    {
        var review = await api.Desk.Published();
        Assert.Null((await api.Anonymous.Read($"/v1/reviews?id={review.Id}")).Is(200).At("/items/0/labels"));
        var item = (await api.Anonymous.Read($"/v1/reviews?id={review.Id}&view=full&labels=fr")).Is(200).At("/items/0")!.AsObject();
        Assert.Equal(review.ETag, (await api.Desk.Put(review, item.Copy())).Is(200).ETag);
    }

    [Theory]
    [InlineData(
        "en", "DTS-HD Master Audio", "MPEG-2", "Other", "English (United Kingdom)", "Spanish (Latin America)", "English (NZ-x-old)")]
    [InlineData(
        "de", "DTS-HD Master Audio", "MPEG-2", "Sonstiges", "Englisch (Vereinigtes Königreich)", "Spanisch (Lateinamerika)",
        "Englisch (NZ-x-old)")]
    public async Task Given_a_code_of_two_vocabularies_or_a_language_with_a_country_when_labelled_then_what_they_have_in_common(
        string language, string codec, string mpeg, string other, string british, string latin, string old)
    {
        var review = await api.Desk.PublishWith(
            ("/release/video", """[{ "codec": "mpeg_2" }, { "codec": "other" }]"""),
            ("/release/audio", """
                [
                  { "codec": "dts_hd_ma", "language": "en-GB" }, { "codec": "mpeg_2", "language": "es-419" },
                  { "codec": "other", "language": "en-NZ" }, { "language": "en-NZ-x-old" }, { "language": "x-elvish" }
                ]
                """),
            ("/release/extras", """[{ "kind": "other" }]"""));
        var labels = Labels(
            (await api.Anonymous.Read($"/v1/reviews?id={review.Id}&view=full&labels={language}")).Is(200).At("/items/0")!);
        Assert.Equal(
            [codec, mpeg, other, british, latin, old],
            new[] { "dts_hd_ma", "mpeg_2", "other", "en-GB", "es-419", "en-NZ-x-old" }.Select(code => labels[code]));
        Assert.Equal(language == "en" ? "English (New Zealand)" : "Englisch (Neuseeland)", labels["en-NZ"]);
        Assert.DoesNotContain("x-elvish", labels.Keys);
    }

    [Fact]
    public async Task Given_any_list_of_reviews_when_asked_for_labels_then_its_items_have_them()
    {
        var word = $"w{Guid.NewGuid():N}";
        var review = await api.Desk.PublishWith(("/sections/picture", $$"""{ "text": "A {{word}} picture." }"""));
        var draft = await api.Desk.Created();
        foreach (var list in review.Lists(word))
        {
            var answer = (await api.Anonymous.Read($"{list}labels=fr&count=exact")).Is(200);
            Assert.Equal((list, "Publiée"), (list, answer.Text("/items/0/labels/published")));
            Assert.Equal((list, review.Id), (list, answer.Text("/items/0/id")));
        }
        Assert.Equal("picture", (await api.Anonymous.Read($"/v1/reviews?q={word}&labels=fr")).Text("/items/0/match/highlights/0/section"));
        var desk = (await api.Desk.Read("/v1/reviews?status=draft&labels=fr&limit=100")).Is(200).At("/items")!.AsArray();
        Assert.Equal("Brouillon", (string?)desk.Single(item => (string?)item!["id"] == draft.Id)!["labels"]!["draft"]);
    }

    [Theory]
    [InlineData("labels=es")]
    [InlineData("labels=DE")]
    [InlineData("labels=de-AT")]
    [InlineData("labels=true")]
    [InlineData("labels=")]
    [InlineData("labels=de,fr")]
    public async Task Given_a_language_without_labels_when_asked_for_then_400_names_the_parameter_and_those_that_there_are(string query)
    {
        var review = await api.Desk.Published();
        string[] lists =
        [
            "/v1/reviews?", "/v1/reviews?q=film&", "/v1/reviews?status=draft&", "/v1/reviews/facets?", $"{review.FilmPath()}/reviews?",
        ];
        foreach (var list in lists)
        {
            var refused = (await api.Desk.Read($"{list}{query}")).Is(400);
            Assert.Equal((list, "labels"), (list, refused.Text("/errors/0/parameter")));
            Assert.Contains("en or de or fr", refused.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Given_facets_when_asked_for_in_a_language_then_their_labels_are_in_it()
    {
        var review = await api.Desk.PublishWith(
            ("/release/territory", "\"DE\""), ("/release/audio", """[{ "language": "de", "channels": "2.0" }]"""));
        foreach (var (language, expected) in new[]
        {
            ("", "Germany German 2.0 (stereo)"), ("&labels=en", "Germany German 2.0 (stereo)"),
            ("&labels=de", "Deutschland Deutsch 2.0 (Stereo)"), ("&labels=fr", "Allemagne Allemand 2.0 (stéréo)"),
        })
        {
            var facets = (await api.Anonymous.Read(
                $"/v1/reviews/facets?id={review.Id}&facet=territory,audioLanguage,channels{language}")).Is(200);
            var labels = new[] { "territory", "audioLanguage", "channels" }.Select(facet => facets.Text($"/facets/{facet}/0/label"));
            Assert.Equal(expected, string.Join(' ', labels));
        }
    }

    [Fact]
    public async Task Given_the_vocabularies_when_read_then_disc_formats_sections_extras_sound_and_picture_are_in_german_and_french()
    {
        string[] names =
        [
            "disc_format", "section", "extra_kind", "audio_codec", "audio_purpose", "channels", "video_codec", "hdr", "picture_format",
            "color", "dimension", "master_resolution", "frame_rate", "dolby_vision_layer",
        ];
        foreach (var name in names)
        {
            var items = (await api.Anonymous.Read($"/v1/vocabularies/{name}")).Is(200).At("/items")!.AsArray();
            Assert.Contains(items, item => item!["labels"]?["de"] is not null || item["labels"]?["fr"] is not null);
            Assert.All(
                items.SelectMany(item => item!["labels"]?.AsObject().Select(label => (item["label"], Label: label)) ?? []),
                one => Assert.True(
                    one.Label.Key is "de" or "fr" && (string)one.Label.Value! is { Length: > 0 } text && text != (string)one.Item1!));
        }
    }

    [Theory]
    [InlineData("de")]
    [InlineData("fr")]
    public async Task Given_a_vocabulary_when_read_in_a_language_then_no_two_codes_have_the_same_label(string language)
    {
        foreach (var book in (await api.Anonymous.Read("/v1/vocabularies")).Is(200).At("/items")!.AsArray())
        {
            var labels = book!["items"]!.AsArray().Select(item => (string)(item!["labels"]?[language] ?? item["label"])!);
            Assert.Equal([], labels.GroupBy(label => label).Where(same => same.Count() > 1).Select(same => $"{book["name"]}: {same.Key}"));
        }
    }

    // Read off the item by the places where the contract has codes, and off the vocabularies as they are served.
    async Task<IEnumerable<KeyValuePair<string, string>>> Expected(JsonObject item, string language)
    {
        var books = (await api.Anonymous.Read("/v1/vocabularies")).Is(200).At("/items")!.AsArray()
            .ToDictionary(book => (string)book!["name"]!, book => book!["items"]!.AsArray());
        string[] judgements = ["sections/*", "sections/*/parts/*", "otherSections/*", "overall"];
        var codes = Vocabulary.CodePlaces.ByVocabulary
            .SelectMany(one => one.Value.SelectMany(place => Texts(item, place).Select(code => (Book: one.Key, Code: code))))
            .Concat(judgements.SelectMany(place => Texts(item, $"/{place}/state")).Select(code => (Book: "score_state", Code: code)))
            .Concat(item["sections"]!.AsObject().Select(section => (Book: "section", Code: section.Key)))
            .Concat(Texts(item, "/release/image/kind").Select(code => (Book: "image_kind", Code: code)))
            .Append((Book: "section", Code: "overall")).Append((Book: "status", Code: (string)item["status"]!));
        return codes
            .Select(one => (one.Code, Item: books[one.Book].Single(of => (string)of!["code"]! == one.Code)!))
            .Select(one => KeyValuePair.Create(one.Code, (string)(one.Item["labels"]?[language] ?? one.Item["label"])!))
            .GroupBy(label => label.Key).Select(same => same.MinBy(label => label.Value.Length))
            .OrderBy(label => label.Key, StringComparer.Ordinal);
    }

    static IEnumerable<string> Texts(JsonNode? node, string place) => place.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(new[] { node }.AsEnumerable(), (nodes, name) => nodes.SelectMany(one => (one, name) switch
        {
            (JsonArray list, _) => list,
            (JsonObject all, "*") => all.Select(member => member.Value),
            (JsonObject members, _) => [members[name]],
            _ => Array.Empty<JsonNode?>(),
        }))
        .OfType<JsonValue>().Select(value => value.GetValue<string>());

    static Dictionary<string, string> Labels(JsonNode item) =>
        item["labels"]!.AsObject().ToDictionary(label => label.Key, label => (string)label.Value!);
}
