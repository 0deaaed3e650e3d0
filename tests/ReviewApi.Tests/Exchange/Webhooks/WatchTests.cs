using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Exchange.Webhooks;

/// <summary>A webhook with filters is sent the changes of reviews that met them before or meet them after, and no other.</summary>
public sealed class WatchTests(SendingApi api) : IClassFixture<SendingApi>
{
    static readonly string[] Filters =
    [
        "format=dvd", "format=dvd,hd_dvd&picture.gte=8", "film=watched", "language=de", "picture.lt=5&year.gte=1990", "outlet=disc weekly",
    ];

    static readonly int Reviews = 6 * Soak.Factor;
    const int Steps = 8;

    [Fact]
    public async Task Given_webhooks_with_filters_when_reviews_change_at_random_then_each_is_sent_just_what_the_list_says_before_and_after()
    {
        await using var receiver = await Receiver.Start();
        var webhooks = new Dictionary<string, string>();
        foreach (var filter in Filters)
            webhooks[(await api.Desk.CreateWebhook($"{receiver.Url}/{webhooks.Count}", filter)).Id] = filter;
        var expected = new HashSet<(string Filter, string Review, int Step)>();
        await Task.WhenAll(Enumerable.Range(0, Reviews).Select(number => Task.Run(() => Live(number, expected))));
        var last = await api.Desk.Published(Body(new Random(1), 0).Put("/release/format", "dvd"));
        await receiver.Until(1, message => message.ReviewId == last.Id && message.Path == "/hook/0");

        // Each webhook's queue comes to its end.
        foreach (var webhook in webhooks.Keys)
            await Calls.Until(async () =>
            {
                api.Clock.Advance(TimeSpan.FromSeconds(1));
                return (await api.Desk.All($"{WebhookCalls.Path}/{webhook}/deliveries")).All(one => one["deliveredAt"] is not null);
            });
        var sent = receiver.Taken.Where(message => message.ReviewId != last.Id)
            .Select(message => $"{Filters[message.Path[^1] - '0']}: {message.ReviewId} {message.Data["cursor"]}").ToList();
        var changes = (await api.Anonymous.Changes()).Changes.Where(change => change["reviewId"] is not null)
            .GroupBy(change => (string)change["reviewId"]!).ToDictionary(review => review.Key, review => review.ToList());
        var meant = expected.Select(one => $"{one.Filter}: {one.Review} {changes[one.Review][one.Step]["cursor"]}");
        Assert.Equal(meant.Order(StringComparer.Ordinal), sent.Order(StringComparer.Ordinal));
    }

    // One review's life, and of each of its changes whether the list had the review before or has it after.
    async Task Live(int number, HashSet<(string, string, int)> expected)
    {
        var random = new Random(number);
        var review = await api.Desk.Published(Body(random, number));
        var met = Filters.ToDictionary(filter => filter, _ => false);
        for (var step = 0; ; step++)
        {
            foreach (var filter in Filters)
            {
                var isMet = await api.Anonymous.Lists(review, $"/v1/reviews?{filter}&id={review.Id}");
                if (isMet || met[filter])
                    lock (expected)
                        expected.Add((filter, review.Id, step));
                met[filter] = isMet;
            }
            if (step == Steps)
                return;
            review = random.Next(4) == 0 && review.Text("/status") == "published"
                ? await Done(() => api.Desk.Act(review, "withdraw"))
                : review.Text("/status") == "withdrawn"
                    ? await Done(() => api.Desk.Act(review, "restore"))
                    : random.Next(2) == 0
                        ? await Done(() => api.Desk.Put(review, Changed(review, random)))
                        : await ByCopy(review, random);
        }
    }

    // A working copy is saved before it goes live: what it says is judged as it was published.
    async Task<Answer> ByCopy(Answer review, Random random)
    {
        var copy = await Moves.Answered(() => api.Desk.PutDraft(review, Changed(review, random)));
        return await Done(() => api.Desk.Act(copy.Succeeded(), "publish"));
    }

    static JsonObject Body(Random random, int number) =>
        Varied(Example.WithOwnSource(Example.Review($"{(number % 2 == 0 ? "Watched" : "Other")} {Guid.NewGuid():N}")), random);

    static JsonObject Changed(Answer review, Random random) =>
        Varied(review.Body.DeepClone().AsObject(), random).Put("/headline", $"Headline {random.Next()}");

    static JsonObject Varied(JsonObject body, Random random) => body
        .Put("/release/format", new[] { "dvd", "hd_dvd", "blu_ray" }[random.Next(3)])
        .Put("/language", new[] { "en", "de" }[random.Next(2)])
        .Put("/sections/picture", new JsonObject { ["score"] = random.Next(1, 11) })
        .Put("/source/outlet", new[] { "Disc Weekly", "Another" }[random.Next(2)]);

    static async Task<Answer> Done(Func<Task<Answer>> send) => (await Moves.Answered(send)).Is(200);
}
