using System.Threading.Channels;
using ReviewApi.Access;
using ReviewApi.Http;

namespace ReviewApi.Exchange.Imports;

/// <summary>
/// Reads lines and puts them together into chunks, while the chunk before is being written. A chunk has no two lines of one source, and
/// does not wait long for lines that are still to come.
/// </summary>
internal sealed class ImportReading(LineReader lines, Caller by, ChannelWriter<IReadOnlyList<ImportLine>> chunks)
{
    const int MostLines = 250;
    const int MostBytes = 2 * 1024 * 1024;

    static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(20);

    readonly HashSet<(string, string)> sources = [];
    List<ImportLine> chunk = [];
    int size;

    /// <summary>Reads all; what ends it is told to the one who reads the chunks.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        try
        {
            while (await Next(cancellation) is { } raw)
                if (!raw.IsBlank)
                    await Add(ImportLine.Read(raw, by), cancellation);
            await Send(cancellation);
            chunks.Complete();
        }
        catch (Exception error)
        {
            chunks.TryComplete(error);
        }
    }

    async Task<RawLine?> Next(CancellationToken cancellation)
    {
        var next = lines.Next(cancellation);
        while (!next.IsCompleted && chunk.Count > 0)
        {
            await Task.WhenAny(next, Task.Delay(Wait, cancellation));
            if (!next.IsCompleted && chunks.TryWrite(chunk))
                Begin();
        }
        try
        {
            return await next;
        }
        catch (Exception error) when (error is InvalidDataException or IOException && !cancellation.IsCancellationRequested)
        {
            if (lines.Number == 1)
                throw;
            var refused = new ImportLine(lines.Number, 0, null,
                [new() { Pointer = "", Code = "unreadable_body", Detail = $"{JsonBody.Unreadable} Nothing after this line was read." }]);
            await Add(refused, cancellation);
            return null;
        }
    }

    async Task Add(ImportLine line, CancellationToken cancellation)
    {
        if (chunk.Count >= MostLines || size + line.Size > MostBytes || line.Source is { } source && sources.Contains(source))
            await Send(cancellation);
        chunk.Add(line);
        size += line.Size;
        if (line.Source is { } added)
            sources.Add(added);
    }

    async Task Send(CancellationToken cancellation)
    {
        if (chunk.Count > 0)
            await chunks.WriteAsync(chunk, cancellation);
        Begin();
    }

    void Begin()
    {
        (chunk, size) = ([], 0);
        sources.Clear();
    }
}
