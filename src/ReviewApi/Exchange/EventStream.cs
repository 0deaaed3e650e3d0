using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using ReviewApi.Database;

namespace ReviewApi.Exchange;

/// <summary>An answer of server-sent events that goes on until the caller leaves or the service stops.</summary>
internal sealed class EventStream(IAsyncEnumerable<ReadOnlyMemory<byte>> texts, CancellationToken end) : IResult
{
    public const string MediaType = "text/event-stream";

    static readonly byte[] Beat = ":\n\n"u8.ToArray();

    /// <summary>Changes as events; without any, a comment that shows that the stream lives.</summary>
    public static byte[] Text(IReadOnlyList<ToldChange> changes)
    {
        if (changes.Count == 0)
            return Beat;
        var text = new ArrayBufferWriter<byte>();
        foreach (var change in changes)
        {
            text.Write(Encoding.UTF8.GetBytes($"id: {change.Change.Cursor}\nevent: {change.Change.Type}\ndata: "));
            text.Write(change.Json());
            text.Write("\n\n"u8);
        }
        return text.WrittenSpan.ToArray();
    }

    public async Task ExecuteAsync(HttpContext http)
    {
        var response = http.Response;
        response.ContentType = MediaType;
        // Proxies pass on each event at once.
        response.Headers["X-Accel-Buffering"] = "no";
        if (HttpMethods.IsHead(http.Request.Method))
            return;
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, end);
        try
        {
            await response.Body.WriteAsync(Beat, ended.Token);
            await response.Body.FlushAsync(ended.Token);
            await foreach (var text in texts.WithCancellation(ended.Token))
            {
                await response.Body.WriteAsync(text, ended.Token);
                await response.Body.FlushAsync(ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
        // Whoever reads it connects again, and goes on from the last event.
        catch (Exception error) when (DatabaseFailure.Classify(error) is not null)
        {
            http.Abort();
        }
    }
}
