using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace ReviewApi.Exchange.Webhooks;

/// <summary>The settings of Webhooks.</summary>
internal sealed class WebhookOptions
{
    /// <summary>Whether webhooks may lead to private networks, as in tests and behind a wall of one's own.</summary>
    public bool AllowPrivateAddresses { get; init; }
}

/// <summary>
/// Which addresses webhooks may lead to: public ones. Judged is the address that is connected to, whatever a name resolved to before.
/// </summary>
internal sealed class WebhookAddress(IOptions<WebhookOptions> options)
{
    // What the registries for special purposes of IANA say is not globally reachable, or leads somewhere else.
    static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    // All of IPv6 that is given out as unicast; what is mapped, translated, local or multicast is outside.
    static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    public bool Allows(IPAddress address) =>
        options.Value.AllowPrivateAddresses
        || (address.AddressFamily == AddressFamily.InterNetwork || Global.Contains(address))
            && !address.IsIPv4MappedToIPv6 && !Special.Any(network => network.Contains(address));

    /// <summary>Whether a host may be one that webhooks lead to; of a name that is known only when it is connected to.</summary>
    public bool MayBe(string host) => IPAddress.TryParse(host.Trim('[', ']'), out var address)
        ? Allows(address)
        : options.Value.AllowPrivateAddresses || !host.TrimEnd('.').Split('.')[^1].Equals("localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>Connects to a host by one of its addresses that is allowed.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = addresses.Where(Allows).ToArray();
        if (allowed.Length == 0)
            throw new ForbiddenAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A webhook leads to an address that it may not lead to.</summary>
internal sealed class ForbiddenAddressException() : IOException("It leads to an address that is not public.");
