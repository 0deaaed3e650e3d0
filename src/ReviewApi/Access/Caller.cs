using ReviewApi.Http;

namespace ReviewApi.Access;

/// <summary>Who asks: a key, or a part of the service itself.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="Scopes">What it may do, all that is included.</param>
/// <param name="KeyId">The key's id; keys of the configuration have none.</param>
/// <param name="Outlet">The only outlet whose reviews it sees and writes; null: all.</param>
internal sealed record Caller(string Name, IReadOnlyList<string> Scopes, Guid? KeyId = null, string? Outlet = null)
{
    /// <summary>What tells this caller from all others.</summary>
    public string Id => KeyId?.ToString() ?? Name;

    /// <summary>The service itself, which may do all.</summary>
    public static Caller Service(string part) => new(part, Access.Scopes.All);

    public bool Has(string scope) => Scopes.Contains(scope);

    public void Require(string scope)
    {
        if (!Has(scope))
            throw Lacks(scope);
    }

    public static ProblemException Lacks(string scope) => new(Problems.Forbidden, $"The key lacks the scope {scope}.");
}

internal static class Callers
{
    /// <summary>The caller whose key came with the request; null without one.</summary>
    public static Caller? Caller(this HttpContext http) => http.Features.Get<Caller>();

    /// <summary>The caller, where the caller sees what is not published.</summary>
    public static Caller? Desk(this HttpContext http) => http.Caller() is { } caller && caller.Has(Scopes.Write) ? caller : null;
}
