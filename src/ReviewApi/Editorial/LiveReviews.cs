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
    /// <summary>Shows a review to readers as it is from now on.</summary>
    /// <param name="live">The review.</param>
    /// <param name="before">What they have seen of it until now; null where they have seen nothing.</param>
    /// <param name="words">The words that it is found by.</param>
    /// <param name="change">What happens to it.</param>
    /// <param name="write">The write.</param>
    public static void Put(StoredReview live, Review? before, ListingWords words, ChangeKind change, Write write)
    {
        ReviewStore.Put(live, write);
        Link(live.Review, before, write);
        ListingStore.Put(live.Review, live.ETag, words, write);
        Changes.NoteReview(live.Review, change, write);
    }

    /// <summary>Takes a review from the readers.</summary>
    public static void Remove(StoredReview withdrawn, Write write)
    {
        ReviewStore.Put(withdrawn, write);
        Unlink(withdrawn.Review, write);
        ListingStore.Remove(withdrawn.Review, write);
        Changes.NoteReview(withdrawn.Review, ChangeKind.Withdrawn, write);
    }

    static void Link(Review review, Review? before, Write write)
    {
        // language=sql
        const string ofFilms = """
            insert into review_films (review_id, position, film_id)
            select * from unnest(@id, @place, @film)
            """;
        // language=sql
        const string ofReviewers = """
            insert into review_reviewers (review_id, position, reviewer_id)
            select * from unnest(@id, @place, @reviewer)
            """;
        var (films, reviewers) = (Films(review), Reviewers(review));
        if (before is not null && films.SequenceEqual(Films(before)) && reviewers.SequenceEqual(Reviewers(before)))
            return;
        // Rows of other reviews may be stored with these.
        if (before is not null)
            write.StoreFirst(first => Unlink(review, first));
        var id = review.Id!.Value;
        foreach (var (film, place) in films.Select((film, place) => (film, (short)place)))
            write.StoreRow(ofFilms, new { id, place, film });
        foreach (var (reviewer, place) in reviewers.Select((reviewer, place) => (reviewer, (short)place)))
            if (reviewer is { } known)
                write.StoreRow(ofReviewers, new { id, place, reviewer = known });
    }

    static void Unlink(Review review, Write write)
    {
        write.Store("delete from review_films where review_id = @Id", new { review.Id });
        write.Store("delete from review_reviewers where review_id = @Id", new { review.Id });
    }

    static Guid[] Films(Review review) => (review.Films ?? []).Select(film => Guid.Parse(film.Id!)).ToArray();

    static Guid?[] Reviewers(Review review) => (review.Reviewers ?? []).Select(reviewer => reviewer.Id).ToArray();
}
