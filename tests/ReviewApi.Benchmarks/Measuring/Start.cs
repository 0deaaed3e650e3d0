namespace ReviewApi.Benchmarks.Measuring;

/// <summary>What it takes to start the API until it is ready.</summary>
/// <param name="Processor">The processor time.</param>
/// <param name="Bytes">The memory that it then has.</param>
internal sealed record Start(ProcessorTime Processor, long Bytes)
{
    public static async Task<Start> Of(BenchmarkServer server)
    {
        // The new process has no time before.
        var before = ProcessorTime.Of(service: 0, server.Postmaster);
        await using var api = await MeasuredService.StartApi(server.ConnectionString);
        return new Start(ProcessorTime.Of(api.ProcessId, server.Postmaster) - before, api.ResidentBytes);
    }
}
