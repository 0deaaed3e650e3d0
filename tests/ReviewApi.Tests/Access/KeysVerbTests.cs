using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Access;

/// <summary>The first key, made on the command line.</summary>
public sealed class KeysVerbTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string Away = "Host=127.0.0.1;Port=1;Username=nobody;Database=none";

    [Fact]
    public async Task Given_an_empty_database_when_a_key_is_made_then_its_secret_is_the_one_line_and_works()
    {
        await using var database = await EmptyDatabase.Create(api);
        var secret = await Make(database, "--name", "desk", "--scopes", "admin");
        var limited = await Make(
            database, "--name", "site", "--scopes", "reviews:write,reviews:publish", "--outlet", "Some Site",
            "--expiresAt", "2999-01-01T00:00:00Z");

        await using var app = await AppProcess.Serve(database.ConnectionString);
        using var desk = await app.Client(secret);
        using var site = await app.Client(limited);
        (await site.Live("Some Site")).Is(201);
        (await site.Create(States.Review("Another Site"))).Is(403);
        var keys = (await desk.Read("/v1/keys")).Is(200).At("/items")!.AsArray();
        Assert.Equal(["site", "desk"], keys.Select(key => (string?)key!["name"]));
        Assert.Equal(
            (limited[..11], "Some Site", "2999-01-01T00:00:00Z"),
            ((string?)keys[0]!["prefix"], (string?)keys[0]!["outlet"], (string?)keys[0]!["expiresAt"]));
        var audit = (await desk.Read($"/v1/audit?subject=/v1/keys/{keys[1]!["id"]}")).Is(200).At("/items/0")!;
        Assert.Equal(("key.created", "command line", null), ((string?)audit["action"], (string?)audit["keyName"], (string?)audit["keyId"]));
    }

    [Theory]
    [InlineData("--name")]
    [InlineData("--name", "--scopes", "admin")]
    [InlineData("--scopes", "--name", "desk")]
    [InlineData("--scopes", "--name", "desk", "--scopes", "")]
    [InlineData("--scopes", "--name", "desk", "--scopes", "all")]
    [InlineData("--scopes", "--name", "desk", "--scopes", "admin reviews:write")]
    [InlineData("--name", "--name", "", "--scopes", "admin")]
    [InlineData("--outlet", "--name", "desk", "--scopes", "admin", "--outlet", "Some Site")]
    [InlineData("--outlet", "--name", "desk", "--scopes", "reviews:write", "--outlet", "")]
    [InlineData("--expiresAt", "--name", "desk", "--scopes", "admin", "--expiresAt", "tomorrow")]
    [InlineData("--expiresAt", "--name", "desk", "--scopes", "admin", "--expiresAt", "2001-01-01T00:00:00Z")]
    public async Task Given_wrong_arguments_when_a_key_is_made_then_it_ends_with_1_and_one_line_that_names_them_and_makes_none(
        string named, params string[] arguments)
    {
        await using var database = await EmptyDatabase.Create(api);
        await using var keys = AppProcess.Start(["keys", .. arguments], ("ConnectionStrings__Reviews", database.ConnectionString));
        await AssertRefuses(keys, named);
        Assert.Empty(await database.Query<string>("select table_name from information_schema.tables where table_name = 'api_keys'"));
    }

    [Theory]
    [InlineData("--outlett", "--name", "desk", "--scopes", "reviews:write", "--outlett", "Some Site")]
    [InlineData("--expires", "--name", "desk", "--scopes", "reviews:write", "--expires", "2999-01-01T00:00:00Z")]
    [InlineData("site", "--name", "desk", "--scopes", "reviews:write", "site")]
    [InlineData("--name", "--scopes", "admin", "--name")]
    public async Task Given_arguments_that_there_are_not_when_a_key_is_made_then_it_ends_with_2_and_makes_none(
        string named, params string[] arguments)
    {
        await using var database = await EmptyDatabase.Create(api);
        await using var keys = AppProcess.Start(["keys", .. arguments], ("ConnectionStrings__Reviews", database.ConnectionString));
        await AssertRefuses(keys, named, code: 2);
        Assert.Empty(await database.Query<string>("select table_name from information_schema.tables where table_name = 'api_keys'"));
    }

    [Fact]
    public async Task Given_keys_when_listed_and_one_is_revoked_then_it_is_listed_no_more()
    {
        await using var database = await EmptyDatabase.Create(api);
        var (desk, site) = (await Make(database, "create", "--name", "desk", "--scopes", "admin"),
            await Make(database, "--name", "site", "--scopes", "reviews:write"));
        var listed = await List(database);
        Assert.Equal(["site", "desk"], listed.Select(line => line.Split('\t')[2]));
        foreach (var secret in new[] { desk, site })
            Assert.DoesNotContain(listed, line => line.Contains(secret, StringComparison.Ordinal));
        await using var revoke = AppProcess.Start(
            ["keys", "revoke", listed[0].Split('\t')[0]], ("ConnectionStrings__Reviews", database.ConnectionString));
        Assert.Equal(0, await revoke.Ended());
        Assert.Equal(listed.Skip(1), await List(database));
        await using var again = AppProcess.Start(
            ["keys", "revoke", listed[0].Split('\t')[0]], ("ConnectionStrings__Reviews", database.ConnectionString));
        await AssertRefuses(again, listed[0].Split('\t')[0]);
    }

    static async Task<IReadOnlyList<string>> List(EmptyDatabase database)
    {
        await using var list = AppProcess.Start(["keys", "list"], ("ConnectionStrings__Reviews", database.ConnectionString));
        Assert.Equal(0, await list.Ended());
        return [.. list.Output.Where(line => line.Length > 0)];
    }

    [Fact]
    public async Task Given_a_variable_of_the_surroundings_when_an_argument_is_left_out_then_it_is_not_taken_for_it()
    {
        await using var database = await EmptyDatabase.Create(api);
        await using var keys = AppProcess.Start(
            ["keys", "--scopes", "admin"], ("ConnectionStrings__Reviews", database.ConnectionString), ("NAME", "this-machine"));
        await AssertRefuses(keys, "--name");
    }

    [Fact]
    public async Task Given_the_database_is_away_when_a_key_is_made_then_it_ends_with_1_and_one_line()
    {
        await using var keys = AppProcess.Start(["keys", "--name", "desk", "--scopes", "admin"], ("ConnectionStrings__Reviews", Away));
        await AssertRefuses(keys, "");
    }

    static async Task<string> Make(EmptyDatabase database, params string[] arguments)
    {
        await using var keys = AppProcess.Start(["keys", .. arguments], ("ConnectionStrings__Reviews", database.ConnectionString));
        var code = await keys.Ended();
        Assert.True(code == 0, string.Join('\n', keys.Errors));
        Assert.DoesNotContain(keys.Errors, line => line.Length > 0);
        var secret = Assert.Single(keys.Output, line => line.Length > 0);
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        Assert.Equal(1, await connection.QuerySingleAsync<int>(
            "select count(*) from key_secrets where prefix = @prefix", new { prefix = secret[..11] }));
        return secret;
    }

    static async Task AssertRefuses(AppProcess keys, string named, int code = 1)
    {
        Assert.Equal(code, await keys.Ended());
        Assert.DoesNotContain(keys.Output, line => line.Contains("rv_", StringComparison.Ordinal));
        var line = Assert.Single(keys.Errors, line => line.Length > 0);
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
        Assert.DoesNotContain(keys.Output.Concat(keys.Errors), said => said.StartsWith("   at ", StringComparison.Ordinal));
    }
}
