using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Exchange.Imports;

/// <summary>Imports beside other writers, and such as are cut or killed midway.</summary>
public sealed class ImportRaceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_one_file_when_it_is_sent_three_times_at_once_then_each_review_is_there_once_and_all_lines_are_answered()
    {
        var bodies = Enumerable.Range(0, 150).Select(_ => ImportCalls.Sourced()).ToList();
        var all = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => api.Desk.Import("publish", bodies)));
        foreach (var line in Enumerable.Range(0, bodies.Count))
        {
            Assert.Equal(["created", "unchanged", "unchanged"], all.Select(answers => (string?)answers[line]["status"]).Order());
            Assert.Single(all.Select(answers => (string?)answers[line]["id"]).Distinct());
        }
    }

    [Fact]
    public async Task Given_writers_of_the_same_reviews_when_they_are_imported_meanwhile_then_every_revision_is_of_one_of_them()
    {
        var bodies = Enumerable.Range(0, 20).Select(_ => ImportCalls.Sourced()).ToList();
        var reviews = (await api.Desk.Import("publish", bodies)).Select(answer => answer.PathOf()).ToList();
        var imported = 0;
        var writers = reviews.Take(5).Select(path => Task.Run(async () =>
        {
            var done = 0;
            for (var change = 0; change < 10; change++)
            {
                var read = await api.Desk.Read(path);
                var put = await api.Desk.Put(read, read.Body.DeepClone().AsObject().Put("/headline", $"Put {change}"));
                done += put.Status == HttpStatusCode.OK ? 1 : 0;
            }
            return done;
        })).ToList();
        for (var round = 0; round < 6; round++)
        {
            bodies.ForEach(body => body["headline"] = $"Imported {round}");
            var answers = await api.Desk.Import("publish", bodies);
            Assert.All(answers, answer => Assert.Equal("updated", (string?)answer["status"]));
            imported++;
        }
        var put = await Task.WhenAll(writers);
        foreach (var (path, number) in reviews.Select((path, number) => (path, number)))
            Assert.Equal(
                $"{1 + imported + (number < put.Length ? put[number] : 0)}", (await api.Anonymous.Read(path)).Is(200).Text("/revision"));
    }

    [Fact]
    public async Task Given_an_import_when_the_service_is_killed_then_every_answered_line_is_there_and_the_file_again_brings_the_rest()
    {
        const int lines = 1200;
        await using var database = await EmptyDatabase.Create(api);
        var bodies = Enumerable.Range(0, lines).Select(_ => ImportCalls.Sourced()).ToList();
        var answered = new List<JsonObject>();
        await using (var app = await AppProcess.Serve(database.ConnectionString))
        {
            using var client = await app.Client();
            var text = string.Concat(bodies.Select(body => $"{body.ToJsonString()}\n"));
            using var answer = await client.Begin(
                "POST", ImportCalls.Path("publish"), Contents.Json(text, ImportCalls.MediaType));
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
            try
            {
                while (await reader.ReadLineAsync() is { } line)
                {
                    answered.Add(JsonNode.Parse(line)!.AsObject());
                    if (answered.Count == 1)
                        await app.Kill();
                }
            }
            catch (Exception error) when (error is IOException or HttpRequestException)
            {
            }
        }
        Assert.InRange(answered.Count, 1, lines - 1);
        await using var second = await AppProcess.Serve(database.ConnectionString);
        using var desk = await second.Client();
        var again = await desk.Import("publish", bodies);
        Assert.All(answered.Zip(again), pair => Assert.Equal(
            ("unchanged", (string?)pair.First["id"]), ((string?)pair.Second["status"], (string?)pair.Second["id"])));
        Assert.All(again, answer => Assert.Contains((string?)answer["status"], new[] { "created", "unchanged" }));
        Assert.Equal(lines, (await desk.Read("/v1/reviews?count=exact&limit=1")).At("/total")!.GetValue<int>());
    }

    [Fact]
    public async Task Given_a_client_that_hangs_up_in_a_line_when_the_file_is_sent_again_then_nothing_of_that_line_was_stored()
    {
        var (whole, cut) = (ImportCalls.Sourced(), ImportCalls.Sourced());
        // A line that is a review already, but has not ended.
        var text = Encoding.UTF8.GetBytes($"{whole.ToJsonString()}\n{cut.ToJsonString()}");
        using (var client = new System.Net.Sockets.TcpClient())
        {
            var address = api.Anonymous.BaseAddress!;
            await client.ConnectAsync(address.Host, address.Port);
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"POST {ImportCalls.Path("draft")} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {ApiFixture.AdminKey}\r\n"
                + $"Content-Type: {ImportCalls.MediaType}\r\nContent-Length: {text.Length + 100}\r\n\r\n"));
            await stream.WriteAsync(text);
            // Until the first line is answered.
            var answer = new StringBuilder();
            var buffer = new byte[4096];
            while (!answer.ToString().Contains("created", StringComparison.Ordinal))
                answer.Append(Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer)));
        }
        Assert.Equal(["1 unchanged", "2 created"], (await api.Desk.Import("draft", whole, cut)).InShort());
    }
}
