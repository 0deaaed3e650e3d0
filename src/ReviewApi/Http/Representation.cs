using System.Text.Json;

namespace ReviewApi.Http;

/// <summary>An answer's bytes. A GET or HEAD whose If-None-Match names the entity tag gets 304.</summary>
internal sealed class Representation(byte[] body, string mediaType = JsonBody.MediaType) : IResult
{
    public string? ETag { get; init; }

    public int Status { get; private init; } = StatusCodes.Status200OK;

    public string? Location { get; private init; }

    public string? Link { get; init; }

    /// <summary>Some JSON with an entity tag of its bytes.</summary>
    public static Representation OfJson<T>(T value) => Of(JsonSerializer.SerializeToUtf8Bytes(value, Json.Options));

    /// <summary>Bytes with an entity tag of them.</summary>
    public static Representation Of(byte[] body, string mediaType = JsonBody.MediaType) => new(body, mediaType) { ETag = ETags.Of(body) };

    public Representation Created(string location) => new(body, mediaType) { ETag = ETag, Status = StatusCodes.Status201Created, Location = location };

    public Representation WithoutETag() => new(body, mediaType);

    public Task ExecuteAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        response.Headers.ETag = ETag;
        if (ETag is not null && IsRead(request) && ETags.Names(request.Headers.IfNoneMatch, ETag, strong: false))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.StatusCode = Status;
        response.Headers.Location = Location;
        response.Headers.Link = Link;
        response.ContentType = mediaType == JsonBody.MediaType ? mediaType : $"{mediaType}; charset=utf-8";
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
