namespace ReviewApi.Operations;

/// <summary>Asks a running service whether it is ready: the health check of a container that has no shell.</summary>
internal static class HealthVerb
{
    const string Default = "http://127.0.0.1:8080";

    /// <summary>0 where the service of the address is ready, else 1.</summary>
    public static async Task<int> Run(string? address)
    {
        // The service is beside it: no proxy that the environment names is between.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(address ?? Default),
            Timeout = TimeSpan.FromSeconds(4),
        };
        using var answer = await client.GetAsync("/health/ready");
        Console.WriteLine(await answer.Content.ReadAsStringAsync());
        return answer.IsSuccessStatusCode ? 0 : 1;
    }
}
