using ReviewApi.Http;

namespace ReviewApi.Database;

/// <summary>Whether the schema is there and the service is not stopping.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime)
{
    readonly TaskCompletionSource migrated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsMigrated => migrated.Task.IsCompletedSuccessfully;

    public bool IsDraining => lifetime.ApplicationStopping.IsCancellationRequested;

    public Task Migrated => migrated.Task;

    public void SetMigrated() => migrated.TrySetResult();
}

/// <summary>Migrates in the background, as often as it takes: a database that is away does not keep the service from starting.</summary>
internal sealed partial class DatabaseStart(Migrations migrations, Readiness readiness, TimeProvider clock, ILogger<DatabaseStart> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!readiness.IsMigrated)
        {
            try
            {
                await migrations.Apply(stoppingToken);
                readiness.SetMigrated();
            }
            catch (Exception error) when (ProblemHandling.IsDatabaseAway(error))
            {
                LogWaiting(logger, error.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Waiting for the database: {Reason}")]
    static partial void LogWaiting(ILogger logger, string reason);
}
