using System.Collections.Concurrent;
using System.Diagnostics;

namespace ReviewApi.Tests.Support;

/// <summary>What is asked of PostgreSQL, as Npgsql traces it: a text for each round trip.</summary>
static class Statements
{
    /// <summary>What a request asks.</summary>
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

    /// <summary>Waits until a statement that has these words, and begins later than this, has been run in a database.</summary>
    public static async Task Next(string words, string database)
    {
        var (now, done) = (DateTime.UtcNow, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.StartTimeUtc >= now && Equals(activity.GetTagItem("db.namespace"), database)
                    && activity.GetTagItem("db.query.text") is string statement && statement.Contains(words, StringComparison.Ordinal))
                    done.TrySetResult();
            },
        };
        ActivitySource.AddActivityListener(listener);
        await done.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
