using ReviewApi.Rules;

namespace ReviewApi.Exchange.Imports;

/// <summary>What has become of a line of an import.</summary>
internal sealed record ImportAnswer
{
    public const string Created = "created";
    public const string Updated = "updated";
    public const string Unchanged = "unchanged";
    public const string Rejected = "rejected";

    /// <summary>The number of the line, from 1; blank lines are counted.</summary>
    public required int Line { get; init; }

    /// <summary>created, updated, unchanged or rejected.</summary>
    public required string Status { get; init; }

    /// <summary>The review's id, where there is one.</summary>
    public Guid? Id { get; init; }

    /// <summary>What is odd but may be true.</summary>
    public IReadOnlyList<Fault>? Warnings { get; init; }

    /// <summary>Why the line was rejected.</summary>
    public IReadOnlyList<Fault>? Errors { get; init; }

    public static ImportAnswer Refused(int line, params IReadOnlyList<Fault> errors) =>
        new() { Line = line, Status = Rejected, Errors = errors };

    public static ImportAnswer Refused(int line, string code, string detail, string pointer = "") =>
        Refused(line, new Fault { Pointer = pointer, Code = code, Detail = detail });
}
