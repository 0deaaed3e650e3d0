using Microsoft.Extensions.Options;
using ReviewApi.Database;

namespace ReviewApi.Operations;

/// <summary>The settings of Shutdown.</summary>
internal sealed class ShutdownOptions
{
    /// <summary>For how many seconds everything is served after the service was asked to stop.</summary>
    public int DrainSeconds { get; set; }
}

/// <summary>
/// Keeps the service open for a while after it was asked to stop: it says that it is not ready, and answers, so that nothing is lost until
/// whoever spreads the requests has noticed. A service that was never ready has nobody to wait for.
/// </summary>
internal sealed class Draining(IHostApplicationLifetime lifetime, Readiness readiness, IOptions<ShutdownOptions> options)
    : IHostedLifecycleService
{
    const int InProduction = 5;

    /// <summary>How long what runs may take once nothing new is taken.</summary>
    static readonly TimeSpan Finishing = TimeSpan.FromSeconds(30);

    public static void Add(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ShutdownOptions>()
            .Configure(options => options.DrainSeconds = builder.Environment.IsDevelopment() ? 0 : InProduction)
            .BindConfiguration("Shutdown");
        services.AddOptions<HostOptions>().Configure<IOptions<ShutdownOptions>>(
            (host, shutdown) => host.ShutdownTimeout = TimeSpan.FromSeconds(shutdown.Value.DrainSeconds) + Finishing);
        services.AddHostedService<Draining>();
    }

    // Before any service is stopped, the web server too.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();
        if (readiness.IsMigrated)
            await Task.Delay(TimeSpan.FromSeconds(options.Value.DrainSeconds), cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        readiness.SetClosing();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
