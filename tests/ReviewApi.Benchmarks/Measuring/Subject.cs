using System.Diagnostics;

namespace ReviewApi.Benchmarks.Measuring;

/// <summary>A service with one kind of request: what is measured.</summary>
internal sealed record Subject(MeasuredService Service, Func<HttpRequestMessage> Request, int Postmaster)
{
    /// <summary>Whether a request may be refused, as too many at once are.</summary>
    public bool MayBeRefused { get; init; }

    /// <summary>Keeps so many requests under way for a time, each client sending its next when it has the answer.</summary>
    public async Task<Round> Load(int clients, TimeSpan duration)
    {
        var before = ProcessorTime.Of(Service.ProcessId, Postmaster);
        var start = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(() => Client(start, duration))));
        return new Round([.. answers.SelectMany(one => one)], ProcessorTime.Of(Service.ProcessId, Postmaster) - before);
    }

    async Task<List<(TimeSpan Latency, int Size)>> Client(long start, TimeSpan duration)
    {
        var answers = new List<(TimeSpan, int)>();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            using var request = Request();
            var sent = Stopwatch.GetTimestamp();
            using var answer = await Service.Send(request, CancellationToken.None);
            var body = await answer.Content.ReadAsByteArrayAsync();
            answers.Add((Stopwatch.GetElapsedTime(sent), body.Length));
            if ((int)answer.StatusCode >= 400 && !MayBeRefused)
                throw new RefusedException($"{request.RequestUri}", (int)answer.StatusCode);
        }
        return answers;
    }
}

/// <summary>What was seen while a service was kept busy.</summary>
internal sealed record Round((TimeSpan Latency, int Size)[] Answers, ProcessorTime Processor);
