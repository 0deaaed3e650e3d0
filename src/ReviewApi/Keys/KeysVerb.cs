using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Writing;

namespace ReviewApi.Keys;

/// <summary>Makes a key on the command line, as the first one: keys --name desk --scopes reviews:publish --outlet "Some Site" --expiresAt 2027-01-01T00:00:00Z.</summary>
internal static class KeysVerb
{
    public static async Task Run(IServiceProvider services, IConfiguration arguments)
    {
        var sent = new Key
        {
            Name = arguments["name"],
            Scopes = arguments["scopes"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Outlet = arguments["outlet"],
            ExpiresAt = arguments["expiresAt"],
        };
        var faults = new KeyValidator(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime).Validate(sent);
        if (!faults.IsValid)
            throw new InvalidOperationException(string.Join(' ', faults.Errors.Select(fault => $"--{fault.PropertyName}: {fault.ErrorMessage}")));
        await services.GetRequiredService<Migrations>().Apply(CancellationToken.None);
        var key = await services.GetRequiredService<Writes>().Run(Caller.Service("command line"), write => KeyStore.Add(sent, write), CancellationToken.None);
        Console.WriteLine(key.Secret);
    }
}
