using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Access;

/// <summary>A secret is told once, to who makes or rotates the key, and is nowhere else to be found.</summary>
public sealed class KeySecrecyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_secrets_when_all_tables_are_searched_then_none_is_there_and_only_their_hashes_are()
    {
        var title = Example.NewTitle();
        (await api.Desk.Create(Example.Review(title))).Is(201);
        var key = (await api.Desk.Act("/v1/keys", body: KeyCalls.Key(KeyCalls.Write), key: "once")).Is(201);
        var rotated = (await api.Desk.Act($"{key.KeyPath()}/rotate", key: "once-more")).Is(200);

        var rows = await Rows();
        foreach (var secret in new[] { key.Secret(), rotated.Secret() })
        {
            Assert.DoesNotContain(rows, row => Holds(row, secret) || Holds(row, secret[12..]) || Holds(row, secret[12..20]));
            Assert.Contains(rows, row => Holds(row, secret[..11]));
            Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), await Hash(secret[..11]));
        }
        Assert.DoesNotContain(rows, row => Holds(row, ApiFixture.AdminKey));
        // What is stored as bytes is found, too.
        Assert.Contains(rows, row => !row.Contains(title, StringComparison.Ordinal) && Holds(row, title));
    }

    [Fact]
    public async Task Given_a_secret_when_it_was_answered_then_no_later_answer_has_it()
    {
        var key = await api.Desk.CreateKey(KeyCalls.Admin);
        using var client = api.Client(key.Secret());
        var written = (await client.Create(Example.Review())).Is(201);
        (await client.Rotate(key)).Is(200);
        string[] paths =
        [
            key.KeyPath(), "/v1/keys?limit=100", "/v1/audit?limit=100", written.Path, $"{written.Path}/revisions/1", "/v1/nothing",
            "/v1/keys/nonsense",
        ];
        foreach (var path in paths)
        {
            using var answer = await client.Get(path);
            Assert.DoesNotContain(
                key.Secret()[12..], $"{answer.Headers} {answer.Content.Headers} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task Given_the_log_at_its_most_talkative_when_keys_are_used_rightly_and_wrongly_then_no_secret_is_in_it()
    {
        await using var app = AppProcess.Start(["--urls", "http://127.0.0.1:0"],
            ("ConnectionStrings__Reviews", api.ConnectionString), ("Auth__AdminKey", ApiFixture.AdminKey), ("RateLimit__Enabled", "true"),
            ("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft", "Trace"), ("Logging__LogLevel__Npgsql", "Trace"));
        using var desk = await app.Client();
        await Calls.Until(async () => (await desk.GetAsync("/health/ready")).IsSuccessStatusCode, seconds: 20);
        var key = (await desk.Act("/v1/keys", body: KeyCalls.Key(KeyCalls.Write), key: "first")).Is(201);
        var repeated = await desk.Act("/v1/keys", body: KeyCalls.Key(KeyCalls.Write).Put("/name", key.Text("/name")), key: "first");
        Assert.Equal(key.Secret(), repeated.Is(201).Secret());
        var rotated = (await desk.Rotate(key)).Is(200);
        using var client = await app.Client(rotated.Secret());
        (await client.Create(Example.Review())).Is(201);
        (await client.Post("/v1/keys", KeyCalls.Key(KeyCalls.Write))).Is(403);
        (await client.Post("/v1/reviews", Example.Parse("""{ "language": "no language at all" }"""))).Is(422);
        (await desk.Revoke(key)).Is(204);
        await Calls.Until(async () => await client.Try() == 401, seconds: 20);
        var wrong = rotated.Secret()[..^1] + (rotated.Secret()[^1] == 'A' ? 'B' : 'A');
        using var stranger = await app.Client(wrong);
        Assert.Equal(401, await stranger.Try());
        await app.Signal("INT");
        Assert.Equal(0, await app.Ended());

        var said = string.Join('\n', app.Output.Concat(app.Errors));
        Assert.Contains("/v1/keys", said, StringComparison.Ordinal);
        foreach (var secret in new[] { key.Secret(), rotated.Secret(), wrong, ApiFixture.AdminKey })
            Assert.DoesNotContain(secret[12..^1], said, StringComparison.Ordinal);
    }

    static bool Holds(string row, string text) =>
        row.Contains(text, StringComparison.Ordinal)
            || row.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    // Every row of every table as text; bytes are hexadecimal there.
    async Task<IReadOnlyList<string>> Rows()
    {
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        var tables = (await connection.QueryAsync<string>("""
            select format('%I.%I', table_schema, table_name)
            from information_schema.tables
            where table_schema not in ('pg_catalog', 'information_schema')
            """)).ToList();
        Assert.Contains("public.key_secrets", tables);
        var rows = new List<string>();
        foreach (var table in tables)
            rows.AddRange(await connection.QueryAsync<string>($"select row_to_json(one)::text from {table} one"));
        return rows;
    }

    async Task<byte[]> Hash(string prefix)
    {
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        return await connection.QuerySingleAsync<byte[]>("select hash from key_secrets where prefix = @prefix", new { prefix });
    }
}
