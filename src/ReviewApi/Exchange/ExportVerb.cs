using System.CommandLine;
using System.IO.Compression;
using Dapper;
using ReviewApi.Database;

namespace ReviewApi.Exchange;

/// <summary>Exports all published reviews into a file: export FILE, packed where its name ends with .gz.</summary>
internal static class ExportVerb
{
    const int ShownEach = 200;

    public static Command Command(RunVerb run)
    {
        var file = new Argument<FileInfo>("file") { Description = "The file, which is replaced; gzip where its name ends with .gz." }
            .AcceptNoFolder();
        var verb = new Command("export", "Export all published reviews, a JSON document a line (NDJSON).") { file };
        verb.SetAction((said, cancellation) => run(said, services => Run(said.GetValue(file)!.FullName, services, cancellation)));
        return verb;
    }

    static async Task<int> Run(string path, IServiceProvider services, CancellationToken cancellation)
    {
        await services.GetRequiredService<Migrations>().ApplyPatiently(cancellation);
        var export = await services.GetRequiredService<Exports>().Begin(cancellation);
        await using var snapshot = export.Snapshot;
        // Whoever reads the file sees the one before, or this one whole.
        var unfinished = $"{path}.unfinished";
        var done = 0;
        try
        {
            var all = await snapshot.Connection.ExecuteScalarAsync<long>(
                new("select count(*) from published_reviews", commandTimeout: 0, cancellationToken: cancellation));
            await ProgressBar.Show("Exporting", all, async show =>
            {
                await using var written = Packed(File.Create(unfinished), path);
                await foreach (var document in ReviewLines.Documents(snapshot.Connection, ids: null, cancellation))
                {
                    await written.WriteAsync(document, cancellation);
                    written.WriteByte((byte)'\n');
                    if (++done % ShownEach == 0)
                        show(done, $"{done:N0} reviews");
                }
            });
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
        Console.WriteLine($"{done:N0} reviews. The changes go on after {export.ChangesCursor}");
        return 0;
    }

    static Stream Packed(FileStream file, string path) =>
        path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Fastest) : file;
}
