using System.Text.Json;
using ReviewApi.Http;

namespace ReviewApi.Exchange.Imports;

/// <summary>
/// The lines of a file that were rejected, in files beside it: as they are, to be corrected and imported, and the answers, which say why.
/// </summary>
internal sealed class RejectedLines : IAsyncDisposable
{
    readonly HashSet<int> numbers = [];
    FileStream? faults;

    public RejectedLines(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        (LinesPath, FaultsPath) = ($"{name}.rejected", $"{name}.faults");
        File.Delete(LinesPath);
        File.Delete(FaultsPath);
    }

    /// <summary>The lines, as they are in the file.</summary>
    public string LinesPath { get; }

    /// <summary>The answer to each of them.</summary>
    public string FaultsPath { get; }

    public async Task Add(ImportAnswer answer)
    {
        numbers.Add(answer.Line);
        faults ??= File.Create(FaultsPath);
        await JsonSerializer.SerializeAsync(faults, answer, Json.Options);
        faults.WriteByte((byte)'\n');
    }

    /// <summary>Copies the lines; one that is too long is not.</summary>
    public async Task Copy(Stream file, CancellationToken cancellation)
    {
        await using var copied = File.Create(LinesPath);
        var lines = new LineReader(file);
        try
        {
            while (await lines.Next(cancellation) is { } line)
            {
                if (line.Content is null || !numbers.Contains(line.Number))
                    continue;
                await copied.WriteAsync(line.Content, cancellation);
                copied.WriteByte((byte)'\n');
            }
        }
        catch (InvalidDataException)
        {
            // What cannot be read has no lines.
        }
    }

    public ValueTask DisposeAsync() => faults?.DisposeAsync() ?? ValueTask.CompletedTask;
}
