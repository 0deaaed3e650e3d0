using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ReviewApi.LocalPostgres;

namespace ReviewApi.Tests.LocalPostgres;

public sealed class LocalServerRecoveryTests : IDisposable
{
    readonly Trial trial = new();

    public void Dispose() => trial.Dispose();

    [Fact]
    public async Task Given_a_killed_server_when_another_starts_then_it_runs_again_with_its_data()
    {
        await trial.FillAsync();
        await using var killed = await trial.StartAsync();
        Kill(Postmaster.Read(trial.Folder.Data)!.Pid);

        await using var server = await trial.StartAsync();
        Assert.Equal("kept", await Trial.AskAsync(server, "select word from words"));
    }

    [Fact]
    public async Task Given_a_pid_file_whose_number_is_now_another_programs_when_started_then_that_program_is_left_alone()
    {
        await trial.FillAsync();
        // What a reboot leaves behind, with this process in the dead server's place.
        string[] stale =
        [
            $"{Environment.ProcessId}", trial.Folder.Data, "1700000000", "5432", "", "127.0.0.1", "  1234567         0", "ready   ", "",
        ];
        await File.WriteAllTextAsync(Path.Combine(trial.Folder.Data, "postmaster.pid"), string.Join('\n', stale));

        await using var server = await trial.StartAsync();
        Assert.Equal("kept", await Trial.AskAsync(server, "select word from words"));
    }

    [Fact]
    public async Task Given_a_server_that_outlived_its_program_when_started_then_it_is_taken_over_and_stopped_at_the_end()
    {
        await trial.FillAsync();
        var abandoned = await LaunchWithoutLocksAsync();

        await using (var server = await trial.StartAsync())
        {
            Assert.Equal(abandoned, Postmaster.Read(trial.Folder.Data)!.Pid);
            Assert.Equal("kept", await Trial.AskAsync(server, "select word from words"));
        }

        Assert.Null(Postmaster.Read(trial.Folder.Data));
    }

    [Fact]
    public async Task Given_an_unfinished_creation_when_started_then_it_is_cleared_away_and_done_again()
    {
        await trial.FillAsync();
        Directory.Move(trial.Folder.Data, trial.Folder.NewData());
        File.Delete(Path.Combine(trial.Folder.UnfinishedData().Single(), "PG_VERSION"));

        await using var server = await trial.StartAsync();
        Assert.Equal("1", await Trial.AskAsync(server, "select 1"));
        Assert.Empty(trial.Folder.UnfinishedData());
    }

    [Fact]
    public async Task Given_data_that_may_be_lost_when_they_no_longer_start_then_they_are_made_anew()
    {
        await trial.FillAsync();
        await File.WriteAllBytesAsync(Path.Combine(trial.Folder.Data, "global", "pg_control"), new byte[8192]);

        await using var server = await trial.StartAsync();
        Assert.Equal("1", await Trial.AskAsync(server, "select 1"));
    }

    [Fact]
    public async Task Given_data_to_keep_when_they_no_longer_start_then_the_end_of_the_log_says_why_and_nothing_is_deleted()
    {
        await trial.FillAsync(durable: true);
        await File.WriteAllBytesAsync(Path.Combine(trial.Folder.Data, "global", "pg_control"), new byte[8192]);

        var error = await Assert.ThrowsAsync<LocalServerException>(() => LocalServer.StartAsync(trial.Name));
        Assert.Contains("FATAL:", error.Message, StringComparison.Ordinal);
        Assert.True(Directory.Exists(trial.Folder.Data));
    }

    [Fact]
    public async Task Given_the_last_port_taken_by_another_program_when_started_then_another_port_is_found()
    {
        var last = await trial.FillAsync();
        using var other = new TcpListener(IPAddress.Loopback, last);
        other.Start();

        await using var server = await trial.StartAsync();
        Assert.NotEqual(last, server.Port);
        Assert.Equal("1", await Trial.AskAsync(server, "select 1"));
    }

    // As a program does that starts the server and is then killed: the server runs, and nobody holds a lock.
    async Task<int> LaunchWithoutLocksAsync()
    {
        var account = await ServerAccount.FindAsync(default);
        var surroundings = Surroundings.OfThisProcess();
        var root = await DataRoot.FindAsync(surroundings.DataHome, account, default);
        var binaries = await BinaryFinder.FindAsync(surroundings, root, account, _ => { }, default);
        await new Cluster(trial.Folder, binaries, account, durable: false, _ => { }).RunAsync(default);
        return Postmaster.Read(trial.Folder.Data)!.Pid;
    }

    static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }
}
