using System.Diagnostics;
using System.Net;
using Npgsql;
using ReviewApi.Benchmarks.Measuring;

namespace ReviewApi.Benchmarks.Partners;

/// <summary>
/// What partners take: the import and the export beside PostgreSQL's own copy of the same rows, and streams of changes.
/// </summary>
internal sealed class PartnersRun(BenchmarkServer server, MeasuredService api)
{
    const int Rounds = 5;
    const int Changes = 200;
    const int IdleStreams = 1000;

    /// <summary>Puts reviews into a new database, unless that of the last run is to be asked again, and measures there.</summary>
    public static async Task Run(Options options)
    {
        await using var server = await BenchmarkServer.Start("benchmarks", isEmpty: !options.Again);
        if (!options.Again)
            await Benchmark.Fill(options, server);
        var catalogue = await Catalogue.Open(server);
        await Machine.Describe(server, catalogue.Reviews);
        await using var api = await MeasuredService.StartApi(server.ConnectionString, streamsPerCaller: IdleStreams + 1);
        var run = new PartnersRun(server, api);
        Table.WriteHeadOfRest();
        await ImportRun.Measure(server, api);
        await run.MeasureExport();
        await run.MeasureStreams(catalogue);
        Console.WriteLine($"\nLoad average at the end: {Machine.LoadAverage()}");
    }

    // In turns, so that a busy machine is as busy for both.
    async Task MeasureExport()
    {
        var (copied, exported) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (copy, export) = (await Rate(Copy), await Rate(Export));
            // The first one warms up.
            if (round == 0)
                continue;
            copied.Add(copy);
            exported.Add(export);
        }
        Table.Write("COPY ... TO STDOUT: MB/s", Median(copied), "MB/s", null);
        Table.Write("export: MB/s", Median(exported), "MB/s", null);
        Table.Write("COPY's rate by the export's", Median([.. copied.Zip(exported, (copy, export) => copy / export)]), "times", 1 / 0.7);
        Table.Write("memory after exports: MB", api.ResidentBytes / 1e6, "MB", null);
    }

    async Task MeasureStreams(Catalogue catalogue)
    {
        using var head = await api.Send(new(HttpMethod.Head, "/v1/reviews/export"), CancellationToken.None);
        var cursor = head.Headers.GetValues("Changes-Cursor").Single();
        await MeasureDelay(catalogue, cursor);
        var before = api.ResidentBytes;
        var streams = new List<HttpResponseMessage>();
        for (var number = 0; number < IdleStreams; number++)
            streams.Add(await Stream(cursor));
        await Task.Delay(TimeSpan.FromSeconds(20));
        Table.Write($"memory of {IdleStreams} idle streams: MB", (api.ResidentBytes - before) / 1e6, "MB", 100);
        streams.ForEach(stream => stream.Dispose());
    }

    // From the moment at which a publication is acknowledged to that at which the stream tells it; before it is nothing.
    async Task MeasureDelay(Catalogue catalogue, string cursor)
    {
        using var stream = await Stream(cursor);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        var delays = new List<double>();
        for (var number = 0; number < Changes; number++)
        {
            using var created = await api.Send(catalogue.NextPublish(), CancellationToken.None);
            var acknowledged = Stopwatch.GetTimestamp();
            if (created.StatusCode != HttpStatusCode.Created)
                throw new CouldNotRunException($"A publication was answered with {(int)created.StatusCode}.");
            var id = created.Headers.Location!.OriginalString.Split('/')[^1];
            while (await lines.ReadLineAsync() is { } line && !Tells(line, id))
            {
            }
            delays.Add(Stopwatch.GetElapsedTime(acknowledged).TotalMilliseconds);
        }
        delays.Sort();
        Table.Write("a change is at a stream: ms, median", Median(delays), "ms", 50);
        Table.Write("- 99 of 100", delays[delays.Count * 99 / 100], "ms", null);
    }

    static bool Tells(string line, string id) =>
        line.StartsWith("data: ", StringComparison.Ordinal) && line.Contains(id, StringComparison.Ordinal);

    async Task<HttpResponseMessage> Stream(string cursor)
    {
        var answer = await api.Send(new(HttpMethod.Get, $"/v1/changes/stream?after={cursor}"), CancellationToken.None);
        return answer.StatusCode == HttpStatusCode.OK
            ? answer
            : throw new CouldNotRunException($"A stream was answered with {(int)answer.StatusCode}.");
    }

    static async Task<double> Rate(Func<Task<long>> read)
    {
        var began = Stopwatch.GetTimestamp();
        var bytes = await read();
        return bytes / 1e6 / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    async Task<long> Copy()
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            "copy (select document from reviews where status = 'published') to stdout (format binary)");
        return await Count(copy);
    }

    async Task<long> Export()
    {
        using var answer = await api.Send(new(HttpMethod.Get, "/v1/reviews/export"), CancellationToken.None);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new CouldNotRunException($"The export was answered with {(int)answer.StatusCode}.");
        await using var body = await answer.Content.ReadAsStreamAsync();
        return await Count(body);
    }

    static async Task<long> Count(Stream stream)
    {
        var (buffer, bytes) = (new byte[128 * 1024], 0L);
        while (await stream.ReadAsync(buffer) is var count and > 0)
            bytes += count;
        return bytes;
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
