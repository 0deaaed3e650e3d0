using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Database;

/// <summary>What keeps a migration waiting is named in the log, keeps nobody else waiting, and ends.</summary>
public sealed class MigrationWaitTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_session_that_holds_the_lock_and_does_nothing_when_started_then_the_log_names_it_and_it_is_ended()
    {
        await using var database = await EmptyDatabase.Create(api);
        await using var dead = new NpgsqlConnection(database.ConnectionString);
        await dead.OpenAsync();
        await dead.ExecuteAsync("select pg_advisory_lock(7365120001)");
        await using var app = AppProcess.Start(
            ["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", database.ConnectionString),
            ("Auth__AdminKey", ApiFixture.AdminKey));
        using var client = await app.Client();
        await app.Said($"Waiting to migrate: the session {dead.ProcessID}");
        await client.UntilReady();
        Assert.Single(app.Output, line => line.Contains("Waiting to migrate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task
        Given_a_long_reader_of_a_table_that_a_migration_changes_when_migrated_then_it_is_tried_again_until_the_reader_is_done()
    {
        await using var database = await EmptyDatabase.Create(api);
        await using (var first = AppProcess.Start(["migrate"], ("ConnectionStrings__Reviews", database.ConnectionString)))
            Assert.True(await first.Ended() == 0, string.Join('\n', first.Output.Concat(first.Errors)));
        // As before the third migration, for the tables that it only adds to.
        await database.Query<int>("drop schema public cascade; create schema public; select 1");
        await Apply(database, "0001_create_reviews.sql", "0002_create_desk.sql");
        await using var reader = new NpgsqlConnection(database.ConnectionString);
        await reader.OpenAsync();
        await using var transaction = await reader.BeginTransactionAsync();
        await reader.ExecuteAsync("select count(*) from reviews");

        await using var migrate = AppProcess.Start(["migrate"], ("ConnectionStrings__Reviews", database.ConnectionString));
        await migrate.Said("Migration 0003_create_listings.sql waits");
        await transaction.RollbackAsync();

        Assert.Equal(0, await migrate.Ended());
        Assert.Equal([true], await database.Query<bool>("select to_regclass('listings') is not null"));
    }

    [Fact]
    public async Task Given_an_instance_that_has_migrated_when_it_serves_then_it_does_not_keep_the_lock()
    {
        await using var database = await EmptyDatabase.Create(api);
        await using var app = await AppProcess.Serve(database.ConnectionString);
        Assert.Equal([1], await database.Query<int>("set lock_timeout = '10s'; select 1 from pg_advisory_lock(7365120001)"));
    }

    [Fact]
    public async Task Given_nothing_to_migrate_when_started_then_no_lock_is_waited_for()
    {
        await using var database = await EmptyDatabase.Create(api);
        await using (var first = AppProcess.Start(["migrate"], ("ConnectionStrings__Reviews", database.ConnectionString)))
            Assert.Equal(0, await first.Ended());
        await using var holder = new NpgsqlConnection(database.ConnectionString);
        await holder.OpenAsync();
        await holder.ExecuteAsync("select pg_advisory_lock(7365120001)");

        await using var again = AppProcess.Start(["migrate"], ("ConnectionStrings__Reviews", database.ConnectionString));

        Assert.Equal(0, await again.Ended());
        Assert.DoesNotContain(again.Output, line => line.Contains("Waiting to migrate", StringComparison.Ordinal));
    }

    static async Task Apply(EmptyDatabase database, params string[] files)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.ExecuteAsync(
            "create table schema_migrations (name text primary key, checksum text not null, applied_at timestamptz not null)");
        foreach (var file in files)
        {
            using var reader = new StreamReader(typeof(Program).Assembly.GetManifestResourceStream($"migrations/{file}")!);
            var bytes = System.Text.Encoding.UTF8.GetBytes(await reader.ReadToEndAsync());
            await connection.ExecuteAsync(System.Text.Encoding.UTF8.GetString(bytes));
            var checksum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
            await connection.ExecuteAsync("insert into schema_migrations values (@file, @checksum, now())", new { file, checksum });
        }
    }
}
