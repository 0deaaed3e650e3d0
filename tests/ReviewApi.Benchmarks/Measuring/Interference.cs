namespace ReviewApi.Benchmarks.Measuring;

/// <summary>How long simple reads take alone, and while dear questions are asked beside them.</summary>
/// <param name="Alone">The latency in milliseconds that 99 of 100 stay below.</param>
/// <param name="Beside">The same beside the questions.</param>
internal sealed record Interference(double Alone, double Beside)
{
    const int Readers = 4;
    const int Askers = 8;

    /// <summary>Measures both in turns.</summary>
    public static async Task<Interference> Of(Subject simple, Subject dear, TimeSpan roundLength, int rounds)
    {
        var (alone, beside) = (new List<Round>(), new List<Round>());
        for (var round = 0; round < rounds; round++)
        {
            alone.Add(await simple.Load(Readers, roundLength));
            // The questions are there before the reads and after them.
            var asked = dear.Load(Askers, roundLength * 1.5);
            await Task.Delay(roundLength / 4);
            beside.Add(await simple.Load(Readers, roundLength));
            await asked;
        }
        return new Interference(P99(alone), P99(beside));
    }

    static double P99(IEnumerable<Round> rounds)
    {
        var latencies = rounds.SelectMany(round => round.Answers).Select(answer => answer.Latency).Order().ToArray();
        return latencies[latencies.Length * 99 / 100].TotalMilliseconds;
    }
}
