using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace ReviewApi.Access;

internal static class AccessSetup
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddOptions<AuthOptions>().BindConfiguration("Auth");
        services.AddSingleton<KeyRing>();
        services.AddHostedService<KeyUseSaving>();
        services.AddSingleton<WrongKeys>();
        services.AddHostedService(all => all.GetRequiredService<WrongKeys>());
        services.AddOptions<RateLimitOptions>().BindConfiguration("RateLimit");
        services.AddSingleton<RateLimits>();
        services.AddOptions<ProxyOptions>().BindConfiguration("Proxies");
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
        services.AddOptions<CorsSettings>().BindConfiguration("Cors");
        services.AddCors();
        services.AddSingleton<ICorsPolicyProvider, CorsPolicies>();
    }

    public static void UseAccess(this WebApplication app)
    {
        app.UseCors();
        RateLimits.Use(app);
        app.UseAuthentication();
        // A wrong key is refused on public routes too: its owner would mistake the public answer for theirs.
        app.Use((http, next) => http.Request.Headers.Authorization.Count > 0 && http.User.Identity?.IsAuthenticated != true
            ? http.ChallengeAsync()
            : next(http));
        app.UseAuthorization();
    }
}
