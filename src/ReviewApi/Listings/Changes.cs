using ReviewApi.Reviews;
using ReviewApi.Writing;

namespace ReviewApi.Listings;

/// <summary>What has changed for readers, noted in the transaction of the change: by it every instance knows what to read anew.</summary>
internal static class Changes
{
    /// <summary>A review went live, was changed, withdrawn or restored; or it was listed by another version's rules.</summary>
    public static void NoteReview(Review review, ChangeKind kind, Write write)
    {
        // language=sql
        const string sql = """
            insert into changes (kind, at, review_id, revision)
            select * from unnest(@kind, @Now, @id, @revision)
            """;
        write.StoreRow(sql, new { kind = Name(kind), write.Now, id = review.Id!.Value, revision = (int)review.Revision!.Value });
    }

    /// <summary>A film, a release or a reviewer was merged into another.</summary>
    public static void NoteMerge(string kind, Guid one, Guid into, Write write)
    {
        var sql = $"insert into changes (kind, at, {kind}_id, into_id) values (@merged, @Now, @one, @into)";
        write.Store(sql, new { merged = Name(ChangeKind.Merged), write.Now, one, into });
    }

    /// <summary>A film or a release was corrected.</summary>
    public static void NoteCorrection(string kind, Guid id, Write write)
    {
        var sql = $"insert into changes (kind, at, {kind}_id) values (@corrected, @Now, @id)";
        write.Store(sql, new { corrected = Name(ChangeKind.Corrected), write.Now, id });
    }

    static string Name(ChangeKind kind) => $"{kind}".ToLowerInvariant();
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
