namespace ReviewApi.Access;

/// <summary>What a key may do; each scope includes the ones before it.</summary>
internal static class Scopes
{
    public const string Write = "reviews:write";
    public const string Publish = "reviews:publish";
    public const string Admin = "admin";

    public static readonly string[] All = [Write, Publish, Admin];

    /// <summary>Scopes with those that they include.</summary>
    public static IReadOnlyList<string> With(IReadOnlyCollection<string> scopes) =>
        All[..(1 + scopes.Max(scope => Array.IndexOf(All, scope)))];
}
