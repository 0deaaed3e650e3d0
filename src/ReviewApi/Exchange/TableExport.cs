using Parquet;
using Parquet.Schema;

namespace ReviewApi.Exchange;

/// <summary>A table as Apache Parquet, made and sent by groups of rows.</summary>
internal sealed record TableExport(Export Export, Table Table) : IResult
{
    public const string MediaType = "application/vnd.apache.parquet";

    const string Cursor = "changes_cursor";

    public Task ExecuteAsync(HttpContext http) => http.SendExport(Export, MediaType, $"{Table.Name}.parquet", async cancellation =>
    {
        using var made = new MadeStream();
        var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(Table.Fields), made, new ParquetOptions { CompressionMethod = CompressionMethod.Zstd },
            cancellationToken: cancellation);
        await using (writer)
        {
            writer.CustomMetadata = new Dictionary<string, string> { [Cursor] = Export.ChangesCursor };
            await foreach (var write in Table.Groups(cancellation))
            {
                using (var group = writer.CreateRowGroup())
                    await write(group);
                await made.SendTo(http.Response.Body, cancellation);
            }
        }
        await made.SendTo(http.Response.Body, cancellation);
    });

    /// <summary>What has been made of a file and not been sent yet; places in it are counted from the file's beginning.</summary>
    sealed class MadeStream : MemoryStream
    {
        long sent;

        public override long Position { get => sent + base.Position; set => throw new NotSupportedException(); }

        public override bool CanSeek => false;

        public async Task SendTo(Stream stream, CancellationToken cancellation)
        {
            var length = (int)base.Length;
            await stream.WriteAsync(GetBuffer().AsMemory(0, length), cancellation);
            await stream.FlushAsync(cancellation);
            SetLength(0);
            sent += length;
        }
    }
}

/// <summary>A table: its columns, and groups of its rows one after the other, each to be written before the next.</summary>
internal sealed record Table(
    string Name, IReadOnlyList<Field> Fields, Func<CancellationToken, IAsyncEnumerable<Func<ParquetRowGroupWriter, Task>>> Groups);
