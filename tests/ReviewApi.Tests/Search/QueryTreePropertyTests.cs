using Npgsql;
using ReviewApi.Http;
using ReviewApi.Listings;
using ReviewApi.Search;

namespace ReviewApi.Tests.Search;

/// <summary>What is understood of q beside what PostgreSQL's to_tsquery understands.</summary>
public sealed class QueryTreePropertyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly string[] Between = [" ", " ", " ", " -", " or ", "\" ", " \"", " -\""];

    [Many(200)]
    public async Task Given_any_words_when_they_are_understood_then_it_is_as_postgresql_understands_them(int seed)
    {
        var random = new Random(seed);
        var config = ListingText.Config(OddTexts.Language(random));
        var text = string.Concat(Enumerable.Range(0, 1 + random.Next(6)).Select(_ =>
            OddTexts.Text(random, 6).Replace('"', ' ') + Between[random.Next(Between.Length)]));
        try
        {
            await AssertSame(config, text);
        }
        catch (ProblemException refused) when (refused.Kind == Problems.InvalidRequest)
        {
            // A letter may unfold to more words than one may ask for.
        }
    }

    [Theory]
    [InlineData("english", "\"the sailors of the sea\"")]
    [InlineData("english", "\"of the\" sailors -\"in the\"")]
    [InlineData("english", "the-sea sea-of-the the's or the")]
    [InlineData("german", "\"und die Häuser und nicht\" -nicht")]
    [InlineData("simple", "\"the sea\" or -it")]
    public Task Given_words_that_are_never_looked_for_when_they_are_understood_then_phrases_keep_their_places(string config, string text) =>
        AssertSame(config, text);

    async Task AssertSame(string config, string text)
    {
        var words = QueryWords.Read(text);
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        var all = words.All.ToList();
        var lexed = all.Zip((await Lexemes.Of(connection).Of([(config, all)], connection, CancellationToken.None))[0])
            .ToDictionary(one => one.First, one => one.Second);
        var understood = words.Tree?.Text(word => lexed[word], Quoted);
        // The words as they are, which PostgreSQL parses.
        var written = words.Tree?.Text(word => new Lexed([(word, 1)], 1), Quoted);
        await using var command = new NpgsqlCommand(
            "select coalesce($1, '')::tsquery = to_tsquery($2::regconfig, coalesce($3, ''))", connection)
        {
            Parameters =
            {
                new() { Value = (object?)understood ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
                new() { Value = config },
                new() { Value = (object?)written ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
            },
        };
        Assert.True((bool)(await command.ExecuteScalarAsync())!, $"{config}: {text}: {understood}");
    }

    static string Quoted(string lexeme) => $"'{WordVector.Escaped(lexeme)}'";
}
