using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Editorial;

/// <summary>What was written before there was a desk is read as it was, and the desk goes on with it.</summary>
public sealed class UpgradeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string First = "0001_create_reviews.sql";

    static readonly string[] Tables = ["films", "film_identifiers", "releases", "reviewers", "reviews", "review_films", "review_reviewers"];

    [Fact]
    public async Task Given_reviews_of_the_first_schema_when_migrated_then_they_are_as_they_were_and_the_desk_goes_on_with_them()
    {
        var draft = (await api.Desk.Patch((await api.Desk.Create(Example.Full())).Is(201), """{ "headline": "Second" }""")).Is(200);
        var live = (await api.Desk.Publish(Example.Full())).Is(201);
        await using var database = await EmptyDatabase.Create(api);
        await Apply(database);
        foreach (var table in Tables)
            await Copy(table, database);

        await using var app = await AppProcess.Serve(database.ConnectionString);
        using var desk = await app.Client();

        foreach (var before in new[] { draft, live })
        {
            var after = (await desk.Read(before.Path)).Is(200);
            Assert.Equal((before.ETag, before.Body.ToJsonString()), (after.ETag, after.Body.ToJsonString()));
            var revision = Assert.Single(await desk.All($"{before.Path}/revisions"));
            Assert.Equal((before.Text("/revision"), null), (revision["revision"]!.ToString(), revision["savedBy"]));
            var content = (await desk.Read($"{before.Path}/revisions/{before.Text("/revision")}")).Is(200).At("/content")!;
            Assert.Equal(before.At("/sections")!.ToJsonString(), content["sections"]!.ToJsonString());
        }
        var (film, reviewer) = (Uri.EscapeDataString(live.Text("/films/0/title")!), Uri.EscapeDataString(live.Text("/reviewers/0/name")!));
        foreach (var question in new[] { $"q={film}", $"film={film}", $"reviewer={reviewer}" })
            await Calls.Until(async () =>
                (await desk.All($"/v1/reviews?{question}")).Select(review => (string?)review["id"]).SequenceEqual([live.Text("/id")]));
        foreach (var (status, before) in new[] { ("draft", draft), ("published", live) })
            await desk.Until(
                $"/v1/reviews?status={status}&film={Uri.EscapeDataString(before.Text("/films/0/title")!)}",
                listed => listed.Text("/items/0/id") == before.Id);
        var published = (await desk.Act(draft, "publish")).Is(200);
        Assert.Equal("2", published.Text("/revision"));
        var copy = (await desk.PatchDraft(live, """{ "headline": "Better" }""")).Is(201);
        Assert.Equal("2", (await desk.Act(copy, "publish")).Is(200).Text("/revision"));
        var restored = (await desk.Act(await desk.Read(live.Path), "revisions/1/restore")).Is(201);
        Assert.Equal(live.Text("/headline"), restored.Text("/headline"));
    }

    [Fact]
    public async Task Given_reviews_of_older_rules_when_a_version_starts_then_it_serves_and_says_to_callers_with_a_key_how_many_are_left()
    {
        await using var database = await EmptyDatabase.Create(api);
        await using (var before = await AppProcess.Serve(database.ConnectionString))
        {
            using var author = await before.Client();
            (await author.Publish(Example.Full())).Is(201);
            (await author.Publish(Example.Full())).Is(201);
        }
        await using var holder = new NpgsqlConnection(database.ConnectionString);
        await holder.OpenAsync();
        await holder.ExecuteAsync("update reviews set derivation = 0");
        // One that another transaction holds is not derived.
        await holder.ExecuteAsync("begin; select from reviews where review_id = (select review_id from reviews limit 1) for update");

        await using var app = await AppProcess.Serve(database.ConnectionString);
        using var desk = await app.Client();

        await desk.Until("/health/ready", ready => (long?)ready.At("/rowsToRenew") == 1);
        Assert.Equal(2, (await desk.All("/v1/reviews")).Count);
        using var anonymous = new HttpClient { BaseAddress = desk.BaseAddress };
        Assert.Null((await anonymous.Read("/health/ready")).Is(200).At("/rowsToRenew"));
    }

    static async Task Apply(EmptyDatabase database)
    {
        await using var stream = typeof(Program).Assembly.GetManifestResourceStream($"migrations/{First}")!;
        using var reader = new StreamReader(stream);
        var sql = await reader.ReadToEndAsync();
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
        await database.Query<int>(
            $"{sql}; create table schema_migrations "
            + "(name text constraint schema_migrations_pkey primary key, checksum text not null, applied_at timestamptz not null)");
        await database.Query<int>($"insert into schema_migrations values ('{First}', '{checksum}', now()) returning 1");
    }

    // The columns that both schemas have.
    async Task Copy(string table, EmptyDatabase database)
    {
        var names = $"select column_name from information_schema.columns where table_name = '{table}' order by ordinal_position";
        await using var today = NpgsqlDataSource.Create(api.ConnectionString);
        var columns = string.Join(", ", (await database.Query<string>(names)).Intersect(await Names(today, names)));
        await using var from = new NpgsqlConnection(api.ConnectionString);
        await from.OpenAsync();
        await using var to = new NpgsqlConnection(database.ConnectionString);
        await to.OpenAsync();
        using var rows = await from.BeginTextExportAsync($"copy (select {columns} from {table}) to stdout");
        await using var target = await to.BeginTextImportAsync($"copy {table} ({columns}) from stdin");
        await target.WriteAsync(await rows.ReadToEndAsync());
    }

    static async Task<IReadOnlyList<string>> Names(NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        return (await connection.QueryAsync<string>(sql)).AsList();
    }
}
