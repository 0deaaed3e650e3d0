using System.Text.RegularExpressions;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ReviewApi.Http;

/// <summary>
/// Answers go out in br or gzip where the caller takes that. Each coding has an entity tag of its own, as "4f1c-br" beside "4f1c": caches
/// must not take one for another (RFC 9110 section 8.8.3.3). All of them are taken back as the tag of the same content.
/// </summary>
internal static partial class Codings
{
    public static void UseCompression(this WebApplication app)
    {
        var compression = app.Services.GetRequiredService<IResponseCompressionProvider>();
        var types = app.Services.GetRequiredService<IOptions<ResponseCompressionOptions>>().Value.MimeTypes.ToHashSet(StringComparer.OrdinalIgnoreCase);
        app.Use((http, next) =>
        {
            var sent = http.Request.Headers;
            (sent.IfMatch, sent.IfNoneMatch) = (WithoutCodings(sent.IfMatch), WithoutCodings(sent.IfNoneMatch));
            http.Response.OnStarting(() =>
            {
                Say(http, types, compression);
                return Task.CompletedTask;
            });
            return next(http);
        });
        app.UseResponseCompression();
    }

    // Runs when the coding is chosen: the compression before it has set Content-Encoding, but for a 304, which has no body.
    static void Say(HttpContext http, HashSet<string> types, IResponseCompressionProvider compression)
    {
        var (response, headers) = (http.Response, http.Response.Headers);
        if (response.ContentType?.Split(';')[0] is not { } type || !types.Contains(type))
            return;
        if (!headers.GetCommaSeparatedValues("Vary").Contains("Accept-Encoding", StringComparer.OrdinalIgnoreCase))
            headers.Append("Vary", "Accept-Encoding");
        var isUnchanged = response.StatusCode == StatusCodes.Status304NotModified;
        var coding = isUnchanged && compression.CheckRequestAcceptsCompression(http) && compression.ShouldCompressResponse(http)
            ? compression.GetCompressionProvider(http)?.EncodingName
            : headers.ContentEncoding.ToString();
        if (!string.IsNullOrEmpty(coding) && headers.ETag.ToString() is [.. var tag, '"'])
            headers.ETag = $"{tag}-{coding}\"";
        if (isUnchanged)
            response.ContentType = null;
    }

    static StringValues WithoutCodings(StringValues tags) => tags.Count == 0 ? tags : new([.. tags.Select(tag => Coding().Replace(tag ?? "", "\""))]);

    [GeneratedRegex("-(br|gzip)\"")]
    private static partial Regex Coding();
}
