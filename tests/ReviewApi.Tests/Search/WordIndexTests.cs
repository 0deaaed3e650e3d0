using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Search;

/// <summary>The list in which PostgreSQL gathers the words of new reviews, and which each search reads to its end.</summary>
public sealed class WordIndexTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_publication_when_some_seconds_have_passed_then_its_words_are_in_their_places_in_the_index()
    {
        await api.Desk.Published(Example.Full());
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await Statements.Next("gin_clean_pending_list", connection.Database);
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select gin_clean_pending_list('listing_texts_words_idx')"));
    }
}
