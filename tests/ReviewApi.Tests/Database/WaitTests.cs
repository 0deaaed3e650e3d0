using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Database;

/// <summary>Whatever the connection does, a request is answered within five seconds; the rest of the bound is the machine's.</summary>
public sealed class WaitTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(7);

    [Fact]
    public async Task Given_a_connection_that_falls_silent_when_asked_then_503_in_time_and_all_is_well_once_it_passes()
    {
        await using var link = new Link(api.ConnectionString);
        await using var app = new AwayApp(link.ConnectionString);
        using var client = app.Start(ApiFixture.AdminKey);
        await client.UntilReady();
        var review = (await client.Publish(Example.Review())).Is(201);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.Read("/v1/reviews")));
        link.FallSilent();

        await Task.WhenAll(
            InTime(() => client.Read("/v1/reviews")), InTime(() => client.Read(review.Path)), InTime(() => client.Create(Example.Review())),
            InTime(() => client.Put(review, Example.Review())), InTime(() => client.Read("/v1/reviews/facets")),
            InTime(() => Imported(client)));
        var ready = await InTime(() => client.Read("/health/ready"));
        Assert.Equal("""["database"]""", ready.At("/reasons")!.ToJsonString());
        (await client.Read("/health/live")).Is(200);

        link.Pass();
        await client.UntilReady();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await client.Publish(Example.Review())).Is(201)));
        Assert.Equal(review.ETag, (await client.Read(review.Path)).Is(200).ETag);
    }

    [Fact]
    public async Task Given_a_server_that_accepts_and_never_answers_when_started_then_503_in_time()
    {
        await using var link = new Link(api.ConnectionString);
        link.FallSilent();
        await using var app = new AwayApp(link.ConnectionString);
        using var client = app.Start(key: null);
        (await client.Read("/health/live")).Is(200);

        await InTime(() => client.Read("/v1/reviews"));
        var ready = await InTime(() => client.Read("/health/ready"));
        Assert.Equal("""["database","migrations"]""", ready.At("/reasons")!.ToJsonString());
        (await client.Read("/health/live")).Is(200);
    }

    [Fact]
    public async Task Given_a_slow_link_when_written_then_all_statements_have_one_deadline()
    {
        await using var link = new Link(api.ConnectionString);
        await using var app = new AwayApp(link.ConnectionString);
        using var client = app.Start(ApiFixture.AdminKey);
        await client.UntilReady();
        var key = $"slow-{Guid.NewGuid()}";
        var body = Example.Review();
        link.Slow(TimeSpan.FromSeconds(2));

        await InTime(() => client.Act("/v1/reviews?publish=true", body: body, key: key));

        link.Pass();
        await client.UntilReady();
        // The first one may still be ending in the database.
        var again = await client.Act("/v1/reviews?publish=true", body: body, key: key);
        while (again.Status == HttpStatusCode.Conflict)
            again = await client.Act("/v1/reviews?publish=true", body: body, key: key);
        again.Is(201);
        Assert.Single(await client.All($"/v1/reviews?film={body.At("/films/0/title")}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Given_an_answer_that_ends_in_its_middle_when_read_then_503_in_time_and_the_next_one_is_whole(bool cut)
    {
        await using var link = new Link(api.ConnectionString);
        await using var app = new AwayApp(link.ConnectionString);
        using var client = app.Start(ApiFixture.AdminKey);
        await client.UntilReady();
        var wordy = Example.Review().Put("/sections/story/text", new string('x', 20_000))
            .Put("/sections/picture", new JsonObject { ["text"] = new string('y', 20_000) });
        var review = (await client.Publish(wordy)).Is(201);
        (await client.Read(review.Path)).Is(200);
        link.StopAfter(10_000, cut);

        await InTime(() => client.Read(review.Path));

        link.Pass();
        await client.UntilReady();
        Assert.Equal(review.ETag, (await client.Read(review.Path)).Is(200).ETag);
    }

    [Fact]
    public async Task Given_a_client_that_hangs_up_when_its_statement_waits_then_PostgreSQL_ends_it()
    {
        var name = $"hang-up-{Guid.NewGuid():N}";
        var settings = new NpgsqlConnectionStringBuilder(api.ConnectionString)
        {
            ApplicationName = name,
            Options = "-c lock_timeout=0 -c statement_timeout=0",
        };
        await using var app = new AwayApp(settings.ConnectionString);
        using var client = app.Start(key: null);
        await client.UntilReady();
        await using var other = new NpgsqlConnection(api.ConnectionString);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await other.ExecuteAsync("lock table reviews");
        using var hangUp = new CancellationTokenSource();
        var asked = client.GetAsync($"/v1/reviews/{Guid.CreateVersion7()}", hangUp.Token);
        await Until(() => Waiting(other, name), expected: 1);

        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Until(() => Waiting(other, name), expected: 0);
    }

    [Fact]
    public async Task Given_a_body_that_takes_longer_than_the_deadline_when_it_is_there_then_it_is_taken()
    {
        using var answer = await api.Desk.PostAsync("/v1/reviews", new Trickle(Example.Review().ToJsonString(), TimeSpan.FromSeconds(6)));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    static async Task<Answer> Imported(HttpClient client)
    {
        var lines = Contents.Json(Exchange.Imports.ImportCalls.Sourced().ToJsonString(), Exchange.Imports.ImportCalls.MediaType);
        using var answer = await client.Send("POST", Exchange.Imports.ImportCalls.Path("draft"), lines);
        return await Answer.Of(answer);
    }

    static async Task<Answer> InTime(Func<Task<Answer>> ask)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = (await ask()).Is(503);
        Assert.True(Stopwatch.GetElapsedTime(began) < Bound, $"It took {Stopwatch.GetElapsedTime(began)}.");
        return answer;
    }

    // What a service looks after at its start may wait too.
    static Task<int> Waiting(NpgsqlConnection connection, string name) =>
        connection.ExecuteScalarAsync<int>(
            """
            select count(*)::int
            from pg_stat_activity
            where application_name = @name and wait_event_type = 'Lock' and query not like '%derivation%'
            """,
            new { name });

    static async Task Until(Func<Task<int>> count, int expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await count() != expected)
            await Task.Delay(20, patience.Token);
    }
}
