using Dapper;
using Npgsql;

namespace ReviewApi.Tests.Exchange.Webhooks;

/// <summary>Webhooks are made, told what changes, signed, rotated, replayed and deleted.</summary>
public sealed class WebhookTests(SendingApi api) : IClassFixture<SendingApi>, IAsyncLifetime
{
    Receiver receiver = null!;

    public async Task InitializeAsync() => receiver = await Receiver.Start();

    public async Task DisposeAsync() => await receiver.DisposeAsync();

    [Fact]
    public async Task Given_a_webhook_when_made_then_its_secret_is_told_once_and_it_is_listed_until_it_is_deleted()
    {
        var made = await api.Desk.CreateWebhook(receiver.Url, "format=dvd", "review.published", "film.merged");
        Assert.Equal(($"/v1/webhooks/{made.Id}", null), (made.Location!.ToString(), made.ETag));
        Assert.StartsWith("whsec_", made.Text("/secret"), StringComparison.Ordinal);
        var read = (await api.Desk.Read(made.PathOf())).Is(200);
        Assert.Equal(["id", "url", "events", "filter", "description", "createdAt"], read.Body.Select(member => member.Key));
        Assert.Contains(await api.Desk.All(WebhookCalls.Path), one => one.ToJsonString() == read.Body.ToJsonString());
        Assert.Equal(204, (int)(await api.Desk.Send("DELETE", made.PathOf())).StatusCode);
        (await api.Desk.Read(made.PathOf())).Is(404);
        Assert.Equal(404, (int)(await api.Desk.Send("DELETE", made.PathOf())).StatusCode);
        var audit = (await api.Desk.Read($"/v1/audit?subject={made.PathOf()}")).Is(200);
        Assert.Equal(
            ["webhook.deleted", "webhook.created"], audit.At("/items")!.AsArray().Select(entry => (string)entry!["action"]!));
    }

    [Theory]
    [InlineData("""{}""", "/url required")]
    [InlineData("""{ "url": "ftp://example.org/" }""", "/url invalid_url")]
    [InlineData("""{ "url": "/hook" }""", "/url invalid_url")]
    [InlineData("""{ "url": "https://user:word@example.org/" }""", "/url invalid_url")]
    [InlineData("""{ "url": "https://example.org/#part" }""", "/url invalid_url")]
    [InlineData("""{ "url": "https://example.org/", "events": [] }""", "/events required")]
    [InlineData("""{ "url": "https://example.org/", "events": ["review.deleted"] }""", "/events/0 unknown_code")]
    [InlineData("""{ "url": "https://example.org/", "filter": "" }""", "/filter required")]
    [InlineData("""{ "url": "https://example.org/", "filter": "format=vinyl" }""", "/filter unknown_code")]
    [InlineData("""{ "url": "https://example.org/", "filter": "forma=dvd" }""", "/filter unknown_parameter")]
    [InlineData("""{ "url": "https://example.org/", "filter": "picture.gte=high" }""", "/filter invalid_value")]
    [InlineData("""{ "url": "https://example.org/", "filter": "picture.gte=8&picture.gte=9" }""", "/filter repeated")]
    [InlineData("""{ "url": "https://example.org/", "filter": "q=grain" }""", "/filter unknown_parameter")]
    [InlineData("""{ "url": "https://example.org/", "filter": "film=%ff" }""", "/filter invalid_text")]
    [InlineData("""{ "url": "https://example.org/", "filter": "limit=5" }""", "/filter unknown_parameter")]
    public async Task Given_a_webhook_that_cannot_be_when_made_then_422_names_the_place(string body, string fault)
    {
        var refused = (await api.Desk.Post(WebhookCalls.Path, Example.Parse(body))).Is(422);
        Assert.Equal([fault], refused.Faults);
    }

    [Fact]
    public async Task Given_a_webhook_when_reviews_change_then_it_is_sent_each_change_as_the_list_has_it_and_npm_verifies_it()
    {
        var before = await api.Desk.Published();
        await api.Anonymous.ChangesOf(before, 1);
        var webhook = await api.Desk.CreateWebhook(receiver.Url);
        var review = await api.Desk.Published();
        review = (await api.Desk.Patch(review, """{ "headline": "Changed" }""")).Is(200);
        review = (await api.Desk.Act(review, "withdraw")).Is(200);
        review = (await api.Desk.Act(review, "restore")).Is(200);
        (await api.Desk.Merge(review.FilmPath(), before.FilmPath())).Is(200);

        var film = review.FilmPath().Split('/')[^1];
        var messages = await receiver.Until(6, message => message.ReviewId == review.Id || (string?)message.Data["filmId"] == film);

        Assert.Equal(
            ["review.published", "review.updated", "review.withdrawn", "review.restored", "review.updated"],
            messages.Where(message => message.ReviewId == review.Id).Select(message => message.Type));
        Assert.Equal("film.merged", messages.Single(message => message.ReviewId is null).Type);
        var changes = (await api.Anonymous.Changes()).Changes.Select(change => change.ToJsonString()).ToHashSet();
        Assert.All(messages, message =>
        {
            Assert.Contains(message.Data.ToJsonString(), changes);
            Assert.Equal((string)message.Data["at"]!, (string)message.Json["timestamp"]!);
            Assert.Equal(("POST", "/hook", "application/json"), (message.Method, message.Path, message.ContentType));
        });
        Assert.DoesNotContain(receiver.Messages, message => message.ReviewId == before.Id && message.Type == "review.published");
        var secret = webhook.Text("/secret")!;
        Assert.All(await NpmVerifier.Verify(secret, [.. messages]), said => Assert.Equal("right", said));
        var (longer, renamed) = (messages[0] with { Body = messages[0].Body + " " }, messages[0] with { Id = "msg_1" });
        Assert.DoesNotContain("right", await NpmVerifier.Verify(secret, longer, renamed));
        var deliveries = await api.Desk.DeliveriesUntil(webhook, all => all.Count(one => one["deliveredAt"] is not null) >= 6);
        Assert.All(
            deliveries.SelectMany(one => new[] { one["createdAt"], one["attemptedAt"], one["deliveredAt"] }),
            time => Assert.Matches(@"T[0-9:]{8}(\.[0-9]{1,3})?Z\z", (string?)time));
        Assert.Equal(
            messages.Select(message => message.Id).Order(),
            deliveries.Select(one => (string)one["id"]!).Where(id => messages.Any(message => message.Id == id)).Order());
        Assert.All(deliveries, one => Assert.Equal((1, 200), ((int)one["attempts"]!, (int)one["status"]!)));
    }

    [Fact]
    public async Task Given_some_events_when_reviews_change_then_only_these_are_sent()
    {
        await api.Desk.CreateWebhook(receiver.Url, null, "review.withdrawn", "review.restored");
        var review = await api.Desk.Published();
        review = (await api.Desk.Act(review, "withdraw")).Is(200);
        await api.Desk.Act(review, "restore");
        Assert.Equal(
            ["review.withdrawn", "review.restored"],
            (await receiver.Until(2, message => message.ReviewId == review.Id)).Select(message => message.Type));
        Assert.DoesNotContain(receiver.Messages, message => message.Type is not ("review.withdrawn" or "review.restored"));
    }

    [Fact]
    public async Task Given_a_webhook_when_its_secret_is_rotated_then_both_sign_for_a_day_and_then_the_new_one_alone()
    {
        var webhook = await api.Desk.CreateWebhook(receiver.Url);
        var first = webhook.Text("/secret")!;
        var second = (await api.Desk.Act($"{webhook.PathOf()}/rotate")).Is(200).Text("/secret")!;
        var review = await api.Desk.Published();
        var both = Assert.Single(await receiver.Until(1, message => message.ReviewId == review.Id));
        Assert.Equal(2, both.Signature.Split(' ').Length);
        Assert.Equal(["right"], await NpmVerifier.Verify(first, both));
        Assert.Equal(["right"], await NpmVerifier.Verify(second, both));
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.ExecuteAsync(
            "update webhook_secrets set expires_at = '2020-01-01' where webhook_id = @id and expires_at is not null",
            new { id = Guid.Parse(webhook.Id) });
        review = (await api.Desk.Patch(review, """{ "headline": "Later" }""")).Is(200);
        var one = Assert.Single(await receiver.Until(1, message => message.ReviewId == review.Id && message.Type == "review.updated"));
        Assert.Equal(["right"], await NpmVerifier.Verify(second, one));
        Assert.NotEqual(["right"], await NpmVerifier.Verify(first, one));
    }

    [Fact]
    public async Task Given_changes_that_were_taken_when_replayed_then_they_come_again_in_order_with_the_ids_that_they_had()
    {
        var webhook = await api.Desk.CreateWebhook(receiver.Url);
        var review = await api.Desk.Published();
        var after = (string)Assert.Single(await api.Anonymous.ChangesOf(review, 1))["cursor"]!;
        review = (await api.Desk.Patch(review, """{ "headline": "Two" }""")).Is(200);
        review = (await api.Desk.Act(review, "withdraw")).Is(200);
        var first = await receiver.Until(3, message => message.ReviewId == review.Id);
        (await api.Desk.Act($"{webhook.PathOf()}/replay?after={after}")).Is(200);
        await Calls.Until(() => Task.FromResult(receiver.Taken.Count(message => message.ReviewId == review.Id) >= 5));
        Assert.Equal(
            [.. first.Select(message => message.Id), first[1].Id, first[2].Id],
            receiver.Taken.Where(message => message.ReviewId == review.Id).Select(message => message.Id));
        (await api.Desk.Act($"{webhook.PathOf()}/replay?after=nonsense")).Is(400);
        (await api.Desk.Act($"{WebhookCalls.Path}/{Guid.CreateVersion7()}/replay")).Is(404);
    }
}
