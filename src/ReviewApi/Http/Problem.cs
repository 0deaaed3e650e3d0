using ReviewApi.Rules;

namespace ReviewApi.Http;

/// <summary>Why a request was refused (RFC 9457).</summary>
public sealed record Problem
{
    /// <summary>The kind of problem, an address that explains it: /problems/validation.</summary>
    public required string Type { get; init; }

    /// <summary>The kind in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong with this request.</summary>
    public required string Detail { get; init; }

    /// <summary>The path of the request.</summary>
    public required string Instance { get; init; }

    /// <summary>The request's trace id, to be named in a question to support.</summary>
    public required string TraceId { get; init; }

    /// <summary>The places at fault.</summary>
    public IReadOnlyList<Fault>? Errors { get; init; }

    /// <summary>The address of what the request clashes with.</summary>
    public string? ConflictsWith { get; init; }

    /// <summary>The state that a review is in, where that forbids the request.</summary>
    [Code("status")] public string? State { get; init; }

    /// <summary>The actions that the state allows.</summary>
    [OneOf("submit", "return", "publish", "unschedule", "withdraw", "restore")] public IReadOnlyList<string>? Allowed { get; init; }

    /// <summary>Why the service is not ready.</summary>
    [OneOf("database", "rights", "migrations", "catalogue", "draining")] public IReadOnlyList<string>? Reasons { get; init; }
}

/// <summary>A kind of problem: its address is /problems/{Slug}, a page that says what it is and what helps.</summary>
internal sealed record ProblemKind(int Status, string Slug, string Title, string Help, string Remedy)
{
    public string Type => $"/problems/{Slug}";
}

/// <summary>Ends a request with a problem. Wherever it is thrown, the transaction around it is rolled back.</summary>
internal sealed class ProblemException(ProblemKind kind, string detail, params IReadOnlyList<Fault> errors) : Exception(detail)
{
    public ProblemKind Kind => kind;

    public IReadOnlyList<Fault> Errors => errors;

    public string? ConflictsWith { get; init; }

    public string? State { get; init; }

    public IReadOnlyList<string>? Allowed { get; init; }

    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>Headers of the answer, as what would have been taken.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static ProblemException Parameter(string name, string code, string detail) =>
        new(
            Problems.InvalidRequest, $"The parameter {Problems.Shortened(name)} is not valid.",
            new Fault { Parameter = name, Code = code, Detail = detail });
}
