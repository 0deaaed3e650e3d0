using System.Globalization;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace ReviewApi.Exchange;

/// <summary>
/// What has changed for readers, in one order: by the ids of the transactions that made the changes. A change is told once no transaction
/// with a smaller id is open any more, so that none can come before it afterwards.
/// </summary>
internal sealed class ChangeLog(NpgsqlDataSource database, ChangeCursors cursors, ChangeFeed feed)
{
    /// <summary>The condition that a change is one that partners are told.</summary>
    public const string IsTold = "kind not in ('corrected', 'derived') and reviewer_id is null";

    /// <summary>So many changes after a cursor, at most; null from the beginning. 410 where it is of another database.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="parameter">Where it was sent.</param>
    /// <param name="take">How many.</param>
    /// <param name="withReviews">Whether the reviews are read too.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ReadChanges> Read(
        string? cursor, string parameter, int take, bool withReviews, CancellationToken cancellation)
    {
        // language=sql
        const string before = $"""
            {ChangeFeed.Select};
            select at from changes where transaction_id = @transaction::xid8 and change_id = @Id
            """;
        var (after, name) = cursor is null
            ? (ChangePlace.Beginning, null)
            : await cursors.Open(cursor, parameter, () => feed.Id(cancellation), cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        using var read = await connection.QueryMultipleAsync(
            new($"{before}; {Select(withReviews)}", Values(after, take), cancellationToken: cancellation));
        var (id, isHere) = await read.ReadSingleAsync<(Guid, bool)>();
        if (!isHere)
            id = await feed.Id(cancellation);
        var at = await read.ReadSingleOrDefaultAsync<DateTime?>();
        if (name is not null && !(ChangeCursors.IsOf(name, id) && (after == ChangePlace.Beginning || at == after.At)))
            throw ChangeCursors.OfAnother();
        var told = await Told((await read.ReadAsync<ChangeRow>()).AsList(), id, cancellation);
        return new(told, id, after, cursor ?? await cursors.Seal(id, after, cancellation));
    }

    /// <summary>So many changes of a feed after a place, at most.</summary>
    public async Task<IReadOnlyList<ToldChange>> Read(
        ChangePlace after, Guid feedId, int take, bool withReviews, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Told(await Rows(connection, after, take, withReviews, cancellation), feedId, cancellation);
    }

    /// <summary>So many changes after a place, as a connection sees them.</summary>
    public static async Task<IReadOnlyList<ChangeRow>> Rows(
        NpgsqlConnection connection, ChangePlace after, int take, bool withReviews, CancellationToken cancellation)
    {
        return (await connection.QueryAsync<ChangeRow>(new(Select(withReviews), Values(after, take), cancellationToken: cancellation)))
            .AsList();
    }

    /// <summary>The place of the last change that a connection's snapshot tells.</summary>
    public static async Task<ChangePlace> End(NpgsqlConnection connection, CancellationToken cancellation)
    {
        // language=sql
        const string sql = $"""
            select change_id, transaction_id::text as transaction, at
            from changes
            where transaction_id < pg_snapshot_xmin(pg_current_snapshot()) and {IsTold}
            order by transaction_id desc, change_id desc
            limit 1
            """;
        var last = await connection.QuerySingleOrDefaultAsync<ChangeRow>(new(sql, cancellationToken: cancellation));
        return last?.Place ?? ChangePlace.Beginning;
    }

    /// <summary>Changes as partners are told them.</summary>
    public async Task<IReadOnlyList<ToldChange>> Told(IReadOnlyList<ChangeRow> rows, Guid feedId, CancellationToken cancellation)
    {
        var told = new List<ToldChange>(rows.Count);
        foreach (var row in rows)
            told.Add(new(row, row.ToChange(await cursors.Seal(feedId, row.Place, cancellation))));
        return told;
    }

    static string Select(bool withReviews) => $"""
        select change_id, transaction_id::text as transaction, kind, at, changes.review_id, changes.revision, film_id,
          changes.release_id, into_id{(withReviews ? ", document" : "")}
        from changes
        {(withReviews ? "left join published_reviews review on review.review_id = changes.review_id" : "")}
        where (transaction_id, change_id) > (@transaction::xid8, @Id)
          and transaction_id < pg_snapshot_xmin(pg_current_snapshot()) and {IsTold}
        order by transaction_id, change_id
        limit @take
        """;

    static object Values(ChangePlace after, int take) => new { transaction = $"{after.Transaction}", after.Id, take };
}

/// <summary>Changes that were read, of which feed, the place that they come after, and its cursor.</summary>
internal sealed record ReadChanges(IReadOnlyList<ToldChange> Changes, Guid Feed, ChangePlace After, string Cursor);

/// <summary>A change as it lies in the database.</summary>
internal sealed record ChangeRow
{
    public required long ChangeId { get; init; }
    public required string Transaction { get; init; }
    public string Kind { get; init; } = "";
    public required DateTime At { get; init; }
    public Guid? ReviewId { get; init; }
    public int? Revision { get; init; }
    public Guid? FilmId { get; init; }
    public Guid? ReleaseId { get; init; }
    public Guid? IntoId { get; init; }
    public byte[]? Document { get; init; }

    public ChangePlace Place => new(ulong.Parse(Transaction, CultureInfo.InvariantCulture), ChangeId, At);

    public Change ToChange(string cursor) => new()
    {
        Cursor = cursor,
        Type = Kind,
        ReviewId = ReviewId,
        Revision = Revision,
        FilmId = FilmId,
        ReleaseId = ReleaseId,
        Into = IntoId,
        At = At,
    };
}

/// <summary>A change with its place, and its JSON with the review's document where that was read.</summary>
internal sealed record ToldChange(ChangeRow Row, Change Change)
{
    public ChangePlace Place { get; } = Row.Place;

    public byte[] Json()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(Change, Http.Json.Options);
        return Row.Document is null ? json : [.. json.AsSpan(0, json.Length - 1), .. ",\"review\":"u8, .. Row.Document, (byte)'}'];
    }
}
