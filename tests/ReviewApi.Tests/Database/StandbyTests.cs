using System.Text.Json.Nodes;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Database;

/// <summary>Exports are read from a standby where there is one, and have all that was acknowledged before.</summary>
public sealed class StandbyTests
{
    [Fact]
    public async Task Given_a_standby_when_exported_then_it_is_read_there_or_from_the_primary_while_it_is_behind_and_when_it_is_away()
    {
        await using var pair = await ServerPair.Start(await ApiFixture.PostgresServer());
        await using var app = new AwayApp(pair.OfPrimary, ("ConnectionStrings:ReviewsRead", pair.OfStandby));
        using var client = app.Start(ApiFixture.AdminKey);
        await client.UntilReady();
        var first = (await client.Publish(Example.Review())).Is(201);
        await using (var standby = new NpgsqlConnection(pair.OfStandby))
        {
            await standby.OpenAsync();
            var before = await Sessions(standby);
            Assert.Equal([first.Id], await Exported(client));
            await Calls.Until(async () => await Sessions(standby) > before);

            await standby.ExecuteAsync("select pg_wal_replay_pause()");
            var second = (await client.Publish(Example.Review())).Is(201);
            Assert.Equal([first.Id, second.Id], await Exported(client));
            Assert.Equal([first.Id, second.Id], await Exported(client, "?format=blu_ray,dvd,uhd_blu_ray"));
            await standby.ExecuteAsync("select pg_wal_replay_resume()");
            Assert.Equal([first.Id, second.Id], await Exported(client, "?format=blu_ray,dvd,uhd_blu_ray"));
        }
        await pair.EndStandby();
        Assert.Equal(2, (await Exported(client)).Count);
    }

    static Task<long> Sessions(NpgsqlConnection standby) =>
        standby.ExecuteScalarAsync<long>("select sessions from pg_stat_database where datname = current_database()");

    static async Task<IReadOnlyList<string>> Exported(HttpClient client, string query = "")
    {
        var lines = await client.GetStringAsync($"/v1/reviews/export{query}");
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JsonNode.Parse(line)!["id"]!).Order()];
    }
}
