using System.Diagnostics;
using System.Text.Json;
using ReviewApi.Rules;

namespace ReviewApi.Http;

/// <summary>The kinds of problems, and how one is answered: application/problem+json whatever Accept says.</summary>
internal static class Problems
{
    public const string MediaType = "application/problem+json";

    const int MostEchoed = 200;
    const int LongestDetail = 2000;

    public static readonly ProblemKind InvalidRequest = new(400, "invalid-request", "The request is not well-formed",
        "The body is not the JSON that the operation takes (malformed, a wrong type, an unknown or duplicate member, null), "
            + "or a parameter or header has a value that it cannot have. errors names the places.",
        "Send JSON as the operation takes it, and values as its parameters have them: each of errors names the place and often "
            + "what is meant.");
    public static readonly ProblemKind Unauthorized = new(401, "unauthorized", "A valid key is needed",
        "Send a key of this API as Authorization: Bearer followed by the key. "
            + "A key that is wrong, expired or revoked is refused on every route.",
        "Send a key that is valid now, or none where a public read is enough.");
    public static readonly ProblemKind Forbidden = new(403, "forbidden", "The key may not do this",
        "The key is valid but lacks the scope that the operation needs.",
        "Use a key with that scope, or ask an admin for one.");
    public static readonly ProblemKind NotFound = new(404, "not-found", "Not found",
        "Nothing is at this address, or it is not for the caller to see.",
        "Look the id or the slug up in a list; what is not public needs a key.");
    public static readonly ProblemKind MethodNotAllowed = new(405, "method-not-allowed", "The method is not allowed here",
        "The header Allow lists the methods that the address has.",
        "Use one of the methods in Allow.");
    public static readonly ProblemKind NotAcceptable = new(406, "not-acceptable", "No acceptable type is available",
        "The header Accept names no type that the address answers in.",
        "Ask for a type that detail names, or leave Accept out.");
    public static readonly ProblemKind Conflict = new(409, "conflict", "The request conflicts with what is stored",
        "Something unique exists already (conflictsWith says where), or the review is in a state that does not allow the change "
            + "(state says which, allowed what it does allow), or a request of the same Idempotency-Key is still running.",
        "Read what is there first: change that instead of making another, take an action that is allowed, or come again after "
            + "Retry-After.");
    public static readonly ProblemKind Gone = new(410, "gone", "It is gone",
        "The review was live and has been withdrawn; or the cursor is of a history of changes that this database does not have.",
        "A withdrawn review comes back at the same address if it is restored. For a cursor: read the export anew, and go on from its "
            + "Changes-Cursor.");
    public static readonly ProblemKind PreconditionFailed = new(412, "precondition-failed", "It has changed since it was read",
        "The ETag in If-Match is not the current one. Read it again, apply the change to what is there now, and send its ETag.",
        "Read it again, make the change there, and send the ETag of what was read now.");
    public static readonly ProblemKind PayloadTooLarge = new(413, "payload-too-large", "The body is too large",
        "A body may have 1 MiB, counted after it is unpacked.",
        "Send less at once, as one review for each request.");
    public static readonly ProblemKind UnsupportedMediaType = new(415, "unsupported-media-type", "The body is of a type that is not taken",
        "Bodies are application/json in UTF-8 (application/merge-patch+json for PATCH), plain or with Content-Encoding gzip.",
        "Say application/json in Content-Type, for PATCH application/merge-patch+json; send it plain or as gzip.");
    public static readonly ProblemKind ExpectationFailed = new(417, "expectation-failed", "The expectation cannot be met",
        "The only expectation that is met is 100-continue.",
        "Leave the header Expect out.");
    public static readonly ProblemKind Validation = new(422, "validation", "The content is not valid",
        "The body is well-formed, but some of it cannot be so. errors lists every fault with its place, a stable code and a sentence.",
        "Correct every place that errors lists, and send it again; dryRun=true judges a review without storing it.");
    public static readonly ProblemKind KeyReused = new(422, "idempotency-key-reused", "The Idempotency-Key belongs to another request",
        "A request with this Idempotency-Key was answered with success in the last 24 hours, and it was to another route, with another "
            + "query or with another body.",
        "Choose a new key for a new request; send the same request with its key only to get its answer again.");
    public static readonly ProblemKind PreconditionRequired = new(428, "precondition-required", "If-Match is needed",
        "Send the ETag of what was read as If-Match, so that nobody's change is overwritten unknowingly.",
        "Read it first and send its ETag as If-Match.");
    public static readonly ProblemKind TooManyRequests = new(429, "too-many-requests", "The quota is used up",
        "RateLimit-Policy says how many requests a key, or an address without one, has in which time; "
            + "Retry-After says when there are new ones. Searches and comparisons of one caller wait for each other, "
            + "and what is too many to wait is refused too.",
        "Wait for as many seconds as Retry-After says, then ask less often, or with a key.");
    public static readonly ProblemKind Internal = new(500, "internal-error", "Something went wrong here",
        "This is a fault of the service. Its traceId finds it in the logs.",
        "Try again later; if it stays, tell the maintainers its traceId.");
    public static readonly ProblemKind NotImplemented = new(501, "not-implemented", "The format is not available",
        "The answer cannot be given in the format that was asked for. /oembed answers in JSON.",
        "Ask for JSON.");
    public static readonly ProblemKind Unavailable = new(503, "unavailable", "The service cannot answer now",
        "The database is away or busy. Try again after the time in Retry-After.",
        "Try again after as many seconds as Retry-After says; what was being written may be sent again with the same "
            + "Idempotency-Key.");

    public static readonly IReadOnlyList<ProblemKind> Kinds =
    [
        InvalidRequest, Unauthorized, Forbidden, NotFound, MethodNotAllowed, NotAcceptable, Conflict, Gone, PreconditionFailed,
        PayloadTooLarge, UnsupportedMediaType, ExpectationFailed, Validation, KeyReused, PreconditionRequired, TooManyRequests,
        Internal, NotImplemented, Unavailable,
    ];

    public static ProblemKind OfStatus(int status) =>
        Kinds.FirstOrDefault(kind => kind.Status == status) ?? (status < 500 ? InvalidRequest : Internal);

    /// <summary>A text that was sent, to be said again in an answer: its beginning where it is long.</summary>
    public static string Shortened(string text, int most = MostEchoed)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end] + "…";
    }

    public static Task Write(HttpContext http, ProblemException refused)
    {
        foreach (var (name, value) in refused.Headers)
            http.Response.Headers[name] = value;
        return Write(http, new Problem
        {
            Type = http.Request.Below(refused.Kind.Type),
            Title = refused.Kind.Title,
            Status = refused.Kind.Status,
            Detail = Shortened(refused.Message, LongestDetail),
            Instance = Instance(http),
            TraceId = TraceId(http),
            Errors = refused.Errors.Count > 0 ? refused.Errors.Select(Shortened).ToList() : null,
            ConflictsWith = refused.ConflictsWith is null ? null : http.Request.Below(refused.ConflictsWith),
            State = refused.State,
            Allowed = refused.Allowed,
            Reasons = refused.Reasons,
        });
    }

    public static Task Write(HttpContext http, ProblemKind kind) => Write(http, new ProblemException(kind, kind.Help));

    static Task Write(HttpContext http, Problem problem)
    {
        http.Response.StatusCode = problem.Status;
        http.Response.ContentType = MediaType;
        http.Response.Headers.Remove("ETag");
        if (problem.Status == StatusCodes.Status401Unauthorized)
            http.Response.Headers.WWWAuthenticate = "Bearer";
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = "2";
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, Json.Options);
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    static Fault Shortened(Fault fault) => fault with
    {
        Pointer = fault.Pointer is null ? null : Shortened(fault.Pointer),
        Parameter = fault.Parameter is null ? null : Shortened(fault.Parameter),
        Detail = Shortened(fault.Detail, LongestDetail),
    };

    // It is an address: an ellipsis would not be one, nor would half of a %2F.
    static string Instance(HttpContext http)
    {
        var path = http.Request.Below(http.Request.Path.ToUriComponent());
        if (path.Length <= MostEchoed)
            return path;
        var end = path.AsSpan(MostEchoed - 2, 2).IndexOf('%') is var cut and >= 0 ? MostEchoed - 2 + cut : MostEchoed;
        return path[..end] + "...";
    }

    static string TraceId(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
}
