using System.Reflection;
using System.Runtime.InteropServices;

namespace ReviewApi.Benchmarks;

/// <summary>What the results depend on.</summary>
internal static class Machine
{
    static readonly string[] Settings = ["shared_buffers", "work_mem", "max_wal_size", "fsync", "synchronous_commit", "full_page_writes"];

    public static async Task Describe(BenchmarkServer server, long reviews)
    {
        var names = string.Join(", ", Settings.Select(name => $"'{name}'"));
        var settings = await server.Ask(
            $"select string_agg(name || ' ' || current_setting(name), ', ' order by name) from pg_settings where name in ({names})");
        var build = Assembly.Load("ReviewApi").GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration;
        Console.WriteLine($"""
            {reviews:N0} reviews; {Environment.ProcessorCount} processors, load average {LoadAverage()}
            PostgreSQL {server.Version}: {settings}
            {RuntimeInformation.FrameworkDescription}, {build} build, {RuntimeInformation.OSDescription.Split('#')[0].Trim()}
            """);
    }

    public static string LoadAverage() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]);
}
