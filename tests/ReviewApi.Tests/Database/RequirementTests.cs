using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Database;

/// <summary>A database or a role that is not as the service needs it: one line says what to do, before anything is changed.</summary>
public sealed class RequirementTests(ApiFixture api) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    readonly string role = $"lacking_{Guid.NewGuid():N}";
    readonly string database = $"lacking_{Guid.NewGuid():N}";

    public async Task InitializeAsync() => await Execute($"create role {role} login password 'secret'");

    public async Task DisposeAsync()
    {
        await Execute($"drop database if exists {database} with (force)");
        await Execute($"drop role {role}");
    }

    [Theory]
    [InlineData("", "may not create tables", "alter database {0} owner to {1}")]
    [InlineData("grant create on schema public to {1}", "extension pg_trgm", "create extension pg_trgm")]
    public async Task Given_a_role_without_rights_when_migrated_then_one_line_says_what_to_grant_and_with_that_it_goes_on(
        string granted, string lack, string remedy)
    {
        await Execute($"create database {database}");
        await In(granted);
        var line = await Refused(Given("secret"));
        Assert.Contains(lack, line, StringComparison.Ordinal);
        Assert.EndsWith(string.Format(null, remedy, database, role), line, StringComparison.Ordinal);

        await In(remedy);
        await using var again = AppProcess.Start(["migrate", "--dry-run"], ("ConnectionStrings__Reviews", Given("secret")));
        Assert.Equal(0, await again.Ended());
    }

    [Fact]
    public async Task Given_a_database_in_another_encoding_when_started_then_it_ends_and_one_line_says_how_to_make_it_anew()
    {
        await Execute($"create database {database} encoding 'SQL_ASCII' locale 'C' template template0 owner {role}");
        await using var app = AppProcess.Start(["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", Given("secret")));
        Assert.Equal(1, await app.Ended());
        Assert.Contains(
            $"createdb --encoding=UTF8 --template=template0 {database}", await app.Said("SQL_ASCII"), StringComparison.Ordinal);
        Assert.Equal(0, await Tables());
    }

    [Fact]
    public async Task Given_a_schema_of_another_role_when_a_migration_is_missing_then_one_line_names_the_owner()
    {
        await Execute($"create database {database}");
        await In("create table schema_migrations (name text, checksum text); grant all on schema_migrations to {1}; "
            + "grant create on schema public to {1}");
        var owner = new NpgsqlConnectionStringBuilder(api.ConnectionString).Username;
        Assert.Contains($"reassign owned by {owner} to {role}", await Refused(Given("secret")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong", null, "Set Password")]
    [InlineData("secret", "elsewhere", "createdb")]
    public async Task Given_a_wrong_password_or_no_database_when_migrated_then_one_line_says_so_at_once(
        string password, string? elsewhere, string remedy)
    {
        await Execute($"create database {database} owner {role}");
        Assert.Contains(remedy, await Refused(Given(password, elsewhere)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_wrong_password_when_started_then_a_line_says_so_and_once_it_is_right_the_service_is_ready()
    {
        await Execute($"create database {database} owner {role}");
        await using var app = AppProcess.Start(["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", Given("another")));
        Assert.Contains("Set Password in ConnectionStrings__Reviews", await app.Said("password authentication"), StringComparison.Ordinal);
        await Execute($"alter role {role} password 'another'");
        using var client = await app.Client();
        client.DefaultRequestHeaders.Authorization = null;
        await client.UntilReady();
    }

    // The one line that it prints; nothing is changed.
    async Task<string> Refused(string connectionString)
    {
        await using var migrate = AppProcess.Start(["migrate"], ("ConnectionStrings__Reviews", connectionString));
        Assert.Equal(1, await migrate.Ended());
        Assert.InRange(await Tables(), 0, 1);
        return Assert.Single(migrate.Errors, line => line.Length > 0);
    }

    async Task<int> Tables()
    {
        await using var connection = new NpgsqlConnection(Of(database));
        return await connection.ExecuteScalarAsync<int>("select count(*)::int from pg_tables where schemaname = 'public'");
    }

    async Task In(string sql)
    {
        await using var connection = new NpgsqlConnection(Of(database));
        await connection.ExecuteAsync(sql.Length == 0 ? "select 1" : string.Format(null, sql, database, role));
    }

    async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.ExecuteAsync(sql);
    }

    string Given(string password, string? elsewhere = null) =>
        new NpgsqlConnectionStringBuilder(Of(elsewhere ?? database)) { Username = role, Password = password }.ConnectionString;

    string Of(string name) => new NpgsqlConnectionStringBuilder(api.ConnectionString) { Database = name, Pooling = false }.ConnectionString;
}
