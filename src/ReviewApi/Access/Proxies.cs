using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace ReviewApi.Access;

/// <summary>The settings of Proxies.</summary>
internal sealed class ProxyOptions
{
    /// <summary>
    /// The addresses or networks of the proxies whose X-Forwarded-For, -Proto and -Prefix are believed, separated by commas.
    /// </summary>
    public string Trusted { get; init; } = "";

    public bool AreNetworks => Texts.All(text => IPAddress.TryParse(text, out _) || System.Net.IPNetwork.TryParse(text, out _));

    public IEnumerable<System.Net.IPNetwork> Networks => Texts.Select(text => IPAddress.TryParse(text, out var address)
        ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : System.Net.IPNetwork.Parse(text));

    string[] Texts => Trusted.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

internal static class Proxies
{
    /// <summary>
    /// Takes the client's address, the scheme and the prefix from X-Forwarded-… where a trusted proxy says them; from nobody else.
    /// </summary>
    public static void UseProxies(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.Networks.ToList();
        if (trusted.Count == 0)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedPrefix,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        trusted.ForEach(options.KnownIPNetworks.Add);
        app.UseForwardedHeaders(options);
    }
}
