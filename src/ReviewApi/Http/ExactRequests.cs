using System.Text;
using System.Web;
using Microsoft.AspNetCore.Routing.Patterns;

namespace ReviewApi.Http;

/// <summary>A request has one spelling: of its method, its path and its query.</summary>
internal static class ExactRequests
{
    static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// Methods are case-sensitive (RFC 9110 section 9.1). Every route answers OPTIONS with 204, and Allow lists OPTIONS too.
    /// </summary>
    public static void UseMethods(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.Request.Method.Any(char.IsAsciiLetterLower))
            http.Request.Method = "UNKNOWN";
        await next(http);
        if (http.Response.HasStarted || http.Response.StatusCode != StatusCodes.Status405MethodNotAllowed)
            return;
        http.Response.Headers.Allow = $"{http.Response.Headers.Allow}, {HttpMethods.Options}";
        if (!HttpMethods.IsOptions(http.Request.Method))
            return;
        // RFC 5789 section 3.1.
        if (http.Response.Headers.GetCommaSeparatedValues("Allow").Contains(HttpMethods.Patch))
            http.Response.Headers["Accept-Patch"] = JsonBody.MergePatchMediaType;
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    });

    /// <summary>
    /// Refuses what no operation takes: another spelling of the path, a query that is not UTF-8, a body with an unmeetable expectation.
    /// </summary>
    public static void UseExactRequests(this WebApplication app) => app.Use((http, next) =>
    {
        var request = http.Request;
        if (http.GetEndpoint() is RouteEndpoint route && !IsSpelledAs(route, request.Path.Value!))
            throw new ProblemException(Problems.NotFound, Problems.NotFound.Help);
        // Only who sends a body expects something (RFC 9110 section 10.1.1).
        if (http.TakesBody() && request.Headers.Expect is [var expectation]
            && !"100-continue".Equals(expectation, StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(Problems.ExpectationFailed, Problems.ExpectationFailed.Help);
        if (request.QueryString.HasValue)
            RequireUtf8(request.QueryString.Value!);
        return next(http);
    });

    // Routing takes any case and a slash at the end; an address has one spelling here.
    static bool IsSpelledAs(RouteEndpoint route, string path)
    {
        if (path.Length > 1 && path.EndsWith('/'))
            return false;
        var rest = path.AsSpan().TrimStart('/');
        foreach (var segment in route.RoutePattern.PathSegments)
        {
            var end = rest.IndexOf('/') is var slash and >= 0 ? slash : rest.Length;
            if (segment.Parts is [RoutePatternLiteralPart literal] && !rest[..end].SequenceEqual(literal.Content))
                return false;
            rest = rest[end..].TrimStart('/');
        }
        return true;
    }

    /// <summary>Refuses a query that is not UTF-8, or has U+0000.</summary>
    public static void RequireUtf8(string query)
    {
        foreach (var pair in query.TrimStart('?').Split('&'))
        {
            var name = pair.Split('=')[0];
            try
            {
                var bytes = HttpUtility.UrlDecodeToBytes(pair);
                if (!StrictUtf8.GetString(bytes).Contains('\0'))
                    continue;
            }
            catch (DecoderFallbackException)
            {
            }
            throw ProblemException.Parameter(Uri.UnescapeDataString(name), "invalid_text", "It has bytes that are not UTF-8, or U+0000.");
        }
    }
}
