using Dapper;
using ReviewApi.Listings;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Editorial;

/// <summary>
/// What readers see: a review's row, its links into the catalogue, its listing and the list of changes are written here together and
/// nowhere else, in the transaction of the change. The links and the listing are there exactly while the review is published.
/// </summary>
internal static class LiveReviews
{
    // language=sql
    const string NoLinks = "delete from review_films where review_id = @Id; delete from review_reviewers where review_id = @Id";

    /// <summary>Shows a review to readers as it is from now on.</summary>
    public static async Task Put(StoredReview live, ChangeKind change, Write write)
    {
        await ReviewStore.Put(live, write);
        await Link(live.Review, write);
        await ListingStore.Put(live.Review, live.ETag, write);
        await Changes.NoteReview(live.Review, change, write);
    }

    /// <summary>Takes a review from the readers.</summary>
    public static async Task Remove(StoredReview withdrawn, Write write)
    {
        await ReviewStore.Put(withdrawn, write);
        await Unlink(withdrawn.Review, write);
        await ListingStore.Remove(withdrawn.Review, write);
        await Changes.NoteReview(withdrawn.Review, ChangeKind.Withdrawn, write);
    }

    static Task<int> Link(Review review, Write write)
    {
        // language=sql
        const string sql = $"""
            {NoLinks};
            insert into review_films (review_id, position, film_id)
            select @Id, position - 1, film_id from unnest(@films) with ordinality as film (film_id, position);
            insert into review_reviewers (review_id, position, reviewer_id)
            select @Id, position - 1, reviewer_id from unnest(@reviewers) with ordinality as reviewer (reviewer_id, position)
            where reviewer_id is not null
            """;
        var films = (review.Films ?? []).Select(film => Guid.Parse(film.Id!)).ToArray();
        var reviewers = (review.Reviewers ?? []).Select(reviewer => reviewer.Id).ToArray();
        return write.Connection.ExecuteAsync(new(sql, new { review.Id, films, reviewers }, cancellationToken: write.Cancellation));
    }

    static Task<int> Unlink(Review review, Write write) =>
        write.Connection.ExecuteAsync(new(NoLinks, new { review.Id }, cancellationToken: write.Cancellation));
}
