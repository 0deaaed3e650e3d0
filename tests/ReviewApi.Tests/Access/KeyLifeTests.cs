using System.Diagnostics;
using System.Net;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Access;

/// <summary>Rotation, revocation, expiry and use of keys, as time goes by.</summary>
public sealed class KeyLifeTests(ClockedApi api) : IClassFixture<ClockedApi>
{
    [Fact]
    public async Task Given_a_key_when_rotated_then_both_secrets_are_taken_for_24_hours_and_then_only_the_new_one()
    {
        var key = await api.Desk.CreateKey(KeyCalls.Write);
        var rotated = (await api.Desk.Rotate(key)).Is(200);
        Assert.Equal((key.Id, key.Text("/name"), key.Text("/createdAt")), (rotated.Id, rotated.Text("/name"), rotated.Text("/createdAt")));
        Assert.NotEqual(key.Text("/prefix"), rotated.Text("/prefix"));
        Assert.Equal(rotated.Text("/prefix"), rotated.Secret()[..11]);
        Assert.NotEqual(key.Secret()[12..], rotated.Secret()[12..]);
        using var old = api.Client(key.Secret());
        using var current = api.Client(rotated.Secret());
        Assert.Equal((200, 200), (await old.Try(), await current.Try()));

        api.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        Assert.Equal((200, 200), (await old.Try(), await current.Try()));
        api.Clock.Advance(TimeSpan.FromMinutes(2));
        await Calls.Until(async () => await old.Try() == 401, seconds: 20);
        Assert.Equal(200, await current.Try());
    }

    [Fact]
    public async Task Given_a_rotated_key_when_listed_and_read_then_it_is_one_key_of_the_new_prefix()
    {
        var key = await api.Desk.CreateKey(KeyCalls.Write);
        var rotated = (await api.Desk.Rotate(key)).Is(200);
        Assert.Equal(rotated.Text("/prefix"), (await api.Desk.Read(key.KeyPath())).Text("/prefix"));
        var listed = (await api.Desk.Read("/v1/keys?limit=100")).At("/items")!.AsArray();
        Assert.Equal(rotated.Text("/prefix"), (string?)Assert.Single(listed, item => (string?)item!["id"] == key.Id)!["prefix"]);
    }

    [Fact]
    public async Task Given_a_key_when_revoked_then_neither_of_its_secrets_is_taken_and_it_is_seen_no_more()
    {
        var key = await api.Desk.CreateKey(KeyCalls.Write);
        var rotated = (await api.Desk.Rotate(key)).Is(200);
        using var old = api.Client(key.Secret());
        using var current = api.Client(rotated.Secret());
        Assert.Equal((200, 200), (await old.Try(), await current.Try()));

        (await api.Desk.Revoke(key)).Is(204);
        await Calls.Until(async () => await old.Try() == 401 && await current.Try() == 401, seconds: 20);
        (await api.Desk.Revoke(key)).Is(404);
        (await api.Desk.Read(key.KeyPath())).Is(404);
        (await api.Desk.Rotate(key)).Is(404);
        Assert.DoesNotContain(key.Id, (await api.Desk.Read("/v1/keys?limit=100")).ToString());
    }

    [Fact]
    public async Task Given_a_revoked_key_on_two_instances_when_a_second_is_over_then_both_refuse_it()
    {
        await using var one = await AppProcess.Serve(api.ConnectionString);
        await using var other = await AppProcess.Serve(api.ConnectionString);
        var key = await api.Desk.CreateKey(KeyCalls.Write);
        using var atOne = await one.Client(key.Secret());
        using var atOther = await other.Client(key.Secret());
        using var desk = await one.Client();
        Assert.Equal((200, 200), (await atOne.Try(), await atOther.Try()));

        (await desk.Revoke(key)).Is(204);
        var since = Stopwatch.StartNew();
        await Task.WhenAll(new[] { atOne, atOther }.Select(Refused));

        // Asked all the time, so that what is remembered of it is used as long as it may be.
        async Task Refused(HttpClient client)
        {
            var asked = since.Elapsed;
            while (await client.Try() == 200)
            {
                Assert.True(asked < TimeSpan.FromSeconds(1), $"It was taken {asked} after it was revoked.");
                asked = since.Elapsed;
            }
            Assert.Equal(401, await client.Try());
        }
    }

    [Fact]
    public async Task Given_a_key_with_an_end_when_that_has_come_then_it_is_refused_and_still_listed()
    {
        var key = await api.Desk.CreateKey(KeyCalls.Key(KeyCalls.Write).Put("/expiresAt", api.Clock.Now.AddHours(1)));
        using var client = api.Client(key.Secret());
        Assert.Equal(200, await client.Try());
        api.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(200, await client.Try());
        api.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(401, await client.Try());
        using var publicly = await client.Get("/v1/reviews");
        await publicly.Problem(HttpStatusCode.Unauthorized);
        (await api.Desk.Read(key.KeyPath())).Is(200);
    }

    [Fact]
    public async Task Given_a_key_with_an_end_when_rotated_then_both_secrets_end_with_it()
    {
        var key = await api.Desk.CreateKey(KeyCalls.Key(KeyCalls.Write).Put("/expiresAt", api.Clock.Now.AddHours(1)));
        var rotated = (await api.Desk.Rotate(key)).Is(200);
        Assert.Equal(key.Text("/expiresAt"), rotated.Text("/expiresAt"));
        api.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var secret in new[] { key.Secret(), rotated.Secret() })
        {
            using var client = api.Client(secret);
            Assert.Equal(401, await client.Try());
        }
    }

    [Fact]
    public async Task Given_a_key_when_used_then_lastUsedAt_says_when_and_an_unused_one_has_none()
    {
        var (used, unused) = (await api.Desk.CreateKey(KeyCalls.Write), await api.Desk.CreateKey(KeyCalls.Write));
        using var client = api.Client(used.Secret());
        Assert.Equal(200, await client.Try());
        AssertNow(await api.Desk.Read(used.KeyPath()));
        Assert.Null((await api.Desk.Read(unused.KeyPath())).At("/lastUsedAt"));
        api.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, await client.Try());
        AssertNow(await api.Desk.Read(used.KeyPath()));

        void AssertNow(Answer key)
        {
            Assert.InRange(key.Time("/lastUsedAt").UtcDateTime, api.Clock.Now.AddMinutes(-1), api.Clock.Now);
            Assert.Matches(@"T[0-9:]{8}(\.[0-9]{1,3})?Z\z", key.Text("/lastUsedAt"));
        }
    }

    [Fact]
    public async Task Given_many_requests_of_a_key_when_counted_then_its_row_is_written_now_and_then_only()
    {
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        var key = await api.Desk.CreateKey(KeyCalls.Write);
        await connection.ExecuteAsync("""
            create table key_writes (key_id uuid);
            create function count_key_write() returns trigger language plpgsql
              as $$ begin insert into key_writes values (new.key_id); return null; end $$;
            create trigger count_key_write after update on api_keys for each row execute function count_key_write()
            """);
        using var client = api.Client(key.Secret());
        var time = Stopwatch.StartNew();
        for (var count = 0; count < 300; count++)
            Assert.Equal(200, await client.Try());
        (await api.Desk.Read(key.KeyPath())).Is(200);
        var writes = await connection.QuerySingleAsync<int>(
            "select count(*) from key_writes where key_id = @id", new { id = Guid.Parse(key.Id) });
        Assert.InRange(writes, 1, 2 + (int)(time.Elapsed.TotalSeconds / 10));
    }

    [Fact]
    public async Task Given_a_key_that_was_used_when_the_service_stops_then_its_use_is_saved()
    {
        var key = await api.Desk.CreateKey(KeyCalls.Write);
        await using (var app = await AppProcess.Serve(api.ConnectionString))
        {
            using var client = await app.Client(key.Secret());
            Assert.Equal(200, await client.Try());
        }
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        Assert.NotNull(await connection.QuerySingleAsync<DateTime?>(
            "select last_used_at from api_keys where key_id = @id", new { id = Guid.Parse(key.Id) }));
    }
}
