using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ReviewApi.Database;
using ReviewApi.LocalPostgres;

namespace ReviewApi.Tests.Support;

/// <summary>
/// An empty database with today's schema, of which tests take copies: it is migrated once, and stays until the schema changes.
/// </summary>
static class MigratedDatabase
{
    /// <summary>The name of the database, which nobody is connected to.</summary>
    public static async Task<string> Name(LocalServer postgres)
    {
        var files = string.Concat(MigrationFile.All().Select(file => file.Name + file.Checksum));
        var name = $"migrated_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(files)))[..12]}";
        await using var server = new NpgsqlConnection(WithoutPool(postgres, "postgres"));
        await server.OpenAsync();
        if (!await IsThere(name, server))
            await Create(name, postgres, server);
        return name;
    }

    // Under another name until it is migrated; another process may be quicker.
    static async Task Create(string name, LocalServer postgres, NpgsqlConnection server)
    {
        var own = $"{name}_{Guid.NewGuid():N}";
        await postgres.CreateDatabaseAsync(own, CancellationToken.None);
        await using (var source = NpgsqlDataSource.Create(WithoutPool(postgres, own)))
        {
            var turn = new MigrationTurn(TimeProvider.System, NullLogger<MigrationTurn>.Instance);
            await new Migrations(source, turn, TimeProvider.System, NullLogger<Migrations>.Instance).Apply(CancellationToken.None);
        }
        try
        {
            await using var rename = new NpgsqlCommand($"alter database {own} rename to {name}", server);
            await rename.ExecuteNonQueryAsync();
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            await postgres.DropDatabaseAsync(own, CancellationToken.None);
        }
    }

    static async Task<bool> IsThere(string name, NpgsqlConnection server)
    {
        await using var command = new NpgsqlCommand($"select exists (select from pg_database where datname = '{name}')", server);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    static string WithoutPool(LocalServer postgres, string database) =>
        new NpgsqlConnectionStringBuilder(postgres.ConnectionString(database)) { Pooling = false }.ConnectionString;
}
