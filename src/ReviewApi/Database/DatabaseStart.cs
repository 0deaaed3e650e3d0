using Dapper;
using Npgsql;

namespace ReviewApi.Database;

/// <summary>Whether the schema is there and the service is not stopping.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime) : IDisposable
{
    readonly TaskCompletionSource migrated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource closing = new();

    public bool IsMigrated => migrated.Task.IsCompletedSuccessfully;

    /// <summary>Whether the service was asked to stop; what comes meanwhile is served.</summary>
    public bool IsDraining => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Ends what would go on for ever, as streams, when nothing more is taken.</summary>
    public CancellationToken Closing => closing.Token;

    public Task Migrated => migrated.Task;

    public void SetMigrated() => migrated.TrySetResult();

    public void SetClosing() => closing.Cancel();

    public void Dispose() => closing.Dispose();
}

/// <summary>
/// Migrates in the background, as often as it takes: a database that is away does not keep the service from starting. A schema that
/// cannot be brought up to date ends it.
/// </summary>
internal sealed partial class DatabaseStart(
    Migrations migrations, NpgsqlDataSource database, Readiness readiness, IHostApplicationLifetime lifetime, TimeProvider clock,
    ILogger<DatabaseStart> logger) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly Outage outage = new(logger, "The start");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!await TryMigrate(stoppingToken))
                await Task.Delay(Pause, clock, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            LogFailed(logger, error.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    async Task<bool> TryMigrate(CancellationToken cancellation)
    {
        try
        {
            await migrations.Apply(cancellation);
            if (await LacksSettings(cancellation))
                LogLacks(logger);
            readiness.SetMigrated();
            outage.Ended();
            return true;
        }
        catch (Exception error) when (DatabaseFailure.Classify(error) is { Passes: true })
        {
            outage.Failed(Requirements.Remedy(error) is { } remedy ? new NpgsqlException(remedy, error) : error);
            return false;
        }
    }

    // The service says them at the start of each session, unless a pooler is before the database: then the role has to have them.
    async Task<bool> LacksSettings(CancellationToken cancellation)
    {
        const string sql = "select current_setting('statement_timeout') = '0' or current_setting('enable_seqscan')::boolean";
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(new(sql, cancellationToken: cancellation));
    }

    [LoggerMessage(LogLevel.Warning, "Sessions have no statement_timeout, or enable_seqscan is on: searches read whole tables, and nothing "
        + "bounds a statement. Behind a pooler the role needs them: alter role … set …, as docs/deployment.md lists them")]
    static partial void LogLacks(ILogger logger);

    [LoggerMessage(LogLevel.Critical, "The schema cannot be brought up to date: {Reason}")]
    static partial void LogFailed(ILogger logger, string reason);
}
