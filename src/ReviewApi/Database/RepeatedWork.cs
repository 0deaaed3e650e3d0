namespace ReviewApi.Database;

/// <summary>Work that is done again and again while the service runs; what fails is tried again the next time.</summary>
internal abstract class RepeatedWork : BackgroundService
{
    readonly TimeSpan pause;
    readonly Readiness readiness;
    readonly Outage outage;

    protected RepeatedWork(TimeSpan pause, Readiness readiness, TimeProvider clock, ILogger logger)
    {
        (this.pause, this.readiness, Clock) = (pause, readiness, clock);
        outage = new Outage(logger, GetType().Name);
    }

    protected TimeProvider Clock { get; }

    protected abstract Task Work(CancellationToken cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Migrated.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(pause, Clock);
        do
            await Try(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    protected async Task Try(CancellationToken cancellation)
    {
        try
        {
            await Work(cancellation);
            outage.Ended();
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            outage.Failed(error);
        }
    }
}
