using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests;

/// <summary>The requests of the README and of docs/ are sent as printed, and answered as printed.</summary>
public sealed partial class ReadmeTests(SampleFixture api) : IClassFixture<SampleFixture>
{
    // The desk changes what the questions are answered from, and puts it back at the end of its page.
    static readonly string[] Pages = ["README.md", "docs/questions.md", "docs/desk.md", "docs/partners.md", "docs/extraction.md"];

    [Fact]
    public async Task Given_the_samples_when_the_commands_of_all_pages_are_run_in_order_twice_then_the_answers_are_as_printed_each_time()
    {
        foreach (var page in Pages.Concat(Pages))
        {
            var text = await File.ReadAllTextAsync(PathOf(page));
            var examples = Example().Matches(text);
            Assert.Equal(
                (page, text.Split("```sh").Length - 1), (page, examples.Count(example => example.Groups["command"].Success)));
            foreach (Match example in examples)
            {
                if (example.Groups["verb"] is { Success: true } verb)
                    await RunVerb(verb.Value);
                else
                    AssertShown(
                        JsonNode.Parse(example.Groups["answer"].Value), JsonNode.Parse(await Run(example.Groups["command"].Value)),
                        example.Groups["command"].Value);
            }
        }
    }

    [Fact]
    public async Task Given_the_queries_for_dashboards_when_run_then_the_database_answers_each()
    {
        var queries = Query().Matches(await File.ReadAllTextAsync(PathOf("docs/operations.md")));
        Assert.NotEmpty(queries);
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        foreach (Match query in queries)
            Assert.NotNull(await connection.QueryAsync(query.Groups["sql"].Value));
    }

    [Fact]
    public void Given_the_pages_when_their_links_are_followed_then_each_leads_to_a_file()
    {
        foreach (var page in Directory.GetFiles(PathOf("docs"), "*.md").Append(PathOf("README.md")))
            foreach (Match link in Link().Matches(File.ReadAllText(page)))
                Assert.True(
                    Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link.Groups["path"].Value)),
                    $"{link.Value} of {Path.GetFileName(page)} leads nowhere.");
    }

    async Task<string> Run(string command)
    {
        var here = command
            .Replace("http://127.0.0.1:5080", api.Anonymous.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("development-key-for-this-machine-only", ApiFixture.AdminKey, StringComparison.Ordinal);
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", here]) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
        return output;
    }

    async Task RunVerb(string verb)
    {
        await using var service = AppProcess.Start(
            verb.Split(' '), ("ConnectionStrings__Reviews", api.ConnectionString), ("DOTNET_ENVIRONMENT", "Development"));
        Assert.True(await service.Ended() == 0, string.Join('\n', service.Output.Concat(service.Errors)));
    }

    // "…" stands for any value, and for further items; members that are not shown may be there.
    static void AssertShown(JsonNode? shown, JsonNode? answer, string command)
    {
        switch (shown)
        {
            case JsonValue value when value.TryGetValue<string>(out var text) && text == "…":
                Assert.NotNull(answer);
                break;
            case JsonObject members:
                foreach (var (name, member) in members)
                    AssertShown(member, answer?[name], $"{command} {name}");
                break;
            case JsonArray items:
                var more = items.LastOrDefault() is JsonValue last && last.TryGetValue<string>(out var mark)
                    && mark == "…" && items.Count > 1;
                var count = more ? items.Count - 1 : items.Count;
                Assert.True(
                    answer is JsonArray there && (more || items.Count == 1 && items[0]!.ToString() == "…" || there.Count == count),
                    $"{command}: {answer}");
                for (var index = 0; index < count; index++)
                    AssertShown(items[index], answer![index], $"{command} {index}");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(shown, answer), $"{command}: expected {shown}, got {answer}");
                break;
        }
    }

    static string PathOf(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path);

    [GeneratedRegex(
        @"```sh\n(?<command>.*?)```\n\n```json\n(?<answer>.*?)```|```\ndotnet run --project src/ReviewApi -- (?<verb>.*?)\n```",
        RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("```sql\n(?<sql>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex(@"\]\((?<path>[^):#]+)(#[^):]*)?\)")]
    private static partial Regex Link();
}
