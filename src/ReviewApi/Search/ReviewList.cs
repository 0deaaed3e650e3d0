using System.Globalization;
using System.Text;
using Dapper;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Editorial;
using ReviewApi.Http;
using ReviewApi.Reviews;

namespace ReviewApi.Search;

/// <summary>GET /v1/reviews: what is published, by any filters and in any order, page by page.</summary>
internal static class ReviewList
{
    static readonly QueryParameter<string?> View = QueryParameter.Choice(
        "view", ["summary", "full"], "summary", "summary: without texts, film and release in summary; full: whole reviews.");
    static readonly QueryParameter<string[]?> Status = QueryParameter.Values(
        "status", new Rules.CodeAttribute("status"),
        "The desk's reviews of these statuses, last saved first; of the filters it takes "
            + $"{string.Join(", ", DeskFilters.Names)}. Needs a key.");

    /// <summary>What every list of reviews takes.</summary>
    public static readonly QueryParameter[] Parameters = [Paging.Limit, Paging.Cursor, Paging.Count, View];

    public static void MapReviewList(this IEndpointRouteBuilder app) =>
        app.MapRead("/v1/reviews", ListReviews).WithTags("Reviews").Takes([.. Parameters, Sort.Parameter, Status, .. Filters.Parameters])
            .ShowsMoreWithKey().Answers<Page<Review>>().ShowsAnswer(ReviewExamples.Page).IsDear(Filters.AreDear);

    /// <summary>List reviews</summary>
    /// <remarks>
    /// The published ones that meet all filters, the newest first. Values of one filter, separated by commas or repeated, are
    /// alternatives. No review is repeated or skipped while others are written: a page begins where the one before ended.
    /// </remarks>
    static async Task<Representation> ListReviews(
        HttpRequest request, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        if (Status.Read(request) is not { } statuses)
        {
            var text = await TextQuery.Read(request, database, cancellation);
            return await Published(request, Filters.Read(request, text), Sort.Read(request, text), database, cursors, cancellation);
        }
        var desk = request.HttpContext.Desk()
            ?? throw new ProblemException(Problems.Unauthorized, "Reviews that are not published are listed with a key.");
        return await OfDesk(request, statuses, DeskFilters.Read(request), desk.Outlet, database, cursors, cancellation);
    }

    /// <summary>A page of the published reviews that meet some criteria.</summary>
    public static Task<Representation> Published(
        HttpRequest request, Criteria criteria, Sort sort, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        return Answer(
            request, $"{criteria.Name} sort={sort}", criteria.Values, Read,
            () => $"{criteria.With} select count(*) from {criteria.From} {criteria.Where()}", criteria, database, cursors, cancellation);

        Task<IReadOnlyList<ListedReview>> Read(string json, Place? after, int take, NpgsqlConnection connection)
        {
            if (after is not null && criteria.Text is { } text && !sort.IsByRelevance)
                criteria.Text = text with { IsLikeness = after.IsLikeness };
            return sort.IsByRelevance
                ? Relevance.Read(sort, criteria, after, json, take, connection, cancellation)
                : Rows(sort.Page(criteria, after, json), criteria.Values, take, connection, cancellation);
        }
    }

    // Last saved first; a working copy stands under its own status.
    static Task<Representation> OfDesk(
        HttpRequest request, string[] statuses, Criteria criteria, string? outlet, NpgsqlDataSource database, Cursors cursors,
        CancellationToken cancellation)
    {
        var from = "from desk_reviews desk where status = any(@statuses) and (@outlet::text is null or outlet = @outlet) "
            + DeskFilters.Condition(criteria);
        var values = criteria.Values;
        values.AddDynamicParams(new { statuses, outlet });
        return Answer(
            request, $"status={string.Join(',', statuses)} outlet={outlet} {criteria.Name}", values, Read, () => $"select count(*) {from}",
            criteria: null, database, cursors, cancellation);

        Task<IReadOnlyList<ListedReview>> Read(string json, Place? after, int take, NpgsqlConnection connection) => Rows($"""
            select review_id as id, array[updated_at::text] as keys, {json} as json
            {from} {(after is null ? "" : "and (updated_at, review_id) < (@k0::timestamptz, @id)")}
            order by updated_at desc, review_id desc
            limit @take
            """, values, take, connection, cancellation);
    }

    static async Task<Representation> Answer(
        HttpRequest request, string list, DynamicParameters values,
        Func<string, Place?, int, NpgsqlConnection, Task<IReadOnlyList<ListedReview>>> read, Func<string> count, Criteria? criteria,
        NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        var (limit, json, counted) =
            (Paging.Limit.Read(request), View.Read(request) == "full" ? "document" : "summary", Paging.Count.Read(request) is not null);
        var after = Paging.Cursor.Read(request) is { } cursor ? Place.Parse(await cursors.Open(list, cursor, cancellation)) : null;
        after?.AddTo(values);
        IReadOnlyList<ListedReview> rows;
        long? total;
        // The connection is given back before a cursor is sealed, which may need one too.
        await using (var connection = await database.OpenConnectionAsync(cancellation))
        {
            rows = await read(json, after, limit + 1, connection);
            total = counted ? await connection.ExecuteScalarAsync<long>(new(count(), values, cancellationToken: cancellation)) : null;
        }
        var text = criteria?.Text;
        var next = rows.Count > limit
            ? await cursors.Seal(
                list, new Place(rows[limit - 1].Keys, rows[limit - 1].Id, text?.Part, text?.IsLikeness == true).ToString(), cancellation)
            : null;
        var items = rows.Take(limit).ToList();
        if (text is not null)
            await Highlights.AddTo(items, text, database, cancellation);
        var body = Body(items.Select(row => row.Json), next, total);
        return Representation.Of(body) with { Link = next is null ? null : Paging.LinkTo(request, next) };
    }

    /// <summary>
    /// Reads some rows by an SQL that has @take in it: as a number there, since a limit that is a parameter is planned anew each time.
    /// </summary>
    public static async Task<IReadOnlyList<ListedReview>> Rows(
        string sql, DynamicParameters values, int take, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var limited = sql.Replace("@take", take.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return (await connection.QueryAsync<ListedReview>(new(limited, values, cancellationToken: cancellation))).AsList();
    }

    // The items are JSON already.
    static byte[] Body(IEnumerable<byte[]> items, string? next, long? total)
    {
        using var body = new MemoryStream();
        body.Write("{\"items\":["u8);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                body.WriteByte((byte)',');
            body.Write(item);
            first = false;
        }
        body.WriteByte((byte)']');
        if (next is not null)
            body.Write(Encoding.UTF8.GetBytes($",\"next\":\"{next}\""));
        if (total is not null)
            body.Write(Encoding.UTF8.GetBytes($",\"total\":{total}"));
        body.WriteByte((byte)'}');
        return body.ToArray();
    }
}

/// <summary>A review of a page, with its place.</summary>
internal sealed record ListedReview
{
    public required Guid Id { get; init; }
    public required string?[] Keys { get; init; }
    public required byte[] Json { get; set; }
    public float? Rank { get; init; }
    public byte[]? Document { get; init; }
}
