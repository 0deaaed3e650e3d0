using System.Collections.Concurrent;
using System.Net;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Database;

/// <summary>The service behind PgBouncer, which gives each transaction another session.</summary>
public sealed class PoolerTests(PooledApi api) : IClassFixture<PooledApi>
{
    const int Callers = 8;

    [Fact]
    public async Task Given_a_pooler_of_transactions_when_many_read_and_write_at_once_then_each_answer_is_as_without_it()
    {
        var statuses = new ConcurrentDictionary<string, int>();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            for (var round = 0; round < 4 * Soak.Factor; round++)
                await Story(statuses);
        }));
        Assert.Equal(["200", "201", "204", "304", "412", "422"], statuses.Keys.Order(StringComparer.Ordinal));
        await using var direct = new NpgsqlConnection(api.ConnectionString);
        var published = await direct.ExecuteScalarAsync<int>("select count(*)::int from listings");
        Assert.Equal($"{published}", (await api.Anonymous.Read("/v1/reviews?count=exact")).Is(200).Text("/total"));
        Assert.Equal(published, (await api.Anonymous.GetStringAsync("/v1/reviews/export")).Split('\n').Length - 1);
    }

    [Fact]
    public async Task Given_a_pooler_that_refuses_what_the_service_sends_when_asked_then_503_and_readiness_names_the_database()
    {
        // Without the setting the service sends start-up options.
        await using var app = new AwayApp(api.Pooled);
        using var client = app.Start(ApiFixture.AdminKey);
        (await client.Read($"/v1/reviews/{Guid.CreateVersion7()}")).Is(503);
        (await client.Create(Example.Review())).Is(503);
        Assert.Equal("""["database","migrations"]""", (await client.Read("/health/ready")).Is(503).At("/reasons")!.ToJsonString());
    }

    [Fact]
    public async Task Given_a_pooler_that_ends_when_asked_then_503_until_there_is_one_again()
    {
        await using var pooler = await PooledApi.Pooler(api.ConnectionString);
        await using var app = new AwayApp(
            PooledApi.By(pooler, api.ConnectionString), ("Database:Pooler", "true"),
            ("ConnectionStrings:ReviewsDirect", api.ConnectionString));
        using var client = app.Start(ApiFixture.AdminKey);
        await client.UntilReady();
        var review = (await client.Publish(Example.Review())).Is(201);
        await pooler.Kill();
        (await client.Create(Example.Review())).Is(503);
        (await client.Read($"/v1/reviews/{Guid.CreateVersion7()}")).Is(503);
        await using var next = await PooledApi.Pooler(api.ConnectionString, pooler.Port);
        await client.UntilReady();
        Assert.Equal(review.ETag, (await client.Read(review.Path)).Is(200).ETag);
    }

    [Fact]
    public async Task Given_a_role_without_what_sessions_need_when_started_behind_a_pooler_then_a_line_says_so_and_it_serves()
    {
        await using var database = await EmptyDatabase.Create(api);
        await using var app = AppProcess.Start(
            ["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", api.PooledOf(database.ConnectionString)),
            ("ConnectionStrings__ReviewsDirect", database.ConnectionString), ("Database__Pooler", "true"));
        Assert.Contains("alter role", await app.Said("Sessions have no statement_timeout"), StringComparison.Ordinal);
        using var client = await app.Client();
        client.DefaultRequestHeaders.Authorization = null;
        await client.UntilReady();
        await using var direct = AppProcess.Start(
            ["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", database.ConnectionString));
        using var other = await direct.Client();
        other.DefaultRequestHeaders.Authorization = null;
        await other.UntilReady();
        Assert.DoesNotContain(direct.Output, line => line.Contains("statement_timeout", StringComparison.Ordinal));
    }

    async Task Story(ConcurrentDictionary<string, int> statuses)
    {
        var draft = Seen(await api.Desk.Create(Example.Review()), 201);
        draft = Seen(await api.Desk.Patch(draft, """{ "headline": "Pooled" }"""), 200);
        Seen(await api.Desk.Patch(draft with { ETag = "\"stale\"" }, """{ "headline": "Late" }"""), 412);
        Seen(await api.Desk.Create(Example.Review().Put("/films/0/year", 1)), 422);
        var live = Seen(await api.Desk.Act(draft, "publish"), 200);
        var full = Seen(await api.Desk.Publish(Example.Full()), 201);
        var (film, release, reviewer) =
            (live.Text("/films/0/id"), live.Text("/release/id"), live.Text("/reviewers/0/id"));
        foreach (var path in new[]
        {
            live.Path, full.Path, $"/v1/reviews?film={live.Text("/films/0/title")}&view=full", "/v1/reviews?q=told&limit=5&count=exact",
            "/v1/reviews/facets", $"/v1/films/{film}", $"/v1/films/{film}/releases", $"/v1/films/{film}/scores", $"/v1/releases/{release}",
            $"/v1/reviewers/{reviewer}", "/v1/reviewers?q=ann", "/v1/suggest?q=two", "/v1/changes?limit=5", "/v1/scales",
            $"{live.Path}/revisions", "/v1/reviews?status=draft&limit=5", "/v1/audit?limit=5", "/v1/keys",
        })
            Seen(await Asked(path), 200);
        using (var same = await api.Anonymous.Get(live.Path, ("If-None-Match", live.ETag!)))
            Counted((int)same.StatusCode, 304);
        Seen(await api.Desk.Act(live, "withdraw"), 200);
        var gone = Seen(await api.Desk.Create(Example.Draft()), 201);
        using (var deleted = await api.Desk.Write("DELETE", gone.Path, gone.Body, gone.ETag!))
            Counted((int)deleted.StatusCode, 204);

        // All callers here have one key, and of its dear questions few wait at once.
        async Task<Answer> Asked(string path)
        {
            var answer = await api.Desk.Read(path);
            while (answer.Status == HttpStatusCode.TooManyRequests)
                answer = await api.Desk.Read(path);
            return answer;
        }

        Answer Seen(Answer answer, int status)
        {
            Counted((int)answer.Status, status, answer);
            return answer;
        }

        void Counted(int status, int expected, Answer? answer = null)
        {
            Assert.True(status == expected, $"Expected {expected}, got {status} {answer}");
            statuses.AddOrUpdate($"{status}", 1, (_, count) => count + 1);
        }
    }
}

/// <summary>The service whose requests go by PgBouncer with four sessions for all; what needs a session of its own goes directly.</summary>
public sealed class PooledApi : ApiFixture
{
    Daemon? pooler;

    /// <summary>The database by the pooler.</summary>
    public string Pooled => PooledOf(ConnectionString);

    /// <summary>A database of the same server by the pooler.</summary>
    public string PooledOf(string connectionString) => By(pooler!, connectionString);

    protected override IEnumerable<(string Name, string Value)> Settings =>
    [
        ("ConnectionStrings:Reviews", Pooled), ("ConnectionStrings:ReviewsDirect", ConnectionString), ("Database:Pooler", "true"),
    ];

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (pooler is not null)
            await pooler.DisposeAsync();
    }

    protected override async Task Prepare()
    {
        pooler = await Pooler(ConnectionString);
        // What the service would say at the start of its sessions, as docs/deployment.md has it; here for the one database.
        var given = new NpgsqlConnectionStringBuilder(ConnectionString);
        await using var connection = new NpgsqlConnection(ConnectionString);
        foreach (var setting in new[]
        {
            "statement_timeout = '4s'", "lock_timeout = '2s'", "idle_in_transaction_session_timeout = '10s'", "enable_seqscan = off",
            "plan_cache_mode = force_generic_plan", "jit = off", "max_parallel_workers_per_gather = 0",
        })
            await connection.ExecuteAsync($"alter role {given.Username} in database {given.Database} set {setting}");
    }

    internal static string By(Daemon pooler, string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Port = pooler.Port }.ConnectionString;

    internal static Task<Daemon> Pooler(string connectionString, int port = 0)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        return Daemon.Start("pgbouncer", (folder, free) => new()
        {
            ["users.txt"] = $"\"{server.Username}\" \"{server.Password}\"\n",
            ["pgbouncer.ini"] = $"""
                [databases]
                * = host={server.Host} port={server.Port}
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = {free}
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = {folder}/users.txt
                pool_mode = transaction
                default_pool_size = 4
                max_client_conn = 200
                logfile = {folder}/pgbouncer.log
                """,
        }, folder => [$"{folder}/pgbouncer.ini"], port);
    }
}
