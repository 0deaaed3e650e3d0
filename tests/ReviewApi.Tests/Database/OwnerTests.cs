using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Database;

/// <summary>The service needs no more of PostgreSQL than a database of its own.</summary>
public sealed class OwnerTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_user_that_owns_its_database_and_is_no_superuser_when_served_then_it_migrates_and_is_ready()
    {
        await using var database = await EmptyDatabase.Create(api);
        var given = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var role = $"owner_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.ExecuteAsync($"create role {role} login password 'owner'; alter database {given.Database} owner to {role}");
        try
        {
            given.Username = role;
            given.Password = "owner";
            await using var app = await AppProcess.Serve(given.ConnectionString);
            using var client = await app.Client();
            using var list = await client.GetAsync("/v1/reviews");
            Assert.True(list.IsSuccessStatusCode);
        }
        finally
        {
            await database.DisposeAsync();
            await connection.ExecuteAsync($"drop role {role}");
        }
    }
}
