using Dapper;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Http;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>
/// Puts scheduled reviews and working copies live when their time has come, also when it came while no instance ran. Each is taken by one
/// instance only, and goes live in one transaction.
/// </summary>
internal sealed partial class ScheduledPublishing(Writes writes, Readiness readiness, TimeProvider clock, ILogger<ScheduledPublishing> logger)
    : RepeatedWork(TimeSpan.FromSeconds(1), readiness, clock, logger)
{
    static readonly Caller By = Caller.Service("schedule");

    protected override async Task Work(CancellationToken cancellation)
    {
        while (await writes.Run(By, PublishNext, cancellation))
        {
        }
    }

    // Whether there was one to publish.
    async Task<bool> PublishNext(Write write)
    {
        // language=sql
        const string sql = """
            select review_id
            from reviews
            where review_id in (
              select review_id from reviews where status = 'scheduled' and publish_at <= @Now
              union all
              select review_id from working_copies where status = 'scheduled' and publish_at <= @Now)
            limit 1
            for update skip locked
            """;
        if (await write.Connection.QuerySingleOrDefaultAsync<Guid?>(new(sql, new { write.Now }, cancellationToken: write.Cancellation)) is not { } id)
            return false;
        var desk = (await ReviewStore.Lock($"{id}", write))!;
        if (desk.Draft.Status == ReviewStatus.Scheduled)
            await Publish(desk, write);
        return true;
    }

    async Task Publish(DeskReview desk, Write write)
    {
        try
        {
            await Saving.RequireFreeSource(desk.Draft.ToReview(), desk.Review.ReviewId, write);
            var live = await Publishing.GoLive(desk, write);
            write.Note("review.published", desk.Path, live.Review.Revision);
        }
        catch (ProblemException refused)
        {
            // Another review has taken its source meanwhile: the desk has to decide.
            var kept = await Publishing.MoveDraft(desk, ReviewStatus.Draft, publishAt: null, Move.Of("unschedule", write, refused.Message), write);
            write.Note("review.unscheduled", desk.Path, kept.Review.Revision, refused.Message);
            LogRefused(logger, desk.Review.ReviewId, refused.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "The scheduled review {ReviewId} is a draft again, it cannot go live: {Reason}")]
    static partial void LogRefused(ILogger logger, Guid reviewId, string reason);
}
