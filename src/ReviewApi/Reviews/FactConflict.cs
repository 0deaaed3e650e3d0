using System.Text.Json.Nodes;

namespace ReviewApi.Reviews;

/// <summary>A fact that reviews print differently.</summary>
public sealed record FactConflict
{
    /// <summary>The place, as a JSON pointer (RFC 6901).</summary>
    public required string Pointer { get; init; }

    /// <summary>What is said, in the order of the reviews.</summary>
    public required IReadOnlyList<FactValue> Values { get; init; }
}

/// <summary>A value and the reviews that say it.</summary>
public sealed record FactValue
{
    /// <summary>The value as printed.</summary>
    public required JsonNode Value { get; init; }

    /// <summary>The ids of the reviews, 20 at most.</summary>
    public required IReadOnlyList<Guid> Reviews { get; init; }
}
