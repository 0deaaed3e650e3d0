using System.CommandLine;

namespace ReviewApi.Database;

/// <summary>Runs a verb with the services of its settings.</summary>
internal delegate Task<int> RunVerb(ParseResult said, Func<IServiceProvider, Task<int>> work);

/// <summary>Brings the schema up to date: migrate, or migrate --dry-run to see what that would be.</summary>
internal static class MigrateVerb
{
    public static Command Command(RunVerb run)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only says what would be applied; nothing is." };
        var verb = new Command("migrate", "Bring the database's schema up to date.") { dryRun };
        verb.SetAction((said, cancellation) => run(said, async services =>
        {
            var names = await services.GetRequiredService<Migrations>().ApplyPatiently(cancellation, said.GetValue(dryRun));
            foreach (var name in names)
                Console.WriteLine(said.GetValue(dryRun) ? $"Would apply {name}" : $"Applied {name}");
            if (names.Count == 0)
                Console.WriteLine("The schema is up to date.");
            return 0;
        }));
        return verb;
    }
}
