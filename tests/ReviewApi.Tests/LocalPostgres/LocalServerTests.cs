using Npgsql;
using ReviewApi.LocalPostgres;

namespace ReviewApi.Tests.LocalPostgres;

public sealed class LocalServerTests : IDisposable
{
    readonly Trial trial = new();

    public void Dispose() => trial.Dispose();

    [Fact]
    public async Task Given_a_new_name_when_started_then_it_answers()
    {
        await using var server = await trial.StartAsync();

        Assert.Equal("1", await Trial.AskAsync(server, "select 1"));
    }

    [Fact]
    public async Task Given_a_started_server_when_asked_for_its_settings_then_it_is_shut_to_others_and_the_same_everywhere()
    {
        await using var server = await trial.StartAsync();

        Assert.Equal("127.0.0.1", await Trial.AskAsync(server, "show listen_addresses"));
        Assert.Equal("", await Trial.AskAsync(server, "show unix_socket_directories"));
        Assert.Equal("UTC", await Trial.AskAsync(server, "show timezone"));
        Assert.Equal("UTF8", await Trial.AskAsync(server, "show server_encoding"));
        Assert.Equal("off", await Trial.AskAsync(server, "show fsync"));
        Assert.Equal("scram-sha-256", await Trial.AskAsync(server, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"));
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres")) { Password = "guessed", Pooling = false };
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Trial.AskAsync(wrong.ConnectionString, "select 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(trial.Folder.Password));
    }

    [Fact]
    public async Task Given_a_server_whose_files_were_open_to_all_when_started_again_then_only_its_user_reads_them()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite, folder = file | UnixFileMode.UserExecute;
        await trial.FillAsync();
        File.SetUnixFileMode(trial.Folder.Path, folder | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(trial.Folder.Log, file | UnixFileMode.OtherRead);

        await using var server = await trial.StartAsync();

        Assert.Equal((folder, folder), (File.GetUnixFileMode(trial.Folder.Path), File.GetUnixFileMode(trial.Folder.Data)));
        Assert.Superset(
            new HashSet<string>
            {
                trial.Folder.Log, trial.Folder.PreviousLog, trial.Folder.Settings, trial.Folder.Password, trial.Folder.DecisionLock,
                trial.Folder.UseLock,
            },
            Directory.EnumerateFiles(trial.Folder.Path).ToHashSet());
        foreach (var one in Directory.EnumerateFiles(trial.Folder.Path))
            Assert.Equal((one, file), (one, File.GetUnixFileMode(one)));
    }

    [Fact]
    public async Task Given_a_started_server_when_extensions_for_search_are_created_then_they_are_there()
    {
        await using var server = await trial.StartAsync();

        await Trial.AskAsync(server, "create extension pg_trgm; create extension unaccent; select 1");

        Assert.Equal("Amelie", await Trial.AskAsync(server, "select unaccent('Amélie')"));
        Assert.Equal("é", await Trial.AskAsync(server, "select lower('É')"));
    }

    [Fact]
    public async Task Given_a_running_server_when_started_again_then_both_share_it_until_the_last_leaves()
    {
        var first = await trial.StartAsync();
        var second = await trial.StartAsync();
        Assert.Equal(first.Port, second.Port);

        await first.DisposeAsync();
        Assert.Equal("1", await Trial.AskAsync(second, "select 1"));

        await second.DisposeAsync();
        Assert.Null(Postmaster.Read(trial.Folder.Data));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Trial.AskAsync(second, "select 1"));
    }

    [Fact]
    public async Task Given_many_starts_at_once_when_all_are_up_then_they_share_one_server_and_the_last_stops_it()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => trial.StartAsync()));
        Assert.Single(servers.Select(server => server.Port).Distinct());

        await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
        Assert.Null(Postmaster.Read(trial.Folder.Data));
    }

    [Fact]
    public async Task Given_data_when_the_server_is_restarted_then_they_are_still_there()
    {
        await trial.FillAsync();

        await using var server = await trial.StartAsync();
        Assert.Equal("kept", await Trial.AskAsync(server, "select word from words"));
    }

    [Fact]
    public async Task Given_a_database_when_created_many_times_at_once_then_it_is_there_and_dropping_ends_its_connections()
    {
        await using var server = await trial.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => server.CreateDatabaseAsync("a \"quoted\" name", default)));
        await using var connection = new NpgsqlConnection(server.ConnectionString("a \"quoted\" name"));
        await connection.OpenAsync();

        await server.DropDatabaseAsync("a \"quoted\" name", default);
        await server.DropDatabaseAsync("a \"quoted\" name", default);

        Assert.Equal("0", await Trial.AskAsync(server, "select count(*) from pg_database where datname like '%quoted%'"));
    }

    [Fact]
    public async Task Given_a_start_when_it_is_cancelled_then_no_server_is_left()
    {
        await trial.FillAsync();
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            using var held = FileLock.TryExclusive(trial.Folder.DecisionLock);
            var start = LocalServer.StartAsync(trial.Name, durable: false, cancellation: cancellation.Token);
            await cancellation.CancelAsync();
            await start;
        });
        Assert.Null(Postmaster.Read(trial.Folder.Data));
    }
}
