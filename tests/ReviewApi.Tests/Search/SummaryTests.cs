using System.Text.Json.Nodes;
using Npgsql;

namespace ReviewApi.Tests.Search;

/// <summary>What a list says of a film in summary.</summary>
public sealed class SummaryTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Films = """
        [
          { "title": "One", "year": 1999, "kind": "film", "directors": ["Lana Wachowski", "Lilly Wachowski"], "writers": ["A. Writer"] },
          { "title": "Two", "directors": [] }, { "title": "Three" }
        ]
        """;

    [Fact]
    public async Task Given_films_when_listed_in_summary_then_they_have_their_directors()
    {
        var review = await api.Desk.PublishWith(("/films", Films));
        Assert.Equal(Expected, await Directors(api.Anonymous, $"/v1/reviews?id={review.Id}"));
    }

    [Fact]
    public async Task Given_a_summary_as_an_earlier_version_stored_it_when_a_new_one_serves_it_then_it_has_the_directors_at_once()
    {
        var review = await api.Desk.PublishWith(("/films", Films));
        await using (var connection = new NpgsqlConnection(api.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(
                $$"""
                update reviews
                set derivation = 1, summary = convert_to('{"id":"{{review.Id}}","films":[{"title":"One"}]}', 'UTF8')
                where review_id = '{{review.Id}}'
                """, connection);
            await command.ExecuteNonQueryAsync();
        }
        await using var app = await AppProcess.Serve(api.ConnectionString);
        using var desk = await app.Client();
        Assert.Equal(Expected, await Directors(desk, $"/v1/reviews?id={review.Id}"));
        // The desk's list shows what is stored.
        await Calls.Until(async () => (await desk.Read("/v1/reviews?status=published&limit=100")).Is(200).At("/items")!.AsArray()
            .Single(item => (string?)item!["id"] == review.Id)!["films"]![0]!["directors"] is JsonArray);
        Assert.Equal(Expected, await Directors(desk, $"/v1/reviews?id={review.Id}"));
    }

    static string[] Expected => ["[\"Lana Wachowski\",\"Lilly Wachowski\"]", "[]", "none"];

    static async Task<IEnumerable<string>> Directors(HttpClient client, string list) =>
        (await client.Read(list)).Is(200).At("/items/0/films")!.AsArray().Select(film => film!["directors"]?.ToJsonString() ?? "none");
}
