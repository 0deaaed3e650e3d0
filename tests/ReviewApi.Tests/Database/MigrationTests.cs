namespace ReviewApi.Tests.Database;

public sealed class MigrationTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_an_empty_database_when_four_instances_start_at_once_then_each_migration_is_applied_once_and_all_serve()
    {
        await using var database = await EmptyDatabase.Create(api);
        var apps = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AppProcess.Serve(database.ConnectionString))));
        try
        {
            var migrations = await Names(database);
            Assert.NotEmpty(migrations);
            foreach (var migration in migrations)
                Assert.Single(
                    apps.SelectMany(app => app.Output), line => line.Contains($"Applied migration {migration}", StringComparison.Ordinal));
            foreach (var app in apps)
            {
                using var client = await app.Client();
                using var answer = await client.GetAsync("/v1/scales");
                Assert.True(answer.IsSuccessStatusCode);
            }
        }
        finally
        {
            foreach (var app in apps)
                await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Given_the_verb_migrate_when_run_twice_then_the_schema_is_there_and_it_ends_without_serving()
    {
        await using var database = await EmptyDatabase.Create(api);
        foreach (var expected in new[] { 1, 0 })
        {
            await using var migrate = AppProcess.Start(["migrate"], ("ConnectionStrings__Reviews", database.ConnectionString));
            Assert.Equal(0, await migrate.Ended());
            Assert.Empty(migrate.Errors);
            Assert.Equal(expected, migrate.Output.Count(line => line.Contains("Applied 0001", StringComparison.Ordinal)));
            Assert.DoesNotContain(migrate.Output, line => line.Contains("listening", StringComparison.Ordinal));
        }
        Assert.Equal(6, (await database.Query<string>("select code from scales")).Count);
        Assert.All(
            await database.Query<string>("select checksum from schema_migrations"), checksum => Assert.Matches("^[0-9a-f]{64}$", checksum));
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("--urls=http://127.0.0.1:0")]
    public async Task Given_a_migration_that_was_changed_after_it_was_applied_when_started_then_it_refuses_and_says_which(string argument)
    {
        await using var database = await EmptyDatabase.Create(api);
        await using (var migrate = AppProcess.Start(["migrate"], ("ConnectionStrings__Reviews", database.ConnectionString)))
            Assert.Equal(0, await migrate.Ended());
        await database.Query<int>("update schema_migrations set checksum = 'another' where name like '0001%' returning 1");

        await using var app = AppProcess.Start([argument], ("ConnectionStrings__Reviews", database.ConnectionString));

        Assert.Equal(1, await app.Ended());
        var said = string.Join('\n', app.Output.Concat(app.Errors));
        Assert.Contains("0001_create_reviews.sql was changed after it was applied", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.Equal(["another"], await database.Query<string>("select checksum from schema_migrations where name like '0001%'"));
    }

    [Fact]
    public async Task Given_a_schema_that_is_in_the_way_when_migrated_then_it_fails_and_leaves_nothing_half_done()
    {
        await using var database = await EmptyDatabase.Create(api);
        await database.Query<int>("create table secrets (other int); select 1");
        await using var migrate = AppProcess.Start(["migrate"], ("ConnectionStrings__Reviews", database.ConnectionString));
        Assert.Equal(1, await migrate.Ended());
        Assert.Single(migrate.Errors);
        Assert.Empty(await Names(database));
        Assert.Equal(
            ["schema_migrations", "secrets"],
            await database.Query<string>("select tablename::text from pg_tables where schemaname = 'public' order by 1"));
    }

    static Task<IReadOnlyList<string>> Names(EmptyDatabase database) =>
        database.Query<string>("select name from schema_migrations order by name");
}
