using Dapper;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Listings;

/// <summary>The rows by which the desk's list is filtered: of reviews, and of working copies as reviews of their own.</summary>
internal static class DeskListings
{
    /// <summary>Says what a review, or its working copy, is found by as it is now.</summary>
    public static void Put(Review review, string etag, bool isCopy, Write write)
    {
        // language=sql
        const string sql = """
            insert into desk_listings (review_id, is_copy, etag, titles, films, reviewers, outlet, format)
            select * from unnest(@id, @isCopy, @etag, @titles, @films, @reviewers, @outlet, @format)
            on conflict on constraint desk_listings_pkey do update
            set etag = excluded.etag, titles = excluded.titles, films = excluded.films, reviewers = excluded.reviewers,
                outlet = excluded.outlet, format = excluded.format
            """;
        var films = review.Films ?? [];
        var row = new
        {
            id = review.Id!.Value,
            isCopy,
            etag,
            titles = ListingStore.Names(films.SelectMany(ListingText.Titles).Append(review.Release?.Title).Append(review.Headline)),
            films = ListingStore.Names(films.SelectMany(ListingText.Titles)),
            reviewers = ListingStore.Names((review.Reviewers ?? []).Select(reviewer => reviewer.Name)),
            outlet = ListingStore.Names([review.Source?.Outlet]),
            format = review.Release?.Format,
        };
        write.StoreRow(sql, row);
    }

    /// <summary>Derives the rows of working copies that an older version of the program wrote; says how many.</summary>
    public static async Task<int> DeriveCopies(int atOnce, Write write)
    {
        // language=sql
        const string sql = """
            select review_id, status, etag, document
            from working_copies copy
            where not exists (
              select from desk_listings listed where listed.review_id = copy.review_id and is_copy and listed.etag = copy.etag)
            limit @atOnce
            for update skip locked
            """;
        var copies = (await write.Connection.QueryAsync<Rendered>(new(sql, new { atOnce }, cancellationToken: write.Cancellation)))
            .AsList();
        foreach (var copy in copies)
            Put(copy.ToReview(), copy.ETag, isCopy: true, write);
        return copies.Count;
    }
}
