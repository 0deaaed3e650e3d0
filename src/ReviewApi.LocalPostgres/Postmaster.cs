using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ReviewApi.LocalPostgres;

/// <summary>What the server's main process wrote into postmaster.pid.</summary>
sealed record Postmaster(string PidFile, int Pid, string DataFolder, DateTimeOffset Started, int Port, bool Ready)
{
    // Beyond every system's highest.
    const string NobodysPid = "2147483647";

    /// <summary>Null where no server runs, nor was killed.</summary>
    public static Postmaster? Read(string clusterFolder)
    {
        var file = Path.Combine(clusterFolder, "postmaster.pid");
        string[] lines;
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            lines = reader.ReadToEnd().Split('\n');
        }
        catch (IOException error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        return new(
            file,
            (int)Number(0),
            lines.Length > 1 ? lines[1] : "",
            DateTimeOffset.FromUnixTimeSeconds(Number(2)),
            (int)Number(3),
            // Status is the last line, once it is there.
            lines.Length > 7 && lines[7].Trim() == "ready");

        long Number(int line)
            => long.TryParse(lines.ElementAtOrDefault(line), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : 0;
    }

    /// <summary>Whether a server has this moment made the file and not yet filled it.</summary>
    public bool IsBeingWritten() => Pid == 0 && DateTime.UtcNow - File.GetLastWriteTimeUtc(PidFile) < TimeSpan.FromSeconds(5);

    /// <summary>Whether the process lives and is this server: after a crash another program may have its number.</summary>
    public bool IsAlive() => OperatingSystem.IsLinux() ? IsAliveOnLinux() : IsAliveElsewhere();

    // The command line can be read across users and without any capability; a dead, unreaped process has none.
    bool IsAliveOnLinux()
    {
        try
        {
            var line = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{Pid}/cmdline")).Split('\0');
            return line.Contains("-D") && line.Contains(DataFolder);
        }
        catch (IOException)
        {
            return false;
        }
    }

    bool IsAliveElsewhere()
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            var apart = (process.StartTime.ToUniversalTime() - Started).Duration();
            return process.ProcessName == "postgres" && apart < TimeSpan.FromMinutes(1);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>
    /// Makes PostgreSQL see that the process is gone, where its number now belongs to another program. The file stays,
    /// since PostgreSQL also reads from it whether children of the dead server still work on the data.
    /// </summary>
    public void Disown()
    {
        var rest = File.ReadAllText(PidFile).Split('\n').Skip(1);
        File.WriteAllText(PidFile, string.Join('\n', rest.Prepend(NobodysPid)));
    }
}
