using ReviewApi.Benchmarks.Measuring;

namespace ReviewApi.Benchmarks;

/// <summary>The tables of results, a line as soon as there is one.</summary>
internal static class Table
{
    public static void WriteHead() => Console.WriteLine("""

        service: processor time of a request, of service and PostgreSQL together, in µs (a status if it was refused); then
        PostgreSQL's share of it.

        | job                 | service µs | of PostgreSQL | limit µs | ratio |    goal | met | answer bytes | limit's |
        | ------------------- | ---------: | ------------: | -------: | ----: | ------: | --- | -----------: | ------: |
        """);

    public static void Write(Comparison result, long reviews)
    {
        var (job, limit, api) = (result.Job, result.Limit, result.Api);
        Console.WriteLine($"| {job.Name,-19} | {api.Cost,10:0} | {api.OfPostgres,13:0 %} | {limit?.Cost,8:0} | {result.Ratio,5:0.00} "
            + $"| {job.Goal.Text(reviews),7} | {Met(job.Goal.IsMet(result, reviews))} | {api.Size,12:0} | {limit?.Size,7:0} |");
    }

    public static void WriteRefused(Job job, RefusedException refused, long reviews) => Console.WriteLine(
        $"| {job.Name,-19} | {refused.Status,10} | {"",13} | {"",8} | {"",5} | {job.Goal.Text(reviews),7} | no  | {"",12} | {"",7} |");

    public static void WriteHeadOfRest() => Console.WriteLine("""

        | what else                                        |    value |       goal | met |
        | ------------------------------------------------ | -------: | ---------: | --- |
        """);

    public static void Write(string what, double value, string unit, double? goal)
    {
        var (most, met) = goal is { } bound ? ($"{bound:0.##} {unit}", Met(value <= bound)) : ("", "   ");
        Console.WriteLine($"| {what,-48} | {value,8:0.00} | {most,10} | {met} |");
    }

    static string Met(bool isMet) => isMet ? "yes" : "no ";
}
