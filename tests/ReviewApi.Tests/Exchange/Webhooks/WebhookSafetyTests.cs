using System.Net;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using ReviewApi.Exchange.Webhooks;

namespace ReviewApi.Tests.Exchange.Webhooks;

/// <summary>Webhooks lead nowhere that is not public, and a receiver gets little patience.</summary>
public sealed class WebhookSafetyTests(SendingApi api, ApiFixture strict) : IClassFixture<SendingApi>, IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.0.0.8", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("239.1.1.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:8.8.8.8", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2606:4700:4700::1111", true)]
    public void Given_an_address_when_judged_then_only_public_ones_are_allowed(string address, bool isAllowed)
    {
        Assert.Equal(isAllowed, Allows(address, new WebhookOptions()));
        Assert.True(Allows(address, new WebhookOptions { AllowPrivateAddresses = true }));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://a.localhost/")]
    public async Task Given_an_address_that_is_not_public_when_a_webhook_is_made_then_422(string url) =>
        Assert.Equal(
            ["/url private_address"], (await strict.Desk.Post(WebhookCalls.Path, WebhookCalls.Webhook(url))).Is(422).Faults);

    [Fact]
    public async Task Given_a_webhook_whose_address_has_become_a_private_one_when_something_changes_then_nothing_is_sent_there()
    {
        await using var receiver = await Receiver.Start();
        var webhook = await strict.Desk.CreateWebhook("https://example.org/hook");
        await using var connection = new NpgsqlConnection(strict.ConnectionString);
        foreach (var url in new[] { receiver.Url, receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) })
        {
            await connection.ExecuteAsync(
                "update webhooks set url = @url where webhook_id = @id", new { url, id = Guid.Parse(webhook.Id) });
            var review = await strict.Desk.Published();
            var failed = await strict.Desk.DeliveriesUntil(
                webhook, all => all.Any(one => (string)one["subject"]! == review.Id && one["error"] is not null));
            Assert.All(
                failed.Select(one => (string?)one["error"]).OfType<string>(),
                error => Assert.Equal("It leads to an address that is not public.", error));
        }
        Assert.Empty(receiver.Messages);
    }

    [Fact]
    public async Task Given_a_receiver_that_redirects_when_sent_to_then_it_is_not_followed()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = (_, response) =>
        {
            response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        var webhook = await api.Desk.CreateWebhook(receiver.Url);
        await api.Desk.Published();
        await api.Desk.DeliveriesUntil(webhook, all => all.Any(one => (int?)one["status"] == 302));
        Assert.All(receiver.Messages, message => Assert.Equal("/hook", message.Path));
    }

    [Fact]
    public async Task Given_a_receiver_that_answers_without_end_when_sent_to_then_little_of_it_is_read_and_the_message_is_taken()
    {
        await using var receiver = await Receiver.Start();
        var sent = 0L;
        receiver.Answer = async (_, response) =>
        {
            try
            {
                for (; sent < 1 << 30; sent += 65536)
                    await response.Body.WriteAsync(new byte[65536], response.HttpContext.RequestAborted);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
            }
        };
        var webhook = await api.Desk.CreateWebhook(receiver.Url);
        var review = await api.Desk.Published();
        await api.Desk.DeliveriesUntil(
            webhook, all => all.Any(one => (string)one["subject"]! == review.Id && one["deliveredAt"] is not null));
        Assert.InRange(sent, 0, 1 << 29);
    }

    [Fact]
    public async Task Given_a_receiver_that_does_not_answer_when_sent_to_then_that_is_a_failure()
    {
        await using var receiver = await Receiver.Start();
        using var end = new CancellationTokenSource();
        receiver.Answer = (_, response) => Task.Delay(Timeout.Infinite, end.Token)
            .ContinueWith(_ => response.StatusCode = 500, TaskScheduler.Default);
        var webhook = await api.Desk.CreateWebhook(receiver.Url);
        await api.Desk.Published();
        var failed = await api.Desk.DeliveriesUntil(webhook, all => all.Any(one => one["error"] is not null));
        Assert.Contains(failed, one => (string?)one["error"] == "It did not answer in time.");
        await end.CancelAsync();
    }

    [Fact]
    public async Task Given_a_proxy_in_the_environment_when_sent_then_it_is_not_asked()
    {
        await using var proxy = await Receiver.Start();
        await using var receiver = await Receiver.Start();
        var address = new Uri(proxy.Url).GetLeftPart(UriPartial.Authority);
        await using var database = await EmptyDatabase.Create(strict);
        await using var app = AppProcess.Start(
            ["--urls", "http://127.0.0.1:0"], ("ConnectionStrings__Reviews", database.ConnectionString),
            ("Auth__AdminKey", ApiFixture.AdminKey), ("Webhooks__AllowPrivateAddresses", "true"),
            ("HTTP_PROXY", address), ("http_proxy", address));
        using var client = await app.Client();
        await client.UntilReady(seconds: 90);
        await client.CreateWebhook(receiver.Url);
        var review = await client.Published();
        await receiver.Until(1, message => message.ReviewId == review.Id);
        Assert.Empty(proxy.Messages);
    }

    static bool Allows(string address, WebhookOptions options) =>
        new WebhookAddress(Options.Create(options)).Allows(IPAddress.Parse(address));
}
