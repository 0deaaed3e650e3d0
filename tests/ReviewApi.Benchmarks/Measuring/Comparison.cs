namespace ReviewApi.Benchmarks.Measuring;

/// <summary>The API and the limit at one job.</summary>
internal sealed record Comparison(Job Job, Result Limit, Result Api)
{
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public bool IsMet => (Job.ByLatency ? Api.P99 : Api.Cost / Limit.Cost) <= Job.Goal;

    /// <summary>Measures both in turns, so that whatever else goes on on the machine meets both alike.</summary>
    public static async Task<Comparison> Of(Job job, Subject limit, Subject api, TimeSpan roundLength, int rounds)
    {
        // Until the runtime has compiled what is hot.
        await limit.Load(job.Clients, WarmUp);
        await api.Load(job.Clients, WarmUp);
        var (ofLimit, ofApi) = (new List<Round>(), new List<Round>());
        for (var round = 0; round < rounds; round++)
        {
            ofLimit.Add(await limit.Load(job.Clients, roundLength));
            ofApi.Add(await api.Load(job.Clients, roundLength));
        }
        return new Comparison(job, Result.Of(ofLimit), Result.Of(ofApi));
    }
}

/// <summary>A service at one job.</summary>
/// <param name="Cost">Microseconds of processor time a request: the round in the middle.</param>
/// <param name="PerSecond">Requests answered in a second.</param>
/// <param name="P50">The latency in milliseconds that half of the requests stay below.</param>
/// <param name="P99">The latency in milliseconds that 99 of 100 stay below.</param>
internal sealed record Result(double Cost, double PerSecond, double P50, double P99)
{
    public static Result Of(IReadOnlyList<Round> rounds)
    {
        var latencies = rounds.SelectMany(round => round.Latencies).Order().ToArray();
        return new Result(
            rounds.Select(round => round.Processor.TotalMicroseconds / round.Latencies.Length).Order().ElementAt(rounds.Count / 2),
            latencies.Length / rounds.Sum(round => round.Elapsed.TotalSeconds),
            latencies[latencies.Length / 2].TotalMilliseconds,
            latencies[latencies.Length * 99 / 100].TotalMilliseconds);
    }
}
