using System.Collections.Concurrent;

namespace ReviewApi.Tests.Http;

/// <summary>The app with the review that the examples of the OpenAPI document name, published.</summary>
public sealed class ExampleFixture : ApiFixture
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Desk.Published(Example.Sample());
    }
}

/// <summary>
/// Hostile requests at the operations that the OpenAPI document lists: none ends in a 5xx, and every refusal is a problem, but for those
/// of the web server itself, which refuses what is no HTTP before the application sees it.
/// </summary>
public sealed class HostileInputTests(ExampleFixture api) : IClassFixture<ExampleFixture>
{
    // 400 and 414: the request line, a header; 405: the target *; 413: Content-Length; 431: headers; 501 and 505: transfer codings and
    // versions.
    static readonly int[] RefusalsOfTheServer = [400, 405, 413, 414, 431, 501, 505];

    public static TheoryData<string> Ids => [.. HostileRequests.Ids.Keys];

    public static TheoryData<string> Queries => [.. HostileRequests.Queries.Keys];

    public static TheoryData<string> Headers => [.. HostileRequests.Headers.Keys];

    public static TheoryData<string> Replaced => [.. HostileRequests.Replaced.Keys];

    public static TheoryData<string> Lines => [.. HostileRequests.Lines.Keys];

    public static TheoryData<string> BodyNames => [.. HostileRequests.Bodies.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public Task Given_a_hostile_id_when_sent_to_any_operation_then_it_is_refused_as_a_problem(string id) =>
        AssertRefusedWell(id, HostileRequests.Ids[id]);

    [Theory]
    [MemberData(nameof(Queries))]
    public Task Given_a_hostile_query_when_sent_to_any_operation_then_it_is_refused_as_a_problem(string query) =>
        AssertRefusedWell(query, HostileRequests.Queries[query]);

    [Theory]
    [MemberData(nameof(Headers))]
    public Task Given_a_hostile_header_when_sent_to_any_operation_then_it_is_ignored_or_refused_as_a_problem(string header) =>
        AssertRefusedWell(header, HostileRequests.Headers[header]);

    [Theory]
    [MemberData(nameof(Replaced))]
    public Task Given_a_hostile_value_of_a_header_when_sent_to_any_operation_then_it_is_ignored_or_refused_as_a_problem(string header) =>
        AssertRefusedWell(header, HostileRequests.Replaced[header]);

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Given_a_hostile_shape_of_a_request_when_sent_to_any_operation_then_it_is_taken_or_refused_as_a_problem(string line) =>
        AssertRefusedWell(line, HostileRequests.Lines[line]);

    [Theory]
    [MemberData(nameof(BodyNames))]
    public async Task Given_a_hostile_body_when_sent_to_any_operation_then_it_is_taken_or_refused_as_a_problem(string body)
    {
        var bytes = HostileRequests.Bodies[body]();
        await AssertRefusedWell(body, (request, _) => request.Sending(bytes));
        await AssertRefusedWell(body, (request, _) => request.Sending(bytes) with { IsChunked = true });
        await AssertRefusedWell(body, (request, operation) => operation.BodyType is null
            ? request
            : request.With("Content-Encoding: gzip").Sending(Contents.Gzip(bytes)));
    }

    // What is wrong with a request is mostly seen before it is an operation's: each has a third of the operations, and each of these has
    // requests of all kinds.
    async Task AssertRefusedWell(string name, Func<RawRequest, Operation, RawRequest> change)
    {
        var operations = Soak.Some(await api.Operations(), name);
        var faults = new ConcurrentBag<string>();
        var again = new ConcurrentBag<(Operation Operation, RawRequest Request)>();
        // Some wait for more of a request than ever comes.
        await Parallel.ForEachAsync(operations, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (operation, _) =>
        {
            var request = change(RawRequest.Of(operation, api.Anonymous.BaseAddress!.Authority), operation);
            var answer = await api.Raw(request.ToBytes());
            if (answer.Status == 503 && answer.Headers.Contains("Retry-After"))
                again.Add((operation, request));
            else if (Fault(answer, request.Method == "HEAD") is { } fault)
                faults.Add($"{operation}: {fault}");
        });
        // Eight at once may keep a busy machine from its database. Alone, none is too dear.
        foreach (var (operation, request) in again)
            if (Fault(await api.Raw(request.ToBytes()), request.Method == "HEAD") is { } fault)
                faults.Add($"{operation}: {fault}");
        using var still = await api.Anonymous.Get("/v1/reviews");
        Assert.True(still.IsSuccessStatusCode);
        Assert.True(faults.IsEmpty, string.Join('\n', faults));
    }

    // The application's own answers have its headers.
    static string? Fault(RawAnswer answer, bool isHead) => answer.Status switch
    {
        < 400 => null,
        _ when !answer.Headers.Contains("X-Content-Type-Options") =>
            RefusalsOfTheServer.Contains(answer.Status) ? null : $"{answer.Status} of the server",
        >= 500 => $"{answer.Status} {answer.Body}",
        _ when isHead => answer.Body.Length == 0 ? null : "HEAD is answered with a body",
        _ when answer.Body.Length == 0 => $"{answer.Status} without a body",
        _ => Refusals.FaultOfProblem(answer.Status, answer.ContentType, path: null, answer.Body),
    };
}
