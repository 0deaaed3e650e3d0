using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReviewApi.Tests.Support;

/// <summary>What every refusal keeps to: an RFC 9457 body that gives nothing of the inside away.</summary>
static partial class Refusals
{
    /// <summary>The problem that an answer is, after checking all that problems share.</summary>
    public static async Task<JsonObject> Problem(this HttpResponseMessage answer, HttpStatusCode status, string because = "")
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{because} Expected {(int)status}, got {(int)answer.StatusCode} {body}");
        Assert.Null(FaultOfProblem(
            (int)status, answer.Content.Headers.ContentType?.ToString(), answer.RequestMessage!.RequestUri!.AbsolutePath, body));
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>What is wrong with a problem; null where it is right.</summary>
    public static string? FaultOfProblem(int status, string? contentType, string? path, string body)
    {
        if (contentType != "application/problem+json")
            return $"{status} is answered as {contentType}";
        if (JsonNode.Parse(body) is not JsonObject problem)
            return "The body is no object";
        if ((int?)problem["status"] != status)
            return $"status is {problem["status"]}, not {status}";
        if (!Type().IsMatch((string?)problem["type"] ?? "")
            || string.IsNullOrWhiteSpace((string?)problem["title"])
            || string.IsNullOrWhiteSpace((string?)problem["detail"]))
            return $"type, title or detail is missing: {body}";
        if (!TraceId().IsMatch((string?)problem["traceId"] ?? ""))
            return $"traceId is {problem["traceId"]}";
        if (path is not null && Uri.UnescapeDataString((string?)problem["instance"] ?? "") != Uri.UnescapeDataString(path))
            return $"instance is {problem["instance"]}, not {path}";
        foreach (var error in problem["errors"] as JsonArray ?? [])
            if (string.IsNullOrEmpty((string?)error!["code"])
                || string.IsNullOrEmpty((string?)error["detail"])
                || (error["pointer"] is null) == (error["parameter"] is null))
                return $"An item of errors lacks a member: {error}";
        return Leak(problem);
    }

    /// <summary>The places and codes of a problem's errors, in order.</summary>
    public static IReadOnlyList<(string Place, string Code)> Faults(this JsonObject problem) =>
        (problem["errors"] as JsonArray ?? [])
            .Select(error => ((string)(error!["pointer"] ?? error["parameter"])!, (string)error["code"]!)).ToList();

    /// <summary>What a problem tells of the inside; null where it is nothing. Where it says what was sent, that is not looked at.</summary>
    public static string? Leak(JsonObject problem)
    {
        var said = new[] { problem["title"], problem["detail"] }
            .Concat((problem["errors"] as JsonArray ?? []).Select(error => error!["detail"]))
            .Select(text => (string?)text ?? "");
        var leak = said.Select(text => Inside().Match(text)).FirstOrDefault(match => match.Success);
        return leak is null ? null : $"It gives away \"{leak.Value}\": {problem.ToJsonString()}";
    }

    [GeneratedRegex("^/problems/[a-z-]+$")]
    private static partial Regex Type();

    [GeneratedRegex("^(?!0{32})[0-9a-f]{32}$")]
    private static partial Regex TraceId();

    [GeneratedRegex("""
        \bat\ [A-Za-z_.]+\(                                   # a frame of a stack
        | \b(System|Microsoft|Npgsql|Dapper|FluentValidation|ReviewApi|Swashbuckle)\.\w
        | Npgsql | Kestrel | PostgreSQL\ [0-9] | \w+Exception\b | \bLineNumber\b | \bBytePosition
        | \b(select|delete)\b.+\bfrom\b | insert\ into | \bupdate\b.+\bset\b | \bSQLSTATE\b | \b(relation|column|constraint)\ "
        | \w+_(pkey|key|fkey|check|idx)\b | violates
        | (?<![a-z:/])/(home|work|tmp|usr|var|root|etc|app|src)/ | [A-Z]:\\ | \.cs\b | :line\ [0-9]
        | 127\.0\.0\.1 | localhost | Password\s*= | Host\s*=
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase)]
    private static partial Regex Inside();
}
