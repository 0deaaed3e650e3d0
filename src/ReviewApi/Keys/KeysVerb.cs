using System.CommandLine;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Keys;

/// <summary>Keys on the command line: the first one is made there.</summary>
internal static class KeysVerb
{
    const int AtOnce = 100;

    static readonly Caller By = Caller.Service("command line");

    public static Command Command(RunVerb run)
    {
        var name = new Option<string?>("--name") { Description = "What the key is called." };
        var scopes = new Option<string?>("--scopes") { Description = $"Comma-separated: {string.Join(", ", Scopes.All)}." };
        var outlet = new Option<string?>("--outlet") { Description = "The only outlet whose reviews it sees and writes." };
        var expiresAt = new Option<string?>("--expiresAt") { Description = "When it ends, as 2027-01-01T00:00:00Z." };
        var id = new Argument<string>("id") { Description = "The key's id." };
        // Without a verb of its own it makes a key.
        var verb = new Command("keys", "Make, list and revoke keys.") { name, scopes, outlet, expiresAt };
        var create = new Command("create", "Make a key and print its secret, and nothing else.") { name, scopes, outlet, expiresAt };
        var list = new Command("list", "List the keys, without their secrets.");
        var revoke = new Command("revoke", "Revoke a key.") { id };
        foreach (var one in new[] { verb, create })
            one.SetAction((said, cancellation) => run(said, services => Create(
                new()
                {
                    Name = said.GetValue(name),
                    Scopes = said.GetValue(scopes)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                    Outlet = said.GetValue(outlet),
                    ExpiresAt = said.GetValue(expiresAt),
                },
                services, cancellation)));
        list.SetAction((said, cancellation) => run(said, services => List(services.GetRequiredService<KeyStore>(), cancellation)));
        revoke.SetAction((said, cancellation) => run(said, services => Revoke(said.GetValue(id)!, services, cancellation)));
        foreach (var one in new[] { create, list, revoke })
            verb.Add(one);
        return verb;
    }

    // The secret is all that is printed, so that a script can take it.
    static async Task<int> Create(Key sent, IServiceProvider services, CancellationToken cancellation)
    {
        var faults = new KeyValidator(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime).Validate(sent).Errors;
        if (faults.Count > 0)
            throw new InvalidOperationException(
                string.Join(' ', faults.Select(fault => $"{Name(fault.PropertyName)}: {fault.ErrorMessage}")));
        await services.GetRequiredService<Migrations>().Apply(cancellation);
        var key = await services.GetRequiredService<Writes>().Run(By, write => KeyStore.Add(sent, write), cancellation);
        Console.WriteLine(key.Secret);
        return 0;
    }

    static string Name(string member) => $"--{char.ToLowerInvariant(member[0])}{member[1..]}";

    static async Task<int> List(KeyStore keys, CancellationToken cancellation)
    {
        for (Guid? before = null; ;)
        {
            var page = await keys.List(before, AtOnce, cancellation);
            foreach (var key in page)
                Console.WriteLine(string.Join(
                    '\t', key.Id, key.Prefix, key.Name, string.Join(',', key.Scopes!), key.Outlet ?? "-", key.ExpiresAt ?? "-"));
            if (page.Count < AtOnce)
                return 0;
            before = page[^1].Id;
        }
    }

    static async Task<int> Revoke(string text, IServiceProvider services, CancellationToken cancellation)
    {
        if (IdentifierAttribute.Parse(text) is { } id
            && await services.GetRequiredService<Writes>().Run(By, write => KeyStore.Revoke(id, write), cancellation))
            return 0;
        throw new InvalidOperationException($"There is no key {text}.");
    }
}
