using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace ReviewApi.Database;

/// <summary>
/// Brings the schema up to date with db/migrations, each file once and in one transaction. A file that was changed after it was applied
/// stops it. Where nothing is missing, nothing is locked or written.
/// </summary>
internal sealed partial class Migrations(
    [FromKeyedServices(DatabaseSetup.Direct)] NpgsqlDataSource database, MigrationTurn turn, TimeProvider clock,
    ILogger<Migrations> logger)
{
    const int Attempts = 20;

    // A table that one long reader keeps is asked for again and again: whoever waits for a lock makes all later readers wait behind it.
    const string Limits = "set statement_timeout = '1h'; set lock_timeout = '2s'; "
        + "set idle_in_transaction_session_timeout = '15s'; set idle_session_timeout = '15s'";

    // A server that is starting or busy is asked again by the command line too.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    static readonly int CommandTimeout = (int)TimeSpan.FromMinutes(61).TotalSeconds;

    /// <summary>
    /// Applies what is missing, or with dryRun only says what that is; a failure that may pass ends it only when it lasts. Gives the names.
    /// </summary>
    public async Task<IReadOnlyList<string>> ApplyPatiently(CancellationToken cancellation, bool dryRun = false)
    {
        for (var began = clock.GetTimestamp(); ;)
        {
            try
            {
                return dryRun ? await Missing(cancellation) : await Apply(cancellation);
            }
            catch (Exception error) when (Requirements.Remedy(error) is { } remedy)
            {
                throw new InvalidOperationException(remedy, error);
            }
            catch (Exception error) when (DatabaseFailure.Classify(error) is { Passes: true } && clock.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    async Task<IReadOnlyList<string>> Missing(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var missing = await Missing(connection, cancellation);
        if (missing.Count > 0)
            await Requirements.RequireMet(connection, cancellation);
        return [.. missing.Select(file => file.Name)];
    }

    /// <summary>Applies what is missing; gives the names.</summary>
    public async Task<IReadOnlyList<string>> Apply(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if ((await Missing(connection, cancellation)).Count == 0)
            return [];
        await Requirements.RequireMet(connection, cancellation);
        try
        {
            await connection.ExecuteAsync(new(Limits, cancellationToken: cancellation));
            await turn.Take(connection, cancellation);
            return await ApplyMissing(connection, cancellation);
        }
        finally
        {
            // The lock and the settings end with the session, also where the server does not answer: connections are not reset on return,
            // and ClearPool knows no pool of a data source.
            database.Clear();
        }
    }

    async Task<IReadOnlyList<string>> ApplyMissing(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string create = """
            create table if not exists schema_migrations (
              name text constraint schema_migrations_pkey primary key,
              checksum text not null,
              applied_at timestamptz not null
            )
            """;
        await connection.ExecuteAsync(new(create, cancellationToken: cancellation));
        var missing = await Missing(connection, cancellation);
        foreach (var file in missing)
            await ApplyWhenFree(connection, file, cancellation);
        return [.. missing.Select(file => file.Name)];
    }

    // Those of the files that were not applied yet.
    static async Task<IReadOnlyList<MigrationFile>> Missing(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var files = MigrationFile.All();
        const string known = "select to_regclass('schema_migrations') is not null";
        if (!await connection.ExecuteScalarAsync<bool>(new(known, cancellationToken: cancellation)))
            return files;
        var applied = (await connection.QueryAsync<(string Name, string Checksum)>(
            new("select name, checksum from schema_migrations", cancellationToken: cancellation)))
            .ToDictionary(row => row.Name, row => row.Checksum);
        return files.FirstOrDefault(file => applied.TryGetValue(file.Name, out var checksum) && checksum != file.Checksum) is { } changed
            ? throw new InvalidOperationException(
                $"The migration {changed.Name} was changed after it was applied; write a new one instead.")
            : [.. files.Where(file => !applied.ContainsKey(file.Name))];
    }

    async Task ApplyWhenFree(NpgsqlConnection connection, MigrationFile file, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ApplyOne(connection, file, cancellation);
                return;
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable && attempt < Attempts)
            {
                if (attempt == 1)
                    LogLocked(logger, file.Name, error.MessageText);
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    async Task ApplyOne(NpgsqlConnection connection, MigrationFile file, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new(file.Sql, commandTimeout: CommandTimeout, cancellationToken: cancellation));
        await connection.ExecuteAsync(new(
            "insert into schema_migrations (name, checksum, applied_at) values (@Name, @Checksum, @now)",
            new { file.Name, file.Checksum, now = clock.GetUtcNow() }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        LogApplied(logger, file.Name);
    }

    [LoggerMessage(LogLevel.Information, "Applied migration {Name}")]
    static partial void LogApplied(ILogger logger, string name);

    [LoggerMessage(LogLevel.Warning, "Migration {Name} waits for a table that another transaction uses, and is tried again: {Reason}")]
    static partial void LogLocked(ILogger logger, string name, string reason);
}

/// <summary>A file of db/migrations.</summary>
internal sealed record MigrationFile(string Name, string Sql)
{
    const string Folder = "migrations/";

    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>All files, in their order.</summary>
    public static IReadOnlyList<MigrationFile> All() =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

    static MigrationFile Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return new(resource[Folder.Length..], reader.ReadToEnd());
    }
}
