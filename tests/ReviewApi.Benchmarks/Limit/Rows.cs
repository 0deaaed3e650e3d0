using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace ReviewApi.Benchmarks.Limit;

/// <summary>
/// The rows of a review and a new release, of a known film by a known reviewer, with its words. What the API works out of a document
/// otherwise is taken from a review that is there already.
/// </summary>
internal static class Rows
{
    // Each is one statement, so that it is one message and one transaction.
    public const string Publish = $"""
        with release as (
          insert into releases (release_id, gtin, format, territory, created_at) values ($1, $2, 'blu_ray', 'US', $3)
        ), review as (
          insert into reviews (review_id, slug, status, revision, etag, outlet, external_id, release_id, document, summary,
            created_at, updated_at, published_at, derivation)
          select $1, $4, 'published', 1, {ETag}, 'limit', $4, $1, $5, $6, $3, $3, $3, derivation
          from reviews
          where review_id = $9
        ), film as (
          insert into review_films (review_id, position, film_id) values ($1, 0, $7)
        ), reviewer as (
          insert into review_reviewers (review_id, position, reviewer_id) values ($1, 0, $8)
        ), listing as (
          insert into listings (review_id, listing) values ($1, $10)
        ), change as (
          insert into changes (kind, at, review_id, revision) values ('published', $3, $1, 1)
        ), words as (
          insert into listing_texts (review_id, config, vector, sections)
          select $1, config, to_tsvector(config::regconfig, convert_from($5, 'UTF8')), sections
          from listing_texts
          where review_id = $9
        )
        {OfDesk}
        """;

    public const string Draft = $"""
        with review as (
          insert into reviews (review_id, slug, status, revision, etag, outlet, external_id, document, summary, created_at, updated_at,
            derivation)
          select $1, $4, 'draft', 1, {ETag}, 'limit', $4, $5, $6, $3, $3, derivation
          from reviews
          where review_id = $9
        )
        {OfDesk}
        """;

    public const string Put = $"""
        with review as (
          update reviews
          set revision = revision + 1, etag = {ETag}, external_id = $4, document = $5, summary = $6, updated_at = $3
          where review_id = $11
          returning revision
        ), desk as (
          update desk_listings set etag = {ETag}, titles = $2, films = $2 where review_id = $11
        ), listing as (
          update listings set listing = $10 where review_id = $11
        ), change as (
          insert into changes (kind, at, review_id, revision) values ('updated', $3, $11, 1)
        ), words as (
          update listing_texts
          set vector = to_tsvector(config::regconfig, convert_from($5, 'UTF8'))
          where review_id = $11
        ), revision as (
          insert into revisions (review_id, revision, document, saved_at, key_name, published_at)
          select $11, revision, $5, $3, 'limit', $3
          from review
        )
        {Audit}
        """;

    const string ETag = "'\"' || replace($1::text, '-', '') || '\"'";

    const string OfDesk = $"""
        , desk as (
          insert into desk_listings (review_id, is_copy, etag, titles, films, reviewers, outlet, format)
          select $1, false, {ETag}, titles, films, reviewers, outlet, format
          from desk_listings
          where review_id = $9 and not is_copy
        ), revision as (
          insert into revisions (review_id, revision, document, saved_at, key_name) values ($1, 1, $5, $3, 'limit')
        )
        {Audit}
        """;

    const string Audit = """
        insert into audit_entries (at, key_name, action, subject, revision) values ($3, 'limit', 'review.changed', '/v1/reviews/' || $1, 1)
        """;

    // A listing begins with its version, the id, and the beginning of the entity tag, which here is the id too.
    const int PlaceOfId = 1;
    const int PlaceOfTag = 17;
    const int LengthOfTag = 8;

    public static async Task<(Guid Review, byte[] Summary, Guid Film, Guid Reviewer, byte[] Listing)> FindKnown(NpgsqlConnection connection)
    {
        // language=sql
        const string sql = """
            select review_id, summary, film_id, reviewer_id, listing
            from (select review_id, listing from listings order by review_id limit 1000) listed
            join reviews using (review_id)
            join review_films using (review_id)
            join review_reviewers using (review_id)
            order by abs(length(summary) - 1000)
            limit 1
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetGuid(0), reader.GetFieldValue<byte[]>(1), reader.GetGuid(2), reader.GetGuid(3), reader.GetFieldValue<byte[]>(4));
    }

    public static NpgsqlParameter[] Parameters(
        (Guid Review, byte[] Summary, Guid Film, Guid Reviewer, byte[] Listing) known) =>
    [
        new NpgsqlParameter<Guid>(),
        new NpgsqlParameter<string>(),
        new NpgsqlParameter<DateTime> { NpgsqlDbType = NpgsqlDbType.TimestampTz },
        new NpgsqlParameter<string>(),
        new NpgsqlParameter<byte[]> { NpgsqlDbType = NpgsqlDbType.Bytea },
        new NpgsqlParameter<byte[]> { TypedValue = known.Summary },
        new NpgsqlParameter<Guid> { TypedValue = known.Film },
        new NpgsqlParameter<Guid> { TypedValue = known.Reviewer },
        new NpgsqlParameter<Guid> { TypedValue = known.Review },
        new NpgsqlParameter<byte[]> { TypedValue = known.Listing },
        new NpgsqlParameter<Guid>(),
    ];

    public static Guid Fill(NpgsqlParameterCollection parameters, byte[] document, Guid? stored)
    {
        var id = Guid.CreateVersion7();
        parameters[0].Value = id;
        parameters[1].Value = Random.Shared.NextInt64(100_000_000_000_000).ToString("D14", CultureInfo.InvariantCulture);
        parameters[2].Value = DateTime.UtcNow;
        parameters[3].Value = $"limit-{id:N}";
        parameters[4].Value = document;
        var listing = ((byte[])parameters[9].Value!).AsSpan();
        id.TryWriteBytes(listing[PlaceOfId..], bigEndian: true, out _);
        listing.Slice(PlaceOfId, LengthOfTag).CopyTo(listing[PlaceOfTag..]);
        parameters[10].Value = stored ?? id;
        return id;
    }
}
