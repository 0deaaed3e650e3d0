namespace ReviewApi.Tests.Exchange.Webhooks;

/// <summary>What a receiver does not take is tried again, in order, and not for ever.</summary>
public sealed class WebhookFailureTests(SendingApi api) : IClassFixture<SendingApi>, IAsyncLifetime
{
    Receiver receiver = null!;

    public async Task InitializeAsync() => receiver = await Receiver.Start();

    public async Task DisposeAsync() => await receiver.DisposeAsync();

    [Fact]
    public async Task Given_a_receiver_that_fails_for_one_review_when_its_changes_are_sent_then_they_wait_in_order_and_others_go_on()
    {
        var (stuck, refusals) = (await api.Desk.Published(), 0);
        var webhook = await api.Desk.CreateWebhook(receiver.Url);
        receiver.Answer = (message, response) =>
        {
            if (message.ReviewId == stuck.Id && (int)message.Data["revision"]! > 1 && Interlocked.Increment(ref refusals) <= 2)
                response.StatusCode = 500;
            return Task.CompletedTask;
        };
        stuck = (await api.Desk.Patch(stuck, """{ "headline": "Two" }""")).Is(200);
        stuck = (await api.Desk.Patch(stuck, """{ "headline": "Three" }""")).Is(200);
        await api.Desk.DeliveriesUntil(webhook, all => all.Any(one => (int?)one["status"] == 500));
        var other = await api.Desk.Published();
        await receiver.Until(1, message => message.ReviewId == other.Id);
        await Forward(() => receiver.Taken.Count(message => message.ReviewId == stuck.Id && (int)message.Data["revision"]! > 1) >= 2);

        var sent = receiver.Messages.Where(message => message.ReviewId == stuck.Id && (int)message.Data["revision"]! > 1).ToList();
        Assert.Equal([2, 2, 2, 3], sent.Select(message => (int)message.Data["revision"]!));
        Assert.Equal(2, sent.Select(message => message.Id).Distinct().Count());
        var logged = await api.Desk.DeliveriesUntil(webhook, all => all.All(one => one["deliveredAt"] is not null));
        Assert.Equal(3, (int)logged.Single(one => (string)one["id"]! == sent[0].Id)["attempts"]!);
    }

    [Fact]
    public async Task Given_a_receiver_that_is_down_when_much_waits_then_it_is_tried_once_at_a_time_and_switched_off_after_three_days()
    {
        receiver.Answer = (_, response) =>
        {
            response.StatusCode = 503;
            return Task.CompletedTask;
        };
        var webhook = await api.Desk.CreateWebhook(receiver.Url);
        var reviews = new List<Answer>();
        for (var number = 0; number < 20; number++)
            reviews.Add(await api.Desk.Published());
        var failing = await Forward(() => receiver.Messages.Count > 9);
        Assert.True(failing);
        Assert.NotNull((await api.Desk.Read(webhook.PathOf())).Is(200).At("/failingSince"));
        // From some failures in a row on, one message is tried after each pause.
        var tried = receiver.Messages.Count;
        api.Clock.Advance(TimeSpan.FromHours(2));
        await Calls.Until(() => Task.FromResult(receiver.Messages.Count > tried));
        api.Clock.Advance(TimeSpan.FromDays(3));
        await api.Desk.Until(webhook.PathOf(), read => read.At("/disabledAt") is not null);
        Assert.InRange(receiver.Messages.Count, tried + 1, tried + 8);

        receiver.Answer = (_, _) => Task.CompletedTask;
        api.Clock.Advance(TimeSpan.FromDays(1));
        var on = (await api.Desk.Act($"{webhook.PathOf()}/replay")).Is(200);
        Assert.Null(on.At("/disabledAt"));
        foreach (var review in reviews)
            await receiver.Until(1, message => message.ReviewId == review.Id);
        Assert.Null((await api.Desk.Read(webhook.PathOf())).Is(200).At("/failingSince"));
    }

    [Fact]
    public async Task Given_a_receiver_that_is_gone_when_it_says_so_then_the_webhook_is_switched_off_at_once()
    {
        receiver.Answer = (_, response) =>
        {
            response.StatusCode = 410;
            return Task.CompletedTask;
        };
        var webhook = await api.Desk.CreateWebhook(receiver.Url);
        await api.Desk.Published();
        await api.Desk.Until(webhook.PathOf(), read => read.At("/disabledAt") is not null);
    }

    // Puts the clock forward until something is so: what waits for another try need not be waited for.
    async Task<bool> Forward(Func<bool> isSo)
    {
        await Calls.Until(() =>
        {
            api.Clock.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(isSo());
        });
        return true;
    }
}
