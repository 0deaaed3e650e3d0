using Npgsql;
using ReviewApi.Access;

namespace ReviewApi.Writing;

/// <summary>A write in progress: its transaction, its moment, and whose it is.</summary>
internal sealed class Write(NpgsqlConnection connection, DateTime now, Caller by, CancellationToken cancellation)
{
    readonly List<AuditEntry> audit = [];

    public NpgsqlConnection Connection => connection;

    public DateTime Now => now;

    public Caller By => by;

    public CancellationToken Cancellation => cancellation;

    /// <summary>What it has changed so far.</summary>
    public IReadOnlyList<AuditEntry> Changes => audit;

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
}
