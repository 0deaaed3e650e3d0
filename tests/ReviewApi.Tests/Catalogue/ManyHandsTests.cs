using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>
/// Many at once write, move and merge for half a minute, whatever chance has them do. Afterwards the catalogue, the lists, the facets and
/// the statistics are what the reviews say, on the instance that did it, on one beside it and on one that is started then.
/// </summary>
public sealed class ManyHandsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const int Hands = 6;

    static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    static readonly string[] Titles = [.. Enumerable.Range(0, 8).Select(_ => Example.NewTitle())];
    static readonly string[] Barcodes = [.. Enumerable.Range(0, 5).Select(_ => Example.NewEan())];

    readonly ConcurrentDictionary<string, byte> paths = new();

    [Fact]
    public async Task Given_random_writes_moves_and_merges_at_once_when_all_are_done_then_everything_derived_is_what_the_reviews_say()
    {
        await using var second = new AwayApp(api.ConnectionString);
        using var beside = second.Start(key: null);
        await beside.UntilReady();
        var until = Task.Delay(Duration);
        await Task.WhenAll(Enumerable.Range(0, Hands).Select(number => Task.Run(async () =>
        {
            var chance = new Random(number);
            while (!until.IsCompleted)
                await Act(chance);
        })));
        foreach (var path in paths.Keys)
            await Unschedule(path);
        var live = new List<JsonObject>();
        foreach (var path in paths.Keys)
            if (await api.Anonymous.Read(path) is { Status: HttpStatusCode.OK } read)
                live.Add(read.Body);
        Assert.NotEmpty(live);
        await using var started = new AwayApp(api.ConnectionString);
        using var afterwards = started.Start(key: null);
        await afterwards.UntilReady();
        foreach (var client in new[] { api.Anonymous, beside, afterwards })
            await Compare(client, live);
    }

    async Task Act(Random chance)
    {
        if (paths.IsEmpty || chance.Next(8) == 0)
        {
            var created = await api.Desk.Post(chance.Next(3) == 0 ? "/v1/reviews" : "/v1/reviews?publish=true", Body(chance));
            Expected(created);
            paths.TryAdd(created.Path, 0);
            return;
        }
        var path = paths.Keys.ElementAt(chance.Next(paths.Count));
        var (review, subject) = (await api.Desk.Read(path), await Subject(path));
        Expected(chance.Next(14) switch
        {
            0 or 1 => await api.Desk.Put(review, Body(chance), path),
            2 => await api.Desk.Patch(review, $$"""{ "sections": { "story": { "score": {{chance.Next(11)}} } } }""", path),
            3 or 4 => await api.Desk.Put(subject, Body(chance), $"{path}/draft"),
            5 => await api.Desk.Act($"{path}/submit", subject.ETag),
            6 => await api.Desk.Act($"{path}/return", subject.ETag),
            7 or 8 => await api.Desk.Act($"{path}/publish", subject.ETag),
            9 => await api.Desk.Act($"{path}/publish", subject.ETag, new JsonObject { ["at"] = $"{DateTime.UtcNow.AddSeconds(1):O}" }),
            10 => await api.Desk.Act($"{path}/unschedule", subject.ETag),
            11 => await api.Desk.Act($"{path}/{(review.Text("/status") == "withdrawn" ? "restore" : "withdraw")}", review.ETag),
            12 => await Merge("films", chance),
            _ => await Merge("releases", chance),
        });
    }

    async Task<Answer> Merge(string kind, Random chance)
    {
        var things = (await api.Anonymous.Read($"/v1/{kind}?limit=100")).Is(200).At("/items")!.AsArray();
        if (things.Count < 4)
            return await api.Anonymous.Read("/v1/reviews?limit=1");
        var (one, other) = ((string)things[chance.Next(things.Count)]!["id"]!, (string)things[chance.Next(things.Count)]!["id"]!);
        var read = await api.Desk.Read($"/v1/{kind}/{one}");
        return chance.Next(4) == 0 && kind == "films"
            ? await api.Desk.Patch(read, $$"""{ "title": "{{Titles[chance.Next(Titles.Length)]}}" }""", $"/v1/{kind}/{one}")
            : await api.Desk.Act($"/v1/{kind}/{one}/merge", read.ETag, new JsonObject { ["into"] = other });
    }

    static JsonObject Body(Random chance)
    {
        var body = Example.Review(Titles[chance.Next(Titles.Length)])
            .Put("/reviewers/0/name", $"Reviewer {chance.Next(4)}")
            .Put("/release/format", chance.Next(2) == 0 ? "blu_ray" : "dvd")
            .Put("/sections/picture", new JsonObject { ["score"] = chance.Next(11) });
        if (chance.Next(3) > 0)
            body.Put("/release/barcode", Barcodes[chance.Next(Barcodes.Length)]);
        if (chance.Next(3) == 0)
            body["films"]!.AsArray().Add(new JsonObject { ["title"] = Titles[chance.Next(Titles.Length)], ["year"] = 2001 });
        return body;
    }

    // Each of them may come too late, or meet another; none may fail.
    static void Expected(Answer answer) =>
        Assert.True((int)answer.Status is 200 or 201 or 204 or 308 or 404 or 409 or 410 or 412 or 422 or 428 or 503, answer.ToString());

    // What would go live by itself while the reviews are compared.
    async Task Unschedule(string path)
    {
        while (await Subject(path) is var subject && subject.Text("/status") == "scheduled")
            Expected(await api.Desk.Act($"{path}/unschedule", subject.ETag));
    }

    // What a move of the desk's changes: the working copy, where there is one.
    async Task<Answer> Subject(string path) =>
        await api.Desk.Read($"{path}/draft") is { Status: HttpStatusCode.OK } draft ? draft : await api.Desk.Read(path);

    static async Task Compare(HttpClient client, List<JsonObject> live)
    {
        Assert.Equal(Ids(live), (await client.IdsOf("/v1/reviews")).Order());
        foreach (var review in await client.All("/v1/reviews?view=full"))
            Assert.Equal(live.Single(one => (string?)one["id"] == (string?)review["id"]).ToJsonString(), review.ToJsonString());
        await CompareThings(client, "films", live, review => review["films"]!.AsArray().Select(film => (string)film!["id"]!));
        await CompareThings(client, "releases", live, review => [(string)review["release"]!["id"]!]);
        await CompareThings(
            client, "reviewers", live, review => review["reviewers"]!.AsArray().Select(reviewer => (string)reviewer!["id"]!));
        await CompareFacets(client, live);
    }

    static async Task CompareThings(
        HttpClient client, string kind, List<JsonObject> live, Func<JsonObject, IEnumerable<string>> named)
    {
        var reviews = live.SelectMany(review => named(review).Distinct().Select(id => (Id: id, Review: review)))
            .ToLookup(one => one.Id, one => one.Review);
        Assert.Equal(reviews.Select(thing => thing.Key).Order(), (await client.IdsOf($"/v1/{kind}")).Order());
        foreach (var thing in reviews)
        {
            Assert.Equal(Ids(thing), (await client.IdsOf($"/v1/{kind}/{thing.Key}/reviews")).Order());
            var scores = (await client.Read($"/v1/{kind}/{thing.Key}/scores")).Is(200);
            Assert.Equal(
                thing.Count(review => review.At("/sections/picture/score") is not null), (int)scores.At("/sections/picture/count")!);
        }
    }

    static async Task CompareFacets(HttpClient client, List<JsonObject> live)
    {
        var (oracle, all) = (new Oracle(live), new Question([], [], []));
        var counted = (await client.Read("/v1/reviews/facets?facet=format,decade,kind,language,picture,story")).Is(200);
        Assert.Equal(live.Count, (int)counted.At("/total")!);
        foreach (var facet in new[] { "format", "decade", "kind", "language" })
            Assert.Equal(
                oracle.Counts(all, facet).Select(one => $"{one.Key} {one.Value}").Order(),
                counted.At($"/facets/{facet}")!.AsArray().Select(one => $"{one!["value"]} {one["count"]}").Order());
        foreach (var score in new[] { "picture", "story" })
            Assert.Equal(
                oracle.Histogram(all, score).Select(count => count.ToString(CultureInfo.InvariantCulture)),
                counted.At($"/facets/{score}")!.AsArray().Select(one => one!["count"]!.ToString()));
    }

    static IEnumerable<string> Ids(IEnumerable<JsonObject> reviews) => reviews.Select(review => (string)review["id"]!).Order();
}
