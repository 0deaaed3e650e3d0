using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using ReviewApi.Access;
using ReviewApi.Database;
using ReviewApi.Http;

namespace ReviewApi.Exchange.Imports;

internal static partial class ImportEndpoints
{
    const string Draft = "draft";
    const string Publish = "publish";

    static readonly QueryParameter<string?> Mode = QueryParameter.Choice(
        "mode", [Draft, Publish], Draft,
        "draft: new reviews are drafts, and what is live gets a working copy; publish: all goes live, for which the key needs "
            + "reviews:publish.");

    static readonly BodyExample Lines = new("two-reviews", JsonSerializer.Serialize("""
        {"source":{"outlet":"Discs","externalId":"1"},"language":"en","films":[{"title":"Heat","year":1995}],"release":{"format":"dvd"}}
        {"source":{"outlet":"Discs","externalId":"2"},"language":"en","films":[{"title":"Ran","year":1985}],"release":{"format":"dvd"}}

        """));

    // Who makes the lines while sending them may take longer than a form does.
    static readonly MinDataRate Slowest = new(bytesPerSecond: 1, gracePeriod: TimeSpan.FromMinutes(1));

    public static void MapImports(this IEndpointRouteBuilder app) =>
        app.MapPost("/v1/reviews/import", ImportReviews).Uploads(Scopes.Write).WithTags("Exchange").Takes(Mode)
            .TakesStream(
                ReviewLines.MediaType, "A ReviewInput as JSON a line, of any number of lines; Content-Encoding may be gzip.", Lines)
            .Answers(ReviewLines.MediaType).Streams().ProducesProblems(429);

    /// <summary>Import reviews</summary>
    /// <remarks>
    /// A review as JSON a line (NDJSON), plain or as gzip, of any length, and an answer a line while it runs: { "line": 7, "status":
    /// "created", "id": "…" }, where status is created, updated, unchanged or rejected. A line that is rejected has errors, as a 422 has
    /// them, and does not stop the others; what is odd but may be true is answered as warnings. An answered line is stored, whatever
    /// happens to the connection. Lines are matched with what is there by source: outlet and externalId, without which a line is rejected.
    /// Of two lines of one source the later wins, and a file that is sent again changes nothing, so that an Idempotency-Key is not
    /// needed and is passed over. As draft, a live review gets a working copy. As publish, a withdrawn review gets the content and stays
    /// withdrawn, and one with a working copy is rejected. A scheduled review is rejected always. Blank lines are counted and not answered;
    /// a line may have 1 MiB. Read the answers while you send: what is not read holds the import up, and ends it after a while. An answer
    /// that ends without its last chunk was cut: send the file again.
    /// </remarks>
    static async Task<IResult> ImportReviews(HttpContext http, Importer importer, ImportTurns turns, Readiness readiness)
    {
        var publish = Mode.Read(http.Request) == Publish;
        if (publish)
            http.Caller()!.Require(Scopes.Publish);
        JsonBody.RequireType(http.Request, ReviewLines.MediaType);
        turns.Take(http);
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = Slowest;
        var answers = importer.Run(http.Request.Body, publish, http.Caller()!, readiness.Closing, http.RequestAborted)
            .GetAsyncEnumerator(http.RequestAborted);
        // Of a body that cannot be read at all, a problem is the answer.
        var hasSome = await First(answers);
        return new Answered(answers, hasSome);
    }

    static async Task<bool> First(IAsyncEnumerator<IReadOnlyList<ImportAnswer>> answers)
    {
        try
        {
            return await answers.MoveNextAsync();
        }
        catch (Exception error)
        {
            await answers.DisposeAsync();
            if (error is InvalidDataException or IOException and not Microsoft.AspNetCore.Http.BadHttpRequestException)
                throw JsonBody.NotReadable();
            throw;
        }
    }

    /// <summary>The answers, sent as they are made.</summary>
    sealed partial class Answered(IAsyncEnumerator<IReadOnlyList<ImportAnswer>> answers, bool hasSome) : IResult
    {
        public async Task ExecuteAsync(HttpContext http)
        {
            http.Response.ContentType = ReviewLines.MediaType;
            try
            {
                await Send(http);
            }
            catch (Exception) when (http.RequestAborted.IsCancellationRequested)
            {
            }
            catch (Exception error)
            {
                if (!http.RequestServices.GetRequiredService<Readiness>().Closing.IsCancellationRequested)
                    LogFailed(http.RequestServices.GetRequiredService<ILogger<Importer>>(), error.Message);
                http.Abort();
            }
            finally
            {
                await answers.DisposeAsync();
            }
        }

        async Task Send(HttpContext http)
        {
            var writer = http.Response.BodyWriter;
            for (var isThere = hasSome; isThere; isThere = await answers.MoveNextAsync())
            {
                foreach (var answer in answers.Current)
                {
                    writer.Write(JsonSerializer.SerializeToUtf8Bytes(answer, Json.Options));
                    writer.Write("\n"u8);
                }
                await writer.FlushAsync(http.RequestAborted);
            }
        }

        [LoggerMessage(LogLevel.Warning, "An import ended midway: {Reason}")]
        static partial void LogFailed(ILogger logger, string reason);
    }
}
