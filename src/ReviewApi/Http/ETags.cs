using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace ReviewApi.Http;

/// <summary>Entity tags, and the preconditions that name them (RFC 9110 section 13).</summary>
internal static partial class ETags
{
    /// <summary>A strong entity tag of some bytes.</summary>
    public static string Compute(ReadOnlySpan<byte> body) => $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"";

    /// <summary>
    /// Whether If-Match or If-None-Match is *, which stands alone, or names a tag; a weak tag names none where the comparison is strong.
    /// </summary>
    public static bool Names(StringValues header, string etag, bool strong)
    {
        if (header is [var only] && only == etag)
            return true;
        var text = string.Join(',', header.AsEnumerable());
        if (text.Trim() == "*")
            return true;
        var elements = Element().Matches(text);
        // What is not a list of tags from end to end names nothing.
        return elements.Sum(element => element.Length) == text.Length
            && elements.Any(element => element.Groups["tag"].Value == etag && !(strong && element.Groups["weak"].Success));
    }

    /// <summary>
    /// Requires If-Match to name what is to be changed: 404 where there is nothing, 428 without the header, 412 where it names something
    /// else or If-None-Match forbids what is there.
    /// </summary>
    public static void RequireMatch(HttpRequest request, string? current, Func<ProblemException> notFound)
    {
        var (ifMatch, ifNoneMatch) = (request.Headers.IfMatch, request.Headers.IfNoneMatch);
        if (current is null)
            throw notFound();
        if (ifNoneMatch.Count > 0 && Names(ifNoneMatch, current, strong: false))
            throw new ProblemException(Problems.PreconditionFailed, "If-None-Match names what is here.");
        if (ifMatch.Count == 0)
            throw new ProblemException(Problems.PreconditionRequired, Problems.PreconditionRequired.Help);
        if (!Names(ifMatch, current, strong: true))
            throw new ProblemException(Problems.PreconditionFailed, Problems.PreconditionFailed.Help);
    }

    // A list may have empty elements (RFC 9110 section 5.6.1.2).
    [GeneratedRegex(@"\G[ \t]*((?<weak>W/)?(?<tag>""[!#-~\u0080-\uffff]*"")[ \t]*)?(,|\z)", RegexOptions.ExplicitCapture)]
    private static partial Regex Element();
}
