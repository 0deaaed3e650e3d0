using System.Text.Json;
using Dapper;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Catalogue;
using ReviewApi.Database;
using ReviewApi.Exchange;
using ReviewApi.Http;
using ReviewApi.Listings;
using ReviewApi.Rules;

namespace ReviewApi.Operations;

internal static class HealthEndpoints
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Operations");
        health.MapGet("/live", GetLiveness).Reads().Answers<Health>();
        health.MapGet("/ready", GetReadiness).Reads().ShowsMoreWithKey().Answers<Health>();
    }

    /// <summary>Whether the process is alive</summary>
    /// <remarks>It asks nothing of the database.</remarks>
    static Representation GetLiveness() => Answer(new Health { Status = "live" });

    /// <summary>Whether requests can be served</summary>
    /// <remarks>
    /// It asks what requests need. 503 with the reasons: database (away, or silent), rights (the service may not read or write its tables),
    /// migrations (the tables are not there yet), catalogue (it is not in memory yet; reviews are read by id already), draining (the
    /// process is stopping). While the database is read-only, as a standby is, reads are served: 200 with the status read_only, and writes
    /// get 503.
    /// </remarks>
    static async Task<Representation> GetReadiness(
        HttpContext http, Readiness readiness, LiveCatalogue catalogue, ListingUpkeep listings, FoldingUpkeep names, ChangeFeed feed,
        NpgsqlDataSource database, CancellationToken cancellation)
    {
        var reasons = new SortedSet<string>(StringComparer.Ordinal);
        if (readiness.IsDraining)
            reasons.Add("draining");
        if (!readiness.IsMigrated)
            reasons.Add("migrations");
        else if (!catalogue.IsLoaded)
            reasons.Add("catalogue");
        var (failure, isReadOnly) = await Ask(database, cancellation);
        if (failure is not null)
            reasons.Add(failure.Reason);
        return reasons.Count == 0
            ? Answer(new Health
            {
                Status = isReadOnly ? DatabaseFailure.ReadOnly.Reason : "ready",
                ChangesHeldSeconds = http.Caller() is null ? null : Math.Round(feed.HeldSeconds, 1),
                RowsToRenew = http.Caller() is null ? null : listings.Waiting + names.Waiting,
            })
            : throw new ProblemException(Problems.Unavailable, $"Requests cannot be served now.{Loading(catalogue)}")
            {
                Reasons = [.. reasons],
            };
    }

    static string Loading(LiveCatalogue catalogue) =>
        !catalogue.IsLoaded && catalogue.Progress is var (read, all) && all > 0 ? $" {read} of {all} reviews are loaded." : "";

    static async Task<(DatabaseFailure? Failure, bool IsReadOnly)> Ask(NpgsqlDataSource database, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select current_setting('transaction_read_only')::boolean as is_read_only,
              exists (select from reviews) as has_reviews,
              not exists (
                select
                from pg_class listed
                join pg_class known
                  on known.oid = to_regclass('reviews') and listed.relnamespace = known.relnamespace and listed.relowner = known.relowner
                where listed.relkind = 'r' and listed.relname <> 'schema_migrations' and not (
                  has_table_privilege(listed.oid, 'select') and has_table_privilege(listed.oid, 'insert')
                  and has_table_privilege(listed.oid, 'update') and has_table_privilege(listed.oid, 'delete'))) as has_rights
            """;
        try
        {
            // A connection may be silent for longer than whoever asks would wait.
            var (isReadOnly, _, hasRights) = await Ask().WaitAsync(Patience, cancellation);
            return (hasRights ? null : DatabaseFailure.Rights, isReadOnly);
        }
        catch (Exception error) when (DatabaseFailure.Classify(error) is { } failure)
        {
            return (failure, false);
        }

        async Task<(bool, bool, bool)> Ask()
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            return await connection.QuerySingleAsync<(bool, bool, bool)>(new(sql, cancellationToken: cancellation));
        }
    }

    static Representation Answer(Health health) => new(JsonSerializer.SerializeToUtf8Bytes(health, Json.Options));
}

/// <summary>The state of the service.</summary>
public sealed record Health
{
    /// <summary>live, ready, or read_only: ready for reads only.</summary>
    [OneOf("live", "ready", "read_only")] public required string Status { get; init; }

    /// <summary>
    /// To callers with a key: for how many seconds the oldest open transaction has held back the changes that came after it; 0 where none
    /// does.
    /// </summary>
    public double? ChangesHeldSeconds { get; init; }

    /// <summary>
    /// To callers with a key: how many rows of reviews, films and reviewers are still as an older version wrote them. They are brought to
    /// the rules of this one while the service runs; 0 once none is left.
    /// </summary>
    public long? RowsToRenew { get; init; }
}
