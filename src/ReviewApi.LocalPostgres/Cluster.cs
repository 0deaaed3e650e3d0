using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ReviewApi.LocalPostgres;

/// <summary>One server. Its callers hold the decision lock.</summary>
sealed class Cluster(ClusterFolder folder, PostgresBinaries binaries, ServerAccount account, bool durable, Action<string> say)
{
    const string User = "review_api";
    const int Attempts = 6;
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    readonly ClusterCreation creation = new(folder, binaries, account, durable);

    public ClusterFolder Folder => folder;

    public PostgresBinaries Binaries => binaries;

    /// <summary>Brings the server up, or finds it up, and returns its port.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        creation.DeleteUnfinished();
        if (!Directory.Exists(folder.Data)) await CreateAsync(cancellation);
        try
        {
            return await StartAsync(cancellation);
        }
        catch (LocalServerException) when (!durable && Postmaster.Read(folder.Data)?.IsAlive() != true)
        {
            say($"The data in {folder.Data} no longer start; they are made anew.");
            Directory.Delete(folder.Data, recursive: true);
            await CreateAsync(cancellation);
            return await StartAsync(cancellation);
        }
    }

    async Task CreateAsync(CancellationToken cancellation)
    {
        say($"Creating the data of a PostgreSQL {binaries.Version} in {folder.Path} ...");
        await creation.CreateAsync(User, cancellation);
    }

    async Task<int> StartAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await FindRunningAsync(cancellation) is { } port) return port;

            // The port may be taken at the last moment, and a killed server's children may need one to end.
            var failure = await LaunchAsync(attempt == 1 ? PreviousPort() : 0, cancellation);
            if (failure is not null && attempt == Attempts)
                throw new LocalServerException($"PostgreSQL {binaries.Version} did not start; the end of {folder.Log}:\n{failure}");
            if (failure is not null) await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt), cancellation);
        }
    }

    // A server that is starting, recovering or stopping on behalf of a process that was killed is waited for.
    async Task<int?> FindRunningAsync(CancellationToken cancellation)
    {
        var start = Stopwatch.StartNew();
        while (Postmaster.Read(folder.Data) is { } postmaster)
        {
            if (!postmaster.IsAlive() && !postmaster.IsBeingWritten())
            {
                postmaster.Disown();
                return null;
            }

            if (postmaster.Ready && await AnswersAsync(postmaster.Port, cancellation)) return postmaster.Port;
            if (start.Elapsed > Patience)
                throw new LocalServerException($"PostgreSQL (process {postmaster.Pid}) is neither up nor down after {Patience.TotalMinutes:0} minutes; see {folder.Log}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
        }

        return null;
    }

    async Task<bool> AnswersAsync(int port, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(MaintenanceConnectionString(port));
            await connection.OpenAsync(cancellation);
            return true;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new LocalServerException($"The password in {folder.Password} is not the server's in {folder.Data}.", error);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    // The port of the last time first, so that a person's other tools keep their connection.
    int PreviousPort()
    {
        const string key = "port = ";
        return File.Exists(folder.Settings) && File.ReadLines(folder.Settings).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) is { } line
            ? int.Parse(line[key.Length..], CultureInfo.InvariantCulture)
            : 0;
    }

    // Null, or why not. Not to be cancelled: killing pg_ctl halfway would leave a server behind.
    async Task<string?> LaunchAsync(int wantedPort, CancellationToken cancellation)
    {
        await File.WriteAllTextAsync(folder.Settings, SettingsFor(FreePort(wantedPort)), cancellation);
        if (File.Exists(folder.Log)) File.Move(folder.Log, folder.PreviousLog, overwrite: true);
        await File.WriteAllTextAsync(folder.Log, "", cancellation);
        await account.OwnAsync(cancellation, folder.Settings, folder.Log);

        var result = await Command.RunLauncherAsync(
            account.Line(binaries.PgCtl, "start", "--pgdata", folder.Data, "--log", folder.Log, "--wait", "--timeout", "60", "--silent"), folder.Path);
        if (result.Succeeded) return null;

        var log = File.ReadLines(folder.Log).TakeLast(12);
        return string.Join('\n', log.Append(result.Output));
    }

    static int FreePort(int wanted)
    {
        using var probe = new TcpListener(IPAddress.Loopback, wanted);
        try
        {
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        catch (SocketException) when (wanted != 0)
        {
            return FreePort(0);
        }
    }

    string SettingsFor(int port) => $"""
        # Written anew at each start.
        listen_addresses = '127.0.0.1'
        port = {port}
        unix_socket_directories = ''
        max_connections = 200
        password_encryption = 'scram-sha-256'
        timezone = 'UTC'
        log_timezone = 'UTC'
        cluster_name = '{Path.GetFileName(folder.Path)}'
        {(durable ? "" : "fsync = off\nsynchronous_commit = off\nfull_page_writes = off")}

        """;

    /// <summary>Stops the server if it runs.</summary>
    public async Task StopAsync()
    {
        foreach (var mode in new[] { "fast", "immediate" })
        {
            if (Postmaster.Read(folder.Data) is not { } postmaster || !postmaster.IsAlive()) return;

            var result = await account.RunAsync(
                folder.Path,
                CancellationToken.None,
                [binaries.PgCtl, "stop", "--pgdata", folder.Data, "--mode", mode, "--wait", "--timeout", "60", "--silent"]);
            if (!result.Succeeded) say($"Stopping PostgreSQL ({mode}) failed: {result.Output}");
        }
    }

    public string ConnectionString(int port, string database) => Describe(port, database).ConnectionString;

    public string MaintenanceConnectionString(int port)
    {
        var description = Describe(port, "postgres");
        description.Pooling = false;
        return description.ConnectionString;
    }

    NpgsqlConnectionStringBuilder Describe(int port, string database) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Username = User,
        Password = File.ReadAllText(folder.Password),
        Database = database,
        // The server has neither; asking would cost two round trips.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    };
}
