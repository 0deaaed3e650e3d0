using Dapper;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>
/// Puts scheduled reviews and working copies live when their time has come, the earliest first, also when it came while no instance ran.
/// Each is taken by one instance only, and goes live in one transaction. One that fails is tried again later, and holds up no other.
/// </summary>
internal sealed partial class ScheduledPublishing(
    Writes writes, ReviewChecks checks, Readiness readiness, TimeProvider clock, ILogger<ScheduledPublishing> logger)
    : RepeatedWork(TimeSpan.FromSeconds(1), readiness, clock, logger)
{
    // language=sql
    const string Due = """
        select review_id, publish_at from reviews where status = 'scheduled' and publish_at <= @Now
        union all
        select review_id, publish_at from working_copies where status = 'scheduled' and publish_at <= @Now
        """;

    // Of all faults, those that a note has room for.
    const int MostReasons = 10;

    static readonly Caller By = Caller.Service("schedule");

    protected override async Task Work(CancellationToken cancellation)
    {
        while (await PublishNext(cancellation))
        {
        }
    }

    // Whether there was one whose time has come. What came of it is told once it is committed, and not for each try of the transaction.
    async Task<bool> PublishNext(CancellationToken cancellation)
    {
        Guid? due = null;
        try
        {
            var outcome = await writes.Run(By, async write =>
            {
                due = await Next(write);
                return due is null ? null : await Publish(due.Value, write);
            }, cancellation);
            if (outcome is not null)
                Measures.ScheduledPublications.Add(outcome.Name);
            if (outcome?.Refusal is { } reason)
                LogRefused(logger, due!.Value, reason);
            return due is not null;
        }
        catch (Exception error) when (due is not null && !cancellation.IsCancellationRequested)
        {
            if (await writes.Run(By, write => Postpone(due.Value, write), cancellation))
            {
                Measures.ScheduledPublications.Add("postponed");
                LogPostponed(logger, due.Value, error);
            }
            return true;
        }
    }

    static Task<Guid?> Next(Write write)
    {
        // language=sql
        const string sql = $"""
            select review_id
            from ({Due}) due
            join reviews using (review_id)
            where not exists (
              select
              from postponed_publications later
              where later.review_id = due.review_id and later.publish_at = due.publish_at and retry_at > @Now)
            order by due.publish_at, review_id
            limit 1
            for update of reviews skip locked
            """;
        return write.Connection.QuerySingleOrDefaultAsync<Guid?>(new(sql, new { write.Now }, cancellationToken: write.Cancellation));
    }

    // Gives what came of it; null where the desk was quicker.
    async Task<Outcome?> Publish(Guid id, Write write)
    {
        if (await write.Look(_ => ReviewStore.Lock($"{id}", write)) is not { Draft.Status: ReviewStatus.Scheduled } desk
            || !await IsDue(id, write))
            return null;
        try
        {
            var (known, _) = await checks.RequirePublishable(desk.Draft, write);
            Publishing.GoLive(desk, "review.published", known, write);
            return new("live");
        }
        catch (ProblemException refused)
        {
            // The catalogue or another review's source has changed since it was scheduled: the desk has to decide.
            var reason = Reason(refused);
            var deed = new Deed("unschedule", "review.unscheduled", reason);
            Publishing.MoveDraft(desk, ReviewStatus.Draft, publishAt: null, deed, write);
            return new("refused", reason);
        }
    }

    // What the one who published it would have been told.
    static string Reason(ProblemException refused) => refused.Errors.Count == 0
        ? refused.Message
        : string.Join(' ', refused.Errors.Take(MostReasons).Select(fault => $"{fault.Pointer}: {fault.Detail}"));

    static Task<bool> IsDue(Guid id, Write write) => write.Connection.ExecuteScalarAsync<bool>(new(
        $"select exists (select from ({Due}) due where review_id = @id)", new { id, write.Now }, cancellationToken: write.Cancellation));

    // The desk is told the first time; gives whether this is.
    static async Task<bool> Postpone(Guid id, Write write)
    {
        if (await write.Look(_ => ReviewStore.Lock($"{id}", write)) is not { Draft.Status: ReviewStatus.Scheduled } desk
            || await PostponedPublications.Add(id, write) != 1)
            return false;
        var deed = new Deed("publish", "review.postponed", "It failed to go live, and is tried again until it does.");
        Publishing.MoveDraft(desk, ReviewStatus.Scheduled, desk.Draft.ToReview().PublishAt, deed, write);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "The scheduled review {ReviewId} cannot go live and is a draft again: {Reason}")]
    static partial void LogRefused(ILogger logger, Guid reviewId, string reason);

    [LoggerMessage(LogLevel.Error, "The scheduled review {ReviewId} failed to go live and is tried again later")]
    static partial void LogPostponed(ILogger logger, Guid reviewId, Exception error);

    sealed record Outcome(string Name, string? Refusal = null);
}
