using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Support;

/// <summary>An empty database on the server of a fixture, dropped with the test.</summary>
sealed class EmptyDatabase : IAsyncDisposable
{
    readonly string maintenance;
    readonly string name = $"empty_{Guid.NewGuid():N}";

    EmptyDatabase(string maintenance)
    {
        this.maintenance = maintenance;
        ConnectionString = new NpgsqlConnectionStringBuilder(maintenance) { Database = name, Pooling = false }.ConnectionString;
    }

    public string ConnectionString { get; }

    public static async Task<EmptyDatabase> Create(ApiFixture api)
    {
        var database = new EmptyDatabase(new NpgsqlConnectionStringBuilder(api.ConnectionString) { Pooling = false }.ConnectionString);
        await using var connection = new NpgsqlConnection(database.maintenance);
        await connection.ExecuteAsync($"create database {database.name}");
        return database;
    }

    public async Task<IReadOnlyList<T>> Query<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return [.. await connection.QueryAsync<T>(sql)];
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = new NpgsqlConnection(maintenance);
        await connection.ExecuteAsync($"drop database if exists {name} with (force)");
    }
}
