using Spectre.Console;

namespace ReviewApi.Exchange;

/// <summary>Shows progress on standard error: a bar on a terminal, else a line now and then.</summary>
internal static class ProgressBar
{
    /// <param name="what">What is done.</param>
    /// <param name="whole">How much there is of it.</param>
    /// <param name="work">Does it, and says how much is done and what there is to say of it.</param>
    public static async Task Show(string what, double whole, Func<Action<double, string>, Task> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var task = progress.AddTask(what, maxValue: Math.Max(whole, 1));
                await work((done, said) => (task.Value, task.Description) = (done, Markup.Escape($"{what}: {said}")));
                task.Value = task.MaxValue;
            });
    }
}
