using System.Data.Common;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Reviews;

namespace ReviewApi.Listings;

/// <summary>Reads what the catalogue in memory is made of: all of it once, then what has been committed since.</summary>
internal sealed partial class CatalogueRows(ILogger<CatalogueRows> logger)
{
    const int PatienceSeconds = 30;

    const string Begin = "begin isolation level repeatable read read only";

    // There may be many after an hour without the database.
    const string Unlimited = "set local statement_timeout = 0";

    const string Current = "select snapshot::text, pg_snapshot_xmin(snapshot)::text from pg_current_snapshot() snapshot";

    // What was not committed in the snapshot before: of transactions that were open then, or have begun since.
    const string Since = "transaction_id >= $1::xid8 and not pg_visible_in_snapshot(transaction_id, $2::pg_snapshot)";

    // The listing, or what it is derived from where another version of the program wrote it.
    static readonly string Listings = $"""
        case when is_current then listing end, etag, document
        from (select *, coalesce(get_byte(listing, 0) = {ListingWriter.Version}, false) as is_current from listings) listed
        left join lateral (
          select etag, document from reviews where reviews.review_id = listed.review_id and not is_current offset 0) review on true
        """;

    const string Films = """
        select film_id, merged_into,
          array_remove(
            array[
                'correction=' || md5(correction::text),
                'title=' || (correction ->> 'title'), 'originalTitle=' || (correction ->> 'originalTitle'),
                'sortTitle=' || (correction ->> 'sortTitle'),
                case when correction ? 'year' then 'year=' || coalesce(correction ->> 'year', '') end]
              || array(select scheme || '=' || value from film_identifiers known where known.film_id = films.film_id), null)
        from films
        """;

    const string Releases = """
        select release_id, merged_into, array_remove(
          array['barcode=' || gtin, 'asin=' || corrected_asin, case when correction ? 'format' then 'format=' || format end,
            'correction=' || md5(correction::text)] || array(select 'disc=' || hash from unnest(corrected_discs) hash), null)
        from releases
        """;

    const string Reviewers = "select reviewer_id, merged_into, array[]::text[] from reviewers";

    static readonly string[] TitleCodes = [Alias.Title, "originalTitle=", "sortTitle="];

    volatile int read;
    volatile int all;

    /// <summary>How many reviews have been read, and of how many, while all are.</summary>
    public (int Read, int All) Progress => (read, all);

    /// <summary>Everything that is published, as one snapshot sees it.</summary>
    public async Task<(Snapshot Snapshot, CatalogueIndex Reviews)> ReadAll(NpgsqlConnection connection)
    {
        await using var reader = await Batch(connection,
            Begin, Unlimited, "set local enable_seqscan = on", Current, "select count(*)::integer from listings",
            $"select review_id, {Listings} order by review_id",
            $"{Films} where merged_into is not null or correction is not null or film_id in (select film_id from film_identifiers)",
            Releases, $"{Reviewers} where merged_into is not null", "commit");
        var snapshot = await ReadSnapshot(reader);
        await reader.NextResultAsync();
        await reader.ReadAsync();
        (read, all) = (0, reader.GetInt32(0));
        await reader.NextResultAsync();
        // It is read as it is indexed, so that it is in memory once.
        var reviews = CatalogueIndex.Build(ReadChanges(reader), all);
        var aliases = await ReadAliases(reader);
        reviews.Apply([], aliases);
        return (snapshot, reviews);
    }

    /// <summary>Whether anything has been committed since a snapshot.</summary>
    public static async Task<bool> HaveChanged(Snapshot before, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand($"select exists (select from changes where {Since})", connection);
        AddSince(before, command.Parameters);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Applies what has been committed since a snapshot, as a later one sees it.</summary>
    public async Task<Snapshot> ReadChanges(Snapshot before, CatalogueIndex into, NpgsqlConnection connection)
    {
        const string since = $"from changes where {Since}";
        const string reviews = $"select review_id {since} and review_id is not null";
        await using var reader = await Batch(connection,
            before, Begin, Unlimited, Current,
            $"select changed.review_id, {Listings} right join ({reviews} group by review_id) changed using (review_id)",
            Of(Films, "film", $"select film_id from review_films where review_id in ({reviews})"),
            Of(Releases, "release", $"select release_id from reviews where review_id in ({reviews})"),
            Of(Reviewers, "reviewer", null), "commit");
        var snapshot = await ReadSnapshot(reader);
        await reader.NextResultAsync();
        var changed = ReadChanges(reader).ToList();
        var aliases = await ReadAliases(reader);
        into.Apply(changed, aliases);
        return snapshot;

        // What changed itself, what was merged into it, and what changed reviews are of.
        static string Of(string select, string kind, string? ofReviews) => $"""
            {select}
            where {kind}_id in (
              select {kind}_id {since} and {kind}_id is not null
              union select into_id {since} and {kind}_id is not null
              union select {kind}_id from {kind}s where merged_into in (select into_id {since} and {kind}_id is not null)
              {(ofReviews is null ? "" : $"union {ofReviews}")})
            """;
    }

    static Task<NpgsqlDataReader> Batch(NpgsqlConnection connection, params string[] statements) => Batch(connection, null, statements);

    static async Task<NpgsqlDataReader> Batch(NpgsqlConnection connection, Snapshot? before, params string[] statements)
    {
        // For each time that something is waited for.
        await using var batch = new NpgsqlBatch(connection) { Timeout = PatienceSeconds };
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement);
            if (statement.Contains("$1", StringComparison.Ordinal))
                AddSince(before!, command.Parameters);
            batch.BatchCommands.Add(command);
        }
        return await batch.ExecuteReaderAsync();
    }

    static void AddSince(Snapshot before, NpgsqlParameterCollection parameters)
    {
        parameters.Add(new() { Value = before.Xmin, NpgsqlDbType = NpgsqlDbType.Text });
        parameters.Add(new() { Value = before.Text, NpgsqlDbType = NpgsqlDbType.Text });
    }

    static async Task<Snapshot> ReadSnapshot(NpgsqlDataReader reader)
    {
        await reader.ReadAsync();
        return new(reader.GetString(0), reader.GetString(1));
    }

    IEnumerable<Change> ReadChanges(NpgsqlDataReader reader)
    {
        for (; reader.Read(); read++)
            yield return new(reader.GetGuid(0), reader.IsDBNull(1) ? Derived(reader) : reader.GetFieldValue<byte[]>(1));
    }

    // One that cannot be listed is left out; it keeps no other from being there.
    byte[]? Derived(NpgsqlDataReader reader)
    {
        if (reader.IsDBNull(3))
            return null;
        try
        {
            var review = JsonSerializer.Deserialize<Review>(reader.GetFieldValue<byte[]>(3), Json.Options)!;
            return ReviewListing.From(review, reader.GetString(2)).Write();
        }
        catch (Exception error) when (error is not (DbException or IOException))
        {
            LogLeftOut(logger, reader.GetGuid(0), error);
            return null;
        }
    }

    // The films, then the releases, then the reviewers.
    static async Task<List<Alias>> ReadAliases(NpgsqlDataReader reader)
    {
        var aliases = new List<Alias>();
        while (await reader.NextResultAsync())
            while (await reader.ReadAsync())
            {
                var codes = reader.GetFieldValue<string[]>(2).Distinct().ToList();
                aliases.Add(new(reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetGuid(1), codes)
                {
                    Titles = [.. ReviewListing.Folded(codes.Select(CorrectedTitle))],
                });
            }
        return aliases;
    }

    static string? CorrectedTitle(string code) =>
        TitleCodes.FirstOrDefault(kind => code.StartsWith(kind, StringComparison.Ordinal)) is { } kind ? code[kind.Length..] : null;

    [LoggerMessage(LogLevel.Error, "The review {ReviewId} cannot be listed and is left out")]
    static partial void LogLeftOut(ILogger logger, Guid reviewId, Exception error);
}

/// <summary>What is committed at a moment, as PostgreSQL writes it.</summary>
internal sealed record Snapshot(string Text, string Xmin);
