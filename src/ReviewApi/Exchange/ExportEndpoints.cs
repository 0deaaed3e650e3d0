using Npgsql;
using ReviewApi.Access;
using ReviewApi.Codes;
using ReviewApi.Database;
using ReviewApi.Http;
using ReviewApi.Listings;
using ReviewApi.Rules;
using ReviewApi.Search;

namespace ReviewApi.Exchange;

/// <summary>All that is published in one answer: reviews as JSON lines, and tables for data people.</summary>
internal static class ExportEndpoints
{
    const string Parquet = "parquet";

    // The list's filter format, and the format of the answer.
    static readonly QueryParameter<string[]?> ReviewsFormat = QueryParameter.Values(
        Filters.Format.Parameter.Name,
        new OneOfAttribute([Parquet, .. CodeBook.Named("disc_format").List.Items.Select(item => item.Code)]),
        "parquet: the answer is a table of scores and facts; the other values: the format as sold, as in the list.");
    static readonly QueryParameter<string?> TableFormat = QueryParameter.Choice(
        "format", [Parquet], Parquet, "The format of the answer.");

    public static void MapExports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/reviews/export", ExportReviews).Reads().WithTags("Exchange")
            .Takes([ReviewsFormat, .. Filters.Parameters.Where(parameter => parameter.Name != ReviewsFormat.Name)])
            .Answers(ReviewLines.MediaType, TableExport.MediaType).IsDear(Filters.AreDear).Exports();
        app.MapGet("/v1/films/export", ExportFilms).Reads().ExportsTable();
        app.MapGet("/v1/releases/export", ExportReleases).Reads().ExportsTable();
    }

    static void ExportsTable(this RouteHandlerBuilder route) =>
        route.WithTags("Exchange").Takes(TableFormat).Answers(TableExport.MediaType).Exports();

    static void Exports(this RouteHandlerBuilder route) => route.Streams()
        .SaysHeader(Export.Cursor, "Where the changes go on: a cursor for GET /v1/changes.")
        .SaysHeader("Content-Disposition", "A name for the file.");

    /// <summary>Export all reviews</summary>
    /// <remarks>
    /// All published reviews that meet the filters of the list, as one moment has them: a JSON document a line (NDJSON), each as GET
    /// /v1/reviews/{id} gives it, in no certain order. Whoever goes on with the changes after Changes-Cursor misses nothing; some changes
    /// may be in the export already, so the highest revision wins, and of equal ones the last. HEAD tells the cursor alone. With
    /// format=parquet, or Accept: application/vnd.apache.parquet, it is a table (Apache Parquet) of a row a review: ids, titles, facts and
    /// scores, with the cursor as changes_cursor in the file's metadata. An export that fails midway ends without its last chunk. One
    /// caller has three exports at a time.
    /// </remarks>
    static async Task<IResult> ExportReviews(
        HttpContext http, Exports exports, LiveCatalogue catalogue, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var isTable = TakeFormat(http.Request);
        var text = TextQuery.Read(http.Request);
        var question = Filters.Read(new Asked(http.Request));
        var export = await exports.Begin(http, cancellation);
        var ids = question.Conditions.Count == 0 && text is null
            ? null
            : await export.Snapshot.Ask(question, text, catalogue, database, cancellation);
        return isTable ? new TableExport(export, Tables.Reviews(export, ids)) : new ReviewLines(export, ids);
    }

    /// <summary>Export all films</summary>
    /// <remarks>
    /// A table (Apache Parquet) of all films of published reviews as one moment has them, a row a film, with the cursor to go on from as
    /// changes_cursor in the file's metadata.
    /// </remarks>
    static async Task<IResult> ExportFilms(HttpContext http, Exports exports, CancellationToken cancellation)
    {
        TableFormat.Read(http.Request);
        var export = await exports.Begin(http, cancellation);
        return new TableExport(export, Tables.Films(export));
    }

    /// <summary>Export all releases</summary>
    /// <remarks>
    /// A table (Apache Parquet) of all releases of published reviews as one moment has them, a row a release, with the cursor to go on from
    /// as changes_cursor in the file's metadata.
    /// </remarks>
    static async Task<IResult> ExportReleases(HttpContext http, Exports exports, CancellationToken cancellation)
    {
        TableFormat.Read(http.Request);
        var export = await exports.Begin(http, cancellation);
        return new TableExport(export, Tables.Releases(export));
    }

    // Whether a table is asked for; what else format says is left to the list's filter.
    static bool TakeFormat(HttpRequest request)
    {
        var values = ReviewsFormat.Read(request) ?? [];
        if (!values.Contains(Parquet))
            return request.Preferred([ReviewLines.MediaType, TableExport.MediaType]) == TableExport.MediaType;
        var others = request.Query.Where(pair => pair.Key != ReviewsFormat.Name).ToDictionary();
        if (values.Length > 1)
            others.Add(ReviewsFormat.Name, string.Join(',', values.Where(value => value != Parquet)));
        request.Query = new QueryCollection(others);
        return true;
    }
}

/// <summary>Begins exports.</summary>
internal sealed class Exports(ExportTurns turns, LongReads reads, ChangeFeed feed, ChangeCursors cursors)
{
    /// <summary>Takes the moment that is exported, for the caller's turn; 429 where the caller has another one.</summary>
    public async Task<Export> Begin(HttpContext http, CancellationToken cancellation)
    {
        turns.Take(http);
        var export = await Begin(cancellation);
        http.Response.RegisterForDisposeAsync(export.Snapshot);
        return export;
    }

    /// <summary>Takes the moment that is exported.</summary>
    public async Task<Export> Begin(CancellationToken cancellation)
    {
        var id = await feed.Id(cancellation);
        var snapshot = await ExportSnapshot.Take(await reads.Open(cancellation), id, cancellation);
        return new(snapshot, await cursors.Seal(id, snapshot.End, cancellation));
    }
}

/// <summary>An export that has begun: the moment, and the cursor to go on from.</summary>
internal sealed record Export(ExportSnapshot Snapshot, string ChangesCursor)
{
    /// <summary>The header that says the cursor.</summary>
    public const string Cursor = "Changes-Cursor";
}
