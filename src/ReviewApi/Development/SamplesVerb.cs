using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Exchange.Imports;
using ReviewApi.Samples;

namespace ReviewApi.Development;

/// <summary>samples reset: the sample reviews as they came, published; other reviews stay as they are.</summary>
internal static class SamplesVerb
{
    public static Command Command(RunVerb run)
    {
        var reset = new Command("reset", "Put the sample reviews back as they came, in Development; other reviews stay as they are.");
        reset.SetAction((said, cancellation) => run(said, services => Reset(services, cancellation)));
        var verb = new Command("samples", "The sample reviews.") { reset };
        return verb;
    }

    static async Task<int> Reset(IServiceProvider services, CancellationToken cancellation)
    {
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            throw new InvalidOperationException("The sample reviews are for Development (ASPNETCORE_ENVIRONMENT) only.");
        await services.GetRequiredService<Migrations>().ApplyPatiently(cancellation);
        var samples = SampleReviews.All().ToList();
        var lines = new MemoryStream(Encoding.UTF8.GetBytes(
            string.Join('\n', samples.Select(sample => JsonNode.Parse(sample.Json)!.ToJsonString()))));
        var importer = services.GetRequiredService<Importer>();
        var isRejected = false;
        await foreach (var answers in importer.Run(lines, publish: true, Caller.Service("samples"), cancellation, cancellation))
        {
            foreach (var answer in answers)
            {
                isRejected |= answer.Status == ImportAnswer.Rejected;
                var why = string.Join(' ', answer.Errors?.Select(one => one.Detail) ?? []);
                Console.WriteLine($"{samples[answer.Line - 1].Name}: {answer.Status} {why}".TrimEnd());
            }
        }
        return isRejected ? 1 : 0;
    }
}
