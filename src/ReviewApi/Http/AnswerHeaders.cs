using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Options;
using ReviewApi.Database;

namespace ReviewApi.Http;

/// <summary>The headers that every answer has.</summary>
internal static class AnswerHeaders
{
    const string NothingAllowed = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Sets the headers of every answer. Only a public read with an entity tag, or a stream, may be cached. While the service drains, each
    /// answer asks for another connection.
    /// </summary>
    public static void UseAnswerHeaders(this WebApplication app)
    {
        var maxAge = app.Services.GetRequiredService<IOptions<CachingOptions>>().Value.MaxAgeSeconds;
        var readiness = app.Services.GetRequiredService<Readiness>();
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
                headers.CacheControl = !IsPublicRead(http)
                    ? "private, no-store"
                    : headers.ETag.Count > 0 ? publicly : IsStream(http) ? "public, no-cache" : "private, no-store";
                if (readiness.IsDraining)
                    EndConnection(http);
                if (http.Request.IsHttps)
                    headers.StrictTransportSecurity = "max-age=31536000";
                if (http.Request.Headers["X-Request-Id"] is [{ Length: > 0 and <= 64 } id]
                    && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
                    headers["X-Request-Id"] = id;
                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    // By HTTP/2 a GOAWAY: what runs on the connection is finished, and nothing more is begun on it.
    static void EndConnection(HttpContext http)
    {
        if (HttpProtocol.IsHttp11(http.Request.Protocol))
            http.Response.Headers.Connection = "close";
        else if (HttpProtocol.IsHttp2(http.Request.Protocol))
            http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
    }

    static bool IsStream(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<AnswerStreams>() is not null;

    static bool IsPublicRead(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && http.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified
        && http.Request.Headers.Authorization.Count == 0;
}

/// <summary>How long caches may keep public answers, and how many documents are kept here.</summary>
internal sealed class CachingOptions
{
    public int MaxAgeSeconds { get; init; }

    public int DocumentsMiB { get; init; } = 64;
}
