namespace ReviewApi.Database;

/// <summary>Work that is done again and again while the service runs; what fails is tried again the next time.</summary>
internal abstract partial class RepeatedWork(TimeSpan pause, Readiness readiness, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected TimeProvider Clock => clock;

    protected abstract Task Work(CancellationToken cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Migrated.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(pause, clock);
        do
            await Try(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    protected async Task Try(CancellationToken cancellation)
    {
        try
        {
            await Work(cancellation);
        }
        catch (Exception error) when (DatabaseAvailability.IsAway(error))
        {
            LogLater(logger, GetType().Name, error.Message);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(logger, GetType().Name, error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Work} is done later: {Reason}")]
    static partial void LogLater(ILogger logger, string work, string reason);

    [LoggerMessage(LogLevel.Error, "{Work} failed")]
    static partial void LogFailed(ILogger logger, string work, Exception error);
}
