using Dapper;
using Npgsql;

namespace ReviewApi.Database;

/// <summary>
/// Several hosts in a connection string, of which one is the primary: it is found, and found again after a failover. What Npgsql knows of a
/// host is a moment old, and a server may become a standby within it; so each connection looks once, since no server becomes one without
/// ending its connections.
/// </summary>
internal static class Hosts
{
    const string Primary = "primary";

    /// <summary>For how long it is believed what a host was found to be; Npgsql's own ten seconds are as long as an outage.</summary>
    const int RecheckSeconds = 1;

    /// <summary>Sets what several hosts need; one host is taken as it is.</summary>
    public static void SetDefaults(NpgsqlConnectionStringBuilder settings, string host)
    {
        if (!host.Contains(',', StringComparison.Ordinal))
            return;
        settings.TargetSessionAttributes = Primary;
        settings.HostRecheckSeconds = RecheckSeconds;
    }

    /// <summary>Whether the connection has to lead to the primary.</summary>
    public static bool NeedPrimary(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString).TargetSessionAttributes == Primary;

    public static NpgsqlDataSource Source(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        if (NeedPrimary(connectionString))
            builder.UsePhysicalConnectionInitializer(
                connection => Require(connection.ExecuteScalar<bool>("select pg_is_in_recovery()")),
                async connection => Require(await connection.ExecuteScalarAsync<bool>("select pg_is_in_recovery()")));
        return builder.Build();

        static void Require(bool isStandby)
        {
            if (isStandby)
                throw new StandbyException();
        }
    }
}

/// <summary>The server that was the primary is a standby now.</summary>
internal sealed class StandbyException() : NpgsqlException("The server has become a standby; the primary is looked for.");
