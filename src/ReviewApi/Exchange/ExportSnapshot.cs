using System.Text.Json;
using Dapper;
using Npgsql;
using ReviewApi.Database;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Listings;
using ReviewApi.Reviews;
using ReviewApi.Search;

namespace ReviewApi.Exchange;

/// <summary>What is published at one moment, on a connection of its own, and the place among the changes to go on from there.</summary>
internal sealed class ExportSnapshot : IAsyncDisposable
{
    readonly KeptConnection kept;
    readonly Snapshot moment;

    ExportSnapshot(KeptConnection kept, NpgsqlConnection connection, Snapshot moment, Guid feed, ChangePlace end) =>
        (this.kept, Connection, this.moment, Feed, End) = (kept, connection, moment, feed, end);

    /// <summary>The connection, in a transaction that sees the moment.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>The feed of the changes.</summary>
    public Guid Feed { get; }

    /// <summary>The last change before which none is missing: what comes after it may be in the export already.</summary>
    public ChangePlace End { get; }

    public static async Task<ExportSnapshot> Take(KeptConnection kept, Guid feed, CancellationToken cancellation)
    {
        // A standby knows from where on transactions were open, not which: none from there on is taken for seen.
        // language=sql
        const string begin = """
            begin isolation level repeatable read read only;
            set local statement_timeout = 0;
            set local enable_seqscan = on;
            select case when pg_is_in_recovery() then concat_ws(':', xmin, xmin, '') else snapshot::text end as text, xmin::text as xmin
            from pg_current_snapshot() snapshot, pg_snapshot_xmin(snapshot) xmin
            """;
        try
        {
            var connection = await kept.Open();
            var moment = await connection.QuerySingleAsync<Snapshot>(new(begin, cancellationToken: cancellation));
            return new(kept, connection, moment, feed, await ChangeLog.End(connection, cancellation));
        }
        catch
        {
            await kept.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// The published reviews of the moment that meet a question. The catalogue in memory is asked after the moment; what has changed since
    /// is judged by the documents of the moment.
    /// </summary>
    public async Task<Guid[]> Ask(
        Question question, TextQuery? text, LiveCatalogue catalogue, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var version = await catalogue.Now(cancellation);
        if (text is not null)
        {
            var words = await AskedWords.Read(text, version, Connection, cancellation);
            question = new([.. question.Conditions, await WordSearch.Condition(words, Connection, cancellation)]);
        }
        var changed = (await Changed(database, cancellation)).ToHashSet();
        using var matches = question.Ask(version);
        var ids = matches.Ordinals().Select(version.IdOf).Where(id => !changed.Contains(id)).ToList();
        if (changed.Count > 0)
            ids.AddRange(await AskOfMoment(question, changed, version.Aliases, cancellation));
        ids.Sort();
        return [.. ids];
    }

    /// <summary>Gives up the moment.</summary>
    public ValueTask DisposeAsync() => kept.DisposeAsync();

    async Task<IEnumerable<Guid>> Changed(NpgsqlDataSource database, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select distinct review_id
            from changes
            where transaction_id >= @Xmin::xid8 and not pg_visible_in_snapshot(transaction_id, @Text::pg_snapshot) and review_id is not null
            """;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QueryAsync<Guid>(new(sql, moment, cancellationToken: cancellation));
    }

    async Task<IEnumerable<Guid>> AskOfMoment(
        Question question, HashSet<Guid> changed, Aliases aliases, CancellationToken cancellation)
    {
        const string sql = "select document from published_reviews where review_id = any(@ids)";
        var documents = await Connection.QueryAsync<byte[]>(new(sql, new { ids = changed.ToArray() }, cancellationToken: cancellation));
        var reviews = documents.Select(document => JsonSerializer.Deserialize<Review>(document, Json.Options)!).ToList();
        return ReviewJudgement.Meeting(question, reviews, aliases).Select(review => review.Id!.Value);
    }
}
