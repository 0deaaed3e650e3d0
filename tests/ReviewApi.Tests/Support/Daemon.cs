using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ReviewApi.LocalPostgres;

namespace ReviewApi.Tests.Support;

/// <summary>A server of the system's packages, as nginx: run for a test by an unprivileged user, in a folder of its own.</summary>
sealed class Daemon : IAsyncDisposable
{
    static readonly string[] Folders = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"];

    readonly Process process;
    readonly DirectoryInfo folder;

    Daemon(Process process, DirectoryInfo folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <summary>Starts a program and waits until it takes connections.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="files">The texts of its files by their names, of its folder and its port.</param>
    /// <param name="arguments">The arguments, of its folder.</param>
    /// <param name="wanted">The port, or 0 for any.</param>
    public static async Task<Daemon> Start(
        string program, Func<string, int, Dictionary<string, string>> files, Func<string, string[]> arguments,
        int wanted = 0)
    {
        var path = Array.Find(Folders, known => File.Exists(Path.Combine(known, program)));
        Assert.True(path is not null, $"{program} is not there: apt-get install {program}");
        var account = await ServerAccount.FindAsync(CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory($"review-api-{program}-");
        var port = wanted > 0 ? wanted : ServerSettings.FreePort(0);
        foreach (var (name, text) in files(folder.FullName, port))
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);
        await account.OwnAsync(CancellationToken.None, [folder.FullName, .. folder.GetFiles().Select(file => file.FullName)]);
        var line = account.Line([Path.Combine(path, program), .. arguments(folder.FullName)]);
        var start = new ProcessStartInfo(line[0], line.Skip(1)) { WorkingDirectory = folder.FullName, RedirectStandardError = true };
        var daemon = new Daemon(Process.Start(start)!, folder, port);
        var errors = daemon.process.StandardError.ReadToEndAsync();
        await Calls.Until(async () =>
        {
            Assert.False(daemon.process.HasExited, $"{program} ended: {(daemon.process.HasExited ? await errors : "")}");
            return await TakesConnections(port);
        });
        return daemon;
    }

    /// <summary>Ends it at once, with all its connections.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    static async Task<bool> TakesConnections(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
