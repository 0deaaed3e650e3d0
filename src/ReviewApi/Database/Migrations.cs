using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace ReviewApi.Database;

/// <summary>
/// Brings the schema up to date with db/migrations, each file once and in one transaction. An advisory lock lets one instance at a time
/// do it; a file that was changed after it was applied stops it.
/// </summary>
internal sealed partial class Migrations(NpgsqlDataSource database, TimeProvider clock, ILogger<Migrations> logger)
{
    const long Lock = 7_365_120_001;

    public async Task Apply(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await Execute(connection, "set statement_timeout = 0; set lock_timeout = 0", cancellation);
        await Execute(connection, $"select pg_advisory_lock({Lock})", cancellation);
        try
        {
            await ApplyMissing(connection, cancellation);
        }
        finally
        {
            await Execute(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
            await Execute(connection, "reset statement_timeout; reset lock_timeout", CancellationToken.None);
        }
    }

    async Task ApplyMissing(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string create = """
            create table if not exists schema_migrations (
              name text constraint schema_migrations_pkey primary key,
              checksum text not null,
              applied_at timestamptz not null
            )
            """;
        await Execute(connection, create, cancellation);
        var applied = (await connection.QueryAsync<(string Name, string Checksum)>(
            new("select name, checksum from schema_migrations", cancellationToken: cancellation))).ToDictionary(row => row.Name, row => row.Checksum);
        foreach (var (name, sql) in Files())
        {
            var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
            if (!applied.TryGetValue(name, out var known))
                await ApplyOne(connection, name, sql, checksum, cancellation);
            else if (known != checksum)
                throw new InvalidOperationException($"The migration {name} was changed after it was applied; write a new one instead.");
        }
    }

    async Task ApplyOne(NpgsqlConnection connection, string name, string sql, string checksum, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Execute(connection, sql, cancellation);
        await connection.ExecuteAsync(new(
            "insert into schema_migrations (name, checksum, applied_at) values (@name, @checksum, @now)",
            new { name, checksum, now = clock.GetUtcNow() }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        LogApplied(logger, name);
    }

    static Task<int> Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation) =>
        connection.ExecuteAsync(new(sql, commandTimeout: 0, cancellationToken: cancellation));

    static IEnumerable<(string Name, string Sql)> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith("migrations/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource["migrations/".Length..], reader.ReadToEnd());
        }
    }

    [LoggerMessage(LogLevel.Information, "Applied migration {Name}")]
    static partial void LogApplied(ILogger logger, string name);
}
