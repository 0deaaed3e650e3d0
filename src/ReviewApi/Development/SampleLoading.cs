using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Editorial;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Samples;
using ReviewApi.Writing;

namespace ReviewApi.Development;

/// <summary>Puts in the sample reviews that are not there, and says where the service is and with which key it can be tried.</summary>
internal sealed class SampleLoading(
    Readiness readiness, Writes writes, Saving saving, IServer server, IOptions<AuthOptions> auth,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Migrated.WaitAsync(stoppingToken);
        await Load(stoppingToken);
        await Listening(stoppingToken);
        foreach (var address in server.Features.Get<IServerAddressesFeature>()!.Addresses)
            Console.WriteLine($"""

                Review API   {address}/v1/reviews
                Docs         {address}/docs
                Key          {auth.Value.DevelopmentKey}   (for this machine only: Authorization: Bearer …)

                """);
    }

    async Task Listening(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
    }

    async Task Load(CancellationToken cancellation)
    {
        foreach (var (_, json) in SampleReviews.All())
        {
            var sample = JsonSerializer.Deserialize<Review>(json, Json.Input)!;
            while (!await TryLoad(sample, cancellation))
                await Task.Delay(Pause, cancellation);
        }
    }

    // A server that has just been started, on a machine that is busy with it, may take longer than a request would wait.
    async Task<bool> TryLoad(Review sample, CancellationToken cancellation)
    {
        try
        {
            await writes.Run(
                Caller.Service("samples"), write => saving.AskNew(sample, publish: true, write),
                (known, write) => Task.FromResult(Saving.Create(sample, publish: true, known, write)), cancellation);
            return true;
        }
        catch (ProblemException taken) when (taken.Kind == Problems.Conflict)
        {
            // It is there, from an earlier start or from one at the same time.
            return true;
        }
        catch (Exception error) when (DatabaseFailure.Classify(error) is { Passes: true } && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
