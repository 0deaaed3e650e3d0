using System.ComponentModel;
using System.Diagnostics;

namespace ReviewApi.LocalPostgres;

/// <summary>What a program answered.</summary>
sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs programs; no shell in between.</summary>
static class Command
{
    const int NotFound = 127;

    public static async Task<CommandResult> RunAsync(IReadOnlyList<string> line, string folder, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = Describe(line, folder) };
        process.StartInfo.RedirectStandardInput = true;
        process.StartInfo.RedirectStandardOutput = true;
        process.StartInfo.RedirectStandardError = true;
        try
        {
            process.Start();
        }
        catch (Win32Exception error)
        {
            return new(NotFound, error.Message);
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, (await output + await errors).Trim());
    }

    /// <summary>For a program that leaves a server behind, which must not keep this process's pipes open.</summary>
    public static async Task<CommandResult> RunLauncherAsync(IReadOnlyList<string> line, string folder)
    {
        // On Unix pg_ctl gives the server /dev/null and the log file. On Windows it hands down every handle that it can inherit;
        // only the shell's way of starting gives it none.
        if (!OperatingSystem.IsWindows()) return await RunAsync(line, folder, CancellationToken.None);

        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = true,
            WindowStyle = ProcessWindowStyle.Hidden,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{line[0]} did not start.");
        await process.WaitForExitAsync(CancellationToken.None);
        return new(process.ExitCode, "");
    }

    static ProcessStartInfo Describe(IReadOnlyList<string> line, string folder)
    {
        var start = new ProcessStartInfo(line[0], line.Skip(1)) { WorkingDirectory = folder, CreateNoWindow = true };
        // The user's PGDATA, PGPORT and the like point at another server.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }
}
