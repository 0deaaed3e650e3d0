using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using ReviewApi.Database;
using ReviewApi.Rules;

namespace ReviewApi.Http;

/// <summary>Reads bodies strictly: a body that is not what the operation takes ends as 400, 413 or 415.</summary>
internal static class JsonBody
{
    public const string MediaType = "application/json";
    public const string MergePatchMediaType = "application/merge-patch+json";

    /// <summary>The most bytes that a body may have, unpacked.</summary>
    public const int MaxSize = 1024 * 1024;

    /// <summary>What is wrong with a body that cannot be read.</summary>
    public const string Unreadable = "It is not one whole gzip as Content-Encoding says, or its chunks are malformed.";

    const int MostLevels = 64;

    static readonly JsonDocumentOptions Strict = new() { MaxDepth = MostLevels };

    /// <summary>Reads a body as a T.</summary>
    public static async Task<T> Read<T>(HttpRequest request, CancellationToken cancellation)
    {
        RequireType(request, MediaType);
        using var document = await Parse(request, cancellation);
        return Of<T>(document);
    }

    /// <summary>Reads a line of a stream of JSON documents as a T.</summary>
    public static T ReadLine<T>(ReadOnlyMemory<byte> line)
    {
        using var document = Parse(line, error => $"byte {error.BytePositionInLine + 1}");
        return Of<T>(document);
    }

    static T Of<T>(JsonDocument document)
    {
        Require(StrictJson.Compare(document.RootElement, typeof(T)));
        return document.RootElement.Deserialize<T>(Json.Input)!;
    }

    /// <summary>Reads a body as a T; null where there is none.</summary>
    public static async Task<T?> ReadOptional<T>(HttpRequest request, CancellationToken cancellation) where T : class
    {
        if (!await HasBody(request, cancellation))
            return null;
        return await Read<T>(request, cancellation);
    }

    /// <summary>Whether the operation that is asked for takes a body.</summary>
    public static bool TakesBody(this HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<BodyType>() is not null;

    /// <summary>Refuses a body where the operation takes none: what was sent is not ignored.</summary>
    public static async ValueTask<object?> RefuseUntaken(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!http.TakesBody() && await HasBody(http.Request, http.RequestAborted))
            throw new ProblemException(Problems.InvalidRequest, "This operation takes no body.",
                new Fault { Pointer = "", Code = "unexpected_body", Detail = "Leave the body out." });
        return await next(context);
    }

    // A body in chunks shows only when it is read that it is empty.
    static async Task<bool> HasBody(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HttpContext.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody)
            return false;
        var body = await ReadAll(request, cancellation);
        request.Body = new MemoryStream(body);
        return body.Length > 0;
    }

    /// <summary>Reads a body as a merge patch (RFC 7396) of a T.</summary>
    public static async Task<MergePatch<T>> ReadPatch<T>(HttpRequest request, CancellationToken cancellation)
    {
        RequireType(request, MergePatchMediaType);
        using var document = await Parse(request, cancellation);
        Require(StrictJson.Compare(document.RootElement, typeof(T), nullRemoves: true));
        return new MergePatch<T>(JsonObject.Create(document.RootElement.Clone())!);
    }

    /// <summary>Requires that a body says to be of a type: 415 otherwise.</summary>
    public static void RequireType(HttpRequest request, string mediaType)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var sent)
            && sent.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
            && sent.Parameters.All(IsUtf8)
            && request.Headers.ContentEncoding.Count == 0)
            return;
        throw new ProblemException(Problems.UnsupportedMediaType, $"The body has to be {mediaType} in UTF-8, plain or gzip.")
        {
            Headers = mediaType == MergePatchMediaType
                ? [("Accept-Encoding", "gzip"), ("Accept-Patch", MergePatchMediaType)]
                : [("Accept-Encoding", "gzip")],
        };
    }

    static bool IsUtf8(NameValueHeaderValue parameter) =>
        !parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)
        || HeaderUtilities.RemoveQuotes(parameter.Value).Value?.ToLowerInvariant() is "utf-8" or "utf8";

    /// <summary>The bytes of a body, unpacked.</summary>
    public static async Task<byte[]> ReadAll(HttpRequest request, CancellationToken cancellation)
    {
        using var reading = Deadline.Pause(request.HttpContext);
        if (request.ContentLength > MaxSize)
            throw TooLarge();
        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        try
        {
            for (int count; (count = await request.Body.ReadAsync(chunk, cancellation)) > 0;)
            {
                if (body.Length + count > MaxSize)
                    throw TooLarge();
                body.Write(chunk, 0, count);
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw NotReadable();
        }
        return body.ToArray();
    }

    public static ProblemException NotReadable() => new(
        Problems.InvalidRequest, "The body cannot be read.", new Fault { Pointer = "", Code = "unreadable_body", Detail = Unreadable });

    static async Task<JsonDocument> Parse(HttpRequest request, CancellationToken cancellation)
    {
        return Parse(await ReadAll(request, cancellation), error => $"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}");
    }

    static JsonDocument Parse(ReadOnlyMemory<byte> bytes, Func<JsonException, string> placeOf)
    {
        if (bytes.Span.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        try
        {
            return JsonDocument.Parse(bytes, Strict);
        }
        catch (JsonException error)
        {
            var place = placeOf(error);
            if (IsTooDeep(bytes.Span))
                throw new ProblemException(
                    Problems.InvalidRequest, $"The body is nested more than {MostLevels} levels deep: see {place}.",
                    new Fault
                    {
                        Pointer = "",
                        Code = "nested_too_deep",
                        Detail = $"At {place} begins level {MostLevels + 1} of what is nested; {MostLevels} are the most.",
                    });
            throw new ProblemException(
                Problems.InvalidRequest, $"The body is not JSON: see {place}.",
                new Fault { Pointer = "", Code = "malformed_json", Detail = $"Malformed at {place}." });
        }
    }

    // Whether a level too many begins before anything else is wrong.
    static bool IsTooDeep(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MostLevels + 1 });
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth == MostLevels)
                    return true;
        }
        catch (JsonException)
        {
            // It is malformed before that.
        }
        return false;
    }

    static ProblemException TooLarge() => new(Problems.PayloadTooLarge, Problems.PayloadTooLarge.Help);

    static void Require(IReadOnlyList<Fault> faults)
    {
        if (faults.Count > 0)
            throw new ProblemException(Problems.InvalidRequest, "The body is not what this operation takes.", faults);
    }
}
