using System.Text.Json;
using ReviewApi.Benchmarks.Measuring;

namespace ReviewApi.Benchmarks.Growth;

/// <summary>A run: each question to a small catalogue, then to a large one, then the plans by which PostgreSQL answered it there.</summary>
internal static class GrowthRun
{
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.7);
    static readonly TimeSpan Measured = TimeSpan.FromSeconds(2);

    public static async Task Run(Options options)
    {
        await using var server = await BenchmarkServer.Start();
        var small = await Fill(options, server);
        await server.Settle();
        var before = await Costs(server);

        Console.WriteLine($"Making them {options.Times} times as many ...");
        await Multiplication.Add(options.Times - 1, server.ConnectionString);
        await server.Settle();
        var after = await Costs(server);

        Console.WriteLine(
            $"{small:N0} and {(long)small * options.Times:N0} reviews, "
            + $"PostgreSQL {server.Version}, {Environment.ProcessorCount} processors");
        WriteTable(before, after);
        await Plans.Write(Question.All, server);
    }

    static async Task<int> Fill(Options options, BenchmarkServer server)
    {
        await using var api = await MeasuredService.StartApi(server.ConnectionString);
        Console.WriteLine($"Putting {options.Reviews:N0} reviews in ...");
        await new Catalogue(options.Reviews).Fill(api);
        return options.Reviews;
    }

    static async Task<IReadOnlyList<(string Name, Goal Goal, Cost Cost)>> Costs(BenchmarkServer server)
    {
        await using var api = await MeasuredService.StartApi(server.ConnectionString);
        var costs = new List<(string, Goal, Cost)>();
        // Until the runtime has compiled what all of them need.
        foreach (var question in Question.All)
            await Subject(question.Path, api, server).Load(clients: 1, WarmUp);
        foreach (var question in Question.All)
            costs.Add((question.Path, question.Goal, await Measure(question.Path, api, server)));
        foreach (var path in new[] { "/v1/reviews?", "/v1/reviews?sort=-picture&", "/v1/reviews?format=dvd&" })
            costs.Add(($"{path}cursor= of the middle", Goal.List, await Measure($"{path}cursor={await Middle(path, api)}", api, server)));
        return costs;
    }

    static async Task<Cost> Measure(string path, MeasuredService api, BenchmarkServer server)
    {
        var subject = Subject(path, api, server);
        await subject.Load(clients: 1, WarmUp);
        var round = await subject.Load(clients: 1, Measured);
        var latencies = round.Latencies.Order().ToArray();
        return new Cost(round.Processor / latencies.Length, latencies[latencies.Length / 2], latencies[^1]);
    }

    static Subject Subject(string path, MeasuredService api, BenchmarkServer server) =>
        new(api, () => new HttpRequestMessage(HttpMethod.Get, path), server.Postmaster);

    // As a client gets there: by following next.
    static async Task<string> Middle(string path, MeasuredService api)
    {
        var (limit, total) = (100, (await Read($"{path}limit=1&count=exact")).GetProperty("total").GetInt64());
        var page = await Read($"{path}limit={limit}");
        for (var seen = limit; seen < total / 2; seen += limit)
            page = await Read($"{path}limit={limit}&cursor={Next(page)}");
        return Next(page);

        async Task<JsonElement> Read(string address)
        {
            using var answer = await api.Send(new HttpRequestMessage(HttpMethod.Get, address), CancellationToken.None);
            return (await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync())).RootElement;
        }

        static string Next(JsonElement page) => page.GetProperty("next").GetString()!;
    }

    static void WriteTable(
        IReadOnlyList<(string Name, Goal Goal, Cost Cost)> before, IReadOnlyList<(string Name, Goal Goal, Cost Cost)> after)
    {
        Console.WriteLine("""
            µs: processor time of an answer, service and PostgreSQL together, of the small and of the large catalogue.

            """);
        Console.WriteLine($"| {"question",-84} |  small µs |  large µs | ratio | median ms | worst ms | goal             | met |");
        Console.WriteLine($"| {new string('-', 84)} | --------: | --------: | ----: | --------: | -------: | ---------------- | --- |");
        foreach (var ((name, goal, small), (_, _, large)) in before.Zip(after))
            Console.WriteLine(
                $"| {name,-84} | {small.Processor.TotalMicroseconds,9:0} | {large.Processor.TotalMicroseconds,9:0} "
                + $"| {large.Processor / small.Processor,5:0.00} | {large.Usual.TotalMilliseconds,9:0.0} "
                + $"| {large.Worst.TotalMilliseconds,8:0.0} | {goal.Name,-16} | {(goal.IsMet(small, large) ? "yes" : "no"),-3} |");
        Console.WriteLine();
    }
}
