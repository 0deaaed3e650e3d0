using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>Contents of requests, to the byte.</summary>
static class Contents
{
    public const string MergePatch = "application/merge-patch+json";

    /// <summary>The content that a method sends a body in: PATCH as a merge patch, GET and DELETE none.</summary>
    public static HttpContent? For(string method, JsonNode body) => method switch
    {
        "POST" or "PUT" => Json(body),
        "PATCH" => Json(body.ToJsonString(), MergePatch),
        _ => null,
    };

    public static HttpContent Json(JsonNode body) => Json(body.ToJsonString());

    public static HttpContent Json(string text, string contentType = "application/json", string? encoding = null) =>
        Bytes(Encoding.UTF8.GetBytes(text), contentType, encoding);

    public static HttpContent Bytes(byte[] bytes, string? contentType = "application/json", string? encoding = null)
    {
        var content = new ByteArrayContent(bytes);
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (encoding is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return content;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
