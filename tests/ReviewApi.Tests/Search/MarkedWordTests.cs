using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using ReviewApi.Listings;

namespace ReviewApi.Tests.Search;

/// <summary>Which words are marked where they are shown: those that PostgreSQL stems as it stems what is asked for.</summary>
public sealed class MarkedWordTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<string> Languages => [.. OddTexts.Languages];

    [Theory, MemberData(nameof(Languages))]
    public async Task Given_a_language_when_a_word_is_asked_then_the_words_are_marked_that_postgresql_stems_alike(string language)
    {
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        // Of all languages: few enough letters that a passage shows all of them.
        var words = OddTexts.Words.SelectMany(line => line.Split(' ')).SelectMany(TextWords.Found).Distinct().ToList();
        foreach (var some in words.Chunk(20))
        {
            var text = string.Join(' ', some);
            var review = await api.Desk.PublishWith(
                ("/language", $"\"{language}\""), ("/sections/picture", new JsonObject { ["text"] = text }.ToJsonString()));
            var stems = new Dictionary<string, string[]>();
            foreach (var word in some)
                stems[word] = await Stems(ListingText.Config(language), word, connection);
            foreach (var asked in some.Where(word => stems[word].Length > 0).Take(6))
            {
                var found = (await api.Anonymous.Read(
                    $"/v1/reviews?releaseId={review.Text("/release/id")}&in=picture&q={Uri.EscapeDataString(asked)}")).Is(200);
                var marked = found.At("/items/0/match/highlights")!.AsArray()
                    .SelectMany(one => ((string)one!["fragment"]!).Split("<mark>")[1..])
                    .Select(piece => WebUtility.HtmlDecode(piece.Split("</mark>")[0])).Order(StringComparer.Ordinal);
                Assert.Equal(
                    some.Where(word => stems[word].Intersect(stems[asked]).Any()).Order(StringComparer.Ordinal), marked);
            }
        }
    }

    static async Task<string[]> Stems(string config, string word, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select tsvector_to_array(to_tsvector($1::regconfig, $2))", connection)
        {
            Parameters =
            {
                new() { Value = config }, new() { Value = string.Join(' ', TextWords.Spellings(word).SelectMany(TextWords.Found)) },
            },
        };
        return (string[])(await command.ExecuteScalarAsync())!;
    }
}
