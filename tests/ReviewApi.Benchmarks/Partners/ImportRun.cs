using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Npgsql;
using ReviewApi.Benchmarks.Measuring;

namespace ReviewApi.Benchmarks.Partners;

/// <summary>
/// An import of new reviews that are published at once, beside bare COPY of the rows that it left into the same tables, whose indexes and
/// foreign keys are kept up for both.
/// </summary>
internal static class ImportRun
{
    const int Lines = 10_000;

    // Another one for each run: what an earlier one left would be unchanged.
    static readonly string Outlet = $"Import {Guid.NewGuid():N}";

    // In the order of what they refer to. Films, releases and reviewers are fewer, and stay.
    static readonly (string Table, string Of)[] Tables =
    [
        ("reviews", "review_id"), ("review_films", "review_id"), ("review_reviewers", "review_id"), ("listings", "review_id"),
        ("listing_texts", "review_id"), ("desk_listings", "review_id"), ("revisions", "review_id"), ("changes", "review_id"),
    ];

    public static async Task Measure(BenchmarkServer server, MeasuredService api)
    {
        var file = Path.GetTempFileName();
        try
        {
            await Make(file);
            await server.Settle();
            var seconds = await Import(file, api);
            Table.Write($"import of {Lines:N0} reviews: s", seconds, "s", 5);
            Table.Write("- rows a second", Lines / seconds, "rows", null);
            Table.Write("- memory afterwards: MB", api.ResidentBytes / 1e6, "MB", 300);
            var again = await Import(file, api);
            Table.Write("- the same file again, unchanged: s", again, "s", null);
            var copied = await Copy(server);
            Table.Write("COPY of the same rows: s", copied, "s", null);
            Table.Write("import's time by COPY's", seconds / copied, "times", 2);
        }
        finally
        {
            File.Delete(file);
        }
    }

    static async Task Make(string file)
    {
        await using var lines = new StreamWriter(file);
        for (var number = 0; number < Lines; number++)
        {
            // Of films that are there, as an archive of another site has them; a release's barcode is its own.
            var review = JsonNode.Parse(GeneratedReview.Json(GeneratedReview.OfReviewedFilm + number))!;
            review["source"] = new JsonObject { ["outlet"] = Outlet, ["externalId"] = $"{number}" };
            await lines.WriteLineAsync(review.ToJsonString());
        }
    }

    static async Task<double> Import(string file, MeasuredService api)
    {
        await using var lines = File.OpenRead(file);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/reviews/import?mode=publish")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", MeasuredService.Key) },
            Content = new StreamContent(lines),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        var began = Stopwatch.GetTimestamp();
        using var answer = await api.Send(request, CancellationToken.None);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new CouldNotRunException($"The import was answered with {(int)answer.StatusCode}.");
        using var answers = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var count = 0;
        for (; await answers.ReadLineAsync() is { } line; count++)
            if (line.Contains("\"rejected\"", StringComparison.Ordinal))
                throw new CouldNotRunException($"A line was rejected: {line}");
        return count == Lines
            ? Stopwatch.GetElapsedTime(began).TotalSeconds
            : throw new CouldNotRunException($"Only {count} lines were answered.");
    }

    static async Task<double> Copy(BenchmarkServer server)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await Execute($"create temporary table imported as select review_id from reviews where outlet = '{Outlet}'", connection);
        var rows = new List<(string Table, string Columns, byte[] Bytes)>();
        foreach (var (table, of) in Tables)
        {
            var columns = await Columns(table, connection);
            rows.Add((table, columns, await Read(
                $"copy (select {columns} from {table} join imported using ({of})) to stdout (format binary)", connection)));
        }
        await Execute("delete from changes using imported where changes.review_id = imported.review_id", connection);
        await Execute("delete from reviews using imported where reviews.review_id = imported.review_id", connection);
        await server.Settle();
        var began = Stopwatch.GetTimestamp();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (table, columns, bytes) in rows)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy {table} ({columns}) from stdin (format binary)");
            await copy.WriteAsync(bytes);
        }
        await transaction.CommitAsync();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    static async Task<string> Columns(string table, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select string_agg(quote_ident(column_name), ', ' order by ordinal_position)
            from information_schema.columns
            where table_name = '{table}' and table_schema = 'public' and is_generated = 'NEVER'
            """, connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    static async Task<byte[]> Read(string sql, NpgsqlConnection connection)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync(sql);
        using var bytes = new MemoryStream();
        await copy.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    static async Task Execute(string sql, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
