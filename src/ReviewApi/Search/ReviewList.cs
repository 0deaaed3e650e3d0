using System.Globalization;
using System.Text;
using Dapper;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Http;
using ReviewApi.Reviews;

namespace ReviewApi.Search;

/// <summary>GET /v1/reviews: the published reviews, newest first, page by page.</summary>
internal static class ReviewList
{
    static readonly QueryParameter<string?> Count = QueryParameter.Choice("count", ["exact"], null, "exact adds total, the number of reviews on all pages.");
    static readonly QueryParameter<string?> View = QueryParameter.Choice("view", ["summary", "full"], "summary", "summary: without texts, film and release in short; full: whole reviews.");
    static readonly QueryParameter<string[]?> Status = QueryParameter.Codes("status", "status", "The desk's reviews of these statuses, comma-separated, last saved first. Needs a key.");

    public static void MapReviewList(this IEndpointRouteBuilder app) =>
        app.MapRead("/v1/reviews", ListReviews).WithTags("Reviews").Takes(Paging.Limit, Paging.Cursor, Count, View, Status).ShowsMoreWithKey().Answers<Page<Review>>();

    /// <summary>List reviews</summary>
    /// <remarks>
    /// The published ones, newest first. No review is repeated or skipped while others are written: a page begins where the one before
    /// ended, whatever was added since.
    /// </remarks>
    static async Task<Representation> ListReviews(HttpContext http, NpgsqlDataSource database, Cursors cursors, CancellationToken cancellation)
    {
        var request = http.Request;
        var (limit, view, list) = (Paging.Limit.Read(request), View.Read(request), List.Of(http, Status.Read(request)));
        var after = Paging.Cursor.Read(request) is { } cursor ? Place.Parse(await cursors.Open(list.Name, cursor, cancellation)) : null;
        var (rows, total) = await Page(list, view == "full" ? "document" : "summary", after, limit + 1, Count.Read(request) is not null, database, cancellation);
        var next = rows.Count > limit ? await cursors.Seal(list.Name, new Place(rows[limit - 1].At, rows[limit - 1].ReviewId).ToString(), cancellation) : null;
        var body = Body(rows.Take(limit).Select(row => row.Json), next, total);
        return new Representation(body) { ETag = ETags.Of(body), Link = next is null ? null : Paging.LinkTo(request, next) };
    }

    // The connection is given back before the cursor is sealed, which may need one too.
    static async Task<(IReadOnlyList<Row> Rows, long? Total)> Page(
        List list, string json, Place? after, int take, bool counted, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var page = new { list.Statuses, list.Outlet, at = after?.At, id = after?.Id, take };
        var rows = await connection.QueryAsync<Row>(new(list.Page(json, after is not null), page, cancellationToken: cancellation));
        return (rows.AsList(), counted ? await connection.ExecuteScalarAsync<long>(new(list.Total, page, cancellationToken: cancellation)) : null);
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

    /// <summary>The list asked for: where it reads from, under which conditions, and by what it is sorted.</summary>
    sealed record List(string Name, string Source, string SortedBy, string[]? Statuses = null, string? Outlet = null)
    {
        public static List Of(HttpContext http, string[]? statuses)
        {
            if (statuses is null)
                return new("published", "published_reviews", "published_at");
            return http.Desk() is { } desk
                ? new($"status={string.Join(',', statuses)} outlet={desk.Outlet}", "desk_reviews", "updated_at", statuses, desk.Outlet)
                : throw new ProblemException(Problems.Unauthorized, "Reviews that are not published are listed with a key.");
        }

        public string Page(string json, bool isLater) => $"""
            select review_id, {SortedBy} as at, {json} as json
            from {Source}
            {Where(isLater)}
            order by {SortedBy} desc, review_id desc
            limit @take
            """;

        public string Total => $"select count(*) from {Source} {Where(isLater: false)}";

        string Where(bool isLater)
        {
            var where = new List<string>();
            if (Statuses is not null)
                where.Add("status = any(@Statuses)");
            if (Outlet is not null)
                where.Add("outlet = @Outlet");
            if (isLater)
                where.Add($"({SortedBy}, review_id) < (@at, @id)");
            return where.Count == 0 ? "" : $"where {string.Join(" and ", where)}";
        }
    }

    /// <summary>Where a page ended.</summary>
    sealed record Place(DateTime At, Guid Id)
    {
        public static Place Parse(string text) => text.Split(' ') is [var ticks, var id]
            ? new(new DateTime(long.Parse(ticks, CultureInfo.InvariantCulture), DateTimeKind.Utc), Guid.Parse(id))
            : throw new FormatException("A sealed cursor does not name a place.");

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.Ticks} {Id}");
    }

    sealed record Row
    {
        public required Guid ReviewId { get; init; }
        public required DateTime At { get; init; }
        public required byte[] Json { get; init; }
    }
}
