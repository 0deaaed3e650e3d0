using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>What is suggested as one types.</summary>
public sealed class SuggestTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_film_when_its_reviews_are_published_withdrawn_and_restored_then_it_is_suggested_as_they_are()
    {
        var word = NewWord();
        var first = await api.Desk.Published(Example.Review($"The {word} of Oz"));
        var film = Assert.Single(await Suggested(word[..5]));
        Assert.Equal(
            ("film", first.Text("/films/0/id"), $"The {word} of Oz", 1995, 1, $"filmId={first.Text("/films/0/id")}"),
            ((string)film["kind"]!, (string)film["id"]!, (string)film["label"]!, (int)film["year"]!, (int)film["reviews"]!,
                (string)film["query"]!));
        var second = await api.Desk.Published(Example.Review($"The {word} of Oz"));
        Assert.Equal(2, (int)Assert.Single(await Suggested(word))["reviews"]!);

        (await api.Desk.Act(first, "withdraw")).Is(200);
        var withdrawn = (await api.Desk.Act(second, "withdraw")).Is(200);
        Assert.Empty(await Suggested(word));

        (await api.Desk.Act(withdrawn, "restore")).Is(200);
        Assert.Equal(1, (int)Assert.Single(await Suggested(word))["reviews"]!);
    }

    [Fact]
    public async Task Given_films_people_and_outlets_when_suggested_then_each_query_finds_so_many_reviews()
    {
        var word = NewWord();
        var body = Example.Review($"{word} Returns").Put("/films/0/directors", new JsonArray($"Élodie {word}, Jr."))
            .Put("/films/0/cast", new JsonArray(new JsonObject { ["name"] = $"Bob {word}" }))
            .Put("/source", new JsonObject { ["outlet"] = $"{word} & Sound", ["externalId"] = $"{word} 1" });
        await api.Desk.Published(body);
        await api.Desk.Published(body.Copy().Put("/source/externalId", $"{word} 2"));

        var suggested = await Suggested(word.ToUpperInvariant());

        Assert.Equal(
            [("film", $"{word} Returns"), ("outlet", $"{word} & Sound"), ("person", $"Bob {word}"), ("person", $"Élodie {word}, Jr.")],
            suggested.Select(one => ((string)one["kind"]!, (string)one["label"]!)).Order());
        foreach (var one in suggested)
        {
            var found = (await api.Anonymous.Read($"/v1/reviews?count=exact&{(string)one["query"]!}")).Is(200);
            Assert.Equal(((string)one["query"]!, 2, 2), ((string)one["query"]!, (int)one["reviews"]!, (int)found.At("/total")!));
            Assert.Equal((string)one["kind"]! == "film", one.ContainsKey("id") && one.ContainsKey("year"));
        }
    }

    [Fact]
    public async Task Given_names_when_typed_then_from_any_word_on_the_most_reviewed_first_and_those_with_a_slip_last()
    {
        var word = NewWord();
        var (rare, often) = ($"A {word} Apart", $"Beyond {word}");
        await api.Desk.Published(Example.Review(rare));
        await api.Desk.Published(Example.Review(often));
        await api.Desk.Published(Example.Review(often));
        Assert.Equal([often, rare], await Labels(word[..4]));
        Assert.Equal([rare], await Labels($"{word} ap"));
        Assert.Equal([rare], await Labels($"a {word} a"));
        foreach (var slip in new[]
        {
            word.Remove(3, 1), word.Insert(3, word[3].ToString()), $"{word[..3]}0{word[4..]}", $"{word[1]}{word[0]}{word[2..]}",
        })
            Assert.Equal([often, rare], await Labels(slip));
        Assert.Equal([often], await Labels(word, "&limit=1"));
        await api.Desk.Published(Example.Review($"{word[..4]}0"));
        Assert.Equal([$"{word[..4]}0", often, rare], await Labels($"{word[..4]}0"));
    }

    [Fact]
    public async Task Given_a_name_that_reviews_print_differently_when_suggested_then_as_most_print_it()
    {
        var word = NewWord();
        foreach (var name in new[] { $"JANE {word}", $"Jané {word}", $"Jané {word}" })
            await api.Desk.Published(
                Example.Review().Put("/films/0/cast", new JsonArray(new JsonObject { ["name"] = name })));
        var person = Assert.Single(await Suggested($"jane {word}"));
        Assert.Equal(($"Jané {word}", 3), ((string)person["label"]!, (int)person["reviews"]!));
    }

    [Fact]
    public async Task Given_a_film_when_corrected_or_merged_then_it_is_suggested_by_what_it_is_called_now()
    {
        var (word, other) = (NewWord(), NewWord());
        var review = await api.Desk.Published(Example.Review($"{word} Misprinted"));
        (await api.Desk.Correct(review.FilmPath(), $$"""{ "title": "{{other}} Printed", "year": 2001 }""")).Is(200);
        foreach (var typed in new[] { word, other })
        {
            var film = Assert.Single(await Suggested(typed));
            Assert.Equal(($"{other} Printed", 2001), ((string)film["label"]!, (int)film["year"]!));
        }
        Assert.Equal([review.Text("/films/0/id")!], await api.Anonymous.IdsOf($"/v1/films?q={other}"));
        var into = await api.Desk.Published(Example.Review($"{NewWord()}"));
        (await api.Desk.Merge(review.FilmPath(), into.FilmPath())).Is(200);
        Assert.Equal(into.Text("/films/0/id"), (string)Assert.Single(await Suggested(word))["id"]!);
    }

    [Theory]
    [InlineData("Сталкер", "сталк", "сатлкер")]
    [InlineData("Το βλέμμα του Οδυσσέα", "βλεμμα", "βλεμα")]
    [InlineData("千と千尋の神隠し", "千と千", "千と尋千の")]
    [InlineData("기생충과 나", "기생", "기생충과나")]
    [InlineData("???!", "???!", null)]
    public async Task Given_a_title_of_any_script_when_typed_then_it_is_suggested(string title, string typed, string? slip)
    {
        await api.Desk.Published(Example.Review(title));
        Assert.Contains(title, await Labels(typed));
        if (slip is not null)
            Assert.Contains(title, await Labels(slip));
    }

    [Theory]
    [InlineData("", "q")]
    [InlineData("?q=", "q")]
    [InlineData("?q=%20%09", "q")]
    [InlineData("?q=a&q=b", "q")]
    [InlineData("?q=a&limit=0", "limit")]
    [InlineData("?q=a&limit=101", "limit")]
    [InlineData("?q=a&cursor=x", "cursor")]
    public async Task Given_a_wrong_parameter_when_asked_then_400_names_it(string query, string parameter) =>
        Assert.Equal(parameter, (await api.Anonymous.Read($"/v1/suggest{query}")).Is(400).Text("/errors/0/parameter"));

    [Fact]
    public async Task Given_suggestions_when_asked_again_then_304_until_something_changes()
    {
        var word = NewWord();
        await api.Desk.Published(Example.Review(word));
        using var first = await api.Anonymous.GetAsync($"/v1/suggest?q={word}");
        Assert.Equal("public, no-cache", first.Headers.CacheControl?.ToString());
        var etag = first.Headers.ETag!.ToString();
        using var again = await api.Anonymous.Get($"/v1/suggest?q={word}", ("If-None-Match", etag));
        Assert.Equal(304, (int)again.StatusCode);
        await api.Desk.Published(Example.Review(word));
        using var changed = await api.Anonymous.Get($"/v1/suggest?q={word}", ("If-None-Match", etag));
        Assert.Equal(200, (int)changed.StatusCode);
    }

    async Task<IReadOnlyList<string>> Labels(string typed, string more = "") =>
        [.. (await Suggested(typed, more)).Select(one => (string)one["label"]!)];

    async Task<IReadOnlyList<JsonObject>> Suggested(string typed, string more = "") =>
        [.. (await api.Anonymous.Read($"/v1/suggest?q={Uri.EscapeDataString(typed)}{more}")).Is(200).At("/items")!.AsArray()
            .Select(item => item!.AsObject())];

    // Of hexadecimal digits it would begin with another one's letters too often.
    static string NewWord() => string.Concat(Guid.NewGuid().ToByteArray().Select(letter => (char)('a' + letter % 26)));
}
