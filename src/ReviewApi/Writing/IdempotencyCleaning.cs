using Dapper;
using Npgsql;
using ReviewApi.Database;

namespace ReviewApi.Writing;

/// <summary>Deletes the answers that are kept no longer.</summary>
internal sealed class IdempotencyCleaning(
    NpgsqlDataSource database, Readiness readiness, TimeProvider clock, ILogger<IdempotencyCleaning> logger)
    : RepeatedWork(TimeSpan.FromHours(1), readiness, clock, logger)
{
    protected override async Task Work(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var before = Clock.GetUtcNow() - Idempotency.Kept;
        await connection.ExecuteAsync(
            new("delete from idempotency_keys where created_at < @before", new { before }, cancellationToken: cancellation));
    }
}
