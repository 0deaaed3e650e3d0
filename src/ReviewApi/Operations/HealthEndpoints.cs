using System.Text.Json;
using Npgsql;
using ReviewApi.Database;
using ReviewApi.Http;

namespace ReviewApi.Operations;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Operations");
        health.MapRead("/live", GetLiveness).Answers<Health>();
        health.MapRead("/ready", GetReadiness).Answers<Health>();
    }

    /// <summary>Whether the process is alive</summary>
    /// <remarks>It asks nothing of the database.</remarks>
    static Representation GetLiveness() => Answer(new Health { Status = "live" });

    /// <summary>Whether requests can be served</summary>
    /// <remarks>503 with the reasons while the database is away, the schema is not there yet, or the process is stopping.</remarks>
    static async Task<Representation> GetReadiness(Readiness readiness, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var reasons = new List<string>();
        if (readiness.IsDraining)
            reasons.Add("draining");
        if (!readiness.IsMigrated)
            reasons.Add("migrations");
        if (!await Answers(database, cancellation))
            reasons.Add("database");
        return reasons.Count == 0
            ? Answer(new Health { Status = "ready" })
            : throw new ProblemException(Problems.Unavailable, "Requests cannot be served now.") { Reasons = reasons };
    }

    static async Task<bool> Answers(NpgsqlDataSource database, CancellationToken cancellation)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellation);
            return true;
        }
        catch (Exception error) when (DatabaseAvailability.IsAway(error))
        {
            return false;
        }
    }

    static Representation Answer(Health health) => new(JsonSerializer.SerializeToUtf8Bytes(health, Json.Options));
}

/// <summary>The state of the service.</summary>
public sealed record Health
{
    /// <summary>live or ready.</summary>
    public required string Status { get; init; }
}
