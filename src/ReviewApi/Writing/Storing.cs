using Npgsql;
using ReviewApi.Database;

namespace ReviewApi.Writing;

/// <summary>What a write is to store with one statement.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Expected">How many rows it touches or finds unless another write was quicker.</param>
/// <param name="Taken">The unique constraints that it violates only where another write was quicker.</param>
internal sealed record Storing(string Sql, int? Expected, string[] Taken)
{
    NpgsqlBatchCommand? command;

    public object? Values { get; init; }
    public List<object>? Rows { get; init; }
    public int? Seconds { get; set; }

    public NpgsqlBatchCommand Command => command ??= Rows is null ? Statement.With(Sql, Values!) : Statement.WithRows(Sql, Rows);

    public bool IsOvertaken => Expected is { } rows && Command.Rows != (ulong)rows;
}
