using System.CommandLine;

namespace ReviewApi.Operations;

/// <summary>Asks a running service whether it is ready: the health check of a container that has no shell.</summary>
internal static class HealthVerb
{
    // Where Kestrel listens when nothing says otherwise.
    const string Default = "http://127.0.0.1:5000";

    static readonly string[] AnyHost = ["*", "+", "0.0.0.0", "[::]"];

    /// <param name="settings">Reads the settings of the command line and the environment.</param>
    public static Command Command(Func<ParseResult, IConfiguration> settings)
    {
        var address = new Argument<string?>("address")
        {
            Description = "Where the service is, as http://127.0.0.1:8080; else where its settings say.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        address.Validators.Add(said =>
        {
            if (said.Tokens is [{ Value: var text }] && !Uri.TryCreate(text, UriKind.Absolute, out _))
                said.AddError($"{text} is not an address.");
        });
        var verb = new Command("health", "Ask whether the service is ready: 0 where it is, else 1.") { address };
        verb.SetAction((said, cancellation) => Run(said.GetValue(address) ?? AddressOf(settings(said)), cancellation));
        return verb;
    }

    static async Task<int> Run(string address, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            throw new InvalidOperationException($"{address} is not an address.");
        // The service is beside it: no proxy that the environment names is between.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = uri,
            Timeout = TimeSpan.FromSeconds(4),
        };
        using var answer = await client.GetAsync("/health/ready", cancellation);
        Console.WriteLine(await answer.Content.ReadAsStringAsync(cancellation));
        return answer.IsSuccessStatusCode ? 0 : 1;
    }

    static string AddressOf(IConfiguration settings)
    {
        // Endpoints take the place of urls; one of HTTP/2 alone is not for this client.
        var url = settings.GetSection("Kestrel:Endpoints").GetChildren().Where(one => one["Protocols"] != "Http2").Select(one => one["Url"])
                .FirstOrDefault(one => one is not null)
            ?? settings["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
            ?? (settings["http_ports"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) is [var port, ..] ? $"http://*:{port}" : Default);
        return AnyHost.Aggregate(
            url, (known, any) => known.Replace($"://{any}", "://127.0.0.1", StringComparison.Ordinal));
    }
}
