using System.Buffers;
using Npgsql;

namespace ReviewApi.Exchange;

/// <summary>The documents of reviews, a line each, sent as they are read.</summary>
/// <param name="Export">The moment.</param>
/// <param name="Ids">The reviews; null: all that are published.</param>
internal sealed record ReviewLines(Export Export, Guid[]? Ids) : IResult
{
    public const string MediaType = "application/x-ndjson";

    const int AtOnce = 64 * 1024;

    public Task ExecuteAsync(HttpContext http) => http.SendExport(Export, MediaType, "reviews.ndjson", async cancellation =>
    {
        var writer = http.Response.BodyWriter;
        await foreach (var document in Documents(Export.Snapshot.Connection, Ids, cancellation))
        {
            writer.Write(document);
            writer.Write("\n"u8);
            if (writer.UnflushedBytes >= AtOnce && (await writer.FlushAsync(cancellation)).IsCompleted)
                return;
        }
        await writer.FlushAsync(cancellation);
    });

    /// <summary>The documents of reviews, or of all that are published, as a connection sees them.</summary>
    public static async IAsyncEnumerable<byte[]> Documents(
        NpgsqlConnection connection, Guid[]? ids,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        // language=sql
        var sql = ids is null
            ? "select document from published_reviews"
            : "select document from unnest($1) asked (review_id) join published_reviews using (review_id)";
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        if (ids is not null)
            command.Parameters.Add(new() { Value = ids });
        var reader = await command.ExecuteReaderAsync(cancellation);
        var isOver = false;
        try
        {
            while (await reader.ReadAsync(cancellation))
                yield return reader.GetFieldValue<byte[]>(0);
            isOver = true;
        }
        finally
        {
            // What is left is not read to its end.
            if (!isOver)
                command.Cancel();
            await reader.DisposeAsync();
        }
    }
}
