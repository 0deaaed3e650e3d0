using System.Text.Json;
using System.Text.RegularExpressions;
using ReviewApi.Benchmarks.Measuring;

namespace ReviewApi.Benchmarks.Growth;

/// <summary>The plans by which PostgreSQL answers questions, as its auto_explain logs them.</summary>
internal static partial class Plans
{
    // After some executions a prepared statement's plan may be another one.
    const int Executions = 8;

    /// <summary>
    /// Writes for each question every statement's plan, and before it what reads a whole table or sorts more than a page.
    /// </summary>
    public static async Task Write(IEnumerable<string> paths, BenchmarkServer server)
    {
        await server.Execute(
            "alter database reviews set session_preload_libraries = 'auto_explain'",
            "alter database reviews set auto_explain.log_min_duration = 0",
            "alter database reviews set auto_explain.log_analyze = on",
            "alter database reviews set auto_explain.log_timing = off",
            "alter database reviews set auto_explain.log_format = json");
        await using var api = await MeasuredService.StartApi(server.ConnectionString);
        foreach (var path in paths)
        {
            for (var execution = 1; execution < Executions; execution++)
                await Ask(path, api);
            var plans = await Logged(server, () => Ask(path, api));
            Console.WriteLine($"\n{path}");
            foreach (var remark in plans.SelectMany(plan => plan.Remarks()).Distinct())
                Console.WriteLine($"  ! {remark}");
            foreach (var plan in plans)
                plan.Write(depth: 1);
        }
    }

    static async Task Ask(string path, MeasuredService api)
    {
        using var answer = await api.Send(Job.Get(path), CancellationToken.None);
        await answer.Content.CopyToAsync(Stream.Null);
    }

    static async Task<IReadOnlyList<PlanNode>> Logged(BenchmarkServer server, Func<Task> work)
    {
        var before = new FileInfo(server.Log).Length;
        await work();
        await using var log = new FileStream(server.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = before;
        using var reader = new StreamReader(log);
        return Plan().Matches(await reader.ReadToEndAsync())
            .Select(match => PlanNode.Parse(JsonDocument.Parse(match.Groups["json"].Value).RootElement.GetProperty("Plan")))
            .ToList();
    }

    [GeneratedRegex(@"plan:\n(?<json>(\t.*\n)+)")]
    private static partial Regex Plan();
}

/// <summary>A step of a plan that was executed.</summary>
internal sealed record PlanNode(string Kind, string? Of, double Rows, double Read, IReadOnlyList<PlanNode> Children)
{
    // With one more, by which a next page is known.
    const int LargestPage = 101;

    /// <summary>A node of EXPLAIN's JSON, without what was never executed.</summary>
    public static PlanNode Parse(JsonElement json) => new(
        json.GetProperty("Node Type").GetString()!,
        Text(json, "Index Name") ?? Text(json, "Relation Name"),
        Number(json, "Actual Rows") * Number(json, "Actual Loops"),
        (Number(json, "Actual Rows") + Number(json, "Rows Removed by Filter") + Number(json, "Rows Removed by Index Recheck"))
            * Number(json, "Actual Loops"),
        json.TryGetProperty("Plans", out var plans)
            ? plans.EnumerateArray().Where(plan => Number(plan, "Actual Loops") > 0).Select(Parse).ToList()
            : []);

    /// <summary>What reads a whole table, or sorts more than a page.</summary>
    public IEnumerable<string> Remarks()
    {
        if (Kind == "Seq Scan")
            yield return $"reads all of {Of}";
        if (Kind.EndsWith("Sort", StringComparison.Ordinal) && Children[0].Rows > LargestPage)
            yield return $"sorts {Children[0].Rows:N0} rows";
        foreach (var remark in Children.SelectMany(child => child.Remarks()))
            yield return remark;
    }

    public void Write(int depth)
    {
        Console.WriteLine(
            $"{new string(' ', 2 * depth)}{Kind}{(Of is null ? "" : $" {Of}")}: {Rows:N0} rows{(Read > Rows ? $" of {Read:N0}" : "")}");
        foreach (var child in Children)
            child.Write(depth + 1);
    }

    static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    static double Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
}
