using Npgsql;

namespace ReviewApi.Database;

internal static class Transactions
{
    const int Attempts = 10;

    /// <summary>
    /// Runs the work in one transaction and commits it, or with rehearse rolls it back. The work is done again where PostgreSQL chose it
    /// as the victim of a deadlock, or where it found itself overtaken.
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
