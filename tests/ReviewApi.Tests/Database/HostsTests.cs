using System.Collections.Concurrent;
using System.Net;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Database;

/// <summary>Several hosts in the connection string: the primary is found, and found again after each failover.</summary>
public sealed class HostsTests
{
    [Fact]
    public async Task Given_two_hosts_when_the_primary_changes_under_load_then_all_that_was_acknowledged_is_there_and_nothing_is_stale()
    {
        await using var pair = await ServerPair.Start(await ApiFixture.PostgresServer());
        await using var app = new AwayApp(pair.ConnectionString);
        using var client = app.Start(ApiFixture.AdminKey);
        await client.UntilReady();
        var acknowledged = new ConcurrentQueue<string>();
        using var ended = new CancellationTokenSource();
        var load = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Load(client, acknowledged, ended.Token)));

        await More(acknowledged, load);
        await pair.SwitchOver();
        await More(acknowledged, load);
        await pair.FailOver();
        await More(acknowledged, load);

        await ended.CancelAsync();
        await load;
        await using var primary = new NpgsqlConnection(pair.OfPrimary);
        var stored = (await primary.QueryAsync<Guid>("select review_id from listings")).Select(id => $"{id}").ToHashSet();
        Assert.Empty(acknowledged.Except(stored));
        Assert.Equal(stored, [.. (await client.All("/v1/reviews")).Select(item => (string)item["id"]!)]);
        Assert.Equal("ready", (await client.Read("/health/ready")).Is(200).Text("/status"));
    }

    // Publishes, and sends what was not answered again; each list after that has what was acknowledged before it was asked for.
    static async Task Load(HttpClient client, ConcurrentQueue<string> acknowledged, CancellationToken ended)
    {
        await Task.Yield();
        while (!ended.IsCancellationRequested)
        {
            var (body, key) = (Example.Review(), $"{Guid.NewGuid()}");
            var answer = await Answered(() => client.Act("/v1/reviews?publish=true", body: body, key: key));
            answer.Is(201);
            var list = await Answered(() => client.Read($"/v1/reviews?id={answer.Id}"));
            Assert.Equal(answer.Id, list.Is(200).Text("/items/0/id"));
            acknowledged.Enqueue(answer.Id);
        }
    }

    // While there is no primary each answer says to come again; a write may still be ending.
    static Task<Answer> Answered(Func<Task<Answer>> send) => Calls.Patiently(
        send, answer => answer.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.Conflict);

    static Task More(ConcurrentQueue<string> acknowledged, Task load)
    {
        var before = acknowledged.Count;
        return Calls.Until(async () =>
        {
            if (load.IsCompleted)
                await load;
            return acknowledged.Count >= before + 20;
        });
    }
}
