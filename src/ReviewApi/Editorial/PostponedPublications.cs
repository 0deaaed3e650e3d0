using Dapper;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>Scheduled publications that failed, each tried again after a pause that doubles. A new date begins anew.</summary>
internal static class PostponedPublications
{
    /// <summary>Puts off what is scheduled of a review; gives how often it has failed now, 0 where nothing is scheduled any more.</summary>
    public static async Task<int> Add(Guid reviewId, Write write)
    {
        // language=sql
        const string sql = """
            insert into postponed_publications as known (review_id, publish_at, attempts, retry_at)
            select review_id, publish_at, 1, @Now + interval '1 s'
            from (
              select review_id, publish_at from reviews where status = 'scheduled'
              union all
              select review_id, publish_at from working_copies where status = 'scheduled') scheduled
            where review_id = @reviewId and publish_at <= @Now
            on conflict on constraint postponed_publications_pkey do update
            set publish_at = excluded.publish_at,
              attempts = case when known.publish_at = excluded.publish_at then known.attempts + 1 else 1 end,
              retry_at = @Now + least(
                interval '5 min',
                interval '1 s' * case when known.publish_at = excluded.publish_at then 2 ^ least(known.attempts, 9) else 1 end)
            returning attempts
            """;
        return await write.Connection.ExecuteScalarAsync<int?>(new(sql, new { reviewId, write.Now }, cancellationToken: write.Cancellation))
            ?? 0;
    }
}
