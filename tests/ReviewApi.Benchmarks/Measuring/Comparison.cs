namespace ReviewApi.Benchmarks.Measuring;

/// <summary>The API at one job, and what it is compared with if anything.</summary>
internal sealed record Comparison(Job Job, Result? Limit, Result Api)
{
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>How many times as much as the limit it costs.</summary>
    public double? Ratio => Limit is null ? null : Api.Cost / Limit.Cost;

    /// <summary>Measures both in turns, so that whatever else goes on on the machine meets both alike.</summary>
    public static async Task<Comparison> Of(Job job, Subject? limit, Subject api, TimeSpan roundLength, int rounds)
    {
        Subject[] subjects = limit is null ? [api] : [limit, api];
        // Until the runtime has compiled what is hot.
        foreach (var subject in subjects)
            await subject.Load(job.Clients, WarmUp);
        var seen = subjects.ToDictionary(subject => subject, _ => new List<Round>());
        for (var round = 0; round < rounds; round++)
            foreach (var subject in subjects)
                seen[subject].Add(await subject.Load(job.Clients, roundLength));
        return new Comparison(job, limit is null ? null : Result.Of(seen[limit]), Result.Of(seen[api]));
    }
}

/// <summary>A service at one job.</summary>
/// <param name="Cost">Microseconds of processor time a request, service and PostgreSQL together: the round in the middle.</param>
/// <param name="OfPostgres">PostgreSQL's share of it, of all rounds.</param>
/// <param name="Size">Bytes of an answer's body.</param>
internal sealed record Result(double Cost, double OfPostgres, double Size)
{
    public static Result Of(IReadOnlyList<Round> rounds) => new(
        rounds.Select(round => round.Processor.Total.TotalMicroseconds / round.Answers.Length).Order().ElementAt(rounds.Count / 2),
        rounds.Sum(round => round.Processor.Postgres.TotalSeconds) / rounds.Sum(round => round.Processor.Total.TotalSeconds),
        rounds.SelectMany(round => round.Answers).Average(answer => answer.Size));
}
