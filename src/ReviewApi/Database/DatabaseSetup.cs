using Dapper;
using Npgsql;

namespace ReviewApi.Database;

/// <summary>The pool of connections: small, prepared, and with limits on how long anything may take.</summary>
internal static class DatabaseSetup
{
    public static void AddDatabase(this IServiceCollection services, string connectionString)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        services.AddSingleton(_ => NpgsqlDataSource.Create(WithDefaults(connectionString)));
        services.AddSingleton<Migrations>();
        services.AddSingleton<Readiness>();
        services.AddHostedService<DatabaseStart>();
    }

    /// <summary>The connection string with the service's own settings where it has none.</summary>
    public static string WithDefaults(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        var settings = new NpgsqlConnectionStringBuilder
        {
            ApplicationName = "review-api",
            MaxPoolSize = Math.Max(4, 2 * Environment.ProcessorCount),
            Timeout = 2,
            CommandTimeout = 4,
            CancellationTimeout = 500,
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            Options = "-c statement_timeout=4000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000",
        };
        foreach (var name in given.Keys)
            settings[name] = given[name];
        return settings.ConnectionString;
    }
}
