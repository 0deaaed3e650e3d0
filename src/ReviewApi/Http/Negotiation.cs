using System.Runtime.CompilerServices;
using Microsoft.Net.Http.Headers;

namespace ReviewApi.Http;

/// <summary>The type of the answer: one that the operation has, and that the request accepts.</summary>
internal static class Negotiation
{
    static readonly ConditionalWeakTable<Endpoint, IReadOnlyList<string>> Offered = [];

    /// <summary>Refuses an Accept that the operation cannot meet.</summary>
    public static void UseNegotiation(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.GetEndpoint() is not { } endpoint)
            return next(http);
        var offered = Offered.GetValue(endpoint, one => one.SuccessTypes());
        if (offered.Count > 0 && http.Request.Preferred(offered) is null)
            throw new ProblemException(Problems.NotAcceptable, $"This address answers in {string.Join(", ", offered)}.");
        if (offered.Count > 1)
            http.Response.Headers.Append("Vary", "Accept");
        return next(http);
    });

    /// <summary>
    /// The type that Accept likes best of those that an address answers in, the first of equals; null where it takes none.
    /// </summary>
    public static string? Preferred(this HttpRequest request, IReadOnlyList<string> offered)
    {
        if (request.Headers.Accept is [] or ["*/*"] || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
            return offered[0];
        return offered.Select(type => (Type: type, Quality: Quality(type))).Where(one => one.Quality > 0).DefaultIfEmpty()
            .MaxBy(one => one.Quality).Type;

        // The most specific range that holds the type decides (RFC 9110, section 12.5.1).
        double Quality(string type) => accepted
            .Where(range => range.MatchesAllTypes
                || (range.MatchesAllSubTypes
                    ? type.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase)
                    : range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .Select(range => range.Quality ?? 1)
            .FirstOrDefault();
    }
}
