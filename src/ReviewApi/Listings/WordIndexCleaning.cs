using Dapper;
using Npgsql;
using ReviewApi.Database;

namespace ReviewApi.Listings;

/// <summary>
/// Puts the words of what was published lately in their places in the index: PostgreSQL gathers them in a list, which makes a publication
/// cheap, and which each search reads to its end.
/// </summary>
internal sealed class WordIndexCleaning(
    NpgsqlDataSource database, Readiness readiness, TimeProvider clock, ILogger<WordIndexCleaning> logger)
    : RepeatedWork(TimeSpan.FromSeconds(10), readiness, clock, logger)
{
    protected override async Task Work(CancellationToken cancellation)
    {
        // Who does not own the index may not, and leaves it to PostgreSQL.
        // language=sql
        const string sql = """
            select gin_clean_pending_list(oid)
            from pg_class
            where oid = 'listing_texts_words_idx'::regclass and pg_has_role(relowner, 'usage')
            """;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new(sql, cancellationToken: cancellation));
    }
}
