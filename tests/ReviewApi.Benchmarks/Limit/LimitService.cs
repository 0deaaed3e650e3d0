using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using MicrosoftOptions = Microsoft.Extensions.Options.Options;

namespace ReviewApi.Benchmarks.Limit;

/// <summary>The least that serving reviews costs: Kestrel without a framework, prepared statements, and nothing else.</summary>
internal static class LimitService
{
    public static async Task Run(string connectionString)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Listen(IPAddress.Loopback, 0);
        var transport = new SocketTransportFactory(MicrosoftOptions.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        using var server = new KestrelServer(MicrosoftOptions.Create(options), transport, NullLoggerFactory.Instance);
        await server.StartAsync(await LimitApplication.Open(connectionString), CancellationToken.None);
        Console.WriteLine(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await Task.Delay(Timeout.Infinite);
    }
}
