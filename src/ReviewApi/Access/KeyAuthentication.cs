using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using ReviewApi.Http;

namespace ReviewApi.Access;

/// <summary>Reads Authorization: Bearer and answers 401 and 403 as problems.</summary>
internal sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Keys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.Count == 0)
            return Task.FromResult(AuthenticateResult.NoResult());
        var isLocal = Context.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer);
        if (Request.Headers.Authorization is not [{ } header]
            || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            || keys.Find(header["Bearer ".Length..].Trim(), isLocal) is not { } key)
            return Task.FromResult(AuthenticateResult.Fail("The key is not valid."));
        var claims = Scopes.With(key.Scope).Select(scope => new Claim("scope", scope)).Append(new Claim(ClaimTypes.Name, key.Name));
        var user = new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Problems.Write(Context, Problems.Unauthorized);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problems.Write(Context, Problems.Forbidden);
}
