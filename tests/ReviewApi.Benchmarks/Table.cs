using ReviewApi.Benchmarks.Measuring;

namespace ReviewApi.Benchmarks;

/// <summary>The table of results, a line as soon as there is one.</summary>
internal static class Table
{
    public static void WriteHead() => Console.WriteLine(
        "µs: processor time of a request, service and PostgreSQL together. deep-page is against the API's first page; "
        + "32-clients is judged by p99.\n"
        + """

        | job          | limit µs | API µs | ratio |   goal | met | req/s | p50 ms | p99 ms | limit's p99 |
        | ------------ | -------: | -----: | ----: | -----: | --- | ----: | -----: | -----: | ----------: |
        """);

    public static void Write(Comparison result)
    {
        var (job, limit, api) = (result.Job, result.Limit, result.Api);
        var goal = job.ByLatency ? $"{job.Goal:0} ms" : $"{job.Goal:0.0}";
        var met = result.IsMet ? "yes" : "no";
        Console.WriteLine($"| {job.Name,-12} | {limit.Cost,8:0} | {api.Cost,6:0} | {api.Cost / limit.Cost,5:0.00} | {goal,6} | {met,-3} "
            + $"| {api.PerSecond,5:0} | {api.P50,6:0.00} | {api.P99,6:0.00} | {limit.P99,11:0.00} |");
    }
}
