using ReviewApi.Editorial;
using ReviewApi.Http;
using ReviewApi.Listings;
using ReviewApi.Reviews;
using ReviewApi.Rules;
using ReviewApi.Writing;

namespace ReviewApi.Exchange.Imports;

/// <summary>Writes the lines of a chunk together: what is asked and what is stored goes in one statement for all of them.</summary>
internal sealed class ImportChunk(ReviewChecks checks, bool publish, Write write)
{
    // A chunk has as much text as many single writes.
    const int Seconds = 30;

    readonly List<ImportAnswer> answers = [];

    /// <summary>Gives the answer to each line, in their order.</summary>
    public async Task<IReadOnlyList<ImportAnswer>> Save(IReadOnlyList<ImportLine> lines)
    {
        write.AllowSeconds(Seconds);
        var (known, found) = await Find(lines);
        var changes = found.Select(one => Judge(one, known)).OfType<Change>().ToList();
        var live = changes.Where(change => change.Review.GoesLive).ToList();
        var words = await ListingWords.Of([.. live.Select(change => change.Review.After)], write.Connection, write.Cancellation);
        var wordsOf = live.Zip(words).ToDictionary(one => one.First, one => one.Second);
        foreach (var change in changes)
        {
            var stored = change.Review.Store(wordsOf.GetValueOrDefault(change), known, write);
            var status = change.Review.Desk is null ? ImportAnswer.Created : ImportAnswer.Updated;
            Answer(change.Line, status, stored.Review.Id, change.Warnings);
        }
        return [.. answers.OrderBy(answer => answer.Line)];
    }

    async Task<(Known Known, List<Found> Found)> Find(IReadOnlyList<ImportLine> lines)
    {
        var sources = lines.Select(line => line.Source).OfType<(string, string)>().ToList();
        var desks = await write.Look(_ => ReviewStore.Lock(sources, write));
        var found = new List<Found>();
        foreach (var line in lines)
        {
            var desk = line.Source is { } source ? desks.GetValueOrDefault(source) : null;
            if (line.Review is { } review && Obstacle(desk) is null)
                found.Add(new(line, review, desk));
            else
                answers.Add(ImportAnswer.Refused(line.Number, [.. line.Faults, .. Obstacle(desk) is { } fault ? new[] { fault } : []])
                    with
                { Id = desk?.Review.ReviewId });
        }
        var asked = found.Select(one => (one.Sent, one.Desk?.Review.ReviewId.ToString())).ToList();
        var newToReaders = found.Where(one => publish && one.Desk?.Review.ToReview().PublishedAt is null).Select(one => one.Sent).ToList();
        return (await write.Look(_ => checks.Ask(asked, newToReaders, write)), found);
    }

    // Why the desk's work on a review keeps it as it is.
    Fault? Obstacle(DeskReview? desk) => desk switch
    {
        { Draft.Status: ReviewStatus.Scheduled } =>
            new() { Pointer = "", Code = "scheduled", Detail = "It is scheduled, and goes live as it is: unschedule it first." },
        { WorkingCopy: not null } when publish => new()
        {
            Pointer = "",
            Code = "working_copy_exists",
            Detail = $"It has a working copy: publish or delete that one at {desk.Path}/draft, or import as a draft.",
        },
        _ => null,
    };

    // What a line changes; null where that is nothing, and it is answered.
    Change? Judge(Found found, Known known)
    {
        var (line, sent, desk) = found;
        known = known with { OfSameSource = desk?.Review.ReviewId };
        try
        {
            var (content, warnings) = ReviewChecks.Check(
                sent, ImportedReview.Before(desk, publish)?.ToReview(), known, ImportedReview.ToPublish(desk, publish));
            if (line.Faults.Count > 0)
                answers.Add(ImportAnswer.Refused(line.Number, line.Faults));
            else if (ImportedReview.Of(desk, content, publish, known, write) is { } change)
                return new(line, change, warnings);
            else
                Answer(line, ImportAnswer.Unchanged, desk!.Review.ReviewId, warnings);
        }
        catch (ProblemException refused)
        {
            answers.Add(ImportAnswer.Refused(line.Number, [.. line.Faults, .. refused.Errors]) with { Id = desk?.Review.ReviewId });
        }
        return null;
    }

    void Answer(ImportLine line, string status, Guid? id, IReadOnlyList<Fault> warnings) => answers.Add(new()
    {
        Line = line.Number,
        Status = status,
        Id = id,
        Warnings = warnings.Count > 0 ? warnings : null,
    });

    sealed record Found(ImportLine Line, Review Sent, DeskReview? Desk);

    sealed record Change(ImportLine Line, ImportedReview Review, IReadOnlyList<Fault> Warnings);
}
