namespace ReviewApi.Benchmarks.Measuring;

/// <summary>What it takes to start the API until it is ready.</summary>
/// <param name="Processor">The processor time.</param>
/// <param name="Bytes">The memory that it then has.</param>
internal sealed record Start(ProcessorTime Processor, long Bytes)
{
    /// <summary>Starts it so many times on a database; gives the one in the middle.</summary>
    public static async Task<Start> Of(string connectionString, BenchmarkServer server, int times)
    {
        var starts = new List<Start>();
        while (starts.Count < times)
            starts.Add(await Of(connectionString, server));
        return starts.OrderBy(start => start.Processor.Total).ElementAt(times / 2);
    }

    static async Task<Start> Of(string connectionString, BenchmarkServer server)
    {
        // The new process has no time before.
        var before = ProcessorTime.Of(service: 0, server.Postmaster);
        await using var api = await MeasuredService.StartApi(connectionString);
        return new Start(ProcessorTime.Of(api.ProcessId, server.Postmaster) - before, api.ResidentBytes);
    }
}
