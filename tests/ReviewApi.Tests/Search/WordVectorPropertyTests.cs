using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using ReviewApi.Http;
using ReviewApi.Listings;
using ReviewApi.Reviews;

namespace ReviewApi.Tests.Search;

/// <summary>The vectors made in the program beside those that PostgreSQL makes of the same words.</summary>
public sealed class WordVectorPropertyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Many(150)]
    public Task Given_any_review_when_its_words_are_taken_then_they_are_as_postgresql_has_them(int seed)
    {
        var random = new Random(seed);
        return AssertSame(random, OddTexts.Language(random), count => OddTexts.Text(random, count));
    }

    [Theory]
    [InlineData(1, 300)]
    [InlineData(2, 3_000)]
    [InlineData(3, 40_000)]
    [InlineData(40_000, 40_000)]
    [InlineData(300_000, 300_000)]
    public async Task Given_long_texts_when_their_words_are_taken_then_they_are_as_postgresql_has_them(int different, int words)
    {
        var random = new Random(different + words);
        await AssertSame(random, "en", count => string.Join(' ', Enumerable.Range(0, words * count / 1_000).Select(_ =>
            random.Next(20) == 0 ? "the" : $"word{random.Next(different).ToString("x", CultureInfo.InvariantCulture)}")));
    }

    // Counts are out of a thousand.
    async Task AssertSame(Random random, string language, Func<int, string> text)
    {
        var body = Example.Full().Put("/language", language).Put("/films/0/title", text(20))
            .Put("/films/0/directors", new JsonArray(text(20))).Put("/headline", text(20)).Put("/summary", text(200));
        foreach (var section in Sections.Names)
            body.Put($"/sections/{section}", new JsonObject { ["text"] = text(random.Next(300)) });
        var review = body.Deserialize<Review>(Json.Options)!;
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        var made = await ListingWords.Of(review, connection, CancellationToken.None);
        var parts = ListingText.Of(review).ToList();
        var vectors = parts.Select((part, place) => part.Text.IsPlain
            ? "(select array_to_tsvector(array_agg(word)) "
                + $"from unnest(@part{place}) piece, unnest(tsvector_to_array(to_tsvector(@config, piece))) word)"
            : $"to_tsvector(@config, array_to_string(@part{place}, ' '))");
        await using var command = new NpgsqlCommand(
            $"""
            with part as materialized (select {string.Join(", ", vectors.Select((vector, place) => $"coalesce({vector}, '') as p{place}"))})
            select
              setweight(p0, 'A') || setweight(p1, 'B') || setweight(p2, 'C') || p3 || p4 || p5 || p6 || p7 || p8 = @vector::tsvector,
              {string.Join(" || ", Enumerable.Range(1, 5).Select(number => InSection($"p{number + 3}", number)))} = @sections::tsvector
            from part
            """, connection)
        { CommandTimeout = 60 };
        foreach (var ((_, found), place) in parts.Select((part, place) => (part, place)))
            command.Parameters.AddWithValue($"part{place}", found.Words.ToArray());
        var config = await Oid(ListingText.Config(language), connection);
        command.Parameters.Add(new("config", NpgsqlTypes.NpgsqlDbType.Regconfig) { Value = config });
        command.Parameters.AddWithValue("vector", made.Vector);
        command.Parameters.AddWithValue("sections", made.Sections);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        Assert.Equal((true, true), (reader.GetBoolean(0), reader.GetBoolean(1)));
    }

    static string InSection(string words, int number) => $"""regexp_replace({words}::text, '(^| )''', '\1''{number}', 'g')::tsvector""";

    static async Task<uint> Oid(string config, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select $1::regconfig::oid", connection) { Parameters = { new() { Value = config } } };
        return (uint)(await command.ExecuteScalarAsync())!;
    }
}
