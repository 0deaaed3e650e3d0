using Npgsql;
using ReviewApi.Benchmarks.Measuring;
using ReviewApi.LocalPostgres;

namespace ReviewApi.Benchmarks;

/// <summary>A run: a server and a database of its own, the API and the limit beside each other on it, and the jobs one after another.</summary>
internal static class Benchmark
{
    const int Rounds = 6;

    public static async Task Run(Options options)
    {
        if (!OperatingSystem.IsLinux())
            throw new CouldNotRunException("Processor time is read from /proc: this runs on Linux only.");
        await using var postgres = await LocalServer.StartAsync("benchmarks", durable: true, Console.WriteLine);
        await postgres.DropDatabaseAsync("reviews", CancellationToken.None);
        await postgres.CreateDatabaseAsync("reviews", CancellationToken.None);
        var connectionString = postgres.ConnectionString("reviews");
        var database = ProcessorTime.PostmasterOf(postgres.DataFolder);

        await using var api = await MeasuredService.StartApi(connectionString);
        Console.WriteLine($"Putting {options.Reviews:N0} reviews in ...");
        var catalogue = new Catalogue(options.Reviews);
        await catalogue.Fill(api);
        await Settle(connectionString);
        await using var limit = await MeasuredService.StartLimit(connectionString);

        Console.WriteLine($"{options.Reviews:N0} reviews, PostgreSQL {postgres.Version}, {Environment.ProcessorCount} processors");
        Table.WriteHead();
        foreach (var job in options.Jobs)
        {
            var ours = new Subject(api, () => job.Request(catalogue), database);
            var theirs = job.Against is { } against
                ? new Subject(api, () => against(catalogue), database)
                : new Subject(limit, () => job.Request(catalogue), database);
            if (job.Against is null)
                await SameAnswer.Require(job.Name, theirs, ours);
            Table.Write(await Comparison.Of(job, theirs, ours, TimeSpan.FromSeconds(options.Seconds) / (2 * Rounds), Rounds));
        }
    }

    // What was put in is cleaned up and written out now, not while something is measured.
    static async Task Settle(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        foreach (var sql in new[] { "vacuum (analyze)", "checkpoint" })
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync();
        }
    }
}
