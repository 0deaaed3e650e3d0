using System.Diagnostics;
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
        Leftovers.Delete(folder.UnfinishedData());
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
        var failure = "";
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await FindRunningAsync(cancellation) is { } running) return running;

            // The last time's port first, so that a person's other tools keep their connection; it may be taken, though.
            failure = await LaunchAsync(attempt == 1 ? ServerSettings.PortIn(folder.Settings) : 0, cancellation);
            if (failure is null && await FindRunningAsync(cancellation) is { } started) return started;

            // A killed server's children may need a moment to end.
            await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt), cancellation);
        }

        throw new LocalServerException($"PostgreSQL {binaries.Version} did not start; the end of {folder.Log}:\n{failure}");
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
            {
                throw new LocalServerException(
                    $"PostgreSQL (process {postmaster.Pid}) has not come up in {Patience.TotalMinutes:0} minutes; see {folder.Log}.");
            }

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

    // Null, or why not. Not to be cancelled: killing pg_ctl halfway would leave a server behind.
    async Task<string?> LaunchAsync(int wantedPort, CancellationToken cancellation)
    {
        var settings = ServerSettings.For(Path.GetFileName(folder.Path), ServerSettings.FreePort(wantedPort), durable);
        await File.WriteAllTextAsync(folder.Settings, settings, cancellation);
        if (File.Exists(folder.Log)) File.Move(folder.Log, folder.PreviousLog, overwrite: true);
        await File.WriteAllTextAsync(folder.Log, "", cancellation);
        DataRoot.CloseFile(folder.Settings);
        DataRoot.CloseFile(folder.Log);
        await account.OwnAsync(cancellation, folder.Settings, folder.Log);

        var start = account.Line(
            [binaries.PgCtl, "start", "--pgdata", folder.Data, "--log", folder.Log, "--wait", "--timeout", "60", "--silent"]);
        var result = await Command.RunLauncherAsync(start, folder.Path);
        if (result.Succeeded) return null;

        var log = File.ReadLines(folder.Log).TakeLast(12);
        return string.Join('\n', log.Append(result.Output));
    }

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
