using System.Text.Json;
using Microsoft.AspNetCore.ResponseCompression;

namespace ReviewApi.Http;

/// <summary>An answer's bytes. A GET or HEAD whose If-None-Match names the entity tag gets 304.</summary>
internal sealed record Representation(byte[] Body, string MediaType = JsonBody.MediaType) : IResult
{
    public string? ETag { get; init; }

    /// <summary>The same bytes, which are packed once for all answers; null where each answer is packed by itself.</summary>
    public PackedBytes? Packed { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Where it is: a path of this service.</summary>
    public string? Location { get; init; }

    public string? Link { get; init; }

    /// <summary>Whether it is the answer to an earlier request of the same Idempotency-Key.</summary>
    public bool IsReplayed { get; init; }

    /// <summary>An answer of 204.</summary>
    public static Representation Nothing { get; } = new([]) { Status = StatusCodes.Status204NoContent };

    /// <summary>Some JSON with an entity tag of its bytes.</summary>
    public static Representation OfJson<T>(T value) => Of(JsonSerializer.SerializeToUtf8Bytes(value, Json.Options));

    /// <summary>Bytes with an entity tag of them.</summary>
    public static Representation Of(byte[] body, string mediaType = JsonBody.MediaType) =>
        new(body, mediaType) { ETag = ETags.Compute(body) };

    public Representation Created(string location) => this with { Status = StatusCodes.Status201Created, Location = location };

    public Task ExecuteAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        response.Headers.ETag = ETag;
        if (Status != StatusCodes.Status204NoContent)
            response.ContentType = MediaType.EndsWith("json", StringComparison.Ordinal) ? MediaType : $"{MediaType}; charset=utf-8";
        if (ETag is not null && IsRead(request) && ETags.Names(request.Headers.IfNoneMatch, ETag, strong: false))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.StatusCode = Status;
        response.Headers.Location = Location is null ? null : request.Below(Location);
        response.Headers.Link = Link;
        if (IsReplayed)
            response.Headers["Idempotent-Replayed"] = "true";
        if (Status == StatusCodes.Status204NoContent)
            return Task.CompletedTask;
        var body = Packed is null ? Body : Coded(http);
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    // The compression takes what accepts no coding as it is.
    byte[] Coded(HttpContext http)
    {
        var coding = http.RequestServices.GetRequiredService<IResponseCompressionProvider>().GetCompressionProvider(http);
        if (coding is not null)
            (http.Response.Headers.ContentEncoding, http.Request.Headers.AcceptEncoding) = (coding.EncodingName, default);
        return Packed!.In(coding);
    }

    static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
