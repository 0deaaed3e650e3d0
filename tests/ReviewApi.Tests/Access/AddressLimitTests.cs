using System.Net;
using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Access;

/// <summary>Quotas by address, and whose word is taken for what the client's address is.</summary>
public sealed class AddressLimitTests(LimitedApi direct, ProxiedApi proxied) : IClassFixture<LimitedApi>, IClassFixture<ProxiedApi>
{
    const string Cheap = "/v1/vocabularies/hdr";

    static int addresses;

    // The one test here that asks as 127.0.0.1 where no proxy is trusted.
    [Fact]
    public async Task Given_no_key_or_a_wrong_one_when_asked_then_the_peers_address_is_counted_whatever_the_headers_say()
    {
        var first = await Ask(direct.Anonymous);
        using var stranger = direct.Client($"rv_abcdefgh_{new string('A', 43)}");
        var wrong = await Ask(stranger);
        Assert.Equal((401, first.Left - 1), (wrong.Status, wrong.Left));
        using var nonsense = direct.Client("nonsense");
        Assert.Equal(first.Left - 2, (await Ask(nonsense)).Left);
        (string, string)[] spoofed =
        [
            ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-For", "127.0.0.1, 203.0.113.8"), ("Forwarded", "for=203.0.113.9"),
            ("X-Real-IP", "203.0.113.10"), ("X-Original-For", "203.0.113.11"),
        ];
        var left = first.Left - 2;
        foreach (var header in spoofed)
            Assert.Equal(--left, (await Ask(direct.Anonymous, header)).Left);
        await Counted.UseUp(() => Ask(stranger));
        Assert.Equal(429, (await Ask(direct.Anonymous)).Status);
        Assert.Equal(429, (await Ask(direct.Anonymous, ("X-Forwarded-For", "203.0.113.12"))).Status);
        using var health = await direct.Anonymous.Get("/health/live");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal(200, (await Ask(direct.Desk)).Status);
    }

    [Fact]
    public async Task Given_a_trusted_proxy_when_it_names_the_client_then_that_address_is_counted()
    {
        var (one, other) = (NewAddress(), NewAddress());
        Assert.Equal(LimitedApi.Quota - 1, (await From(one)).Left);
        Assert.Equal(LimitedApi.Quota - 2, (await From(one)).Left);
        Assert.Equal(LimitedApi.Quota - 1, (await From(other)).Left);
        await Counted.UseUp(() => From(one));
        Assert.Equal(200, (await From(other)).Status);
    }

    [Fact]
    public async Task Given_a_trusted_proxy_when_the_client_has_made_up_a_left_part_then_that_does_not_count()
    {
        var client = NewAddress();
        var left = (await From(client)).Left;
        foreach (var part in new[] { NewAddress(), $"{NewAddress()}, {NewAddress()}", "127.0.0.1", "nonsense" })
            Assert.Equal(--left, (await From($"{part}, {client}")).Left);
        Assert.Equal(--left, (await From($"{NewAddress()}, {client}, 127.0.0.1")).Left);
        using var answer = await proxied.Anonymous.Send("GET", Cheap, null, ("X-Forwarded-For", NewAddress()), ("X-Forwarded-For", client));
        Assert.Equal(left - 1, Counted.Of(answer).Left);
    }

    [Fact]
    public async Task
        Given_an_address_that_has_used_up_its_quota_when_it_sends_keys_then_wrong_ones_are_refused_without_a_look_up_and_known_ones_pass()
    {
        var address = ("X-Forwarded-For", NewAddress());
        using var known = await proxied.NewClient(KeyCalls.Write);
        Assert.Equal((200, LimitedApi.Quota - 1), await Left(known));
        using var wrong = proxied.Client($"rv_abcdefgh_{new string('B', 43)}");
        Assert.Equal(LimitedApi.Quota - 1, (await Ask(proxied.Anonymous, address)).Left);
        Assert.Equal((401, LimitedApi.Quota - 2), await Left(wrong));
        await Counted.UseUp(() => Ask(wrong, address));

        // From here on a look-up would be seen.
        await Execute("alter table key_secrets rename to key_secrets_away");
        try
        {
            for (var letter = 'a'; letter <= 'z'; letter++)
            {
                using var other = proxied.Client($"rv_{new string(letter, 8)}_{new string('C', 43)}");
                Assert.Equal((429, 0), await Left(other));
            }
        }
        finally
        {
            await Execute("alter table key_secrets_away rename to key_secrets");
        }
        Assert.Equal((200, LimitedApi.Quota - 2), await Left(known));
        Assert.Equal(429, (await Ask(proxied.Anonymous, address)).Status);

        async Task<(int, long)> Left(HttpClient client) =>
            await Ask(client, address) is var counted ? (counted.Status, counted.Left) : default;
    }

    async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(proxied.ConnectionString);
        await connection.ExecuteAsync(sql);
    }

    [Fact]
    public async Task Given_an_IPv6_client_when_it_changes_its_address_within_its_64_bits_then_it_has_one_quota()
    {
        var network = $"2001:db8:{Interlocked.Increment(ref addresses)}:1";
        Assert.Equal(LimitedApi.Quota - 1, (await From($"{network}::1")).Left);
        Assert.Equal(LimitedApi.Quota - 2, (await From($"{network}:ffff:ffff:ffff:ffff")).Left);
        Assert.Equal(LimitedApi.Quota - 1, (await From($"{network[..^1]}2::1")).Left);
        var mapped = NewAddress();
        Assert.Equal(LimitedApi.Quota - 1, (await From(mapped)).Left);
        Assert.Equal(LimitedApi.Quota - 2, (await From($"::ffff:{mapped}")).Left);
    }

    [Fact]
    public async Task Given_a_key_when_it_comes_from_many_addresses_then_its_own_quota_is_counted()
    {
        using var client = await proxied.NewClient(KeyCalls.Write);
        Assert.Equal(LimitedApi.Quota - 1, (await Ask(client, ("X-Forwarded-For", NewAddress()))).Left);
        Assert.Equal(LimitedApi.Quota - 2, (await Ask(client, ("X-Forwarded-For", NewAddress()))).Left);
    }

    [Theory]
    [InlineData("RateLimit__Requests", "0", "RateLimit__Requests")]
    [InlineData("RateLimit__Requests", "-1", "RateLimit__Requests")]
    [InlineData("RateLimit__Requests", "many", "RateLimit")]
    [InlineData("RateLimit__WindowSeconds", "0", "RateLimit__WindowSeconds")]
    [InlineData("RateLimit__WindowSeconds", "-60", "RateLimit__WindowSeconds")]
    [InlineData("RateLimit__WindowSeconds", "1.5", "RateLimit")]
    [InlineData("RateLimit__Enabled", "perhaps", "RateLimit__Enabled")]
    [InlineData("Proxies__Trusted", "nonsense", "Proxies__Trusted")]
    [InlineData("Proxies__Trusted", "10.0.0.0/8, proxy.example.org", "Proxies__Trusted")]
    [InlineData("Proxies__Trusted", "10.0.0.0/33", "Proxies__Trusted")]
    public async Task Given_a_wrong_setting_when_started_then_it_ends_with_1_and_one_clear_line(string name, string value, string named)
    {
        const string away = "Host=127.0.0.1;Port=1;Username=nobody;Database=none";
        await using var app = AppProcess.Start(["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", away), (name, value));
        Assert.Equal(1, await app.Ended());
        var line = Assert.Single(app.Errors, line => line.Length > 0);
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
    }

    Task<Counted> From(string forwarded) => Ask(proxied.Anonymous, ("X-Forwarded-For", forwarded));

    static string NewAddress() => $"198.51.100.{Interlocked.Increment(ref addresses)}";

    static async Task<Counted> Ask(HttpClient client, params (string, string)[] headers) => Counted.Of(await client.Get(Cheap, headers));
}
