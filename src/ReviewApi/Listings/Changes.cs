using Dapper;
using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Listings;

/// <summary>What has changed for readers, noted in the transaction of the change: by it every instance knows what to read anew.</summary>
internal static class Changes
{
    /// <summary>A review went live, was changed, withdrawn or restored; or it was listed by another version's rules.</summary>
    public static Task NoteReview(Review review, ChangeKind kind, Write write) =>
        Note(kind, new { review.Id, review.Revision }, "review_id, revision", "@Id, @Revision", write);

    /// <summary>A film, a release or a reviewer was merged into another.</summary>
    public static Task NoteMerge(string kind, Guid one, Guid into, Write write) =>
        Note(ChangeKind.Merged, new { one, into }, $"{kind}_id, into_id", "@one, @into", write);

    /// <summary>A film or a release was corrected.</summary>
    public static Task NoteCorrection(string kind, Guid id, Write write) =>
        Note(ChangeKind.Corrected, new { id }, $"{kind}_id", "@id", write);

    static Task<int> Note(ChangeKind kind, object values, string columns, string parameters, Write write)
    {
        var sql = $"insert into changes (kind, at, {columns}) values (@kind, @Now, {parameters})";
        var all = new DynamicParameters(values);
        all.AddDynamicParams(new { kind = $"{kind}".ToLowerInvariant(), write.Now });
        return write.Connection.ExecuteAsync(new(sql, all, cancellationToken: write.Cancellation));
    }
}

/// <summary>What has happened to something that readers see.</summary>
internal enum ChangeKind
{
    Published,
    Updated,
    Withdrawn,
    Restored,
    Merged,
    Corrected,
    Derived,
}
