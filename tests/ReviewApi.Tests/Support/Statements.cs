using System.Collections.Concurrent;
using System.Diagnostics;

namespace ReviewApi.Tests.Support;

/// <summary>What a request asks PostgreSQL, as Npgsql traces it: a text for each round trip.</summary>
static class Statements
{
    public static async Task<IReadOnlyList<string>> Of(Func<(string Name, string Value), Task<HttpResponseMessage>> send)
    {
        var (trace, statements) = (ActivityTraceId.CreateRandom(), new ConcurrentQueue<string>());
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace && activity.GetTagItem("db.query.text") is string statement)
                    statements.Enqueue(statement.Trim());
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var answer = await send(("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01"));
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage}: {answer.StatusCode}");
        return [.. statements];
    }
}
