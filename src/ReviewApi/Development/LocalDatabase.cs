using System.Runtime.InteropServices;
using ReviewApi.LocalPostgres;

namespace ReviewApi.Development;

/// <summary>The embedded default: in Development, without a connection string, its own PostgreSQL server with the sample reviews.</summary>
internal static class LocalDatabase
{
    const string Key = "development-key-for-this-machine-only";

    /// <summary>Starts the server where it is needed, and sets the configuration to it.</summary>
    public static async Task<LocalServer?> StartIfNeeded(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || !string.IsNullOrEmpty(builder.Configuration.GetConnectionString("Reviews")))
            return null;
        using var interrupted = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        var server = await LocalServer.StartAsync("development", Console.WriteLine, interrupted.Token);
        await server.CreateDatabaseAsync("reviews", interrupted.Token);
        builder.Configuration["ConnectionStrings:Reviews"] = server.ConnectionString("reviews");
        builder.Configuration["Auth:DevelopmentKey"] = Key;
        builder.Services.AddHostedService<SampleLoading>();
        return server;

        // Until the host takes the signals over: so that no server is left behind half-started.
        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.Cancel();
        }
    }
}
