using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

public sealed class TextTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Places =
    [
        "/headline", "/notes", "/films/0/title", "/films/0/directors/0", "/reviewers/0/name", "/release/edition", "/sections/story/text",
        "/source/outlet", "/advisories/0",
    ];

    public static TheoryData<string> Texts =>
    [
        "Amélie", "Ame\u0301lie", "🎬 👩‍👩‍👧 🇩🇪", "مرحبا\u200fאב", "Line\nand\ttab\r\n", "\u0001\u001f\u007f\u0085\u2028\u2029\ufeff",
        "\uffff\ufdd0", "<script>&amp;'\"\\/", "'; drop table reviews; --", "  blanks  ", "{0} %s ${x}", "\u00a0\u3000x", "ﷺ", "ǅ ﬁ ½ Ⅷ",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Given_any_text_when_sent_then_it_is_read_back_to_the_letter(string text)
    {
        var sent = Places.Aggregate(Example.Full(), (body, place) => body.Put(place, text))
            .Put("/source/externalId", Guid.NewGuid().ToString()).Put("/sections/story/reviewer", text);
        var created = (await api.Desk.Publish(sent)).Is(201);
        var read = (await api.Anonymous.Read(created.Path)).Is(200);
        Assert.All(Places, place => Assert.Equal(text, read.Text(place)));
        Assert.Equal(created.ETag, (await api.Desk.Put(read, read.Body)).Is(200).ETag);
    }

    [Theory]
    [InlineData("ﷺ")]
    [InlineData("🎬")]
    [InlineData("㍿")]
    [InlineData("ß")]
    [InlineData("x")]
    public async Task Given_names_as_long_as_they_may_be_when_they_grow_in_folding_then_they_are_kept_and_told_apart(string piece)
    {
        var (title, name, outlet) = (Repeat(300), Repeat(200), Repeat(200));
        var one = (await api.Desk.Publish(Review(title, name, outlet))).Is(201);
        var same = (await api.Desk.Publish(Review(title, name, outlet))).Is(201);
        var other = (await api.Desk.Publish(Review(Repeat(299) + "y", Repeat(199) + "y", outlet))).Is(201);
        foreach (var place in new[] { "/films/0/id", "/reviewers/0/id" })
        {
            Assert.Equal(one.Text(place), same.Text(place));
            Assert.NotEqual(one.Text(place), other.Text(place));
        }

        string Repeat(int times) => string.Concat(Enumerable.Repeat(piece, times));
    }

    [Fact]
    public async Task Given_60_films_with_all_identifiers_when_posted_then_each_is_found_again()
    {
        var start = Random.Shared.NextInt64(1_000_000_000, 9_000_000_000);
        var films = new JsonArray([.. Enumerable.Range(0, 60).Select(index => new JsonObject
        {
            ["title"] = "One title",
            ["identifiers"] = new JsonObject
            {
                ["imdb"] = $"tt{start + index}",
                ["tmdb"] = $"movie/{start % 1_000_000_000 + index}",
                ["wikidata"] = $"Q{start + index}",
            },
        })]);
        var sent = Example.Review().Put("/films", films);
        var first = (await api.Desk.Publish(sent)).Is(201);
        var again = (await api.Desk.Publish(sent)).Is(201);
        Assert.Equal(60, Ids(first).Distinct().Count());
        Assert.Equal(Ids(first), Ids(again));

        static IEnumerable<string?> Ids(Answer answer) => Enumerable.Range(0, 60).Select(index => answer.Text($"/films/{index}/id"));
    }

    static JsonObject Review(string title, string name, string outlet) => Example.Review()
        .Put("/films/0/title", title).Put("/reviewers/0/name", name)
        .Put("/source", new JsonObject { ["outlet"] = outlet, ["externalId"] = $"{Guid.NewGuid()}" });
}
