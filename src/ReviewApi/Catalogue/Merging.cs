using Dapper;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Catalogue;

/// <summary>Makes everything that speaks of one film or release speak of another one: reviews, working copies, identifiers.</summary>
internal static class Merging
{
    // They are few.
    const string InWorkingCopy = "position(convert_to(@one::text, 'UTF8') in document) > 0";

    public static async Task Move<T>(CatalogueKind<T> kind, Guid one, Guid other, Write write)
    {
        // language=sql
        var merge = $"""
            update {kind.Name}s
            set merged_into = @other
            where {kind.Name}_id = @one or merged_into = @one
            """;
        await write.Connection.ExecuteAsync(new(merge, new { one, other }, cancellationToken: write.Cancellation));
        if (kind.Name == CatalogueKinds.Film.Name)
            await write.Connection.ExecuteAsync(new("update film_identifiers set film_id = @other where film_id = @one", new { one, other }, cancellationToken: write.Cancellation));
        await Move(kind, $"reviews where {kind.Speaks}", one, other, ReviewStore.Update, write);
        await Move(kind, $"working_copies where {InWorkingCopy}", one, other, WorkingCopies.Put, write);
    }

    /// <summary>Locks the reviews that speak of one, before it is locked itself: as whoever saves a review does.</summary>
    public static Task LockReviews<T>(CatalogueKind<T> kind, Guid one, Write write) =>
        write.Connection.ExecuteAsync(new($"select from reviews where {kind.Speaks} order by review_id for update", new { one }, cancellationToken: write.Cancellation));

    static async Task Move<T>(CatalogueKind<T> kind, string rows, Guid one, Guid other, Func<StoredReview, Write, Task> store, Write write)
    {
        var sql = $"select review_id, status, etag, document from {rows} order by review_id for update";
        foreach (var row in (await write.Connection.QueryAsync<Rendered>(new(sql, new { one }, cancellationToken: write.Cancellation))).AsList())
            await store(new StoredReview(kind.Moved(row.ToReview(), one.ToString(), other.ToString())), write);
    }
}
