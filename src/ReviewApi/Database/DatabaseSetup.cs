using Dapper;
using Npgsql;

namespace ReviewApi.Database;

/// <summary>The pool of connections: small, prepared, and with limits on how long anything may take.</summary>
internal static class DatabaseSetup
{
    /// <summary>
    /// The key of the connections that no pooler shares out: those that keep what they set, as the locks of migrations.
    /// </summary>
    public const string Direct = "direct";

    public static void AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var connectionString = Read("Reviews", configuration, configuration.GetValue("Database:Pooler", false))
            ?? throw new InvalidOperationException("ConnectionStrings__Reviews is missing: it names the PostgreSQL database.");
        var direct = Read("ReviewsDirect", configuration, hasPooler: false) ?? connectionString;
        services.AddSingleton(_ => Hosts.Source(connectionString));
        services.AddKeyedSingleton(
            Direct, (all, _) => direct == connectionString ? all.GetRequiredService<NpgsqlDataSource>() : Hosts.Source(direct));
        services.AddSingleton<MigrationTurn>();
        services.AddSingleton<Migrations>();
        services.AddSingleton(_ => new Pulse(connectionString));
        services.AddSingleton(_ => new KeptConnection(direct));
        services.AddSingleton<Func<KeptConnection>>(_ => () => new KeptConnection(direct));
        var standby = Read("ReviewsRead", configuration, hasPooler: false);
        services.AddSingleton(all => new LongReads(
            direct, standby, all.GetRequiredService<NpgsqlDataSource>(), all.GetRequiredService<TimeProvider>(),
            all.GetRequiredService<ILogger<LongReads>>()));
        services.AddSingleton<Readiness>();
        services.AddHostedService<DatabaseStart>();
    }

    // The connection string with the service's own settings where it has none; null where there is none.
    static string? Read(string name, IConfiguration configuration, bool hasPooler)
    {
        if (configuration.GetConnectionString(name) is not { Length: > 0 } connectionString)
            return null;
        var given = Parse($"ConnectionStrings__{name}", connectionString);
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
            Options = "-c statement_timeout=4000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000 "
                + "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3 "
                + "-c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off -c max_parallel_workers_per_gather=0",
        };
        // A pooler gives each transaction another session, which knows nothing of what was prepared or set in the one before.
        if (hasPooler)
            (settings.MaxAutoPrepare, settings.Options) = (0, null);
        Hosts.SetDefaults(settings, given.Host!);
        foreach (var key in given.Keys)
            settings[key] = given[key];
        return settings.ConnectionString;
    }

    static NpgsqlConnectionStringBuilder Parse(string setting, string connectionString)
    {
        try
        {
            var given = new NpgsqlConnectionStringBuilder(connectionString);
            return given.Host is { Length: > 0 } ? given : throw new ArgumentException("it has no Host");
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new InvalidOperationException($"{setting} is not a connection string of PostgreSQL: {error.Message}", error);
        }
    }
}
