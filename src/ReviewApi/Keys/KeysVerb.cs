using System.CommandLine;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Writing;

namespace ReviewApi.Keys;

/// <summary>
/// Makes a key on the command line, as the first one: keys --name desk --scopes reviews:publish --outlet "Some Site" --expiresAt
/// 2027-01-01T00:00:00Z.
/// </summary>
internal static class KeysVerb
{
    static readonly Option<string?> Name = new("--name");
    static readonly Option<string?> Scopes = new("--scopes");
    static readonly Option<string?> Outlet = new("--outlet");
    static readonly Option<string?> ExpiresAt = new("--expiresAt");
    static readonly Command Verb = new("keys") { Name, Scopes, Outlet, ExpiresAt };

    /// <summary>Prints the secret, and nothing else, so that a script can take it.</summary>
    public static async Task Run(string[] arguments, IServiceProvider services)
    {
        var said = Verb.Parse(arguments);
        Require(said.Errors.Select(error => error.Message));
        var sent = new Key
        {
            Name = said.GetValue(Name),
            Scopes = said.GetValue(Scopes)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Outlet = said.GetValue(Outlet),
            ExpiresAt = said.GetValue(ExpiresAt),
        };
        var faults = new KeyValidator(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime).Validate(sent).Errors;
        Require(faults.Select(fault => $"--{char.ToLowerInvariant(fault.PropertyName[0])}{fault.PropertyName[1..]}: {fault.ErrorMessage}"));
        await services.GetRequiredService<Migrations>().Apply(CancellationToken.None);
        var key = await services.GetRequiredService<Writes>()
            .Run(Caller.Service("command line"), write => KeyStore.Add(sent, write), CancellationToken.None);
        Console.WriteLine(key.Secret);
    }

    static void Require(IEnumerable<string> faults)
    {
        if (string.Join(' ', faults) is { Length: > 0 } message)
            throw new InvalidOperationException(message);
    }
}
