using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Logging.Console;
using ReviewApi.Codes;
using ReviewApi.Database;
using ReviewApi.Development;
using ReviewApi.Exchange;
using ReviewApi.Exchange.Imports;
using ReviewApi.Extraction;
using ReviewApi.Keys;
using ReviewApi.Operations;

namespace ReviewApi;

/// <summary>The command line. Without a verb it serves; what is unknown ends it with 2, before anything is done.</summary>
internal static class Verbs
{
    const int Misused = 2;

    public static async Task<int> Run(string[] arguments)
    {
        var serve = new Command("serve", "Serve the API: what is done without a verb.");
        var root = new RootCommand("The Review API. Settings are taken as --Section:Key=value too, as in --urls http://127.0.0.1:8080.")
        {
            serve, MigrateVerb.Command(RunOn), KeysVerb.Command(RunOn), ImportVerb.Command(RunOn), ExportVerb.Command(RunOn),
            ExtractVerb.Command(RunOn), HealthVerb.Command(said => Builder(said).Configuration), SamplesVerb.Command(RunOn),
        };
        root.Add(Help(root));
        foreach (var verb in WithOwn(root))
            verb.TreatUnmatchedTokensAsErrors = false;
        foreach (var verb in new[] { root, serve })
            verb.SetAction((_, _) => Task.FromResult(0));
        var said = root.Parse(arguments, new() { ResponseFileTokenReplacer = null });
        if (Faults(said).ToList() is { Count: > 0 } faults)
        {
            Console.Error.WriteLine(string.Join(' ', faults));
            return Misused;
        }
        if (said.Action is HelpAction)
            TakeNoMore(root);
        // The host ends by signals of its own, and takes its time.
        return said.Action == root.Action || said.Action == serve.Action
            ? await Serve(said)
            : await said.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
    }

    static Command Help(RootCommand root)
    {
        var path = new Argument<string[]>("verb") { Description = "The verb, as keys create.", Arity = ArgumentArity.ZeroOrMore };
        var help = new Command("help", "Say what a verb does and takes.") { path };
        help.SetAction(said =>
        {
            var asked = root.Parse([.. said.GetValue(path)!, "--help"]);
            if (asked.UnmatchedTokens is [])
            {
                TakeNoMore(root);
                return asked.Invoke();
            }
            Console.Error.WriteLine(Unknown(asked.UnmatchedTokens[0], asked.CommandResult.Command));
            return Misused;
        });
        return help;
    }

    static IEnumerable<Command> WithOwn(Command command) => command.Subcommands.SelectMany(WithOwn).Prepend(command);

    // That settings may follow, the help would show as arguments.
    static void TakeNoMore(RootCommand root)
    {
        foreach (var verb in WithOwn(root))
            verb.TreatUnmatchedTokensAsErrors = true;
    }

    // What is wrong with what was said; settings are left to the host.
    static IEnumerable<string> Faults(ParseResult said)
    {
        // An argument would take an option that there is not.
        if (TakenAsArgument(said) is { } taken)
        {
            yield return Settings.FaultOfName(taken.TrimStart('-').Split('=')[0]) is null
                ? $"{taken} would be taken for the verb's argument: say that first. See --help."
                : Unknown(taken, said.CommandResult.Command);
            yield break;
        }
        for (var place = 0; place < said.UnmatchedTokens.Count; place++)
        {
            var token = said.UnmatchedTokens[place];
            var isOption = token.StartsWith("--", StringComparison.Ordinal) && token.Length > 2;
            var name = token.TrimStart('-').Split('=')[0];
            if (!isOption || Settings.FaultOfName(name) is not null)
            {
                var isSetting = isOption && (name.Contains(':', StringComparison.Ordinal) || said.CommandResult.Command is RootCommand);
                yield return isSetting
                    ? Settings.FaultOfName(name)!
                    : Unknown(token, said.CommandResult.Command);
                yield break;
            }
            // Its value.
            if (!token.Contains('=', StringComparison.Ordinal))
                place++;
        }
        if (said.Action is not HelpAction)
            foreach (var error in said.Errors)
                yield return error.Message;
    }

    static string? TakenAsArgument(ParseResult said) => said.CommandResult.Children.OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens).Select(token => token.Value)
        .FirstOrDefault(token => token.StartsWith("--", StringComparison.Ordinal) && token.Length > 2);

    static string Unknown(string token, Command command)
    {
        var isOption = token.StartsWith('-');
        var known = (isOption ? command.Options.Select(option => option.Name) : command.Subcommands.Select(verb => verb.Name)).ToList();
        var what = isOption ? "option" : known.Count > 0 ? "verb" : "argument";
        var meant = Suggestion.DidYouMean(Spelling.Nearest(token, known.Select(name => (name, name))));
        var all = meant.Length == 0 && what == "verb" ? $" The verbs are {string.Join(", ", known)}." : meant;
        return $"There is no {what} {token}.{all} See --help.";
    }

    static WebApplicationBuilder Builder(ParseResult said)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = [.. said.UnmatchedTokens], ContentRootPath = AppContext.BaseDirectory });
        Settings.RequireValid(builder.Configuration);
        return builder;
    }

    static async Task<int> Serve(ParseResult said)
    {
        var builder = Builder(said);
        await using var local = await LocalDatabase.StartIfNeeded(builder);
        builder.AddService();
        await using var app = builder.Build();
        app.UseService();
        await app.RunAsync();
        return Environment.ExitCode;
    }

    static async Task<int> RunOn(ParseResult said, Func<IServiceProvider, Task<int>> work)
    {
        var builder = Builder(said);
        await using var local = await LocalDatabase.StartIfNeeded(builder);
        builder.AddService();
        // What it prints is its answer.
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning);
        await using var app = builder.Build();
        return await work(app.Services);
    }
}
