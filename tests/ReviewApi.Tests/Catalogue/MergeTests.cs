using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>Two films or releases that are one: where their ids lead, and what speaks of which.</summary>
public sealed class MergeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<string> Kinds => ["films", "releases"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_two_when_merged_then_the_answer_is_the_one_that_stays_and_all_addresses_of_the_other_lead_there(string kind)
    {
        var (one, other) = (await New(), await New());
        var (path, into) = (one.PathOf(kind), other.PathOf(kind));
        var merged = (await api.Desk.Merge(path, into)).Is(200);
        var stays = (await api.Anonymous.Read(into)).Is(200);
        Assert.Equal((into.Split('/')[^1], stays.ETag), (merged.Id, merged.ETag));
        Assert.True(JsonNode.DeepEquals(stays.Body, merged.Body));
        foreach (var (asked, led) in new[]
        {
            (path, into), ($"{path}/reviews?view=full&limit=3", $"{into}/reviews?view=full&limit=3"), ($"{path}/scores", $"{into}/scores"),
            (path.Replace(one.PathOf(kind).Split('/')[^1], one.PathOf(kind).Split('/')[^1].ToUpperInvariant(), StringComparison.Ordinal),
                into),
        })
            Assert.Equal(led, (await api.Anonymous.Read(asked)).Is(308).Location?.ToString());
        Assert.Equal(into, (await api.Desk.Patch(stays, "{}", path)).Is(308).Location?.ToString());
        Assert.Equal(
            $"{into}/merge",
            (await api.Desk.Act($"{path}/merge", stays.ETag, new JsonObject { ["into"] = stays.Id })).Is(308).Location?.ToString());
    }

    [Fact]
    public async Task Given_a_merged_film_when_its_releases_are_compared_then_it_leads_to_the_other_with_its_query()
    {
        var (one, other) = (await New(), await New());
        (await api.Desk.Merge(one.FilmPath(), other.FilmPath())).Is(200);
        var query = $"releases?baseline={one.Text("/release/id")}";
        var moved = (await api.Anonymous.Read($"{one.FilmPath()}/{query}")).Is(308).Location?.ToString();
        Assert.Equal($"{other.FilmPath()}/{query}", moved);
        var compared = (await api.Anonymous.Read(moved!)).Is(200);
        Assert.Equal(
            new[] { one, other }.Select(review => review.Text("/release/id")!).Order(),
            compared.At("/releases")!.AsArray().Select(release => (string)release!["release"]!["id"]!).Order());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_two_when_merged_then_the_reviews_of_both_speak_of_the_one_in_documents_filters_lists_and_statistics(string kind)
    {
        var (one, other) = (await New(6), await New(9));
        (await api.Desk.Merge(one.PathOf(kind), other.PathOf(kind))).Is(200);
        var (into, id) = (other.PathOf(kind), other.PathOf(kind).Split('/')[^1]);
        string[] both = [.. new[] { one.Id, other.Id }.Order()];
        foreach (var review in both)
        {
            var read = (await api.Anonymous.Read($"/v1/reviews/{review}")).Is(200);
            Assert.Equal(into, read.PathOf(kind));
        }
        Assert.Equal(both, (await api.Anonymous.IdsOf($"{into}/reviews")).Order());
        Assert.Equal(both, (await api.Anonymous.IdsOf($"/v1/reviews?{kind[..^1]}Id={id}")).Order());
        var scores = (await api.Anonymous.Read($"{into}/scores")).Is(200);
        Assert.Equal(
            ("2", "2", 7.5m),
            (scores.Text("/reviews"), scores.Text("/sections/picture/count"), (decimal)scores.At("/sections/picture/mean")!));
        var ids = await api.Anonymous.IdsOf($"/v1/{kind}");
        Assert.Contains(id, ids);
        Assert.DoesNotContain(one.PathOf(kind).Split('/')[^1], ids);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_a_chain_when_merged_link_by_link_then_each_id_leads_to_the_last_at_once(string kind)
    {
        var (first, second, third) = (await New(), await New(), await New());
        (await api.Desk.Merge(first.PathOf(kind), second.PathOf(kind))).Is(200);
        (await api.Desk.Merge(second.PathOf(kind), third.PathOf(kind))).Is(200);
        foreach (var gone in new[] { first, second })
            Assert.Equal(third.PathOf(kind), (await api.Anonymous.Read(gone.PathOf(kind))).Is(308).Location?.ToString());
        Assert.Equal(new[] { first.Id, second.Id, third.Id }.Order(), (await api.Anonymous.IdsOf($"{third.PathOf(kind)}/reviews")).Order());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Given_what_was_merged_when_audited_then_there_is_one_entry_of_it(string kind)
    {
        var (one, other) = (await New(), await New());
        (await api.Desk.Merge(one.PathOf(kind), other.PathOf(kind))).Is(200);
        var entry = Assert.Single(await api.Desk.All($"/v1/audit?subject={one.PathOf(kind)}"));
        Assert.Equal($"{kind[..^1]}.merged", (string?)entry["action"]);
    }

    [Fact]
    public async Task Given_a_review_of_two_films_when_they_are_merged_then_it_speaks_twice_of_the_one_and_counts_once()
    {
        var review = await api.Desk.Published(
            CatalogueCalls.Review(CatalogueCalls.Film(), CatalogueCalls.Film()).With("/sections/picture", """{ "score": 7 }"""));
        var (one, other) = ($"/v1/films/{review.Text("/films/0/id")}", $"/v1/films/{review.Text("/films/1/id")}");
        (await api.Desk.Merge(one, other)).Is(200);
        var read = (await api.Anonymous.Read(review.Path)).Is(200);
        Assert.All(["/films/0/id", "/films/1/id"], place => Assert.Equal(other, $"/v1/films/{read.Text(place)}"));
        Assert.Equal([review.Id], await api.Anonymous.IdsOf($"{other}/reviews"));
        var scores = (await api.Anonymous.Read($"{other}/scores")).Is(200);
        Assert.Equal(("1", "1"), (scores.Text("/reviews"), scores.Text("/sections/picture/count")));
        Assert.Equal("1", (await api.Anonymous.Read($"{other}/releases")).Is(200).Text("/releases/0/reviews"));
    }

    [Fact]
    public async Task Given_a_merge_was_done_when_sent_again_with_its_key_then_it_answers_as_before()
    {
        var (one, other) = (await New(), await New());
        var etag = (await api.Desk.Read(one.FilmPath())).ETag;
        var body = new JsonObject { ["into"] = other.Text("/films/0/id") };
        var key = Guid.NewGuid().ToString();
        var first = (await api.Desk.Act($"{one.FilmPath()}/merge", etag, body, key)).Is(200);
        var again = (await api.Desk.Act($"{one.FilmPath()}/merge", etag, body, key)).Is(200);
        Assert.True(JsonNode.DeepEquals(first.Body, again.Body));
    }

    Task<Answer> New(int score = 7) => api.Desk.Published(Example.Review().With("/sections/picture", $$"""{ "score": {{score}} }"""));
}
