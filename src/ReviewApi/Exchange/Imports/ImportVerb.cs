using System.CommandLine;
using System.Diagnostics;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Http;

namespace ReviewApi.Exchange.Imports;

/// <summary>Imports a file of reviews, by the same way as the route: import FILE, plain or gzip.</summary>
internal static class ImportVerb
{
    static readonly byte[] GzipMagic = [0x1F, 0x8B];

    public static Command Command(RunVerb run)
    {
        var file = new Argument<FileInfo>("file") { Description = "A review as JSON a line (NDJSON), plain or gzip." }
            .AcceptExistingOnly().AcceptNoFolder();
        var publish = new Option<bool>("--publish")
        {
            Description = "Publish what is imported; else it becomes drafts and working copies.",
        };
        var verb = new Command("import", "Import reviews from a file: 0 where all lines were taken, else 1.") { file, publish };
        verb.SetAction((said, cancellation) => run(
            said, services => Run(said.GetValue(file)!, said.GetValue(publish), services, cancellation)));
        return verb;
    }

    static async Task<int> Run(FileInfo file, bool publish, IServiceProvider services, CancellationToken cancellation)
    {
        await services.GetRequiredService<Migrations>().ApplyPatiently(cancellation);
        await using var rejected = new RejectedLines(file.FullName);
        var counts = new Dictionary<string, int>();
        var began = Stopwatch.GetTimestamp();
        await using var read = file.OpenRead();
        try
        {
            await ProgressBar.Show("Importing", file.Length, Import);
        }
        catch (InvalidDataException)
        {
            throw new InvalidOperationException(
                $"{file} is not one whole gzip: it was cut, or there is more behind it. Before that: {Summary(counts, began)}");
        }
        Console.WriteLine(Summary(counts, began));
        if (!counts.ContainsKey(ImportAnswer.Rejected))
            return 0;
        await using (var again = Unpacked(file.OpenRead()))
            await rejected.Copy(again, cancellation);
        Console.WriteLine($"Rejected lines: {rejected.LinesPath}\nWhy: {rejected.FaultsPath}");
        return 1;

        async Task Import(Action<double, string> show)
        {
            await using var lines = Unpacked(read);
            var importer = services.GetRequiredService<Importer>();
            await foreach (var answers in importer.Run(lines, publish, Caller.Service("command line"), cancellation, cancellation))
            {
                foreach (var answer in answers)
                {
                    counts[answer.Status] = counts.GetValueOrDefault(answer.Status) + 1;
                    if (answer.Status == ImportAnswer.Rejected)
                        await rejected.Add(answer);
                }
                var done = counts.Values.Sum();
                show(read.Position, $"{done:N0} lines, {Rate(done, began):N0} a second");
            }
        }
    }

    static Stream Unpacked(FileStream file)
    {
        Span<byte> start = stackalloc byte[GzipMagic.Length];
        var isPacked = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(GzipMagic);
        file.Position = 0;
        return isPacked ? new WholeGzip().GetDecompressionStream(file) : file;
    }

    static string Summary(Dictionary<string, int> counts, long began)
    {
        var all = counts.Values.Sum();
        var parts = new[] { ImportAnswer.Created, ImportAnswer.Updated, ImportAnswer.Unchanged, ImportAnswer.Rejected }
            .Select(status => $"{counts.GetValueOrDefault(status):N0} {status}");
        return $"{all:N0} lines in {Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s ({Rate(all, began):N0} a second): "
            + string.Join(", ", parts);
    }

    static double Rate(int lines, long began) => lines / Math.Max(Stopwatch.GetElapsedTime(began).TotalSeconds, 0.001);
}
