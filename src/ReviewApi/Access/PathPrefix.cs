using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ReviewApi.Access;

/// <summary>
/// The path that callers put before all paths of the service, as /reviews: a trusted proxy's X-Forwarded-Prefix, else the setting PathBase.
/// </summary>
internal static partial class PathPrefix
{
    public const string Setting = "PathBase";

    /// <summary>Whether a text is a path without a slash at its end, of letters, digits and - . _ ~; or empty.</summary>
    public static bool IsOne(string text) => Pattern().IsMatch(text);

    /// <summary>Every address that is answered has the prefix, whether the proxy cuts it off the path or leaves it there.</summary>
    public static void UsePathPrefix(this WebApplication app)
    {
        var own = app.Configuration[Setting] ?? "";
        if (own.Length == 0 && !app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Networks.Any())
            return;
        app.Use((http, next) =>
        {
            var request = http.Request;
            var said = request.PathBase.Value!.TrimEnd('/');
            request.PathBase = said.Length > 0 && IsOne(said) ? said : own;
            if (request.PathBase.HasValue && request.Path.StartsWithSegments(request.PathBase, StringComparison.Ordinal, out var rest))
                request.Path = rest.HasValue ? rest : "/";
            return next(http);
        });
    }

    [GeneratedRegex("^(/[A-Za-z0-9._~-]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
