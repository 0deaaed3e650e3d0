using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>The app with some hundred reviews in it that have much in common, so that filters find some of them.</summary>
public sealed class Catalog : ApiFixture
{
    const int Count = 300;

    /// <summary>The published reviews, whole.</summary>
    public IReadOnlyList<JsonObject> Published { get; private set; } = [];

    internal Oracle Oracle { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var (bodies, published) = (new CatalogBodies(seed: 20260115), new ConcurrentBag<JsonObject>());
        var numbered = Enumerable.Range(0, Count).Select(number => (number, body: bodies.Next(number))).ToList();
        await Parallel.ForEachAsync(numbered, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, _) =>
        {
            if (await Bring(one.number, one.body) is { } review)
                published.Add(review);
        });
        Published = [.. published];
        Oracle = new Oracle(Published);
    }

    /// <summary>The values that there are of a thing.</summary>
    internal IReadOnlyList<string> Values(string name) =>
        [.. Published.SelectMany(review => Reading.Values(review, name)).Distinct().Order(StringComparer.Ordinal)];

    // Some are changed after they were published, and a few are not published or no longer.
    async Task<JsonObject?> Bring(int number, JsonObject body)
    {
        if (number % 29 == 0)
        {
            (await Desk.Create(body)).Is(201);
            return null;
        }
        var review = (await Desk.Publish(body)).Is(201);
        if (number % 7 == 0)
            review = (await Desk.Patch(review, """{ "headline": "Seen again" }""")).Is(200);
        if (number % 31 != 0)
            return review.Body;
        (await Desk.Act(review, "withdraw")).Is(200);
        return null;
    }
}
