using Dapper;
using ReviewApi.Codes;
using ReviewApi.Writing;

namespace ReviewApi.Identity;

/// <summary>Which reviewer of the catalogue is meant: one for each folded name within an outlet.</summary>
internal static class ReviewerIdentity
{
    /// <summary>The reviewer meant; null where the catalogue does not know one. Changes nothing.</summary>
    public static Task<Guid?> Find(string name, string? outlet, Write write)
    {
        // language=sql
        const string sql = """
            select reviewer_id
            from reviewers
            where folded_name = @folded and outlet is not distinct from @outlet
            """;
        return write.Connection.QuerySingleOrDefaultAsync<Guid?>(
            new(sql, new { folded = Spelling.OfName(name), outlet }, cancellationToken: write.Cancellation));
    }

    /// <summary>The reviewer meant, made where the name is new.</summary>
    public static async Task<Guid> MakeKnown(string name, string? outlet, Write write) =>
        await Find(name, outlet, write)
        ?? await Insert(name, outlet, write)
        ?? (await Find(name, outlet, write))!.Value;

    // Null where another transaction was quicker: once it has committed, its row is found.
    static async Task<Guid?> Insert(string name, string? outlet, Write write)
    {
        // language=sql
        const string sql = """
            insert into reviewers (reviewer_id, name, folded_name, folding, outlet, created_at)
            values (@id, @name, @folded, @Version, @outlet, @Now)
            on conflict on constraint reviewers_folded_name_outlet_key do nothing
            """;
        var id = Guid.CreateVersion7();
        var row = new { id, name, folded = Spelling.OfName(name), Spelling.Version, outlet, write.Now };
        return await write.Connection.ExecuteAsync(new(sql, row, cancellationToken: write.Cancellation)) == 1 ? id : null;
    }
}
