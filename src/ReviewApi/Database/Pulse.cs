using Npgsql;

namespace ReviewApi.Database;

/// <summary>
/// Whether the database answers at all, asked on a connection of its own. All who ask at the same time share one question.
/// </summary>
internal sealed class Pulse(string connectionString) : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(900);

    readonly NpgsqlDataSource own = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MinPoolSize = 0, MaxPoolSize = 1, Timeout = 1, CommandTimeout = 1 });
    readonly Lock asking = new();
    Task<bool> asked = Task.FromResult(false);

    /// <summary>Whether it answers within a second; an answer that refuses is one too.</summary>
    public Task<bool> IsThere()
    {
        lock (asking)
            return asked = asked.IsCompleted ? Ask() : asked;
    }

    public ValueTask DisposeAsync() => own.DisposeAsync();

    // What is silent may block its thread, so it gets one of its own.
    async Task<bool> Ask()
    {
        var answer = Task.Factory.StartNew(Answers, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await Task.WhenAny(answer, Task.Delay(Patience)) == answer && await answer;
    }

    bool Answers()
    {
        try
        {
            using var command = own.CreateCommand("select 1");
            command.ExecuteScalar();
            return true;
        }
        catch (PostgresException)
        {
            return true;
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }
}
