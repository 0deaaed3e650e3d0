using Npgsql;
using ReviewApi.LocalPostgres;

namespace ReviewApi.Tests.LocalPostgres;

/// <summary>A server of the test's own name, whose folder goes with the test.</summary>
sealed class Trial : IDisposable
{
    ClusterFolder? folder;

    public string Name { get; } = $"trial-{Guid.NewGuid():n}";

    public ClusterFolder Folder => folder ?? throw new InvalidOperationException("No server was started yet.");

    public void Dispose()
    {
        if (folder is not null) Directory.Delete(folder.Path, recursive: true);
    }

    /// <param name="durable">Whether it keeps what it has committed where it is killed.</param>
    public async Task<LocalServer> StartAsync(bool durable = false)
    {
        var server = await LocalServer.StartAsync(Name, durable);
        folder = new(server.DataFolder);
        return server;
    }

    /// <summary>Starts the server, leaves a row, stops it, and returns its port.</summary>
    public async Task<int> FillAsync(bool durable = false)
    {
        await using var server = await StartAsync(durable);
        await AskAsync(server, "create table words (word text); insert into words values ('kept'); select 1");
        return server.Port;
    }

    public static Task<string?> AskAsync(LocalServer server, string sql)
        => AskAsync(new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres")) { Pooling = false }.ConnectionString, sql);

    public static async Task<string?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())?.ToString();
    }
}
