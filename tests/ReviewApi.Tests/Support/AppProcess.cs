using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;

namespace ReviewApi.Tests.Support;

/// <summary>The built service as a process of its own.</summary>
sealed class AppProcess : IAsyncDisposable
{
    const string Listening = "Listening on ";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    readonly Process process;
    readonly ConcurrentQueue<string> output = new();
    readonly ConcurrentQueue<string> errors = new();

    AppProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public IReadOnlyList<string> Output => [.. output];

    public IReadOnlyList<string> Errors => [.. errors];

    /// <summary>Starts the service with arguments and settings; nothing of this process's own settings goes along.</summary>
    public static AppProcess Start(string[] arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ReviewApi.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var own = start.Environment.Keys.Where(name =>
            name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.Contains("__", StringComparison.Ordinal)).ToList();
        foreach (var name in own)
            start.Environment.Remove(name);
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__ReviewApi.Operations.StartReport"] = "Information";
        // Nobody spreads requests to it, unless a test says so.
        start.Environment["Shutdown__DrainSeconds"] = "0";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new AppProcess(start);
    }

    /// <summary>Starts the service on a database and waits until it is ready.</summary>
    public static async Task<AppProcess> Serve(string connectionString)
    {
        var app = Start(
            ["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", connectionString), ("Auth__AdminKey", ApiFixture.AdminKey));
        using var client = await app.Client();
        await client.UntilReady(seconds: 90);
        return app;
    }

    /// <summary>A client with the admin key, for where the service says that it listens.</summary>
    public async Task<HttpClient> Client(string key = ApiFixture.AdminKey)
    {
        var line = await Said(Listening);
        var address = line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Split([',', '"'])[0];
        var client = new HttpClient { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>The exit code of the process, which ends by itself.</summary>
    public async Task<int> Ended()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Sends a signal, as INT.</summary>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until a line of what it prints, as its output or as an error, has a text.</summary>
    public async Task<string> Said(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var hasEnded = false; ; hasEnded = process.HasExited)
        {
            if (Output.Concat(Errors).FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
                return line;
            Assert.False(hasEnded, $"It ended: {string.Join('\n', Output.Concat(Errors))}");
            await Task.Delay(20, patience.Token);
        }
    }

    // Asked to stop first, so that a server of its own goes with it.
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await Signal("TERM");
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Patience));
            process.Kill();
        }
        process.Dispose();
    }

    static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }
}
