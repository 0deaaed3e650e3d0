using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace ReviewApi.Benchmarks.Measuring;

/// <summary>A service in a process of its own, on a free port of this machine.</summary>
internal sealed partial class MeasuredService : IAsyncDisposable
{
    public const string Key = "the-key-of-the-benchmarks-32-characters";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    readonly Process process;
    readonly HttpMessageInvoker client;
    readonly Uri address;

    MeasuredService(Process process, Uri address)
    {
        this.process = process;
        this.address = address;
        client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
        });
        AppDomain.CurrentDomain.ProcessExit += Kill;
    }

    public int ProcessId => process.Id;

    /// <summary>How many bytes of memory it has.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The API as it is deployed, whose answers may be so many seconds old.</summary>
    public static async Task<MeasuredService> StartApi(
        string connectionString, int maxAgeSeconds = 0, int streamsPerCaller = 20)
    {
        var service = await Start(["ReviewApi.dll", "--urls", "http://127.0.0.1:0"], new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__Reviews"] = connectionString,
            ["Auth__AdminKey"] = Key,
            ["RateLimit__Enabled"] = "false",
            ["Shutdown__DrainSeconds"] = "0",
            ["Caching__MaxAgeSeconds"] = $"{maxAgeSeconds}",
            ["Streams__PerCaller"] = $"{streamsPerCaller}",
            // For the line with the address.
            ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        });
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await service.Send(new HttpRequestMessage(HttpMethod.Get, "/health/ready"), patience.Token);
            if (answer.StatusCode == HttpStatusCode.OK)
                return service;
            await Task.Delay(100, patience.Token);
        }
    }

    /// <summary>This program's own service, which does only what has to be done.</summary>
    public static Task<MeasuredService> StartLimit(string connectionString) =>
        Start(["ReviewApi.Benchmarks.dll", "limit", connectionString], []);

    static async Task<MeasuredService> Start(string[] command, Dictionary<string, string> environment)
    {
        command[0] = Path.Combine(AppContext.BaseDirectory, command[0]);
        var start = new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (ListeningOn().Match(line) is not { Success: true } found)
                continue;
            // Nothing else is expected of it, and a full pipe would stop it.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new MeasuredService(process, new Uri(found.Value));
        }
        throw new CouldNotRunException($"{Path.GetFileName(command[0])} did not start.");
    }

    /// <summary>Sends a request whose address is relative.</summary>
    public Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        request.RequestUri = new Uri(address, request.RequestUri!);
        return client.SendAsync(request, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        client.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    void Kill(object? sender, EventArgs e) => process.Kill();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex ListeningOn();
}
