using Npgsql;
using ReviewApi.LocalPostgres;

namespace ReviewApi.Tests.Support;

/// <summary>
/// Two PostgreSQL servers of a test's own: a primary, and a standby that has all that is acknowledged. Either may become the other.
/// </summary>
sealed class ServerPair : IAsyncDisposable
{
    const string User = "reviews";
    const string Settings = """
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        fsync = off
        synchronous_standby_names = '*'
        wal_receiver_status_interval = 1s

        """;

    readonly ServerAccount account;
    readonly string binaries;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("review-api-pair-");
    readonly int[] ports = [ServerSettings.FreePort(0), ServerSettings.FreePort(0)];
    int primary;

    ServerPair(ServerAccount account, string binaries) => (this.account, this.binaries) = (account, binaries);

    /// <summary>The database on both hosts, the first one first.</summary>
    public string ConnectionString =>
        $"Host=127.0.0.1:{ports[0]},127.0.0.1:{ports[1]};Database=postgres;Username={User};SSL Mode=Disable";

    /// <summary>The database on the primary alone.</summary>
    public string OfPrimary => $"Host=127.0.0.1;Port={ports[primary]};Database=postgres;Username={User};SSL Mode=Disable;Pooling=false";

    /// <summary>The database on the standby alone.</summary>
    public string OfStandby => $"Host=127.0.0.1;Port={ports[1 - primary]};Database=postgres;Username={User};SSL Mode=Disable;Pooling=false";

    public static async Task<ServerPair> Start(LocalServer postgres)
    {
        var pair = new ServerPair(await ServerAccount.FindAsync(CancellationToken.None), postgres.BinFolder);
        await pair.account.OwnAsync(CancellationToken.None, pair.folder.FullName);
        await pair.Run(
            "initdb", "--pgdata", pair.Data(0), "--username", User, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
            "--no-instructions");
        await File.AppendAllTextAsync(Path.Combine(pair.Data(0), "postgresql.conf"), Settings);
        await pair.StartServer(0);
        await pair.Run(
            "pg_basebackup", "--pgdata", pair.Data(1), "--host=127.0.0.1", $"--port={pair.ports[0]}", "--username", User,
            "--checkpoint=fast", "--no-sync");
        await pair.Follow(1);
        return pair;
    }

    /// <summary>The standby ends; what is committed after that waits for it.</summary>
    public Task EndStandby() => Run("pg_ctl", "stop", "--pgdata", Data(1 - primary), "--mode=fast", "--wait", "--silent");

    /// <summary>The standby takes over, and what was the primary follows it at once.</summary>
    public async Task SwitchOver()
    {
        var before = primary;
        await Run("pg_ctl", "stop", "--pgdata", Data(before), "--mode=fast", "--wait", "--silent");
        await Promote();
        await Follow(before);
    }

    /// <summary>The primary crashes, and the standby takes over alone.</summary>
    public async Task FailOver()
    {
        await Run("pg_ctl", "stop", "--pgdata", Data(primary), "--mode=immediate", "--wait", "--silent");
        await Promote();
        await using var connection = new NpgsqlConnection(OfPrimary);
        await connection.OpenAsync();
        foreach (var sql in new[] { "alter system set synchronous_standby_names = ''", "select pg_reload_conf()" })
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { 0, 1 })
            if (File.Exists(Path.Combine(Data(server), "postmaster.pid")))
                await Run("pg_ctl", "stop", "--pgdata", Data(server), "--mode=immediate", "--wait", "--silent");
        folder.Delete(recursive: true);
    }

    async Task Promote()
    {
        primary = 1 - primary;
        await Run("pg_ctl", "promote", "--pgdata", Data(primary), "--wait", "--silent");
    }

    async Task Follow(int server)
    {
        await File.WriteAllTextAsync(Path.Combine(Data(server), "standby.signal"), "");
        await File.AppendAllTextAsync(
            Path.Combine(Data(server), "postgresql.conf"),
            $"primary_conninfo = 'host=127.0.0.1 port={ports[1 - server]} user={User}'\n");
        await StartServer(server);
    }

    // Not to be cancelled, nor its output read: the server would keep it open.
    async Task StartServer(int server)
    {
        var result = await Command.RunLauncherAsync(
            account.Line(
                Path.Combine(binaries, "pg_ctl"), "start", "--pgdata", Data(server), "--options", $"-p {ports[server]}", "--wait",
                "--silent", "--log", $"{Data(server)}.log"),
            folder.FullName);
        Assert.True(result.Succeeded, result.Output);
    }

    async Task Run(string program, params string[] arguments)
    {
        var result = await account.RunAsync(folder.FullName, CancellationToken.None, [Path.Combine(binaries, program), .. arguments]);
        Assert.True(result.Succeeded, $"{program}: {result.Output}");
    }

    string Data(int server) => Path.Combine(folder.FullName, $"{server}");
}
