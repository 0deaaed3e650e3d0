using Dapper;
using Npgsql;

namespace ReviewApi.Database;

/// <summary>The pool of connections: small, prepared, and with limits on how long anything may take.</summary>
internal static class DatabaseSetup
{
    const string Setting = "ConnectionStrings__Reviews";

    public static void AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var connectionString = WithDefaults(configuration.GetConnectionString("Reviews") is { Length: > 0 } given
            ? given
            : throw new InvalidOperationException($"{Setting} is missing: it names the PostgreSQL database."));
        services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        services.AddSingleton<MigrationTurn>();
        services.AddSingleton<Migrations>();
        services.AddSingleton(_ => new Pulse(connectionString));
        services.AddSingleton(_ => new KeptConnection(connectionString));
        services.AddSingleton<Func<KeptConnection>>(_ => () => new KeptConnection(connectionString));
        services.AddSingleton<Readiness>();
        services.AddHostedService<DatabaseStart>();
    }

    // The connection string with the service's own settings where it has none.
    static string WithDefaults(string connectionString)
    {
        var given = Parse(connectionString);
        var settings = new NpgsqlConnectionStringBuilder
        {
            ApplicationName = "review-api",
            MaxPoolSize = Math.Max(4, 2 * Environment.ProcessorCount),
            Timeout = 2,
            CommandTimeout = 4,
            CancellationTimeout = 500,
            // Each way of opening a connection is tried for the whole of Timeout: this one would double it.
            GssEncryptionMode = GssEncryptionMode.Disable,
            TcpKeepAlive = true,
            TcpKeepAliveTime = 30,
            TcpKeepAliveInterval = 10,
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            IncludeFailedBatchedCommand = true,
            // The planner cannot tell how rare a word or a hash is, and would rather read a whole table; every query here has its index,
            // whatever the values are, so that it is planned once.
            // Each search for words reads the whole pending list of their index.
            Options = "-c statement_timeout=4000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000 "
                + "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3 "
                + "-c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off -c max_parallel_workers_per_gather=0 -c gin_pending_list_limit=256",
        };
        foreach (var name in given.Keys)
            settings[name] = given[name];
        return settings.ConnectionString;
    }

    static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var given = new NpgsqlConnectionStringBuilder(connectionString);
            return given.Host is { Length: > 0 } ? given : throw new ArgumentException("it has no Host");
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new InvalidOperationException($"{Setting} is not a connection string of PostgreSQL: {error.Message}", error);
        }
    }
}
