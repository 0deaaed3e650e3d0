using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace ReviewApi.Benchmarks.Limit;

/// <summary>
/// The rows of a new review and a new release, of a known film by a known reviewer. What the API works out of a document is taken from a
/// review that is there already.
/// </summary>
internal static class Rows
{
    // One statement, so that it is one message and one transaction.
    public const string Insert = """
        with release as (
          insert into releases (release_id, gtin, format, territory, created_at) values ($1, $2, 'blu_ray', 'US', $3)
        ), review as (
          insert into reviews (review_id, slug, status, revision, etag, outlet, external_id, release_id, story_score, performances_score,
            picture_score, sound_score, extras_score, overall_score, mean_score, document, summary, created_at, updated_at, published_at)
          values ($1, $4, 'published', 1, $4, 'limit', $4, $1, 8, 8.5, 7, 7.5, 3, 8, 6.8, $5, $6, $3, $3, $3)
        ), film as (
          insert into review_films (review_id, position, film_id) values ($1, 0, $7)
        )
        insert into review_reviewers (review_id, position, reviewer_id) values ($1, 0, $8)
        """;

    public static async Task<(byte[] Summary, Guid Film, Guid Reviewer)> FindKnown(NpgsqlConnection connection)
    {
        // language=sql
        const string sql = """
            select summary, film_id, reviewer_id
            from reviews
            join review_films using (review_id)
            join review_reviewers using (review_id)
            order by abs(length(summary) - (select avg(length(summary)) from reviews))
            limit 1
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetFieldValue<byte[]>(0), reader.GetGuid(1), reader.GetGuid(2));
    }

    public static NpgsqlParameter[] Parameters((byte[] Summary, Guid Film, Guid Reviewer) known) =>
    [
        new NpgsqlParameter<Guid>(),
        new NpgsqlParameter<string>(),
        new NpgsqlParameter<DateTime> { NpgsqlDbType = NpgsqlDbType.TimestampTz },
        new NpgsqlParameter<string>(),
        new NpgsqlParameter<byte[]> { NpgsqlDbType = NpgsqlDbType.Bytea },
        new NpgsqlParameter<byte[]> { TypedValue = known.Summary },
        new NpgsqlParameter<Guid> { TypedValue = known.Film },
        new NpgsqlParameter<Guid> { TypedValue = known.Reviewer },
    ];

    public static Guid Fill(NpgsqlParameterCollection parameters, byte[] document)
    {
        var id = Guid.CreateVersion7();
        parameters[0].Value = id;
        parameters[1].Value = Random.Shared.NextInt64(100_000_000_000_000).ToString("D14", CultureInfo.InvariantCulture);
        parameters[2].Value = DateTime.UtcNow;
        parameters[3].Value = $"limit-{id:N}";
        parameters[4].Value = document;
        return id;
    }
}
