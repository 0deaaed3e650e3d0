using Dapper;
using ReviewApi.Database;
using ReviewApi.Editorial;
using ReviewApi.Listings;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Catalogue;

/// <summary>
/// Makes two films, or two releases, one: the published reviews of the one become reviews of the other. Drafts and working copies keep the
/// id that they name; their publication finds what it leads to.
/// </summary>
internal static class Merging
{
    public static async Task Move<T>(CatalogueKind<T> kind, Guid one, Guid other, Write write)
    {
        await LeadTo(kind.Name, one, other, write);
        if (kind.Name == CatalogueKinds.Film.Name)
            await MoveIdentifiers(one, other, write);
        await MoveReviews(kind.Speaks, review => kind.Moved(review, one.ToString(), other.ToString()), one, write);
    }

    /// <summary>Lets the id of one film, release or reviewer, as kind says, and all ids that led to it, lead to the other.</summary>
    public static async Task LeadTo(string kind, Guid one, Guid other, Write write)
    {
        // language=sql
        var sql = $"""
            update {kind}s
            set merged_into = @other
            where {kind}_id = @one or merged_into = @one
            """;
        await write.Connection.ExecuteAsync(new(sql, new { one, other }, cancellationToken: write.Cancellation));
        Changes.NoteMerge(kind, one, other, write);
    }

    /// <summary>Moves the published reviews that name one, at once; naming is the condition on their rows.</summary>
    public static async Task MoveReviews(string naming, Func<Review, Review> moved, Guid one, Write write)
    {
        var sql = $"select review_id, status, etag, document from reviews where {naming} order by review_id for update";
        var rows = (await write.Connection.QueryAsync<Rendered>(new(sql, new { one }, cancellationToken: write.Cancellation))).AsList();
        await RequireOrder([.. rows.Select(row => row.ReviewId)], write);
        // A review may have been withdrawn while this waited for its lock.
        foreach (var before in rows.Where(row => row.Status == ReviewStatus.Published).Select(row => row.ToReview()))
        {
            var words = await ListingWords.Of(before, write.Connection, write.Cancellation);
            LiveReviews.Put(new StoredReview(moved(before)), before, words, ChangeKind.Updated, write);
        }
        await write.StoreNow();
    }

    // Changes are told in the order of their transactions' ids, and this one got its own with the first row that it locked: what others
    // have changed while it waited for a later row would be told after it.
    static async Task RequireOrder(Guid[] reviews, Write write)
    {
        // language=sql
        const string sql = """
            select exists (select from changes where transaction_id > pg_current_xact_id() and review_id = any(@reviews))
            """;
        if (await write.Connection.ExecuteScalarAsync<bool>(new(sql, new { reviews }, cancellationToken: write.Cancellation)))
            throw new OvertakenException();
    }

    /// <summary>Locks the published reviews of one before it is locked itself, as whoever saves a review does.</summary>
    public static Task LockReviews<T>(CatalogueKind<T> kind, Guid one, Write write) =>
        write.Connection.ExecuteAsync(new(
            $"select from reviews where {kind.Speaks} order by review_id for update", new { one }, cancellationToken: write.Cancellation));

    static Task<int> MoveIdentifiers(Guid one, Guid other, Write write)
    {
        // language=sql
        const string sql = """
            update film_identifiers set film_id = @other where film_id = @one;
            insert into identifiers_taken_back (film_id, scheme, value)
            select @other, scheme, value from identifiers_taken_back where film_id = @one
            on conflict do nothing
            """;
        return write.Connection.ExecuteAsync(new(sql, new { one, other }, cancellationToken: write.Cancellation));
    }
}
