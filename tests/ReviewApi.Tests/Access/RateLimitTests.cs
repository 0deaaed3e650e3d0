using System.Diagnostics;
using System.Net;

namespace ReviewApi.Tests.Access;

/// <summary>Quotas by key. Each test has a key of its own, whose window is much longer than the test.</summary>
public sealed class RateLimitTests(LimitedApi api, BriefApi brief, ApiFixture unlimited)
    : IClassFixture<LimitedApi>, IClassFixture<BriefApi>, IClassFixture<ApiFixture>
{
    const string Cheap = "/v1/vocabularies/hdr";

    [Fact]
    public async Task Given_a_key_when_it_asks_then_each_answer_says_the_policy_and_one_request_less()
    {
        using var client = await api.NewClient(KeyCalls.Write);
        foreach (var (path, status) in new[] { (Cheap, 200), ("/v1/nothing", 404), ("/v1/keys", 403), (Cheap + "?unknown=1", 400) })
        {
            var before = await Ask(client);
            using var answer = await client.Get(path);
            var counted = Counted.Of(answer);
            Assert.Equal((status, before.Left - 1), (counted.Status, counted.Left));
            Assert.Equal("default", counted.Policy.Value);
            Assert.Equal("default", counted.State.Value);
            Assert.Equal(
                [("q", LimitedApi.Quota), ("w", LimitedApi.Window)],
                counted.Policy.Parameters.Select(one => (one.Key, (int)one.Value)).Order());
            Assert.Equal(["r", "t"], counted.State.Parameters.Keys.Order(StringComparer.Ordinal));
            Assert.InRange(counted.Seconds, 1, LimitedApi.Window);
        }
    }

    [Fact]
    public async Task Given_a_quota_when_used_up_then_429_as_a_problem_that_says_when_to_come_again()
    {
        using var client = await api.NewClient(KeyCalls.Write);
        for (var left = LimitedApi.Quota - 1; left >= 0; left--)
        {
            var counted = await Ask(client);
            Assert.Equal((200, left), (counted.Status, counted.Left));
        }
        foreach (var path in new[] { Cheap, "/v1/nothing", "/v1/reviews?status=draft" })
        {
            using var refused = await client.Get(path);
            var problem = await refused.Problem(HttpStatusCode.TooManyRequests);
            Assert.Equal("/problems/too-many-requests", (string?)problem["type"]);
            var counted = Counted.Of(refused);
            Assert.Equal(0, counted.Left);
            Assert.Equal(counted.Seconds, (long)refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
            Assert.InRange(counted.Seconds, 1, LimitedApi.Window);
            Assert.True(refused.Headers.CacheControl is { Private: true, NoStore: true });
        }
        using var posted = await client.Send("POST", "/v1/reviews", Contents.Json(Example.Draft()));
        await posted.Problem(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Given_a_used_up_quota_when_the_time_of_Retry_After_is_over_then_a_request_passes_and_the_quota_is_whole()
    {
        using var client = await api.NewClient(KeyCalls.Write);
        var wait = (await Counted.UseUp(() => Ask(client))).Answer.Headers.RetryAfter!.Delta!.Value;
        api.Clock.Advance(wait - TimeSpan.FromSeconds(30));
        Assert.Equal(429, (await Ask(client)).Status);
        api.Clock.Advance(TimeSpan.FromSeconds(31));
        var passed = await Ask(client);
        Assert.Equal((200, LimitedApi.Quota - 1), (passed.Status, passed.Left));
    }

    [Fact]
    public async Task Given_a_window_of_two_seconds_when_the_time_of_Retry_After_is_over_then_a_request_passes()
    {
        using var client = await brief.NewClient(KeyCalls.Write);
        for (var round = 0; round < 2; round++)
        {
            var wait = (await Counted.UseUp(() => Ask(client))).Answer.Headers.RetryAfter!.Delta!.Value;
            var since = Stopwatch.StartNew();
            await Calls.Until(async () =>
            {
                var asked = since.Elapsed;
                var answer = await Ask(client);
                Assert.True(answer.Status == 200 || asked < wait, $"{asked} have gone by, {wait} were asked for.");
                return answer.Status == 200;
            }, seconds: 20);
        }
    }

    [Fact]
    public async Task Given_1000_requests_at_once_when_counted_then_exactly_the_quota_was_accepted()
    {
        using var first = await api.NewClient(KeyCalls.Write);
        Assert.Equal(LimitedApi.Quota - 1, (await Ask(first)).Left);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 100 }) { BaseAddress = first.BaseAddress };
        client.DefaultRequestHeaders.Authorization = first.DefaultRequestHeaders.Authorization;
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(() => Ask(client))));

        var accepted = answers.Where(answer => answer.Status == 200).ToList();
        Assert.Equal(Enumerable.Range(0, LimitedApi.Quota - 1).Select(left => (long)left), accepted.Select(answer => answer.Left).Order());
        Assert.All(answers.Except(accepted), answer => Assert.Equal((429, 0), (answer.Status, answer.Left)));
    }

    [Fact]
    public async Task Given_two_keys_when_one_has_used_up_its_quota_then_the_other_and_who_has_no_key_have_theirs()
    {
        using var one = await api.NewClient(KeyCalls.Write);
        using var other = api.Client((await api.Desk.CreateKey(KeyCalls.Write)).Secret());
        await Counted.UseUp(() => Ask(one));
        var before = await Ask(other);
        Assert.Equal((200, LimitedApi.Quota - 1), (before.Status, before.Left));
        var anonymous = await Ask(api.Anonymous);
        Assert.Equal(429, (await Ask(one)).Status);
        Assert.Equal(anonymous.Left - 1, (await Ask(api.Anonymous)).Left);
    }

    [Fact]
    public async Task Given_both_secrets_of_a_rotated_key_when_used_then_they_have_one_quota()
    {
        var key = await api.Desk.CreateKey(KeyCalls.Write);
        using var old = api.Client(key.Secret());
        var first = await Ask(old);
        using var current = api.Client((await api.Desk.Rotate(key)).Is(200).Secret());
        Assert.Equal(first.Left - 1, (await Ask(current)).Left);
        Assert.Equal(first.Left - 2, (await Ask(old)).Left);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Given_a_used_up_quota_when_health_is_asked_then_it_answers_and_counts_nothing(string path)
    {
        using var client = await api.NewClient(KeyCalls.Write);
        await Counted.UseUp(() => Ask(client));
        using var answer = await client.Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("RateLimit") || answer.Headers.Contains("RateLimit-Policy"));
    }

    [Fact]
    public async Task Given_the_default_settings_when_asked_much_then_nothing_is_counted()
    {
        for (var count = 0; count < 700; count++)
        {
            using var answer = await unlimited.Anonymous.Get(Cheap);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("RateLimit") || answer.Headers.Contains("RateLimit-Policy"));
        }
    }

    static async Task<Counted> Ask(HttpClient client) => Counted.Of(await client.Get(Cheap));
}
