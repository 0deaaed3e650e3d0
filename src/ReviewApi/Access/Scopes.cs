using ReviewApi.Http;

namespace ReviewApi.Access;

/// <summary>What a key may do; each scope includes the ones before it.</summary>
internal static class Scopes
{
    public const string Write = "reviews:write";
    public const string Publish = "reviews:publish";
    public const string Admin = "admin";

    public static readonly IReadOnlyList<string> All = [Write, Publish, Admin];

    public static bool Has(this HttpContext http, string scope) => http.User.HasClaim("scope", scope);

    /// <summary>Whether the caller sees what is not published.</summary>
    public static bool MaySeeDrafts(this HttpContext http) => http.Has(Write);

    public static void RequireScope(this HttpContext http, string scope)
    {
        if (!http.Has(scope))
            throw new ProblemException(Problems.Forbidden, $"The key lacks the scope {scope}.");
    }

    /// <summary>A scope with those that it includes.</summary>
    public static IEnumerable<string> With(string scope) => All.TakeWhile(one => one != scope).Append(scope);
}
