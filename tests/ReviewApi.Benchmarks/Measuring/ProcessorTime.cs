using System.Globalization;

namespace ReviewApi.Benchmarks.Measuring;

/// <summary>The processor time of a service and of its database server, user and system, as Linux counts it in /proc.</summary>
internal readonly record struct ProcessorTime(TimeSpan Service, TimeSpan Postgres)
{
    // Linux counts in hundredths of a second, whatever its own clock's rate.
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public TimeSpan Total => Service + Postgres;

    public static ProcessorTime operator -(ProcessorTime one, ProcessorTime other) =>
        new(one.Service - other.Service, one.Postgres - other.Postgres);

    /// <summary>A service's time, and its database server's: every PostgreSQL process, the ended ones too.</summary>
    public static ProcessorTime Of(int service, int postmaster)
    {
        var (ofService, ofPostgres) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var stat in Stats())
        {
            if (stat.Pid == service)
                ofService += Tick * stat.Own;
            if (stat.Pid == postmaster)
                ofPostgres += Tick * stat.OfEndedChildren;
            if (stat.Pid == postmaster || stat.Parent == postmaster)
                ofPostgres += Exactly(stat.Pid);
        }
        return new(ofService, ofPostgres);
    }

    /// <summary>The server's first process, the parent of all others.</summary>
    public static int PostmasterOf(string dataFolder) =>
        int.Parse(File.ReadLines(Path.Combine(dataFolder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    // Of a process with one thread, as those of PostgreSQL are: many of them would each be a tick off.
    static TimeSpan Exactly(int pid) =>
        Read(pid, "schedstat") is { } text ? TimeSpan.FromMicroseconds(Number(text.Split(' ')[0]) / 1000) : TimeSpan.Zero;

    static IEnumerable<Stat> Stats()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var pid) || Read(pid, "stat") is not { } text)
                continue;
            // After the name, which is in brackets and may have anything in it: state, parent …; see proc(5).
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            yield return new Stat(
                pid, (int)Number(fields[1]), Number(fields[11]) + Number(fields[12]), Number(fields[13]) + Number(fields[14]));
        }
    }

    // null of one that has ended meanwhile.
    static string? Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (IOException)
        {
            return null;
        }
    }

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    sealed record Stat(int Pid, int Parent, long Own, long OfEndedChildren);
}
