using System.Text;
using Microsoft.Extensions.Options;
using ReviewApi.Vocabulary;

namespace ReviewApi.Http;

/// <summary>What every request and every answer keeps to, where the framework's default is another.</summary>
internal static class Manners
{
    const int MostFaults = 20;
    const string NothingAllowed = "default-src 'none'; frame-ancestors 'none'";

    static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The headers of every answer. Only a public read with an entity tag may be cached.</summary>
    public static void UseAnswerHeaders(this WebApplication app)
    {
        var maxAge = app.Services.GetRequiredService<IOptions<CachingOptions>>().Value.MaxAgeSeconds;
        var publicly = maxAge == 0 ? "public, no-cache" : $"public, max-age={maxAge}";
        app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                var headers = http.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "no-referrer";
                if (headers.ContentSecurityPolicy.Count == 0)
                    headers.ContentSecurityPolicy = NothingAllowed;
                (headers.Pragma, headers.Expires) = (default, default);
                headers.CacheControl = headers.ETag.Count > 0 && IsPublicRead(http) ? publicly : "private, no-store";
                if (http.Request.IsHttps)
                    headers.StrictTransportSecurity = "max-age=31536000";
                if (http.Request.Headers["X-Request-Id"] is [{ Length: > 0 and <= 64 } id] && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
                    headers["X-Request-Id"] = id;
                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    /// <summary>Methods are told apart by case (RFC 9110 section 9.1); OPTIONS answers 204 wherever there is a route, and Allow names it too.</summary>
    public static void UseMethods(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.Request.Method.Any(char.IsAsciiLetterLower))
            http.Request.Method = "UNKNOWN";
        await next(http);
        if (http.Response.HasStarted || http.Response.StatusCode != StatusCodes.Status405MethodNotAllowed)
            return;
        http.Response.Headers.Allow = $"{http.Response.Headers.Allow}, {HttpMethods.Options}";
        if (HttpMethods.IsOptions(http.Request.Method))
            http.Response.StatusCode = StatusCodes.Status204NoContent;
    });

    /// <summary>Refuses what no operation takes: another spelling of the path, an unmeetable expectation, a query that is not UTF-8.</summary>
    public static void UseExactRequests(this WebApplication app) => app.Use((http, next) =>
    {
        var request = http.Request;
        if (http.GetEndpoint() is RouteEndpoint route && !IsSpelledAs(route, request.Path.Value!))
            throw new ProblemException(Problems.NotFound, Problems.NotFound.Help);
        if (request.Headers.Expect is [var expectation] && !"100-continue".Equals(expectation, StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(Problems.ExpectationFailed, Problems.ExpectationFailed.Help);
        RequireUtf8(request.QueryString.Value ?? "");
        return next(http);
    });

    /// <summary>Refuses parameters that the operation does not take, and an Accept that it cannot meet.</summary>
    public static void UseNegotiation(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.GetEndpoint() is not { } endpoint)
            return next(http);
        var taken = endpoint.Metadata.GetMetadata<QueryParameters>()?.Parameters ?? [];
        var unknown = http.Request.Query.Keys.Where(name => taken.All(parameter => parameter.Name != name)).Take(MostFaults).Select(name => new Fault
        {
            Parameter = name,
            Code = "unknown_parameter",
            Detail = Problems.Unknown("parameter", Spelling.Nearest(Problems.Shortened(name), taken.Select(parameter => (parameter.Name, parameter.Name)))),
        }).ToList();
        if (unknown.Count > 0 && endpoint is RouteEndpoint && endpoint.Metadata.GetMetadata<OtherParametersIgnored>() is null)
            throw new ProblemException(Problems.InvalidRequest, "The query has parameters that this operation does not take.", unknown);
        if (endpoint.SuccessTypes() is { Count: > 0 } offered && http.Request.Preferred(offered) is null)
            throw new ProblemException(Problems.NotAcceptable, $"This address answers in {string.Join(", ", offered)}.");
        if (endpoint.SuccessTypes().Count > 1)
            http.Response.Headers.Append("Vary", "Accept");
        return next(http);
    });

    static bool IsPublicRead(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && http.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified
        && http.Request.Headers.Authorization.Count == 0;

    // Routing takes any case and a slash at the end; an address has one spelling here.
    static bool IsSpelledAs(RouteEndpoint route, string path)
    {
        if (path.Length > 1 && path.EndsWith('/'))
            return false;
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return route.RoutePattern.PathSegments.Select((segment, index) => (segment, index)).All(place =>
            place.segment.Parts is not [Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal] || segments[place.index] == literal.Content);
    }

    static void RequireUtf8(string query)
    {
        foreach (var pair in query.TrimStart('?').Split('&'))
        {
            var name = pair.Split('=')[0];
            try
            {
                var bytes = System.Web.HttpUtility.UrlDecodeToBytes(pair);
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

/// <summary>How long caches may keep public answers.</summary>
internal sealed class CachingOptions
{
    public int MaxAgeSeconds { get; init; }
}
