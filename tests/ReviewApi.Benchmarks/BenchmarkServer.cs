using System.Globalization;
using Npgsql;
using ReviewApi.Benchmarks.Measuring;
using ReviewApi.LocalPostgres;

namespace ReviewApi.Benchmarks;

/// <summary>A PostgreSQL of the benchmarks' own, with memory as a server has, and a database on it.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    const string Memory = "4GB";
    const string Database = "reviews";

    readonly LocalServer server;

    BenchmarkServer(LocalServer server)
    {
        this.server = server;
        ConnectionString = server.ConnectionString(Database);
        Postmaster = ProcessorTime.PostmasterOf(server.DataFolder);
    }

    public string ConnectionString { get; }

    public string Version => server.Version;

    /// <summary>Its first process.</summary>
    public int Postmaster { get; }

    /// <summary>What it logs.</summary>
    public string Log => Path.Combine(server.DataFolder, "server.log");

    /// <summary>Starts a server of this name, with an empty database unless that of the last run is to be asked again.</summary>
    public static async Task<BenchmarkServer> Start(string name, bool isEmpty)
    {
        if (!OperatingSystem.IsLinux())
            throw new CouldNotRunException("Processor time is read from /proc: this runs on Linux only.");
        // It takes effect at the next start.
        await using (var first = await LocalServer.StartAsync(name, durable: true, Console.WriteLine))
            await ExecuteOn(
                first.ConnectionString("postgres"),
                $"alter system set shared_buffers = '{Memory}'", "alter system set max_wal_size = '8GB'");
        var server = await LocalServer.StartAsync(name, durable: true, Console.WriteLine);
        if (isEmpty)
        {
            await server.DropDatabaseAsync(Database, CancellationToken.None);
            await server.CreateDatabaseAsync(Database, CancellationToken.None);
        }
        return new BenchmarkServer(server);
    }

    /// <summary>Makes a database without anything in it beside the other.</summary>
    public async Task<string> MakeEmpty()
    {
        const string empty = "empty";
        await server.DropDatabaseAsync(empty, CancellationToken.None);
        await server.CreateDatabaseAsync(empty, CancellationToken.None);
        return server.ConnectionString(empty);
    }

    /// <summary>Makes a copy of the database beside it, for what writes rows that the API could not read.</summary>
    public async Task<string> MakeCopy()
    {
        const string copy = "copy";
        await server.DropDatabaseAsync(copy, CancellationToken.None);
        // What is still connected keeps it from being copied.
        NpgsqlConnection.ClearAllPools();
        await ExecuteOn(server.ConnectionString("postgres"), $"create database {copy} template {Database}");
        return server.ConnectionString(copy);
    }

    /// <summary>Cleans up and writes out what was put in, so that this is not done while something is measured.</summary>
    public Task Settle() => Execute("vacuum (analyze)", "checkpoint");

    public Task Execute(params string[] statements) => ExecuteOn(ConnectionString, statements);

    /// <summary>The one value that a statement selects.</summary>
    public async Task<string> Ask(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }

    static async Task ExecuteOn(string connectionString, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync();
        }
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
