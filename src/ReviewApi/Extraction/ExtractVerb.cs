using System.CommandLine;
using System.Text.Json;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Http;

namespace ReviewApi.Extraction;

/// <summary>Makes a draft of a file, by the same way as the route: extract FILE, text or HTML.</summary>
internal static class ExtractVerb
{
    static readonly JsonSerializerOptions Indented = new(Json.Options) { WriteIndented = true };

    public static Command Command(RunVerb run)
    {
        var file = new Argument<FileInfo>("file") { Description = "A review's text; .html or .htm is read as HTML." }
            .AcceptExistingOnly().AcceptNoFolder();
        var verb = new Command("extract", "Make a draft of a review's text and print it with its evidence, as JSON.") { file };
        verb.SetAction(
            (said, cancellation) =>
                run(
                    said,
                    async services =>
                    {
                        await services.GetRequiredService<Migrations>().ApplyPatiently(cancellation);
                        var sent = SentText.Of(
                            await File.ReadAllTextAsync(said.GetValue(file)!.FullName, cancellation),
                            IsHtml(said.GetValue(file)!)
                        );
                        var answer = await services
                            .GetRequiredService<Extractions>()
                            .Answer(Caller.Service("command line"), sent, cancellation);
                        Console.WriteLine(JsonSerializer.Serialize(answer, Indented));
                        return 0;
                    }
                )
        );
        return verb;
    }

    static bool IsHtml(FileInfo file) => file.Extension.ToLowerInvariant() is ".html" or ".htm";
}
