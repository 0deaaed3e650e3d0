using System.Diagnostics;
using ReviewApi.Benchmarks.Measuring;

namespace ReviewApi.Benchmarks.Growth;

/// <summary>A run: the jobs at a large catalogue, then the plans by which PostgreSQL finds words there.</summary>
internal static class GrowthRun
{
    public static async Task Run(Options options)
    {
        await using var server = await BenchmarkServer.Start("benchmarks-growth", isEmpty: !options.Again);
        if (!options.Again)
            await Fill(options, server);
        await new Benchmark(options, server, await Catalogue.Open(server)).Measure();
        await Plans.Write(options.Jobs.Select(job => job.Words).OfType<string>(), server);
    }

    static async Task Fill(Options options, BenchmarkServer server)
    {
        var start = Stopwatch.GetTimestamp();
        await Benchmark.Fill(options, server);
        Console.WriteLine($"Making them {options.Times} times as many ...");
        await Multiplication.Add(options.Times - 1, server.ConnectionString);
        await server.Settle();
        var (minutes, postgres) =
            (Stopwatch.GetElapsedTime(start).TotalMinutes, ProcessorTime.Of(service: 0, server.Postmaster).Postgres.TotalMinutes);
        Console.WriteLine(
            $"{(long)options.Reviews * options.Times:N0} reviews were put in within {minutes:0.0} minutes, with {postgres:0.0} minutes of "
            + "processor time of PostgreSQL.");
    }
}
