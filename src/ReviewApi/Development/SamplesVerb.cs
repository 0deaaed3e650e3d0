using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Editorial;
using ReviewApi.Exchange.Imports;
using ReviewApi.Http;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Samples;
using ReviewApi.Writing;

namespace ReviewApi.Development;

/// <summary>samples reset: the sample reviews as they came, published; other reviews stay as they are.</summary>
internal static class SamplesVerb
{
    static readonly Caller By = Caller.Service("samples");

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
        var writes = services.GetRequiredService<Writes>();
        var samples = SampleReviews.All().ToList();
        var (copied, withdrawn) = await DropDeskWork(samples.Select(sample => sample.Json), writes, cancellation);
        var lines = new MemoryStream(Encoding.UTF8.GetBytes(
            string.Join('\n', samples.Select(sample => JsonNode.Parse(sample.Json)!.ToJsonString()))));
        var importer = services.GetRequiredService<Importer>();
        var isRejected = false;
        await foreach (var answers in importer.Run(lines, publish: true, By, cancellation, cancellation))
        {
            foreach (var answer in answers)
            {
                isRejected |= answer.Status == ImportAnswer.Rejected;
                var isChanged = answer.Id is { } id && (copied.Contains(id) || withdrawn.Contains(id));
                var status = isChanged && answer.Status == ImportAnswer.Unchanged ? ImportAnswer.Updated : answer.Status;
                var why = string.Join(' ', answer.Errors?.Select(one => one.Detail) ?? []);
                Console.WriteLine($"{samples[answer.Line - 1].Name}: {status} {why}".TrimEnd());
            }
        }
        foreach (var id in withdrawn)
            await Restore(id, writes, services.GetRequiredService<ReviewChecks>(), cancellation);
        return isRejected ? 1 : 0;
    }

    // What the desk works on beside a sample would keep an import from it. Gives whose working copies there were, and what is withdrawn.
    static Task<(HashSet<Guid> Copied, HashSet<Guid> Withdrawn)> DropDeskWork(
        IEnumerable<byte[]> samples, Writes writes, CancellationToken cancellation)
    {
        var sources = samples.Select(json => JsonSerializer.Deserialize<Review>(json, Json.Input)!.Source!)
            .Select(source => (source.Outlet!, source.ExternalId!)).ToList();
        return writes.Run(By, write => ReviewStore.Lock(sources, write), (desks, write) =>
        {
            var copied = desks.Values.Where(desk => desk.WorkingCopy is not null).ToList();
            var withdrawn = desks.Values.Where(desk => desk.Review.Status == ReviewStatus.Withdrawn).ToList();
            foreach (var desk in copied.Concat(withdrawn))
                WorkingCopies.Delete(desk.Review.ReviewId, write);
            foreach (var desk in copied)
                write.Note("working_copy.deleted", desk.Path);
            return Task.FromResult((
                copied.Select(desk => desk.Review.ReviewId).ToHashSet(), withdrawn.Select(desk => desk.Review.ReviewId).ToHashSet()));
        }, cancellation);
    }

    static Task<StoredReview> Restore(Guid id, Writes writes, ReviewChecks checks, CancellationToken cancellation) =>
        writes.Run(By, write => ReviewStore.Lock(id.ToString(), write), async (desk, write) =>
        {
            var (known, _) = await checks.RequirePublishable(desk!.Review, write);
            return Publishing.GoLive(desk, "review.restored", known, write);
        }, cancellation);
}
