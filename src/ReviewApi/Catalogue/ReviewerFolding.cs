using Dapper;
using Npgsql;
using ReviewApi.Codes;
using ReviewApi.Database;
using ReviewApi.Writing;

namespace ReviewApi.Catalogue;

/// <summary>Folds a reviewer's name anew, and merges the reviewer with the one of the outlet who has the same name then.</summary>
internal static class ReviewerFolding
{
    public static async Task Fold(Guid id, Write write)
    {
        await write.Connection.ExecuteAsync(
            new("lock table reviewers in share update exclusive mode", cancellationToken: write.Cancellation));
        const string sql = "select name, outlet, merged_into is not null as is_merged, folding from reviewers where reviewer_id = @id";
        var (name, outlet, isMerged, folding) =
            await write.Connection.QuerySingleAsync<(string, string?, bool, short)>(
                new(sql, new { id }, cancellationToken: write.Cancellation));
        if (folding >= Spelling.Version)
            return;
        var folded = Spelling.OfName(name);
        // language=sql
        const string find = """
            select reviewer_id
            from reviewers
            where reviewer_id = @id or folded_name = @folded and outlet is not distinct from @outlet
            order by created_at, reviewer_id
            """;
        var same = isMerged
            ? [id]
            : (await write.Connection.QueryAsync<Guid>(new(find, new { id, folded, outlet }, cancellationToken: write.Cancellation)))
                .AsList();
        if (same.Count > 1)
            await Merge(same[1], same[0], write);
        await Store(same[0], isMerged ? $"{id}" : folded, write);
    }

    static async Task Merge(Guid one, Guid other, Write write)
    {
        await Merging.LeadTo("reviewer", one, other, write);
        await Store(one, $"{one}", write);
        await MoveReviews(one, other, write);
        write.Note("reviewer.merged", $"/v1/reviewers/{one}");
    }

    // As for films: what is not published keeps the id that it has; its publication finds the reviewer by name.
    static Task MoveReviews(Guid one, Guid other, Write write) => Merging.MoveReviews(
        "review_id in (select review_id from review_reviewers where reviewer_id = @one)",
        review => review with
        {
            Reviewers = review.Reviewers!.Select(reviewer => reviewer.Id == one ? reviewer with { Id = other } : reviewer).ToList(),
        },
        one, write);

    static async Task Store(Guid id, string folded, Write write)
    {
        const string sql = "update reviewers set folded_name = @folded, folding = @Version where reviewer_id = @id";
        try
        {
            await write.Connection.ExecuteAsync(new(sql, new { id, folded, Spelling.Version }, cancellationToken: write.Cancellation));
        }
        catch (PostgresException error) when (error.ConstraintName == "reviewers_folded_name_outlet_key")
        {
            throw new OvertakenException();
        }
    }
}
