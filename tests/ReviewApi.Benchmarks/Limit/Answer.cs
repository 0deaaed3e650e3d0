using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace ReviewApi.Benchmarks.Limit;

/// <summary>The API's answers, written straight to Kestrel.</summary>
internal static class Answer
{
    public static void Start(IFeatureCollection context, int status, string etag)
    {
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = status;
        var headers = response.Headers;
        headers.ETag = etag;
        headers.CacheControl = status == 201 ? "private, no-store" : "public, no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        // One review has two media types.
        if (status != 201 && etag.Length > 0)
            headers.Vary = "Accept, Accept-Encoding";
    }

    public static Task Write(IFeatureCollection context, int status, string etag, ReadOnlyMemory<byte> body)
    {
        Start(context, status, etag);
        var headers = context.GetRequiredFeature<IHttpResponseFeature>().Headers;
        headers.ContentType = "application/json";
        headers.ContentLength = body.Length;
        return context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(body).AsTask();
    }

    public static async Task<byte[]> ReadBody(IFeatureCollection context)
    {
        var reader = context.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
        while (true)
        {
            var read = await reader.ReadAsync();
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
