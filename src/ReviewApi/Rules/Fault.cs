namespace ReviewApi.Rules;

/// <summary>A place at fault: a member of the body, or a parameter.</summary>
public sealed record Fault
{
    /// <summary>The member, as a JSON pointer (RFC 6901): /sections/picture/score.</summary>
    public string? Pointer { get; init; }

    /// <summary>The parameter's name.</summary>
    public string? Parameter { get; init; }

    /// <summary>What is wrong, for programs; it stays the same.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong, for people.</summary>
    public required string Detail { get; init; }
}
