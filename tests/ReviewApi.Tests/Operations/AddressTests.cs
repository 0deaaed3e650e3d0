using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using ReviewApi.LocalPostgres;

namespace ReviewApi.Tests.Operations;

/// <summary>Where the service listens, and what it speaks there.</summary>
public sealed class AddressTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_an_address_of_http_2_beside_the_other_when_asked_by_prior_knowledge_then_both_answer_and_health_asks_the_other()
    {
        var (plain, second) = (FreePort(), FreePort());
        (string, string)[] settings =
        [
            ("ConnectionStrings__Reviews", api.ConnectionString), ("Kestrel__Endpoints__Http__Url", $"http://127.0.0.1:{plain}"),
            ("Kestrel__Endpoints__Clear2__Url", $"http://127.0.0.1:{second}"), ("Kestrel__Endpoints__Clear2__Protocols", "Http2"),
        ];
        await using var app = AppProcess.Start([], settings);
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{plain}") };
        await app.Said("Listening on ");
        await client.UntilReady();
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{second}/v1/reviews")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var answer = await client.SendAsync(asked);
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (answer.StatusCode, answer.Version));
        using var other = await client.GetAsync("/v1/reviews");
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version11), (other.StatusCode, other.Version));
        await using var health = AppProcess.Start(["health"], settings);
        Assert.Equal(0, await health.Ended());
    }

    [Fact]
    public async Task Given_an_address_of_IPv6_when_asked_there_then_it_answers_and_names_itself_by_it()
    {
        await using var app = AppProcess.Start(["--urls", "http://[::1]:0"], ("ConnectionStrings__Reviews", api.ConnectionString));
        if (!HasLoopback())
        {
            Assert.Equal(1, await app.Ended());
            return;
        }
        using var client = await app.Client();
        client.DefaultRequestHeaders.Authorization = null;
        await client.UntilReady();
        var feed = await client.GetStringAsync("/feeds/reviews.atom");
        Assert.Contains($"http://[::1]:{client.BaseAddress!.Port}/feeds/reviews.atom", feed, StringComparison.Ordinal);
    }

    static int FreePort() => ServerSettings.FreePort(0);

    static bool HasLoopback() => Socket.OSSupportsIPv6
        && NetworkInterface.GetAllNetworkInterfaces()
            .Any(one => one.GetIPProperties().UnicastAddresses.Any(address => address.Address.Equals(IPAddress.IPv6Loopback)));
}
