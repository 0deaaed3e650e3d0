using System.Globalization;

namespace ReviewApi.Benchmarks.Measuring;

/// <summary>The processor time of processes, user and system, as Linux counts it in /proc.</summary>
internal static class ProcessorTime
{
    // Linux counts in hundredths of a second, whatever its own clock's rate.
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>A service's time with its database server's: every PostgreSQL process, the ended ones too.</summary>
    public static TimeSpan Of(int service, int postmaster) =>
        Tick * Stats().Where(stat => stat.Pid == service || stat.Pid == postmaster || stat.Parent == postmaster)
            .Sum(stat => stat.Own + (stat.Pid == postmaster ? stat.OfEndedChildren : 0));

    /// <summary>The server's first process, the parent of all others.</summary>
    public static int PostmasterOf(string dataFolder) =>
        int.Parse(File.ReadLines(Path.Combine(dataFolder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    static IEnumerable<Stat> Stats()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var pid))
                continue;
            string text;
            try
            {
                text = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                // It has ended meanwhile.
                continue;
            }
            // After the name, which is in brackets and may have anything in it: state, parent …; see proc(5).
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            yield return new Stat(pid, (int)Number(1), Number(11) + Number(12), Number(13) + Number(14));

            long Number(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
        }
    }

    sealed record Stat(int Pid, int Parent, long Own, long OfEndedChildren);
}
