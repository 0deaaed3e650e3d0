using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Npgsql;

namespace ReviewApi.Tests.Operations;

/// <summary>What an operator reads: one line an event, whatever happens.</summary>
public sealed partial class LogTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_start_when_it_is_ready_then_each_event_is_a_line_with_time_level_and_name_and_says_what_one_needs()
    {
        await using var app = await Served(("Requests__SlowMilliseconds", "1"));
        using (var client = await app.Client())
            await client.GetAsync("/v1/reviews?q=word");
        await app.Said("/v1/reviews took ");
        Assert.All(app.Output, line => Assert.Matches(Line(), line));
        var named = new NpgsqlConnectionStringBuilder(api.ConnectionString);
        Assert.Contains(app.Output, line => line.Contains(
            $"StartReport.Starting Version 1.0.0, on the database {named.Database} at {named.Host}:{named.Port}",
            StringComparison.Ordinal));
        Assert.Contains(app.Output, line => Listening().IsMatch(line));
        Assert.Contains(app.Output, line => Ready().IsMatch(line));
        Assert.Contains(app.Output, line => Slow().IsMatch(line));
        Assert.DoesNotContain(app.Output.Concat(app.Errors), line => line.Contains(named.Password!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_json_lines_when_started_then_each_event_is_an_object_with_time_level_event_and_message()
    {
        await using var app = await Served(("Logging__Console__FormatterName", "json"));
        Assert.NotEmpty(app.Output);
        foreach (var line in app.Output)
        {
            var said = JsonNode.Parse(line)!.AsObject();
            Assert.EndsWith("Z", (string)said["Timestamp"]!, StringComparison.Ordinal);
            Assert.All(new[] { "LogLevel", "Category", "EventId", "Message" }, member => Assert.True(said.ContainsKey(member), line));
        }
    }

    [Fact]
    public async Task Given_an_error_of_many_lines_when_logged_then_it_is_one_line_with_the_trace_of_the_request()
    {
        await using var app = await Served();
        using var client = await app.Client();
        await using (var connection = new NpgsqlConnection(api.ConnectionString))
        {
            await connection.OpenAsync();
            await using var spoil = new NpgsqlCommand("alter table audit_entries rename to entries_elsewhere", connection);
            await spoil.ExecuteNonQueryAsync();
        }
        using var answer = await client.GetAsync("/v1/audit");
        var trace = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["traceId"]!;
        Assert.Matches(Line(), await app.Said(trace));
        await using var mended = new NpgsqlConnection(api.ConnectionString);
        await mended.OpenAsync();
        await using var mend = new NpgsqlCommand("alter table entries_elsewhere rename to audit_entries", mended);
        await mend.ExecuteNonQueryAsync();
    }

    async Task<AppProcess> Served(params (string Name, string Value)[] settings)
    {
        var app = AppProcess.Start(
            ["--urls", "http://127.0.0.1:0"],
            [("ConnectionStrings__Reviews", api.ConnectionString), ("Auth__AdminKey", ApiFixture.AdminKey), .. settings]);
        using var client = await app.Client();
        await client.UntilReady(seconds: 90);
        await app.Said("Ready after ");
        return app;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (info|warn|error|critical) \w+\.[\w-]+ \S.*$", RegexOptions.NonBacktracking)]
    private static partial Regex Line();

    [GeneratedRegex(@"StartReport\.Ready Ready after \d+ ms$", RegexOptions.NonBacktracking)]
    private static partial Regex Ready();

    [GeneratedRegex(@"info StartReport\.Listening Listening on http://127\.0\.0\.1:\d+$", RegexOptions.NonBacktracking)]
    private static partial Regex Listening();

    [GeneratedRegex(
        @"warn SlowRequests\.Slow GET /v1/reviews took \d+ ms until its answer began: 200 trace=[0-9a-f]{32}$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Slow();
}
