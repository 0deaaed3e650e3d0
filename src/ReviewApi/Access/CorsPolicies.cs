using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace ReviewApi.Access;

/// <summary>The settings of Cors.</summary>
internal sealed class CorsSettings
{
    /// <summary>The origins whose pages may write, separated by commas.</summary>
    public string WriteOrigins { get; init; } = "";

    public bool AreOrigins => Origins.All(IsOrigin);

    public string[] Origins => WriteOrigins.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin)
            && origin.Scheme is "http" or "https"
            && origin.GetLeftPart(UriPartial.Authority) == text;
}

/// <summary>Pages of any origin may read; pages of the configured origins may write.</summary>
internal sealed class CorsPolicies(IOptions<CorsSettings> settings) : ICorsPolicyProvider
{
    static readonly CorsPolicy Read = Common().AllowAnyOrigin().WithMethods(HttpMethods.Get, HttpMethods.Head).Build();

    readonly CorsPolicy write = Common()
        .SetIsOriginAllowed(settings.Value.Origins.Contains)
        .WithMethods(HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete)
        .Build();

    // A page of another origin that asks to write gets no answer of CORS at all.
    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        var headers = context.Request.Headers;
        var method = HttpMethods.IsOptions(context.Request.Method) ? headers.AccessControlRequestMethod.ToString() : context.Request.Method;
        if (method is "" or "GET" or "HEAD")
            return Task.FromResult<CorsPolicy?>(Read);
        return Task.FromResult(settings.Value.Origins.Contains(headers.Origin.ToString()) ? write : null);
    }

    static CorsPolicyBuilder Common() => new CorsPolicyBuilder()
        .WithHeaders(
            "Accept", "Authorization", "Content-Type", "Content-Encoding", "Idempotency-Key", "If-Match", "If-None-Match", "traceparent",
            "X-Request-Id", "Last-Event-ID")
        .WithExposedHeaders(
            "ETag", "Location", "Link", "Retry-After", "RateLimit", "RateLimit-Policy", "Idempotent-Replayed", "Changes-Cursor")
        .SetPreflightMaxAge(TimeSpan.FromHours(1));
}
