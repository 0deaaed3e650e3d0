using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Npgsql;
using ReviewApi.Database;
using ReviewApi.Http;
using ReviewApi.Listings;

namespace ReviewApi.Operations;

/// <summary>What an operator wants to know of a start: the version, the database, the addresses, and when it is ready.</summary>
internal sealed partial class StartReport(
    IServer server, IHostApplicationLifetime lifetime, NpgsqlDataSource database, Readiness readiness, LiveCatalogue catalogue,
    ILogger<StartReport> logger) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var named = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        LogStarting(logger, Product.Version, named.Database ?? named.Username ?? "", $"{named.Host}:{named.Port}");
        var started = new TaskCompletionSource();
        lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        LogListening(logger, string.Join(", ", server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []));
        await readiness.Migrated.WaitAsync(stoppingToken);
        while (!catalogue.IsLoaded)
            await Task.Delay(Pause, stoppingToken);
        using var process = Process.GetCurrentProcess();
        LogReady(logger, (DateTime.Now - process.StartTime).TotalMilliseconds);
    }

    [LoggerMessage(LogLevel.Information, "Version {Version}, on the database {Database} at {Host}")]
    static partial void LogStarting(ILogger logger, string version, string database, string host);

    [LoggerMessage(LogLevel.Information, "Listening on {Addresses}")]
    static partial void LogListening(ILogger logger, string addresses);

    [LoggerMessage(LogLevel.Information, "Ready after {Milliseconds:0} ms")]
    static partial void LogReady(ILogger logger, double milliseconds);
}
