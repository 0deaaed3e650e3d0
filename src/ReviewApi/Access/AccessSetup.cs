using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace ReviewApi.Access;

internal static class AccessSetup
{
    const int ShortestKey = 32;

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddOptions<AuthOptions>().BindConfiguration("Auth")
            .Validate(auth => auth.AdminKey is null or { Length: >= ShortestKey }, $"Auth__AdminKey has to have {ShortestKey} characters or more.")
            .ValidateOnStart();
        services.AddSingleton<KeyRing>();
        services.AddHostedService<KeyUseSaving>();
        services.AddOptions<RateLimitOptions>().BindConfiguration("RateLimit")
            .Validate(limit => limit.Requests > 0, "RateLimit__Requests has to be 1 or more.")
            .Validate(limit => limit.WindowSeconds > 0, "RateLimit__WindowSeconds has to be 1 or more.")
            .ValidateOnStart();
        services.AddSingleton<RateLimits>();
        services.AddOptions<ProxyOptions>().BindConfiguration("Proxies")
            .Validate(proxies => proxies.AreNetworks, "Proxies__Trusted has to hold addresses or networks such as 10.0.0.0/8, comma-separated.")
            .ValidateOnStart();
        // AddAuthentication would bring data protection too, and its key files; nothing here is encrypted.
        services.AddWebEncoders();
        services.AddAuthenticationCore(authentication =>
        {
            authentication.DefaultScheme = KeyAuthentication.SchemeName;
            authentication.AddScheme<KeyAuthentication>(KeyAuthentication.SchemeName, null);
        });
        var authorization = services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All)
            authorization.AddPolicy(scope, policy => policy.RequireClaim("scope", scope));
        services.AddOptions<CorsSettings>().BindConfiguration("Cors")
            .Validate(cors => cors.Origins.All(CorsSettings.IsOrigin), "Cors__WriteOrigins has to hold origins such as https://desk.example.org, comma-separated.")
            .ValidateOnStart();
        services.AddCors();
        services.AddSingleton<ICorsPolicyProvider, CorsPolicies>();
    }

    public static void UseAccess(this WebApplication app)
    {
        app.UseCors();
        app.UseAuthentication();
        RateLimits.Use(app);
        // A wrong key is refused on public routes too: its owner would take the public's answer for the own one.
        app.Use((http, next) => http.Request.Headers.Authorization.Count > 0 && http.User.Identity?.IsAuthenticated != true
            ? http.ChallengeAsync()
            : next(http));
        app.UseAuthorization();
    }
}
