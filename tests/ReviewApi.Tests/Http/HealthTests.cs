using System.Net;
using System.Text.Json.Nodes;
using Npgsql;

namespace ReviewApi.Tests.Http;

public sealed class HealthTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string NoId = "/v1/reviews/01980000-0000-7000-8000-000000000000";

    [Fact]
    public async Task Given_all_is_well_when_health_is_asked_then_live_and_ready_without_details()
    {
        foreach (var (path, body) in new[] { ("/health/live", """{"status":"live"}"""), ("/health/ready", """{"status":"ready"}""") })
        {
            using var answer = await api.Anonymous.Get(path);
            Assert.Equal((HttpStatusCode.OK, body), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
            Assert.Null(answer.Headers.ETag);
        }
    }

    [Theory]
    [InlineData("no server")]
    [InlineData("no database")]
    public async Task Given_the_database_is_away_when_started_then_it_lives_is_not_ready_and_answers_503(string what)
    {
        var settings = new NpgsqlConnectionStringBuilder(api.ConnectionString);
        if (what == "no server")
            settings.Port = 1;
        else
            settings.Database = "there_is_none";
        await using var away = new AwayApp(settings.ConnectionString);
        using var client = away.Start(ApiFixture.AdminKey);
        await AssertAway(client, "database", "migrations");
    }

    [Fact]
    public async Task Given_the_database_comes_after_the_start_when_it_is_there_then_the_app_is_ready_without_a_restart()
    {
        var settings = new NpgsqlConnectionStringBuilder(api.ConnectionString) { Database = $"late_{Guid.NewGuid():N}" };
        await using var away = new AwayApp(settings.ConnectionString);
        using var client = away.Start(ApiFixture.AdminKey);
        await AssertAway(client, "database", "migrations");

        await Execute($"create database {settings.Database}");
        try
        {
            await client.UntilReady();
            using var created = await client.Send("POST", "/v1/reviews?publish=true", Contents.Json(Example.Review()));
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
            using var read = await client.Get(created.Headers.Location!.ToString());
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }
        finally
        {
            await away.DisposeAsync();
            await Execute($"drop database {settings.Database} with (force)");
        }
    }

    [Fact]
    public async Task Given_the_database_goes_away_and_comes_back_when_asked_then_503_meanwhile_and_nothing_is_lost()
    {
        var going = new ApiFixture();
        await going.InitializeAsync();
        try
        {
            var review = await going.Desk.Published();
            var name = new NpgsqlConnectionStringBuilder(going.ConnectionString).Database!;
            await Rename(name, $"{name}_away");
            await AssertAway(going.Desk, "database");
            await Rename($"{name}_away", name);
            await going.Desk.UntilReady();
            using var read = await going.Anonymous.Get(review.Path);
            Assert.Equal((HttpStatusCode.OK, review.ETag), (read.StatusCode, read.Headers.ETag!.ToString()));
            await going.Desk.Created();
        }
        finally
        {
            await going.DisposeAsync();
        }
    }

    static async Task AssertAway(HttpClient client, params string[] reasons)
    {
        using var live = await client.Get("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using var ready = await client.Get("/health/ready");
        var problem = await ready.Problem(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(reasons.Order(), problem["reasons"]!.AsArray().Select(reason => (string)reason!).Order());

        (string Method, string Path, JsonNode? Body)[] requests =
        [
            ("GET", "/v1/reviews", null), ("GET", NoId, null), ("GET", "/v1/reviews/a-slug", null), ("GET", "/v1/scales", null),
            ("GET", "/v1/scales/ten", null), ("GET", "/v1/reviews?status=draft", null), ("POST", "/v1/reviews", Example.Draft()),
            ("PUT", NoId, Example.Draft()), ("PATCH", NoId, new JsonObject()), ("DELETE", NoId, new JsonObject()),
            ("POST", "/v1/scales", ScaleCalls.Numeric()),
        ];
        foreach (var (method, path, sent) in requests)
        {
            using var answer = await client.Send(method, path, sent is null ? null : Contents.For(method, sent), ("If-Match", "\"x\""));
            await answer.Problem(HttpStatusCode.ServiceUnavailable, $"{method} {path}");
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        }
        foreach (var path in new[] { "/v1/vocabularies", "/openapi/v1.json", "/problems/unavailable", "/docs/index.html" })
        {
            using var answer = await client.Get(path);
            Assert.True(answer.IsSuccessStatusCode, path);
        }
        using var wrong = await client.Send("GET", "/v1/reviews", null, ("Authorization", "Bearer none"));
        await wrong.Problem(HttpStatusCode.Unauthorized);
    }

    // A database can be renamed while nobody is connected; the app's connections are ended like those of a server that stops.
    async Task Rename(string from, string to)
    {
        await Execute($"alter database {from} with allow_connections false");
        await Execute($"select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '{from}'");
        await Execute($"alter database {from} rename to {to}");
        await Execute($"alter database {to} with allow_connections true");
    }

    async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
