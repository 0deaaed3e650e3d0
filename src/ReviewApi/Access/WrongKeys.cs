using ReviewApi.Http;

namespace ReviewApi.Access;

/// <summary>Requests with a wrong key are counted, and said in one line a minute: whoever tries keys fills no log.</summary>
internal sealed partial class WrongKeys(TimeProvider clock, ILogger<WrongKeys> logger) : BackgroundService
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    int count;

    public void Note()
    {
        Interlocked.Increment(ref count);
        Measures.WrongKeys.Add(1);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Minute, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            if (Interlocked.Exchange(ref count, 0) is > 0 and var requests)
                LogWrong(logger, requests);
    }

    [LoggerMessage(LogLevel.Warning, "{Requests} requests of the last minute had a wrong key")]
    static partial void LogWrong(ILogger logger, int requests);
}
