using Npgsql;

namespace ReviewApi.Benchmarks.Growth;

/// <summary>Makes a large database of a small one: copies of all reviews beside them, newer and newer, as published as they are.</summary>
internal static class Multiplication
{
    // Of the tables that grow with the reviews; they are made again when all rows are there, which is quicker.
    static readonly string[] Large = ["listings", "listing_texts", "film_titles", "review_films", "review_reviewers"];

    const string Number = "number + copy * (select max(number) from listing_texts)";

    // As ListingTerms hashes terms.
    const string Term = """
        create function pg_temp.term(term text) returns bigint language sql immutable
        return (select bit_or(get_byte(sha256(convert_to(term, 'UTF8')), place)::bigint << (8 * place)) from generate_series(0, 7) place)
        """;

    /// <summary>Adds so many copies of every review, each of films, of a release and by reviewers of its own copy.</summary>
    public static async Task Add(int copies, string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var names = string.Join(", ", Large.Select(table => $"'{table}'"));
        var droppable = $"pg_indexes where tablename in ({names}) and indexname not like '%key'";
        var indexes = await Strings(connection, $"select indexdef from {droppable}");
        foreach (var name in await Strings(connection, $"select indexname from {droppable}"))
            await Execute(connection, $"drop index {name}");
        await Execute(connection, $"set maintenance_work_mem = '2GB'; set session_replication_role = replica; {Term}");
        foreach (var (table, changed) in Changed)
        {
            var columns = await Strings(
                connection, $"select column_name from information_schema.columns where table_name = '{table}' and is_generated = 'NEVER'");
            var values = columns.Select(column => changed.GetValueOrDefault(column, column));
            await Execute(
                connection,
                $"insert into {table} ({string.Join(", ", columns)}) select {string.Join(", ", values)} "
                + $"from {table} cross join generate_series(1, {copies}) as copy");
        }
        foreach (var index in indexes)
            await Execute(connection, index);
        await Execute(connection, "select setval('listing_texts_number_seq', max(number)) from listing_texts");
    }

    // The documents stay what they are. Reviews last: what they point at is read from the rows that are there.
    static readonly (string Table, Dictionary<string, string> Changed)[] Changed =
    [
        ("films", new() { ["film_id"] = Copy("film_id"), ["folded_title"] = "folded_title || ' ' || copy" }),
        ("film_identifiers", new() { ["value"] = "value || '-' || copy", ["film_id"] = Copy("film_id") }),
        ("film_titles", new() { ["film_id"] = Copy("film_id"), ["titles"] = "titles || ' ' || copy" }),
        ("releases", new() { ["release_id"] = Copy("release_id"), ["gtin"] = "'9' || lpad(copy::text, 3, '0') || substr(gtin, 5)" }),
        ("reviewers", new() { ["reviewer_id"] = Copy("reviewer_id"), ["folded_name"] = "folded_name || ' ' || copy" }),
        ("listings", new()
        {
            ["review_id"] = Copy("review_id"),
            ["published_at"] = Later("published_at"),
            ["updated_at"] = Later("updated_at"),
            ["release_id"] = Copy("release_id"),
            ["title"] = "title || ' ' || copy",
            ["films"] = "films || ' ' || copy",
            ["terms"] = $"array_remove(terms, pg_temp.term('sample=' || {Sample("review_id")})) "
                + $"|| pg_temp.term('sample=' || {Sample(Copy("review_id"))})",
        }),
        ("review_films", new() { ["review_id"] = Copy("review_id"), ["film_id"] = Copy("film_id") }),
        ("review_reviewers", new() { ["review_id"] = Copy("review_id"), ["reviewer_id"] = Copy("reviewer_id") }),
        ("listing_texts", new()
        {
            ["review_id"] = Copy("review_id"),
            ["number"] = Number,
            // The parts that a number is in are words too, and the sample.
            ["vector"] = $"""
                ts_delete(vector, array['S' || number / 2048, 'L' || number / 65536, 'R' || {Sample("review_id")}])
                  || ('S' || ({Number}) / 2048 || ' L' || ({Number}) / 65536 || ' R' || {Sample(Copy("review_id"))})::tsvector
                """,
        }),
        ("reviews", new()
        {
            ["review_id"] = Copy("review_id"),
            ["slug"] = "slug || '-copy-' || copy",
            ["external_id"] = "external_id || '-' || copy",
            ["release_id"] = Copy("release_id"),
            ["published_at"] = Later("published_at"),
            ["updated_at"] = Later("updated_at"),
        }),
    ];

    // The end of an id.
    static string Sample(string id) => $"('x' || right(({id})::text, 2))::bit(8)::int % 64";

    static string Copy(string id) => $"md5({id}::text || copy)::uuid";

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
}
