using System.Net;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Database;

/// <summary>Each failure of the database has its answer, and readiness names it; none is a 500.</summary>
public sealed class FailureTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("08006", 503)]
    [InlineData("08P01", 503)]
    [InlineData("0A000", 503)]
    [InlineData("22001", 422, "too_long")]
    [InlineData("22003", 422, "out_of_range")]
    [InlineData("22008", 422, "out_of_range")]
    [InlineData("22021", 422, "invalid_text")]
    [InlineData("22P05", 422, "invalid_text")]
    [InlineData("23503", 409)]
    [InlineData("23505", 409)]
    [InlineData("23514", 422, "invalid_value")]
    [InlineData("25006", 503)]
    [InlineData("25P03", 503)]
    [InlineData("26000", 503)]
    [InlineData("28000", 503)]
    [InlineData("28P01", 503)]
    [InlineData("3D000", 503)]
    [InlineData("3F000", 503)]
    [InlineData("40001", 503)]
    [InlineData("40P01", 503)]
    [InlineData("42501", 503)]
    [InlineData("42P01", 503)]
    [InlineData("53100", 503)]
    [InlineData("53200", 503)]
    [InlineData("53300", 503)]
    [InlineData("54000", 422, "too_long")]
    [InlineData("54001", 422, "too_long")]
    [InlineData("55006", 503)]
    [InlineData("55P03", 503)]
    [InlineData("57014", 503)]
    [InlineData("57P01", 503)]
    [InlineData("57P02", 503)]
    [InlineData("57P03", 503)]
    [InlineData("58030", 503)]
    [InlineData("42601", 500)]
    [InlineData("XX000", 500)]
    public async Task Given_a_failure_when_written_then_it_has_its_answer_and_nothing_is_stored(
        string state, int status, string? code = null)
    {
        await Raise(state);
        try
        {
            var refused = (await api.Desk.Create(Example.Review())).Is(status);
            Assert.Equal(code is null ? [] : [$" {code}"], refused.Faults);
            Assert.DoesNotContain("raised", refused.Body.ToJsonString(), StringComparison.Ordinal);
        }
        finally
        {
            await Execute("drop trigger failing on reviews");
        }
        (await api.Desk.Create(Example.Review())).Is(201);
    }

    [Theory]
    [InlineData("revoke select on reviews from {0}", "grant select on reviews to {0}", "rights")]
    [InlineData("revoke insert on reviews from {0}", "grant insert on reviews to {0}", "rights")]
    [InlineData("revoke insert on revisions from {0}", "grant insert on revisions to {0}", "rights")]
    [InlineData("alter table reviews rename to elsewhere", "alter table elsewhere rename to reviews", "migrations")]
    [InlineData("alter role {0} password 'another'", "alter role {0} password 'secret'", "database")]
    [InlineData("alter role {0} nologin", "alter role {0} login", "database")]
    [InlineData("alter role {0} connection limit 0", "alter role {0} connection limit -1", "database")]
    public async Task Given_something_taken_from_the_service_while_it_runs_when_asked_then_503_and_readiness_names_it(
        string take, string give, string reason)
    {
        var role = await Role();
        await using var app = new AwayApp(role.ConnectionString);
        using var client = app.Start(ApiFixture.AdminKey);
        await client.UntilReady();
        (await client.Create(Example.Review())).Is(201);
        await Execute(string.Format(null, take, role.Username));
        try
        {
            await End(role.Username!);
            (await client.Create(Example.Review())).Is(503);
            var ready = await Until(client, 503);
            Assert.Equal($"[\"{reason}\"]", ready.At("/reasons")!.ToJsonString());
            (await client.Create(Example.Review())).Is(503);
            if (!take.StartsWith("revoke insert", StringComparison.Ordinal) && !take.StartsWith("revoke delete", StringComparison.Ordinal))
                (await client.Read($"/v1/reviews/{Guid.CreateVersion7()}")).Is(503);
        }
        finally
        {
            await Execute(string.Format(null, give, role.Username));
        }
        await client.UntilReady();
        (await client.Create(Example.Review())).Is(201);
    }

    [Fact]
    public async Task Given_a_connection_that_is_ended_in_mid_statement_when_asked_then_503()
    {
        var name = $"ended-{Guid.NewGuid():N}";
        await using var app = new AwayApp(
            new NpgsqlConnectionStringBuilder(api.ConnectionString) { ApplicationName = name }.ConnectionString);
        using var client = app.Start(key: null);
        await client.UntilReady();
        await using var other = new NpgsqlConnection(api.ConnectionString);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await other.ExecuteAsync("lock table reviews");
        var asked = client.Read($"/v1/reviews/{Guid.CreateVersion7()}");
        const string end =
            "select count(pg_terminate_backend(pid))::int from pg_stat_activity "
            + "where application_name = @name and wait_event_type = 'Lock'";
        while (!asked.IsCompleted && await other.ExecuteScalarAsync<int>(end, new { name }) == 0)
            await Task.Delay(20);
        (await asked).Is(503);
    }

    [Fact]
    public async Task Given_a_database_that_was_replaced_by_another_when_asked_then_the_lists_are_the_others()
    {
        await using var database = await EmptyDatabase.Create(api);
        await using var app = new AwayApp(database.ConnectionString);
        using var client = app.Start(ApiFixture.AdminKey);
        await client.UntilReady();
        var before = await client.Published();
        Assert.Equal([before.Id], await client.IdsOf("/v1/reviews"));
        var after = await Replace(database);

        await Calls.Until(async () => (int)(await client.Read("/v1/reviews")).Status == 200);
        Assert.Equal([after.Id], await client.IdsOf("/v1/reviews"));
        (await client.Read(before.Path)).Is(404);
    }

    [Fact]
    public async Task Given_a_database_that_was_replaced_when_reading_it_takes_long_then_lists_are_503_that_says_so_and_reviews_are_served()
    {
        await using var database = await EmptyDatabase.Create(api);
        await using var app = new AwayApp(database.ConnectionString);
        using var client = app.Start(ApiFixture.AdminKey);
        await client.UntilReady();
        var after = await Replace(database);
        await using (var other = new NpgsqlConnection(database.ConnectionString))
        {
            await other.OpenAsync();
            await using var transaction = await other.BeginTransactionAsync();
            await other.ExecuteAsync("lock table listings");
            await Calls.Until(async () => await client.Read("/v1/reviews") is { Status: HttpStatusCode.ServiceUnavailable } refused
                && refused.Text("/detail")!.StartsWith("The catalogue is being loaded", StringComparison.Ordinal));
            await Calls.Until(async () => (await client.Read("/health/ready")).At("/reasons")?.ToJsonString() == "[\"catalogue\"]");
            (await client.Read(after.Path)).Is(200);
        }
        await client.UntilReady();
        Assert.Equal([after.Id], await client.IdsOf("/v1/reviews"));
    }

    [Fact]
    public async Task
        Given_a_database_that_is_read_only_when_asked_then_reads_are_served_writes_get_503_and_readiness_says_so_also_after_a_start()
    {
        await using var database = await EmptyDatabase.Create(api);
        await using var app = new AwayApp(database.ConnectionString);
        using var client = app.Start(ApiFixture.AdminKey);
        await client.UntilReady();
        var review = (await client.Publish(Example.Review())).Is(201);
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
        await ReadOnly(name, "on");
        await using var later = AppProcess.Start(
            ["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", database.ConnectionString),
            ("Auth__AdminKey", ApiFixture.AdminKey));
        using var laterClient = await later.Client();
        foreach (var one in new[] { client, laterClient })
        {
            await one.UntilReady();
            Assert.Equal("read_only", (await one.Read("/health/ready")).Is(200).Text("/status"));
            Assert.Equal(review.ETag, (await one.Read(review.Path)).Is(200).ETag);
            Assert.Single((await one.Read("/v1/reviews")).Is(200).At("/items")!.AsArray());
            (await one.Read("/v1/reviews/facets")).Is(200);
            (await one.Read("/v1/reviews?status=draft")).Is(200);
            Assert.Contains("read-only", (await one.Create(Example.Review())).Is(503).Text("/detail"), StringComparison.Ordinal);
            (await one.Put(review, Example.Review())).Is(503);
        }
        await later.Said("ScheduledPublishing waits");
        var before = await RolledBack(name);
        while (await RolledBack(name) < before + 4)
            await Task.Delay(50);
        Assert.Single(later.Output, line => line.Contains("ScheduledPublishing waits", StringComparison.Ordinal));

        await ReadOnly(name, "off");
        await Until(client, 200, "ready");
        (await client.Create(Example.Review())).Is(201);
        await later.Said("ScheduledPublishing works again");
    }

    // Gives the one review of the new database.
    async Task<Answer> Replace(EmptyDatabase database)
    {
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
        await Execute($"drop database {name} with (force)");
        await Execute($"create database {name}");
        await using var app = new AwayApp(database.ConnectionString);
        using var client = app.Start(ApiFixture.AdminKey);
        await client.UntilReady();
        return await client.Published();
    }

    Task<long> RolledBack(string database) => Scalar<long>($"select xact_rollback from pg_stat_database where datname = '{database}'");

    static async Task<Answer> Until(HttpClient client, int status, string? said = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var ready = await client.Read("/health/ready");
            if ((int)ready.Status == status && (said is null || ready.Text("/status") == said))
                return ready;
            await Task.Delay(20, patience.Token);
        }
    }

    async Task ReadOnly(string database, string value)
    {
        await Execute($"alter database {database} set default_transaction_read_only = {value}");
        await Execute($"select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '{database}'");
    }

    Task End(string role) => Execute($"select pg_terminate_backend(pid, 10000) from pg_stat_activity where usename = '{role}'");

    // The app's rights, and no more.
    async Task<NpgsqlConnectionStringBuilder> Role()
    {
        var name = $"role_{Guid.NewGuid():N}";
        await Execute(
            $"create role {name} login password 'secret'; grant select, insert, update, delete on all tables in schema public to {name}; "
            + $"grant usage on all sequences in schema public to {name}");
        return new(api.ConnectionString) { Username = name, Password = "secret" };
    }

    Task Raise(string state) => Execute($"""
        create or replace function fail() returns trigger language plpgsql
          as 'begin raise exception ''raised'' using errcode = tg_argv[0]; end';
        create trigger failing before insert on reviews execute function fail('{state}')
        """);

    async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.ExecuteAsync(sql);
    }

    async Task<T> Scalar<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }
}
