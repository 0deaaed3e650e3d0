using ReviewApi.Benchmarks.Limit;
using ReviewApi.Benchmarks.Measuring;

namespace ReviewApi.Benchmarks;

/// <summary>
/// The jobs one after another, of the API and the limit beside each other, each on a database of the same rows; then what a service takes.
/// </summary>
internal sealed class Benchmark(Options options, BenchmarkServer server, Catalogue catalogue)
{
    const int Rounds = 6;
    const int MostTries = 3;
    const int MaxAgeSeconds = 5;

    // A write goes through much more code than a read.
    static readonly TimeSpan WarmUpOfRead = TimeSpan.FromSeconds(6);
    static readonly TimeSpan WarmUpOfWrite = TimeSpan.FromSeconds(100);

    readonly TimeSpan roundLength = TimeSpan.FromSeconds(options.Seconds) / (2 * Rounds);

    bool IsLarge => catalogue.Reviews >= Goal.Many;

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
        var copy = await server.MakeCopy();
        await Machine.Describe(server, catalogue.Reviews);
        // Of a large catalogue one has to do.
        var start = await Start.Of(server.ConnectionString, server, times: IsLarge ? 1 : 3);
        var empty = await StartOfNone();
        await using var limit = await MeasuredService.StartLimit(copy);
        await using var api = await MeasuredService.StartApi(server.ConnectionString);
        await using var old = await MeasuredService.StartApi(server.ConnectionString, MaxAgeSeconds);
        var reads = options.Jobs.Where(job => !job.IsWrite).ToList();
        foreach (var job in reads)
            await WarmUp(job, job.MayBeOld ? old : api, limit);
        Table.WriteHead();
        foreach (var job in reads)
            await Measure(job, job.MayBeOld ? old : api, limit);
        var resident = api.ResidentBytes;
        var interference = await Interference.Of(
            new Subject(api, () => Job.Get($"/v1/reviews/{catalogue.Any().Id}"), server.Postmaster), Dear(api), roundLength, Rounds);
        // What was written is in no other's way.
        if (!IsLarge)
            foreach (var job in options.Jobs.Where(job => job.IsWrite))
            {
                await WarmUp(job, api, limit);
                await Measure(job, api, limit);
            }
        WriteRest(start, empty, resident, interference);
        Console.WriteLine($"\nLoad average at the end: {Machine.LoadAverage()}");
    }

    // The first start makes the tables.
    async Task<Start> StartOfNone()
    {
        var empty = await server.MakeEmpty();
        await Start.Of(empty, server, times: 1);
        return await Start.Of(empty, server, times: 3);
    }

    // Until the runtime has compiled what they need: first so that it counts what is called, a third slower, and then for good.
    async Task WarmUp(Job job, MeasuredService api, MeasuredService limit)
    {
        if (job.Deep is { } path)
            await catalogue.FindMiddle(path, api);
        var warmUp = job.IsWrite ? WarmUpOfWrite : WarmUpOfRead;
        await (Ours(job, api) with { MayBeRefused = true }).Load(job.Clients, warmUp);
        if (Theirs(job, limit) is { } theirs)
            await theirs.Load(job.Clients, warmUp);
    }

    async Task Measure(Job job, MeasuredService api, MeasuredService limit)
    {
        var (ours, theirs) = (Ours(job, api), Theirs(job, limit));
        if (job.IsSameAnswer)
            await SameAnswer.Require(job.Name, theirs!, ours);
        for (var tries = 1; ; tries++)
            try
            {
                Table.Write(await Comparison.Of(job, theirs, ours, roundLength, Rounds), catalogue.Reviews);
                return;
            }
            catch (RefusedException refused)
            {
                // A busy machine may have been too slow for once. A search that always is keeps nothing else from being measured.
                if (tries < MostTries)
                    continue;
                Table.WriteRefused(job, refused, catalogue.Reviews);
                return;
            }
    }

    Subject Ours(Job job, MeasuredService api) => new(api, () => job.Request(catalogue), server.Postmaster);

    Subject? Theirs(Job job, MeasuredService limit) =>
        job.Limit is { } request ? new Subject(limit, () => request(catalogue), server.Postmaster) : null;

    Subject Dear(MeasuredService api)
    {
        var asked = 0;
        return new(api, () => Jobs.Dear(catalogue, Interlocked.Increment(ref asked)), server.Postmaster) { MayBeRefused = true };
    }

    void WriteRest(Start start, Start empty, long resident, Interference interference)
    {
        const double megabyte = 1_000_000;
        Table.WriteHeadOfRest();
        Table.Write("start until ready: CPU s, with PostgreSQL", start.Processor.Total.TotalSeconds, "s", IsLarge ? 20 : 0.5);
        Table.Write("- of the service alone", start.Processor.Service.TotalSeconds, "s", null);
        Table.Write("- of a service without reviews, with PostgreSQL", empty.Processor.Total.TotalSeconds, "s", null);
        Table.Write("memory of a service without reviews: MB", empty.Bytes / megabyte, "MB", null);
        Table.Write("memory when ready: MB", start.Bytes / megabyte, "MB", IsLarge ? null : 150);
        Table.Write("memory after all reads: MB", resident / megabyte, "MB", IsLarge ? null : 150);
        if (IsLarge)
        {
            Table.Write("memory when ready: bytes a review", (double)(start.Bytes - empty.Bytes) / catalogue.Reviews, "bytes", 1200);
            Table.Write("memory after all reads: bytes a review", (double)(resident - empty.Bytes) / catalogue.Reviews, "bytes", 1200);
        }
        Table.Write("p99 of a review alone: ms", interference.Alone, "ms", null);
        Table.Write("p99 of a review beside 8 dear questions: ms", interference.Beside, "ms", 2 * interference.Alone);
    }
}
