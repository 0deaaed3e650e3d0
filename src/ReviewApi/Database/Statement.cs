using System.Collections.Concurrent;
using System.Reflection;
using Npgsql;
using NpgsqlTypes;

namespace ReviewApi.Database;

/// <summary>Statements of batches, which Dapper does not send: their parameters are the members of an object, by name.</summary>
internal static class Statement
{
    // By the types that members are declared with: a value that is null now and then has one type all the same, so that the statement
    // stays prepared.
    static readonly Dictionary<Type, NpgsqlDbType> Types = new()
    {
        [typeof(bool)] = NpgsqlDbType.Boolean,
        [typeof(short)] = NpgsqlDbType.Smallint,
        [typeof(int)] = NpgsqlDbType.Integer,
        [typeof(long)] = NpgsqlDbType.Bigint,
        [typeof(string)] = NpgsqlDbType.Text,
        [typeof(Guid)] = NpgsqlDbType.Uuid,
        [typeof(DateTime)] = NpgsqlDbType.TimestampTz,
        [typeof(byte[])] = NpgsqlDbType.Bytea,
    };

    static readonly ConcurrentDictionary<Type, (PropertyInfo Member, NpgsqlDbType Type)[]> Members = new();

    /// <summary>
    /// A statement that asks for what is like some values. No text of PostgreSQL has U+0000, so none is like one that has.
    /// </summary>
    public static NpgsqlBatchCommand Asking(string sql, object values)
    {
        var command = With(sql, values);
        foreach (NpgsqlParameter parameter in command.Parameters)
            parameter.Value = parameter.Value switch
            {
                string text => Askable(text),
                string?[] texts => Array.ConvertAll(texts, one => one is null ? null : Askable(one)),
                var other => other,
            };
        return command;
    }

    public static NpgsqlBatchCommand With(string sql, object values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (member, type) in Members.GetOrAdd(values.GetType(), MembersOf))
            command.Parameters.Add(new NpgsqlParameter(member.Name, type) { Value = member.GetValue(values) ?? DBNull.Value });
        return command;
    }

    /// <summary>A statement of many rows: each parameter is the array of what the rows have as the member of its name.</summary>
    public static NpgsqlBatchCommand WithRows(string sql, IReadOnlyList<object> rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (member, type) in Members.GetOrAdd(rows[0].GetType(), MembersOf))
        {
            var column = Array.CreateInstance(member.PropertyType, rows.Count);
            for (var row = 0; row < rows.Count; row++)
                column.SetValue(member.GetValue(rows[row]), row);
            command.Parameters.Add(new NpgsqlParameter(member.Name, NpgsqlDbType.Array | type) { Value = column });
        }
        return command;
    }

    static string Askable(string text) => text.Replace('\0', '\uFFFD');

    static (PropertyInfo, NpgsqlDbType)[] MembersOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(member => (member, TypeOf(member.PropertyType)))];

    static NpgsqlDbType TypeOf(Type type)
    {
        var one = Nullable.GetUnderlyingType(type) ?? type;
        return Types.TryGetValue(one, out var known) ? known : NpgsqlDbType.Array | TypeOf(one.GetElementType()!);
    }
}
