using Npgsql;

namespace ReviewApi.Benchmarks.Growth;

/// <summary>
/// Makes a large database of a small one: copies of all reviews beside them, newer and newer, as published as they are. The desk's rows are
/// not copied.
/// </summary>
internal static class Multiplication
{
    const string Number = "number + copy * (select max(number) from listing_texts)";

    static readonly Table Texts = new("listing_texts", new()
    {
        ["review_id"] = Copy("review_id"),
        ["number"] = Number,
        // The parts that a number is in are words too.
        ["vector"] = $"""
            ts_delete(vector, array['S' || number / 2048, 'L' || number / 65536])
              || ('S' || ({Number}) / 2048 || ' L' || ({Number}) / 65536)::tsvector
            """,
    });

    // The documents stay what they are.
    static readonly Table[] Others =
    [
        new("films", new() { ["film_id"] = Copy("film_id"), ["folded_title"] = "folded_title || ' ' || copy" }),
        new("film_identifiers", new() { ["value"] = "value || '-' || copy", ["film_id"] = Copy("film_id") }),
        new("releases", new() { ["release_id"] = Copy("release_id"), ["gtin"] = "'9' || lpad(copy::text, 3, '0') || substr(gtin, 5)" }),
        new("reviewers", new() { ["reviewer_id"] = Copy("reviewer_id"), ["folded_name"] = "folded_name || ' ' || copy" }),
        new("review_films", new() { ["review_id"] = Copy("review_id"), ["film_id"] = Copy("film_id") }),
        new("review_reviewers", new() { ["review_id"] = Copy("review_id"), ["reviewer_id"] = Copy("reviewer_id") }),
        new("reviews", new()
        {
            ["review_id"] = Copy("review_id"),
            ["slug"] = "slug || '-copy-' || copy",
            ["external_id"] = "external_id || '-' || copy",
            ["release_id"] = Copy("release_id"),
            ["published_at"] = Later("published_at"),
            ["updated_at"] = Later("updated_at"),
        }),
    ];

    /// <summary>Adds so many copies of every review, each of films, of a release and by reviewers of its own copy.</summary>
    public static async Task Add(int copies, string connectionString)
    {
        // The words are half of the work, and on a connection of their own.
        var words = Task.Run(() => Multiply(connectionString, copies, Texts));
        var others = Task.Run(async () =>
        {
            await ListingCopies.Add(copies, connectionString);
            await Multiply(connectionString, copies, Others);
        });
        await Task.WhenAll(words, others);
    }

    static async Task Multiply(string connectionString, int copies, params Table[] tables)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await Execute(connection, "set maintenance_work_mem = '2GB'; set session_replication_role = replica; set synchronous_commit = off");
        foreach (var table in tables)
        {
            if (table == Texts)
                await Execute(connection, $"alter table {table.Name} set unlogged");
            // They are made again when all rows are there, which is quicker.
            var droppable = $"pg_indexes where tablename = '{table.Name}' and indexname not like '%key'";
            var indexes = await Strings(connection, $"select indexdef from {droppable}");
            foreach (var name in await Strings(connection, $"select indexname from {droppable}"))
                await Execute(connection, $"drop index {name}");
            await Execute(connection, Insert(table, await Columns(connection, table), copies));
            foreach (var index in indexes)
                await Execute(connection, index);
        }
        await Execute(connection, "select setval('listing_texts_number_seq', max(number)) from listing_texts");
    }

    static string Insert(Table table, List<string> columns, int copies) => $"""
        insert into {table.Name} ({string.Join(", ", columns)})
        select {string.Join(", ", columns.Select(column => table.Changed.GetValueOrDefault(column, column)))}
        from generate_series(1, {copies}) as copy
        cross join {table.Name}
        """;

    static Task<List<string>> Columns(NpgsqlConnection connection, Table table) => Strings(
        connection, $"select column_name from information_schema.columns where table_name = '{table.Name}' and is_generated = 'NEVER'");

    // As ListingCopies does it: the ids begin with the time, of which the first two bytes are counted up.
    static string Copy(string id) =>
        $"(lpad(to_hex((('x' || left({id}::text, 4))::bit(16)::int + copy) & 65535), 4, '0') || substr({id}::text, 5))::uuid";

    static string Later(string column) => $"{column} + copy * interval '1 minute'";

    static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    static async Task<List<string>> Strings(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var strings = new List<string>();
        while (await reader.ReadAsync())
            strings.Add(reader.GetString(0));
        return strings;
    }

    // A table, and those of its columns that are others in a copy.
    sealed record Table(string Name, Dictionary<string, string> Changed);
}
