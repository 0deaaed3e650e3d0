using System.Net.Sockets;
using Npgsql;

namespace ReviewApi.Database;

/// <summary>What a failure of the database means to the one who asked.</summary>
/// <param name="Reason">Why the service is not ready, or does not take it: database, rights, migrations, read_only, input,
/// conflict.</param>
/// <param name="Detail">What is wrong, for people.</param>
/// <param name="Code">What is wrong with the input, for programs; null where the input is not at fault.</param>
internal sealed record DatabaseFailure(string Reason, string Detail, string? Code = null)
{
    public static readonly DatabaseFailure Away = new("database", "The database is away or busy. Try again after the time in Retry-After.");
    public static readonly DatabaseFailure ReadOnly = new(
        "read_only", "The database takes no writes now: it is read-only. What is stored can be read.");
    public static readonly DatabaseFailure Rights = new("rights", "The service lacks rights in its database.");
    public static readonly DatabaseFailure Schema = new("migrations", "The database has not got its tables yet.");
    public static readonly DatabaseFailure Conflict = new(
        "conflict", "Another request has changed the same thing at the same time. Read it again and repeat the request.");

    static readonly DatabaseFailure Range = new("input", "A number or a date is out of the range that can be stored.", "out_of_range");
    static readonly DatabaseFailure Text = new("input", "A text has a character that cannot be stored.", "invalid_text");
    static readonly DatabaseFailure Length = new("input", "It is longer or more complex than can be stored or searched.", "too_long");
    static readonly DatabaseFailure Value = new("input", "It breaks a rule that what is stored has to keep.", "invalid_value");

    /// <summary>SQLSTATEs, or the class that they begin with, and what they mean. What is in no row is a fault of the service.</summary>
    static readonly Dictionary<string, DatabaseFailure> Table = new(StringComparer.Ordinal)
    {
        ["08"] = Away, // the connection
        ["0A000"] = Away, // a cached plan is of an earlier schema
        ["22001"] = Length,
        ["22003"] = Range,
        ["22008"] = Range,
        ["22021"] = Text,
        ["22P05"] = Text,
        ["23503"] = Conflict,
        ["23505"] = Conflict,
        ["23514"] = Value,
        ["23P01"] = Conflict,
        ["25006"] = ReadOnly,
        ["25P03"] = Away, // idle in a transaction for too long
        ["25P04"] = Away, // a transaction took too long
        ["26000"] = Away, // a pooler gave the connection, with its prepared statements, to another
        ["28"] = Away, // the password or the role is another now
        ["42P05"] = Away, // the same, the other way round
        ["3D000"] = Away, // the database is gone
        ["3F000"] = Schema,
        ["40"] = Away, // deadlocks and serialization failures that went on
        ["42501"] = Rights,
        ["42P01"] = Schema,
        ["53"] = Away, // connections, memory, the disk
        ["54"] = Length,
        ["55006"] = Away,
        ["55P03"] = Away, // a lock
        ["57"] = Away, // statement timeout, shutdown, crash, start
        ["58"] = Away, // the server's disk
    };

    /// <summary>Whether it passes without a change to the program or to the request.</summary>
    public bool Passes => Code is null && this != Schema && this != Conflict;

    /// <summary>What a failure means; null where it is a fault of the service. What wraps it, as Dapper does, is looked into.</summary>
    public static DatabaseFailure? Classify(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PostgresException { SqlState: var state }:
                    return Table.GetValueOrDefault(state) ?? Table.GetValueOrDefault(state[..2]);
                case NpgsqlOperationInProgressException:
                    return null;
                case NpgsqlException or OvertakenException or TimeoutException or SocketException:
                    return FromServer(cause.InnerException) ?? Away;
            }
        }
        return null;
    }

    /// <summary>The SQLSTATE that a failure came with; null where PostgreSQL said nothing.</summary>
    public static string? StateOf(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException { SqlState: var state })
                return state;
        }
        return null;
    }

    // With several hosts, what each of them said is wrapped.
    static DatabaseFailure? FromServer(Exception? inner) => inner is not null && StateOf(inner) is not null ? Classify(inner) : null;
}
