using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>What one instance has acknowledged is in every later answer of another.</summary>
public sealed class FreshnessTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const int Hands = 4;

    static int Changes => 300 * Soak.Factor;

    [Fact]
    public async Task Given_two_instances_when_changes_are_acknowledged_by_one_then_the_other_has_each_at_once()
    {
        await using var other = new AwayApp(api.ConnectionString);
        using var reader = other.Start(key: null);
        await reader.UntilReady();
        await Task.WhenAll(Enumerable.Range(0, Hands).Select(hand => Task.Run(() => Change(reader, new Random(hand)))));
    }

    [Fact]
    public async Task Given_two_instances_when_films_and_releases_are_merged_and_corrected_by_one_then_the_other_finds_them_at_once()
    {
        await using var other = new AwayApp(api.ConnectionString);
        using var reader = other.Start(key: null);
        await reader.UntilReady();
        var (one, two) = (await api.Desk.Published(), await api.Desk.Published());
        var (film, release) = (one.Text("/films/0/id")!, one.Text("/release/id")!);
        Assert.Equal([one.Id], await reader.IdsOf($"/v1/reviews?filmId={film}"));

        (await api.Desk.Merge(one.FilmPath(), two.FilmPath())).Is(200);
        Assert.Equal(new[] { one.Id, two.Id }.Order(), (await reader.IdsOf($"/v1/reviews?filmId={film}")).Order());
        Assert.Equal(2, (int)(await reader.Read($"{two.FilmPath()}/scores")).Is(200).At("/reviews")!);
        Assert.Equal(2, (int)(await reader.Read($"/v1/films/{film}/scores")).Is(200).At("/reviews")!);

        (await api.Desk.Merge(one.ReleasePath(), two.ReleasePath())).Is(200);
        Assert.Equal(new[] { one.Id, two.Id }.Order(), (await reader.IdsOf($"/v1/reviews?releaseId={release}")).Order());

        var (imdb, ean) = (Example.NewImdb(), Example.NewEan());
        (await api.Desk.Correct(two.FilmPath(), $$"""{ "identifiers": { "imdb": "{{imdb}}" } }""")).Is(200);
        Assert.Equal(new[] { one.Id, two.Id }.Order(), (await reader.IdsOf($"/v1/reviews?imdb={imdb}")).Order());
        Assert.Equal([two.Text("/films/0/id")!], await reader.IdsOf($"/v1/films?imdb={imdb}"));
        (await api.Desk.Correct(two.ReleasePath(), $$"""{ "barcode": "{{ean}}" }""")).Is(200);
        Assert.Equal(new[] { one.Id, two.Id }.Order(), (await reader.IdsOf($"/v1/reviews?barcode={ean}")).Order());
        (await api.Desk.Correct(two.FilmPath(), """{ "identifiers": null }""")).Is(200);
        Assert.Empty(await reader.IdsOf($"/v1/reviews?imdb={imdb}"));
    }

    [Fact]
    public async Task Given_a_database_that_is_away_when_asked_then_503_and_no_old_answer_unless_answers_may_be_of_that_age()
    {
        var review = await api.Desk.Published();
        await using var link = new Link(api.ConnectionString);
        await using var strict = new AwayApp(link.ConnectionString);
        await using var patient = new AwayApp(link.ConnectionString, ("Caching:MaxAgeSeconds", "3600"));
        using var now = strict.Start(key: null);
        using var then = patient.Start(key: null);
        await now.UntilReady();
        await then.UntilReady();
        foreach (var client in new[] { now, then })
            for (var reads = 0; reads < 3; reads++)
                (await client.Read(review.Path)).Is(200);
        (await now.Read("/v1/reviews/facets")).Is(200);

        link.FallSilent();

        (await now.Read("/v1/reviews/facets")).Is(503);
        (await now.Read(review.Path)).Is(503);
        (await then.Read("/v1/reviews/facets")).Is(200);
        Assert.Equal(review.ETag, (await then.Read(review.Path)).Is(200).ETag);
    }

    async Task Change(HttpClient reader, Random chance)
    {
        var title = Example.NewTitle();
        var (review, reviews) = (await api.Desk.Published(Body(title, score: 5)), 1);
        for (var change = 0; change < Changes / Hands; change++)
        {
            var score = chance.Next(11);
            switch (chance.Next(4))
            {
                case 0:
                    review = await api.Desk.Published(Body(title, score));
                    reviews++;
                    break;
                case 1:
                    (await api.Desk.Act(review, "withdraw")).Is(200);
                    (await reader.Read(review.Path)).Is(410);
                    Assert.Equal(reviews - 1, await Total(reader, title));
                    review = (await api.Desk.Act(await api.Desk.Read(review.Path), "restore")).Is(200);
                    break;
                default:
                    review = (await api.Desk.Patch(review, $$"""{ "sections": { "picture": { "score": {{score}} } } }""")).Is(200);
                    break;
            }
            await Compare(reader, review, title, reviews);
        }
    }

    static async Task Compare(HttpClient reader, Answer review, string title, int reviews)
    {
        var score = (int)review.At("/sections/picture/score")!;
        Assert.Equal(review.ETag, (await reader.Read(review.Path)).Is(200).ETag);
        Assert.Equal(reviews, await Total(reader, title));
        var found = await reader.IdsOf($"/v1/reviews?film={title}&picture.gte={score}&picture.lte={score}");
        Assert.Contains(review.Id, found);
        Assert.Equal(reviews, (int)(await reader.Read($"{review.FilmPath()}/scores")).Is(200).At("/sections/picture/count")!);
    }

    static async Task<int> Total(HttpClient reader, string title) =>
        (int)(await reader.Read($"/v1/reviews/facets?film={title}&facet=format")).Is(200).At("/total")!;

    static JsonObject Body(string title, int score) =>
        Example.Review(title).Put("/sections/picture", new JsonObject { ["score"] = score });
}
