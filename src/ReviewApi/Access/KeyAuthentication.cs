using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using ReviewApi.Database;
using ReviewApi.Http;

namespace ReviewApi.Access;

/// <summary>Reads Authorization: Bearer and answers 401 and 403 as problems.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyRing keys, WrongKeys wrong)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    /// <summary>The secret that a request came with; null where it has none, or something else.</summary>
    public static string? SecretOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..].Trim()
            : null;

    /// <summary>
    /// Whether a request comes from this machine and asks for it by a name of its own: a page whose name was made to lead here (DNS
    /// rebinding) asks by that name.
    /// </summary>
    public static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer) && http.Request.Host.Host is var host
        && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.Count == 0)
            return AuthenticateResult.NoResult();
        if (SecretOf(Request) is not { } secret
            || await Deadline.Run(Context, () => keys.Find(secret, IsLocal(Context), Context.RequestAborted).AsTask()) is not { } caller)
        {
            wrong.Note();
            return AuthenticateResult.Fail("The key is not valid.");
        }
        Context.Features.Set(caller);
        var claims = caller.Scopes.Select(scope => new Claim("scope", scope)).Append(new Claim(ClaimTypes.Name, caller.Name));
        var user = new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName));
        return AuthenticateResult.Success(new AuthenticationTicket(user, SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Problems.Write(Context, Problems.Unauthorized);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Write(Context, Access.Caller.Lacks(Context.GetEndpoint()!.Metadata.GetMetadata<IAuthorizeData>()!.Policy!));
}
