using Dapper;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Codes;
using ReviewApi.Database;
using ReviewApi.Writing;

namespace ReviewApi.Catalogue;

/// <summary>
/// Folds the names of films and reviewers anew where the rules of folding have changed since they were folded, and merges what becomes one
/// thereby. It is done a batch at a time, while the service runs.
/// </summary>
internal sealed partial class FoldingUpkeep(
    Writes writes, NpgsqlDataSource database, Readiness readiness, TimeProvider clock, ILogger<FoldingUpkeep> logger)
    : Upkeep(database, readiness, clock, logger)
{
    const int AtOnce = 200;

    static readonly Caller By = Caller.Service("upkeep");

    readonly HashSet<Guid> logged = [];

    // language=sql
    protected override (string, object) Count => (
        """
        select (select count(*) from films where folding < @Version) + (select count(*) from reviewers where folding < @Version)
        """,
        new { Spelling.Version });

    protected override async Task Renew(CancellationToken cancellation)
    {
        await Fold("film", "title", FilmFolding.Fold, cancellation);
        await Fold("reviewer", "name", ReviewerFolding.Fold, cancellation);
    }

    // Batches in the order of their ids; what cannot be folded is left for the next time, and logged the first.
    async Task Fold(string kind, string name, Func<Guid, Write, Task> foldOne, CancellationToken cancellation)
    {
        Guid? after = Guid.Empty;
        while (after is { } last)
        {
            (after, var changed) = await writes.Run(By, write => KeepSame(kind, name, last, write), cancellation);
            foreach (var id in changed)
                await TryFold(kind, id, foldOne, cancellation);
            await BatchDone(cancellation);
        }
    }

    // Gives the last id of a batch, null where there is none, and the ids of those that are folded to something else now; the others are
    // done.
    static async Task<(Guid? Last, IReadOnlyList<Guid> Changed)> KeepSame(string kind, string name, Guid after, Write write)
    {
        // language=sql
        var read = $"""
            select {kind}_id as id, {name} as name, folded_{name} as folded
            from {kind}s
            where folding < @Version and {kind}_id > @after
              and exists (select from {kind}s where folding < @Version)
            order by {kind}_id
            limit @AtOnce
            """;
        // language=sql
        var keep = $"""
            update {kind}s
            set folding = @Version
            where {kind}_id = any(@same) and folding < @Version
            """;
        var asked = new { Spelling.Version, after, AtOnce };
        var rows = (await write.Connection.QueryAsync<(Guid Id, string Name, string Folded)>(
            new(read, asked, cancellationToken: write.Cancellation))).AsList();
        if (rows.Count == 0)
            return (null, []);
        var changed = rows.Where(row => Spelling.OfName(row.Name) != row.Folded).Select(row => row.Id).ToList();
        var same = rows.Select(row => row.Id).Except(changed).ToArray();
        await write.Connection.ExecuteAsync(new(keep, new { same, Spelling.Version }, cancellationToken: write.Cancellation));
        return (rows[^1].Id, changed);
    }

    async Task TryFold(string kind, Guid id, Func<Guid, Write, Task> foldOne, CancellationToken cancellation)
    {
        try
        {
            await writes.Run(By, async write =>
            {
                await foldOne(id, write);
                return true;
            }, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && DatabaseFailure.Classify(error) is not { Passes: true })
        {
            if (logged.Add(id))
                LogNotFolded(logger, kind, id, error);
        }
    }

    [LoggerMessage(LogLevel.Error, "The {Kind} {Id} could not be folded anew")]
    static partial void LogNotFolded(ILogger logger, string kind, Guid id, Exception error);
}
