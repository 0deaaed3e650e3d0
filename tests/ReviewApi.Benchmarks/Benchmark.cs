using ReviewApi.Benchmarks.Measuring;

namespace ReviewApi.Benchmarks;

/// <summary>
/// A run: a server and a database of its own, the API and the limit beside each other on it, and the jobs one after another.
/// </summary>
internal static class Benchmark
{
    const int Rounds = 6;

    public static async Task Run(Options options)
    {
        await using var server = await BenchmarkServer.Start();
        await using var api = await MeasuredService.StartApi(server.ConnectionString);
        Console.WriteLine($"Putting {options.Reviews:N0} reviews in ...");
        var catalogue = new Catalogue(options.Reviews);
        await catalogue.Fill(api);
        await server.Settle();
        await using var limit = await MeasuredService.StartLimit(server.ConnectionString);

        Console.WriteLine($"{options.Reviews:N0} reviews, PostgreSQL {server.Version}, {Environment.ProcessorCount} processors");
        Table.WriteHead();
        foreach (var job in options.Jobs)
        {
            var ours = new Subject(api, () => job.Request(catalogue), server.Postmaster);
            var theirs = job.Against is { } against
                ? new Subject(api, () => against(catalogue), server.Postmaster)
                : new Subject(limit, () => job.Request(catalogue), server.Postmaster);
            if (job.Against is null)
                await SameAnswer.Require(job.Name, theirs, ours);
            Table.Write(await Comparison.Of(job, theirs, ours, TimeSpan.FromSeconds(options.Seconds) / (2 * Rounds), Rounds));
        }
    }
}
