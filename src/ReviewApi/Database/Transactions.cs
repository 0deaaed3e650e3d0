using Npgsql;

namespace ReviewApi.Database;

internal static class Transactions
{
    const int Attempts = 10;

    /// <summary>
    /// Runs the work in one transaction and commits it, or with rehearse rolls it back. The work is done again where PostgreSQL chose it
    /// as the victim of a deadlock, where it found itself overtaken, or where the connection's statements are lost.
    /// </summary>
    public static async Task<T> InTransaction<T>(
        this NpgsqlDataSource database, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation, bool rehearse = false)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancellation);
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                var result = await work(connection);
                if (!rehearse)
                    await transaction.CommitAsync(cancellation);
                return result;
            }
            catch (StatementsLostException) when (attempt < Attempts)
            {
                database.Clear();
            }
            catch (Exception error) when (attempt < Attempts && IsOvertaken(error))
            {
            }
        }
    }

    static bool IsOvertaken(Exception error) =>
        error is OvertakenException
            || DatabaseFailure.StateOf(error) is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}

/// <summary>What the transaction has found is no longer so: another one has committed meanwhile.</summary>
internal sealed class OvertakenException : Exception;

/// <summary>The connection's prepared statements are no longer what the server has: all connections are to be made anew.</summary>
internal sealed class StatementsLostException(Exception inner) : NpgsqlException("The connection has lost its prepared statements.", inner);
