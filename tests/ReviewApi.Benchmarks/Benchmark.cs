using ReviewApi.Benchmarks.Limit;
using ReviewApi.Benchmarks.Measuring;

namespace ReviewApi.Benchmarks;

/// <summary>The jobs one after another, of the API and the limit beside each other on one database; then what a service takes.</summary>
internal sealed class Benchmark(Options options, BenchmarkServer server, Catalogue catalogue)
{
    const int Rounds = 6;
    const int MaxAgeSeconds = 5;

    readonly TimeSpan roundLength = TimeSpan.FromSeconds(options.Seconds) / (2 * Rounds);

    /// <summary>Puts reviews into a new database and measures there.</summary>
    public static async Task Run(Options options)
    {
        await using var server = await BenchmarkServer.Start("benchmarks", isEmpty: !options.Again);
        if (!options.Again)
            await Fill(options, server);
        await new Benchmark(options, server, await Catalogue.Open(server)).Measure();
    }

    public static async Task Fill(Options options, BenchmarkServer server)
    {
        Console.WriteLine($"Putting {options.Reviews:N0} reviews in ...");
        await using (var api = await MeasuredService.StartApi(server.ConnectionString))
            await Catalogue.Fill(options.Reviews, api);
        await server.Settle();
    }

    public async Task Measure()
    {
        await Cards.Make(server);
        await Machine.Describe(server, catalogue.Reviews);
        var starts = await Starts();
        await using var limit = await MeasuredService.StartLimit(server.ConnectionString);
        await using var api = await MeasuredService.StartApi(server.ConnectionString);
        await using var old = await MeasuredService.StartApi(server.ConnectionString, MaxAgeSeconds);
        Table.WriteHead();
        foreach (var job in options.Jobs.Where(job => !job.IsWrite))
            await Measure(job, job.MayBeOld ? old : api, limit);
        var resident = api.ResidentBytes;
        var interference = await Interference.Of(
            new Subject(api, () => Job.Get($"/v1/reviews/{catalogue.Any().Id}"), server.Postmaster), Dear(api), roundLength, Rounds);
        // What was written is in no other's way.
        if (catalogue.Reviews < Goal.Many)
            foreach (var job in options.Jobs.Where(job => job.IsWrite))
                await Measure(job, api, limit);
        WriteRest(starts, resident, interference);
        Console.WriteLine($"\nLoad average at the end: {Machine.LoadAverage()}");
    }

    async Task Measure(Job job, MeasuredService api, MeasuredService limit)
    {
        if (job.Deep is { } path)
            await catalogue.FindMiddle(path, api);
        var ours = new Subject(api, () => job.Request(catalogue), server.Postmaster);
        var theirs = job.Limit is { } request ? new Subject(limit, () => request(catalogue), server.Postmaster) : null;
        if (job.IsSameAnswer)
            await SameAnswer.Require(job.Name, theirs!, ours);
        Table.Write(await Comparison.Of(job, theirs, ours, roundLength, Rounds), catalogue.Reviews);
    }

    // Of a large catalogue one has to do.
    async Task<List<Start>> Starts()
    {
        var starts = new List<Start>();
        for (var count = catalogue.Reviews < Goal.Many ? 3 : 1; count > 0; count--)
            starts.Add(await Start.Of(server));
        return starts;
    }

    Subject Dear(MeasuredService api)
    {
        var asked = 0;
        return new(api, () => Jobs.Dear(catalogue, Interlocked.Increment(ref asked)), server.Postmaster) { MayBeRefused = true };
    }

    void WriteRest(List<Start> starts, long resident, Interference interference)
    {
        const double mebibyte = 1024 * 1024;
        var start = starts.OrderBy(one => one.Processor.Total).ElementAt(starts.Count / 2);
        var isLarge = catalogue.Reviews >= Goal.Many;
        Table.WriteHeadOfRest();
        Table.Write("start until ready: CPU s, with PostgreSQL", start.Processor.Total.TotalSeconds, "s", isLarge ? 20 : 0.5);
        Table.Write("- of the service alone", start.Processor.Service.TotalSeconds, "s", null);
        Table.Write("memory when ready: MiB", start.Bytes / mebibyte, "MiB", isLarge ? null : 143);
        Table.Write("memory after all reads: MiB", resident / mebibyte, "MiB", isLarge ? null : 143);
        if (isLarge)
        {
            Table.Write("memory when ready: bytes a review", (double)start.Bytes / catalogue.Reviews, "bytes", 1200);
            Table.Write("memory after all reads: bytes a review", (double)resident / catalogue.Reviews, "bytes", 1200);
        }
        Table.Write("p99 of a review alone: ms", interference.Alone, "ms", null);
        Table.Write("p99 of a review beside 8 dear questions: ms", interference.Beside, "ms", 2 * interference.Alone);
    }
}
