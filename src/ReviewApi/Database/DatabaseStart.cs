using Npgsql;

namespace ReviewApi.Database;

/// <summary>Whether the schema is there and the service is not stopping.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime) : IDisposable
{
    readonly TaskCompletionSource migrated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource closing = new();

    public bool IsMigrated => migrated.Task.IsCompletedSuccessfully;

    /// <summary>Whether the service was asked to stop; what comes meanwhile is served.</summary>
    public bool IsDraining => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Ends what would go on for ever, as streams, when nothing more is taken.</summary>
    public CancellationToken Closing => closing.Token;

    public Task Migrated => migrated.Task;

    public void SetMigrated() => migrated.TrySetResult();

    public void SetClosing() => closing.Cancel();

    public void Dispose() => closing.Dispose();
}

/// <summary>
/// Migrates in the background, as often as it takes: a database that is away does not keep the service from starting. A schema that
/// cannot be brought up to date ends it.
/// </summary>
internal sealed partial class DatabaseStart(
    Migrations migrations, Readiness readiness, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<DatabaseStart> logger)
    : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly Outage outage = new(logger, "The start");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!await TryMigrate(stoppingToken))
                await Task.Delay(Pause, clock, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            LogFailed(logger, error.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    async Task<bool> TryMigrate(CancellationToken cancellation)
    {
        try
        {
            await migrations.Apply(cancellation);
            readiness.SetMigrated();
            outage.Ended();
            return true;
        }
        catch (Exception error) when (DatabaseFailure.Classify(error) is { Passes: true })
        {
            outage.Failed(Requirements.Remedy(error) is { } remedy ? new NpgsqlException(remedy, error) : error);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Critical, "The schema cannot be brought up to date: {Reason}")]
    static partial void LogFailed(ILogger logger, string reason);
}
