using System.Diagnostics;

namespace ReviewApi.Benchmarks.Measuring;

/// <summary>A service with one kind of request: what is measured.</summary>
internal sealed record Subject(MeasuredService Service, Func<HttpRequestMessage> Request, int Postmaster)
{
    /// <summary>Keeps so many requests under way for a time, each client sending its next when it has the answer.</summary>
    public async Task<Round> Load(int clients, TimeSpan duration)
    {
        var before = ProcessorTime.Of(Service.ProcessId, Postmaster);
        var start = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(() => Client(start, duration))));
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new Round([.. latencies.SelectMany(one => one)], elapsed, ProcessorTime.Of(Service.ProcessId, Postmaster) - before);
    }

    async Task<List<TimeSpan>> Client(long start, TimeSpan duration)
    {
        var latencies = new List<TimeSpan>();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            using var request = Request();
            var sent = Stopwatch.GetTimestamp();
            using var answer = await Service.Send(request, CancellationToken.None);
            await answer.Content.CopyToAsync(Stream.Null);
            latencies.Add(Stopwatch.GetElapsedTime(sent));
            if ((int)answer.StatusCode >= 400)
                throw new CouldNotRunException($"{request.Method} {request.RequestUri} was answered with {(int)answer.StatusCode}.");
        }
        return latencies;
    }
}

/// <summary>What was seen while a service was kept busy.</summary>
internal sealed record Round(TimeSpan[] Latencies, TimeSpan Elapsed, TimeSpan Processor);
