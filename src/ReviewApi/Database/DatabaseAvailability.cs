using System.Net.Sockets;
using Npgsql;

namespace ReviewApi.Database;

internal static class DatabaseAvailability
{
    const string IdleInTransactionSessionTimeout = "25P03";

    /// <summary>Whether a failure passes by itself: the database is away, restarting, full, read-only, or too busy.</summary>
    public static bool IsAway(Exception error) => error switch
    {
        PostgresException { SqlState: var state } =>
            state[..2] is "08" or "53" or "57"
            || state is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InvalidCatalogName
                or IdleInTransactionSessionTimeout,
        OvertakenException or NpgsqlException or TimeoutException or SocketException => true,
        _ => false,
    };
}
