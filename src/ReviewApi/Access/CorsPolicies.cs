using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace ReviewApi.Access;

/// <summary>The settings of Cors.</summary>
internal sealed class CorsSettings
{
    /// <summary>The origins whose pages may write, apart by commas.</summary>
    public string WriteOrigins { get; init; } = "";
}

/// <summary>Pages of any origin may read; pages of the configured origins may write.</summary>
internal sealed class CorsPolicies(IOptions<CorsSettings> settings) : ICorsPolicyProvider
{
    static readonly string[] Exposed =
        ["ETag", "Location", "Link", "Retry-After", "RateLimit", "RateLimit-Policy", "Idempotent-Replayed"];

    static readonly CorsPolicy Read = new CorsPolicyBuilder()
        .AllowAnyOrigin()
        .WithMethods(HttpMethods.Get, HttpMethods.Head)
        .WithHeaders("Accept", "Authorization", "If-None-Match", "traceparent", "X-Request-Id")
        .WithExposedHeaders(Exposed)
        .SetPreflightMaxAge(TimeSpan.FromHours(1))
        .Build();

    readonly string[] writeOrigins = settings.Value.WriteOrigins.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        var headers = context.Request.Headers;
        if (writeOrigins.Contains(headers.Origin.ToString()))
            return Task.FromResult<CorsPolicy?>(Write);
        var method = HttpMethods.IsOptions(context.Request.Method) ? headers.AccessControlRequestMethod.ToString() : context.Request.Method;
        return Task.FromResult(method is "" or "GET" or "HEAD" ? Read : null);
    }

    CorsPolicy Write => new CorsPolicyBuilder()
        .WithOrigins(writeOrigins)
        .WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete)
        .WithHeaders("Accept", "Authorization", "Content-Type", "Content-Encoding", "Idempotency-Key", "If-Match", "If-None-Match", "traceparent", "X-Request-Id")
        .WithExposedHeaders(Exposed)
        .SetPreflightMaxAge(TimeSpan.FromHours(1))
        .Build();
}
