using Npgsql;

namespace ReviewApi.LocalPostgres;

/// <summary>
/// A PostgreSQL server of the user's own for development and tests, on a free port of 127.0.0.1, with its data in the user's data folder.
/// All processes that start one of the same name share it; the last to leave stops it.
/// </summary>
public sealed class LocalServer : IAsyncDisposable
{
    readonly Cluster cluster;
    readonly FileLock use;
    readonly EventHandler atExit;
    int left;

    LocalServer(Cluster cluster, FileLock use, int port)
    {
        this.cluster = cluster;
        this.use = use;
        Port = port;
        // For a program that leaves through Environment.Exit, past its own disposal.
        atExit = (_, _) => DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(30));
        AppDomain.CurrentDomain.ProcessExit += atExit;
    }

    /// <summary>The server's version, such as <c>15.18</c>.</summary>
    public string Version => cluster.Binaries.Version;

    /// <summary>The folder with PostgreSQL's programs.</summary>
    public string BinFolder => cluster.Binaries.Folder;

    /// <summary>The folder with the server's data, log (<c>server.log</c>) and password.</summary>
    public string DataFolder => cluster.Folder.Path;

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Finds PostgreSQL's programs, creates the data folder if new, and starts the server or joins the running one.</summary>
    /// <param name="name">The folder's name below the data folder, such as <c>development</c>.</param>
    /// <param name="say">Takes one line for each step that a person may wonder about.</param>
    /// <param name="cancellation">Gives up; a server that nobody else uses is stopped again.</param>
    /// <exception cref="LocalServerException">No programs were found, or the server did not start.</exception>
    public static Task<LocalServer> StartAsync(string name, Action<string>? say = null, CancellationToken cancellation = default)
        => StartAsync(name, durable: true, say, cancellation);

    /// <inheritdoc cref="StartAsync(string, Action{string}, CancellationToken)"/>
    /// <param name="durable">False for data that may be lost with the machine's power, such as tests': faster, in memory if there is room,
    /// and a data folder that no longer starts is made anew.</param>
    public static Task<LocalServer> StartAsync(
        string name, bool durable, Action<string>? say = null, CancellationToken cancellation = default)
        => StartAsync(name, durable, Surroundings.OfThisProcess(), say, cancellation);

    internal static async Task<LocalServer> StartAsync(
        string name, bool durable, Surroundings surroundings, Action<string>? say, CancellationToken cancellation)
    {
        if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            throw new ArgumentException("The name is a folder's: letters, digits, '-' and '_' only.", nameof(name));

        say ??= _ => { };
        var account = await ServerAccount.FindAsync(cancellation);
        var root = await DataRoot.FindAsync(surroundings.DataHome, account, cancellation);
        var binaries = await BinaryFinder.FindAsync(surroundings, root, account, say, cancellation);
        var folder = new ClusterFolder(Path.Combine(durable ? root : DataRoot.ForTemporaryData(root), $"{name}-{binaries.Major}"));
        var cluster = new Cluster(folder, binaries, account, durable, say);

        DataRoot.CreateFolder(folder.Path, account);
        using var decision = await FileLock.WaitExclusiveAsync(folder.DecisionLock, cancellation);
        FileLock? use = null;
        try
        {
            await DataRoot.CloseFolderAsync(folder.Path, account, cancellation);
            use = FileLock.TryShared(folder.UseLock) ?? throw new LocalServerException($"{folder.UseLock} is locked by another program.");
            return new LocalServer(cluster, use, await cluster.RunAsync(cancellation));
        }
        catch
        {
            use?.Dispose();
            await StopIfUnusedAsync(cluster);
            throw;
        }
    }

    /// <summary>A connection string for Npgsql, for the database named.</summary>
    public string ConnectionString(string database) => cluster.ConnectionString(Port, database);

    /// <summary>Creates the database unless it exists.</summary>
    public Task CreateDatabaseAsync(string database, CancellationToken cancellation) =>
        CreateDatabaseAsync(database, "template1", cancellation);

    /// <summary>Creates the database, unless it exists, as a copy of another one that nobody is connected to.</summary>
    public async Task CreateDatabaseAsync(string database, string template, CancellationToken cancellation)
    {
        try
        {
            await ExecuteAsync($"create database {Quoted(database)} template {Quoted(template)}", cancellation);
        }
        // It exists, or another process creates it at this moment.
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
        }
    }

    /// <summary>Drops the database if it exists, and ends its connections.</summary>
    public Task DropDatabaseAsync(string database, CancellationToken cancellation)
        => ExecuteAsync($"drop database if exists {Quoted(database)} with (force)", cancellation);

    static string Quoted(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(cluster.MaintenanceConnectionString(Port));
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Leaves the server, and stops it if no other process uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref left, 1) == 1) return;

        AppDomain.CurrentDomain.ProcessExit -= atExit;
        using var decision = await FileLock.WaitExclusiveAsync(cluster.Folder.DecisionLock, CancellationToken.None);
        use.Dispose();
        await StopIfUnusedAsync(cluster);
    }

    // Called with the decision lock held, so that nobody joins in between.
    static async Task StopIfUnusedAsync(Cluster cluster)
    {
        using var alone = FileLock.TryExclusive(cluster.Folder.UseLock);
        if (alone is not null) await cluster.StopAsync();
    }
}
