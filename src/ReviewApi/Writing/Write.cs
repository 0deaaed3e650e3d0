using Dapper;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Database;

namespace ReviewApi.Writing;

/// <summary>
/// A write in progress: its transaction, its moment, and whose it is. Questions wait until they are sent together, and so does what is to
/// be stored, so that a write is two round trips: one look, one batch.
/// </summary>
internal sealed class Write(NpgsqlConnection connection, DateTime now, Caller by, CancellationToken cancellation)
{
    readonly List<(NpgsqlBatchCommand Command, Func<NpgsqlDataReader, Task> Read)> questions = [];
    readonly List<Storing> stored = [];
    readonly Dictionary<string, Storing> rowsOf = [];
    readonly List<Action<Write>> first = [];
    readonly List<AuditEntry> audit = [];
    int? allowedSeconds;

    public NpgsqlConnection Connection => connection;

    public DateTime Now => now;

    public Caller By => by;

    public CancellationToken Cancellation => cancellation;

    /// <summary>What it has changed so far.</summary>
    public IReadOnlyList<AuditEntry> Changes => audit;

    /// <summary>Lets all statements take longer than they usually may: those of many rows at once.</summary>
    public void AllowSeconds(int longer)
    {
        allowedSeconds = longer;
        questions.Insert(0, (Patience(longer), _ => Task.CompletedTask));
    }

    /// <summary>Notes a change for the audit.</summary>
    /// <param name="action">What was done, as review.published.</param>
    /// <param name="subject">The path of what was changed.</param>
    /// <param name="revision">The review's revision after it.</param>
    /// <param name="note">What was said with it.</param>
    public void Note(string action, string subject, long? revision = null, string? note = null) => audit.Add(new AuditEntry
    {
        At = now,
        KeyId = by.KeyId,
        KeyName = by.Name,
        Action = action,
        Subject = subject,
        Revision = revision,
        Note = note,
    });

    /// <summary>Asks something with the next look. Each question sees what was committed when its turn came.</summary>
    public Asked<IReadOnlyList<T>> Ask<T>(string sql, object values)
    {
        var rows = new List<T>();
        questions.Add((Statement.Asking(sql, values), Read));
        return new(() => rows);

        async Task Read(NpgsqlDataReader reader)
        {
            if (!await reader.ReadAsync(cancellation))
                return;
            var parse = reader.GetRowParser<object>(typeof(T));
            do
            {
                rows.Add((T)parse(reader));
            }
            while (await reader.ReadAsync(cancellation));
        }
    }

    /// <summary>Asks something, and all that waits to be asked, at once.</summary>
    public async Task<T> Look<T>(Func<Write, Asked<T>> ask)
    {
        var asked = ask(this);
        if (questions.Count > 0)
        {
            await using var batch = NewBatch();
            questions.ForEach(question => batch.BatchCommands.Add(question.Command));
            await using var reader = await Sent(() => batch.ExecuteReaderAsync(cancellation));
            foreach (var (_, read) in questions)
            {
                await read(reader);
                await reader.NextResultAsync(cancellation);
            }
            questions.Clear();
        }
        return asked.Value;
    }

    /// <summary>Stores something when the write ends, after all that was to be stored before.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="values">Its parameters.</param>
    /// <param name="rows">
    /// How many rows it touches or finds unless another write was quicker: then all is done again, and sees what that one has stored.
    /// </param>
    public void Store(string sql, object values, int? rows = null) => stored.Add(new(sql, rows, []) { Values = values });

    /// <summary>
    /// Stores a row when the write ends. The rows of one statement are stored together, where the first of them would be.
    /// </summary>
    /// <param name="sql">The statement: it takes rows by unnest, each parameter the array of the members of its name.</param>
    /// <param name="row">The row.</param>
    /// <param name="taken">The unique constraints that it violates only where another write was quicker.</param>
    /// <param name="seconds">How long it may take where that is longer than statements usually may.</param>
    public void StoreRow(string sql, object row, string[]? taken = null, int? seconds = null)
    {
        if (!rowsOf.TryGetValue(sql, out var storing))
        {
            rowsOf[sql] = storing = new(sql, null, taken ?? []) { Rows = [] };
            stored.Add(storing);
        }
        storing.Rows!.Add(row);
        if (seconds > (storing.Seconds ?? 0))
            storing.Seconds = seconds;
    }

    /// <summary>
    /// Stores something before all else, as what the rest refers to: each part once, however often it is named, and as it is when the write
    /// ends.
    /// </summary>
    public void StoreFirst(Action<Write> part)
    {
        if (!first.Contains(part))
            first.Add(part);
    }

    /// <summary>Stores now what waits for it, where something is to be read that depends on it.</summary>
    public async Task StoreNow()
    {
        PutFirst();
        if (stored.Count == 0)
            return;
        await using var batch = NewBatch();
        foreach (var one in stored)
        {
            if (one.Seconds is { } seconds)
            {
                batch.BatchCommands.Add(Patience(seconds));
                batch.Timeout = Math.Max(batch.Timeout, seconds);
            }
            batch.BatchCommands.Add(one.Command);
        }
        try
        {
            await Sent(() => batch.ExecuteNonQueryAsync(cancellation));
        }
        catch (PostgresException error) when (IsOvertaken(error))
        {
            throw new OvertakenException();
        }
        if (stored.Exists(one => one.IsOvertaken))
            throw new OvertakenException();
        stored.Clear();
        rowsOf.Clear();
    }

    void PutFirst()
    {
        if (first.Count == 0)
            return;
        Storing[] others = [.. stored];
        stored.Clear();
        first.ForEach(part => part(this));
        first.Clear();
        stored.AddRange(others);
    }

    NpgsqlBatch NewBatch()
    {
        var batch = new NpgsqlBatch(connection);
        if (allowedSeconds is { } longer)
            batch.Timeout = longer;
        return batch;
    }

    static NpgsqlBatchCommand Patience(int seconds) =>
        Statement.With("select set_config('statement_timeout', @limit, true)", new { limit = $"{seconds}s" });

    // Where a prepared statement of a batch is no longer valid (0A000), Npgsql 10 loses track of what else it was preparing, and of the
    // error.
    static async Task<T> Sent<T>(Func<Task<T>> send)
    {
        try
        {
            return await send();
        }
        catch (NullReferenceException error)
        {
            throw new StatementsLostException(error);
        }
    }

    // What another write has taken meanwhile may let a later statement fail in any way.
    bool IsOvertaken(PostgresException error)
    {
        var failed = stored.FindIndex(one => one.Command == error.BatchCommand);
        return failed >= 0
            && (stored[failed].Taken.Contains(error.ConstraintName) || stored[..failed].Exists(one => one.IsOvertaken));
    }
}
