using System.Globalization;
using DuckDB.NET.Data;

namespace ReviewApi.Tests.Exchange;

/// <summary>The tables, read by another program: DuckDB counts in them what the API answers.</summary>
public sealed class TableTests(SampleFixture api) : IClassFixture<SampleFixture>
{
    const string Reviews = "/v1/reviews/export?format=parquet";

    [Fact]
    public async Task Given_the_table_of_reviews_when_its_scores_are_counted_then_they_are_the_apis_to_the_digit()
    {
        using var table = await Table.Read(api.Anonymous, Reviews);
        var films = table.Query("select distinct unnest(film_ids) as id from {0} order by id").Select(row => (string)row["id"]!).ToList();
        Assert.NotEmpty(films);
        foreach (var film in films)
        {
            var scores = (await api.Anonymous.Read($"/v1/films/{film}/scores")).Is(200);
            foreach (var name in new[] { "story", "performances", "picture", "sound", "extras", "overall" })
            {
                var expected = scores.At(name == "overall" ? "/overall" : $"/sections/{name}");
                var counted = Assert.Single(table.Query($"""
                    select count({name}) as count, round(avg({name}), 2) as mean, round(median({name}::double), 2) as median,
                      round(stddev_pop({name}::double), 2) as deviation, min({name}) as least, max({name}) as most
                    from {"{0}"} where list_contains(film_ids, '{film}')
                    """));
                Assert.Equal(Number(expected!["count"]), Number(counted["count"]));
                foreach (var (one, other) in new[]
                {
                    ("mean", "mean"), ("median", "median"), ("standardDeviation", "deviation"), ("min", "least"), ("max", "most"),
                })
                    Assert.Equal(Number(expected[one]), Number(counted[other]));
            }
        }
    }

    [Fact]
    public async Task Given_the_table_of_reviews_when_compared_with_the_documents_then_each_fact_is_there()
    {
        using var table = await Table.Read(api.Anonymous, Reviews);
        var rows = table.Query("select * from {0}").ToDictionary(row => (string)row["review_id"]!);
        var reviews = await api.Anonymous.All("/v1/reviews?view=full");
        Assert.Equal(reviews.Count, rows.Count);
        foreach (var review in reviews)
        {
            var row = rows[(string)review["id"]!];
            foreach (var (column, pointer) in new[]
            {
                ("slug", "/slug"), ("headline", "/headline"), ("language", "/language"), ("outlet", "/source/outlet"),
                ("license", "/license"), ("title", "/films/0/title"), ("year", "/films/0/year"), ("kind", "/films/0/kind"),
                ("release_id", "/release/id"), ("edition", "/release/edition"), ("format", "/release/format"),
                ("territory", "/release/territory"), ("gtin", "/release/gtin"), ("release_date", "/release/releaseDate"),
            })
                Assert.Equal(review.At(pointer)?.ToString(), row[column]?.ToString());
            foreach (var (column, pointer) in new[]
            {
                ("picture", "/sections/picture/score"), ("mean_score", "/meanScore"), ("overall", "/overall/score"),
            })
                Assert.Equal(Number(review.At(pointer)), Number(row[column]));
            Assert.Equal(review["films"]!.AsArray().Select(film => (string)film!["id"]!), Texts(row["film_ids"]));
            Assert.Equal(review["films"]!.AsArray().Select(film => (string)film!["title"]!), Texts(row["titles"]));
            Assert.Equal(
                review["reviewers"]!.AsArray().Select(reviewer => (string?)reviewer!["name"]).OfType<string>(), Texts(row["reviewers"]));
            Assert.Equal(
                DateTime.Parse((string)review["publishedAt"]!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
                row["published_at"]);
        }
    }

    [Theory]
    [InlineData("films", "film_id", "title", "kind", "year")]
    [InlineData("releases", "release_id", "format", "edition", "gtin")]
    public async Task Given_the_table_of_films_or_releases_when_compared_with_the_catalogue_then_each_has_a_row(
        string kind, string id, params string[] columns)
    {
        using var table = await Table.Read(api.Anonymous, $"/v1/{kind}/export");
        var rows = table.Query("select * from {0}").ToDictionary(row => (string)row[id]!);
        var listed = await api.Anonymous.IdsOf($"/v1/{kind}");
        Assert.Equal(listed.Order(), rows.Keys.Order());
        foreach (var one in listed)
        {
            var read = (await api.Anonymous.Read($"/v1/{kind}/{one}")).Is(200);
            foreach (var column in columns)
                Assert.Equal(read.Text($"/{column}"), rows[one][column]?.ToString());
            var reviews = await api.Anonymous.IdsOf($"/v1/{kind}/{one}/reviews");
            Assert.Equal(reviews.Count, Convert.ToInt32(rows[one]["reviews"], CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Given_a_table_when_its_metadata_is_read_then_it_has_the_cursor_of_the_header()
    {
        foreach (var path in new[] { Reviews, "/v1/films/export?format=parquet", "/v1/releases/export" })
        {
            using var table = await Table.Read(api.Anonymous, path);
            const string sql = "select decode(value) as value from parquet_kv_metadata('{1}') where decode(key) = 'changes_cursor'";
            var cursor = (string)Assert.Single(table.Query(sql))["value"]!;
            Assert.Equal(table.Cursor, cursor);
            Assert.Empty((await api.Anonymous.Changes(cursor)).Changes);
        }
    }

    [Theory]
    [InlineData("/v1/reviews/export?format=parquet&format=dvd", null)]
    [InlineData("/v1/reviews/export?format=dvd,parquet", null)]
    [InlineData("/v1/reviews/export?format=dvd", "application/vnd.apache.parquet")]
    public async Task Given_the_filter_format_beside_parquet_when_exported_then_the_table_has_what_the_list_has(string path, string? accept)
    {
        using var table = await Table.Read(api.Anonymous, path, accept);
        Assert.Equal(
            (await api.Anonymous.IdsOf("/v1/reviews?format=dvd")).Order(),
            table.Query("select review_id from {0}").Select(row => (string)row["review_id"]!).Order());
    }

    [Theory]
    [InlineData("picture.gte=10&picture.lt=10")]
    public async Task Given_nothing_is_found_when_exported_then_the_table_is_empty_and_whole(string filter)
    {
        using var table = await Table.Read(api.Anonymous, $"{Reviews}&{filter}");
        Assert.Empty(table.Query("select * from {0}"));
    }

    [Theory]
    [InlineData("/v1/films/export?format=csv")]
    [InlineData("/v1/reviews/export?format=csv")]
    public async Task Given_another_format_when_exported_then_400(string path) => (await api.Anonymous.Read(path)).Is(400);

    static decimal? Number(object? value) => value is null or DBNull
        ? null
        : Math.Round(
            decimal.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, NumberStyles.Float, CultureInfo.InvariantCulture), 2);

    static IEnumerable<string> Texts(object? list) => list is null ? [] : ((System.Collections.IEnumerable)list).Cast<string>();

    /// <summary>A table in a file, read by DuckDB.</summary>
    sealed class Table : IDisposable
    {
        readonly string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"table-{Guid.NewGuid():N}.parquet");

        public string Cursor { get; private init; } = "";

        public static async Task<Table> Read(HttpClient client, string path, string? accept = null)
        {
            using var answer = await Calls.Patiently(
                () => client.Get(path, accept is null ? [] : [("Accept", accept)]), answer => (int)answer.StatusCode == 429);
            Assert.Equal((200, "application/vnd.apache.parquet"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
            var table = new Table { Cursor = answer.Headers.GetValues("Changes-Cursor").Single() };
            await File.WriteAllBytesAsync(table.path, await answer.Content.ReadAsByteArrayAsync());
            return table;
        }

        /// <summary>The rows of a query; {0} is the table, {1} the file.</summary>
        public List<Dictionary<string, object?>> Query(string sql)
        {
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql.Replace("{0}", $"read_parquet('{path}')", StringComparison.Ordinal)
                .Replace("{1}", path, StringComparison.Ordinal);
            using var reader = command.ExecuteReader();
            var rows = new List<Dictionary<string, object?>>();
            while (reader.Read())
                rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                    reader.GetName, index => reader.IsDBNull(index) ? null : reader.GetValue(index)));
            return rows;
        }

        public void Dispose() => File.Delete(path);
    }
}
