using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Database;

/// <summary>The service is killed in the midst of writes; what it acknowledged is there, and nothing is half-written.</summary>
public sealed class CrashTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly int Rounds = 2 * Soak.Factor;
    const int Writers = 8;

    [Fact]
    public async Task Given_eight_writers_when_the_service_is_killed_and_started_again_then_every_acknowledged_write_is_there_and_whole()
    {
        await using var database = await EmptyDatabase.Create(api);
        var acknowledged = new ConcurrentDictionary<string, int>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var app = await AppProcess.Serve(database.ConnectionString);
            await AssertWhole(database, app, acknowledged);
            var enough = new TaskCompletionSource();
            var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(app, writer, acknowledged, enough))).ToList();
            await Task.WhenAny(enough.Task, Task.WhenAll(writers));
            await app.Kill();
            await Task.WhenAll(writers);
        }
        await using var last = await AppProcess.Serve(database.ConnectionString);
        await AssertWhole(database, last, acknowledged);
        Assert.True(acknowledged.Count >= Rounds * Writers, $"Only {acknowledged.Count} writes were acknowledged.");
    }

    // Posts and puts until the service is gone; every answer is noted, and after some of them the service may be killed.
    static async Task Write(AppProcess app, int writer, ConcurrentDictionary<string, int> acknowledged, TaskCompletionSource enough)
    {
        using var client = await app.Client();
        try
        {
            for (var number = 0; ; number++)
            {
                var read = Note(await client.Publish(Body(writer, number)), 201);
                for (var change = 0; change < 3 && read.Status != HttpStatusCode.ServiceUnavailable; change++)
                    read = Note(await client.Put(
                        read, read.Body.Put("/headline", $"Change {change}").Put("/films", Films(writer, number + change))), 200);
                if (number == 3)
                    enough.TrySetResult();
            }
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            enough.TrySetResult();
        }

        // The writers wait for each other, on a busy machine for too long: that is said, and no acknowledgement.
        Answer Note(Answer answer, int status)
        {
            if (answer.Status != HttpStatusCode.ServiceUnavailable)
                acknowledged[answer.Is(status).Id] = int.Parse(answer.Text("/revision")!, CultureInfo.InvariantCulture);
            return answer;
        }
    }

    static JsonObject Body(int writer, int number) => Example.Full()
        .Put("/films", Films(writer, number)).Put("/release/barcode", Example.Ean($"{number % 3 + 1:000000000000}"))
        .Put("/reviewers/1", new JsonObject { ["name"] = $"Reviewer {number % 4}" });

    // Films that the writers have in common, so that they come in each other's way.
    static JsonArray Films(int writer, int number) =>
        new(new JsonObject { ["title"] = $"Common {number % 5}" }, new JsonObject { ["title"] = $"Own {writer} {number}" });

    static async Task AssertWhole(EmptyDatabase database, AppProcess app, ConcurrentDictionary<string, int> acknowledged)
    {
        using var client = await app.Client();
        var rows = (await database.Query<Row>(Row.Sql)).ToDictionary(row => row.Id);
        foreach (var (id, revision) in acknowledged)
        {
            Assert.True(rows.TryGetValue(id, out var row), $"{id} was acknowledged and is not there.");
            Assert.InRange(row.Revision, revision, revision + 1);
        }
        foreach (var row in rows.Values)
        {
            var read = (await client.Read($"/v1/reviews/{row.Id}")).Is(200);
            Assert.Equal(
                (row.ETag, row.Slug, $"{row.Revision}", row.ReleaseId),
                (read.ETag, read.Text("/slug"), read.Text("/revision"), read.Text("/release/id")));
            Assert.Equal(read.At("/films")!.AsArray().Select(film => film!["id"]!.ToString()), row.Films);
            Assert.Equal(read.At("/reviewers")!.AsArray().Select(reviewer => reviewer!["id"]!.ToString()), row.Reviewers);
            Assert.Equal(row.Slug, JsonNode.Parse(row.Summary)!["slug"]!.ToString());
        }
    }

    sealed record Row
    {
        public const string Sql = """
            select review_id::text as id, slug, revision, etag, release_id::text as release_id, summary,
              array(select film_id::text from review_films where review_id = reviews.review_id order by position) as films,
              array(select reviewer_id::text from review_reviewers where review_id = reviews.review_id order by position) as reviewers
            from reviews
            """;

        public required string Id { get; init; }
        public required string Slug { get; init; }
        public required int Revision { get; init; }
        public required string ETag { get; init; }
        public required string ReleaseId { get; init; }
        public required byte[] Summary { get; init; }
        public required string[] Films { get; init; }
        public required string[] Reviewers { get; init; }
    }
}
