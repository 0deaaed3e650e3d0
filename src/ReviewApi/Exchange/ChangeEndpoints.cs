using System.Buffers;
using System.Text;
using ReviewApi.Http;

namespace ReviewApi.Exchange;

/// <summary>GET /v1/changes, and the same as a stream of server-sent events.</summary>
internal static class ChangeEndpoints
{
    const string LastEventId = "Last-Event-ID";

    static readonly QueryParameter<string?> After = QueryParameter.Text(
        "after", "Where to go on: a cursor of a change, of a page, or the Changes-Cursor of an export; left out: from the beginning.");
    static readonly QueryParameter<string?> Include = QueryParameter.Choice(
        "include", ["review"], null, "review adds the reviews, as they are now, where they are still published.");

    public static void MapChanges(this IEndpointRouteBuilder app)
    {
        var changes = app.MapGroup("/v1/changes").WithTags("Exchange");
        changes.MapGet("/", ListChanges).Reads().Takes(After, Paging.Limit, Include).Answers<ChangePage>().ProducesProblems(410);
        changes.MapGet("/stream", StreamChanges).Reads().Takes(After, Include).Answers(EventStream.MediaType).ProducesProblems(410)
            .Streams().SaysHeader("X-Accel-Buffering", "no: proxies pass on each event at once.");
    }

    /// <summary>List what has changed</summary>
    /// <remarks>
    /// Every publication, change, withdrawal and restoration of a review, and every merge of films or releases, in an order that never
    /// changes: a change is told once no transaction that began before it is open, and the changes of one review are in the order of its
    /// revisions. None is missed by going on from cursor, which never expires; 410 where it is of another database, or where a server was
    /// lost with what the cursor names: the export is the new beginning. Whoever keeps a copy takes the highest revision that comes, of
    /// equal ones the last.
    /// </remarks>
    static async Task<Representation> ListChanges(HttpRequest request, ChangeLog log, CancellationToken cancellation)
    {
        var limit = Paging.Limit.Read(request);
        var read = await log.Read(
            After.Read(request), After.Name, limit + 1, withReviews: Include.Read(request) is not null, cancellation);
        var shown = read.Changes.Take(limit).ToList();
        return Representation.Of(Body(shown, shown is [.., var last] ? last.Change.Cursor : read.Cursor, read.Changes.Count > limit));
    }

    /// <summary>Follow what changes</summary>
    /// <remarks>
    /// Server-sent events: id is the cursor, event the type, data the change as GET /v1/changes lists it; a comment comes every 15 seconds
    /// where nothing changes. It begins after Last-Event-ID, which browsers send when they connect again, else after the parameter after,
    /// else at the very beginning. So many streams may be open for one caller; one more gets 429.
    /// </remarks>
    static async Task<IResult> StreamChanges(HttpContext http, ChangeStreams streams, CancellationToken cancellation)
    {
        var (request, withReviews) = (http.Request, Include.Read(http.Request) is not null);
        var (cursor, parameter) = request.Headers[LastEventId].ToString() is { Length: > 0 } last
            ? (last, LastEventId)
            : (After.Read(request), After.Name);
        return await streams.Open(cursor, parameter, withReviews, http, cancellation);
    }

    // The documents are JSON already.
    static byte[] Body(List<ToldChange> changes, string cursor, bool more)
    {
        var body = new ArrayBufferWriter<byte>();
        body.Write("{\"items\":["u8);
        foreach (var (change, index) in changes.Select((change, index) => (change, index)))
        {
            if (index > 0)
                body.Write(","u8);
            body.Write(change.Json());
        }
        body.Write(Encoding.UTF8.GetBytes($"],\"cursor\":\"{cursor}\",\"more\":{(more ? "true" : "false")}}}"));
        return body.WrittenSpan.ToArray();
    }
}
