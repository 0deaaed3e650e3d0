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
        var types = app.Services.GetRequiredService<IOptions<ResponseCompressionOptions>>().Value.MimeTypes
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        app.Use((http, next) =>
        {
            var sent = http.Request.Headers;
            var known = sent.IfNoneMatch.ToString();
            (sent.IfMatch, sent.IfNoneMatch) = (WithoutCodings(sent.IfMatch), WithoutCodings(sent.IfNoneMatch));
            http.Response.OnStarting(() =>
            {
                Say(http, known, types, compression);
                return Task.CompletedTask;
            });
            return next(http);
        });
        app.UseResponseCompression();
    }

    // Runs when the coding is chosen: the compression before it has set Content-Encoding.
    static void Say(HttpContext http, string known, HashSet<string> types, IResponseCompressionProvider compression)
    {
        var (response, headers) = (http.Response, http.Response.Headers);
        var isUnchanged = response.StatusCode == StatusCodes.Status304NotModified;
        var isPackable = response.ContentType?.Split(';')[0] is { } type ? types.Contains(type) : isUnchanged;
        if (!isPackable)
            return;
        if (!headers.GetCommaSeparatedValues("Vary").Contains("Accept-Encoding", StringComparer.OrdinalIgnoreCase))
            headers.Append("Vary", "Accept-Encoding");
        // For HEAD the compression says the coding of a 304 too.
        var coding = isUnchanged && headers.ContentEncoding.Count == 0
            ? OfUnchanged(http, known, compression)
            : headers.ContentEncoding.ToString();
        if (!string.IsNullOrEmpty(coding) && headers.ETag.ToString() is [.. var tag, '"'])
            headers.ETag = $"{tag}-{coding}\"";
        if (isUnchanged)
            response.ContentType = null;
    }

    // The coding that would be sent; where that is not to be told, as of the docs page's files, the one that the caller has.
    static string? OfUnchanged(HttpContext http, string known, IResponseCompressionProvider compression)
    {
        if (http.Response.ContentType is null)
            return Coding().Match(known).Groups[1].Value;
        return compression.CheckRequestAcceptsCompression(http) && compression.ShouldCompressResponse(http)
            ? compression.GetCompressionProvider(http)?.EncodingName
            : null;
    }

    static StringValues WithoutCodings(StringValues tags) =>
        tags.Count == 0 ? tags : new([.. tags.Select(tag => Coding().Replace(tag ?? "", "\""))]);

    [GeneratedRegex("-(br|gzip)\"")]
    private static partial Regex Coding();
}
