
namespace ReviewApi.Tests.Editorial;

/// <summary>The desk's list and its filters.</summary>
public sealed class DeskListTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const string All = "status=draft,in_review,scheduled,published,withdrawn";

    [Theory]
    [InlineData("q", "sanatorium HOURGLASS")]
    [InlineData("q", "nights in")]
    [InlineData("q", "anniversary box")]
    [InlineData("film", "anatorium")]
    [InlineData("film", "under the hourglass")]
    [InlineData("reviewer", "zoe")]
    [InlineData("outlet", "cafe disc")]
    [InlineData("format", "hd_dvd")]
    [InlineData("format", "hd_dvd,vhs")]
    [InlineData("updatedAt.gte", "2020-01-01T00:00:00Z")]
    public async Task Given_reviews_in_every_state_when_listed_by_a_filter_then_they_are_found_and_others_are_not(
        string filter, string value)
    {
        var mark = $"x{Guid.NewGuid():N}";
        var other = (await api.Desk.Create(Example.Review($"Other {mark}"))).Is(201);
        var found = new List<Answer>();
        foreach (var state in new[] { "draft", "in_review", "scheduled", "published", "withdrawn" })
            found.Add(await api.Desk.Bring((await api.Desk.Create(Body(mark))).Is(201), state));
        var query = $"{All}&{(filter == "film" ? "q" : "film")}={mark}&{filter}={Uri.EscapeDataString(value)}";

        var listed = await api.Desk.All($"/v1/reviews?{query}");

        Assert.Equal(
            found.Select(review => review.Id).Concat(filter.StartsWith("updated", StringComparison.Ordinal) ? [other.Id] : []).Order(),
            listed.Select(item => (string)item["id"]!).Order());
        var saved = listed.Select(item => (DateTimeOffset)item["updatedAt"]!).ToList();
        Assert.Equal(saved.OrderDescending(), saved);
        Assert.Equal($"{listed.Count}", (await api.Desk.Read($"/v1/reviews?{query}&count=exact&limit=2")).Is(200).Text("/total"));
        Assert.Equal(
            "Well told.", (await api.Desk.Read($"/v1/reviews?{query}&view=full&limit=1")).Is(200).Text("/items/0/sections/story/text"));
        var drafts = await api.Desk.All($"/v1/reviews?{query.Replace(All, "status=draft", StringComparison.Ordinal)}");
        Assert.All(drafts, item => Assert.Equal("draft", (string?)item["status"]));
        Assert.Contains(found[0].Id, drafts.Select(item => (string)item["id"]!));
    }

    [Theory]
    [InlineData("q", "sanatorium elsewhere")]
    [InlineData("film", "elsewhere")]
    [InlineData("reviewer", "bruno")]
    [InlineData("outlet", "elsewhere")]
    [InlineData("format", "dvd")]
    [InlineData("updatedAt.lt", "2020-01-01T00:00:00Z")]
    [InlineData("film", "%")]
    public async Task Given_what_a_draft_does_not_have_when_listed_by_it_then_it_is_not_found(string filter, string value)
    {
        var mark = $"x{Guid.NewGuid():N}";
        (await api.Desk.Create(Body(mark))).Is(201);
        Assert.Empty(
            await api.Desk.All($"/v1/reviews?{All}&{(filter == "q" ? "film" : "q")}={mark}&{filter}={Uri.EscapeDataString(value)}"));
    }

    [Fact]
    public async Task Given_a_working_copy_when_listed_then_it_is_found_by_what_it_says_and_the_live_one_by_what_that_says()
    {
        var (before, after) = ($"before{Guid.NewGuid():N}", $"after{Guid.NewGuid():N}");
        var live = (await api.Desk.Publish(Example.Review().Put("/headline", before))).Is(201);
        var copy = (await api.Desk.PatchDraft(live, $$"""{ "headline": "{{after}}" }""")).Is(201);
        Assert.Equal(["draft"], await States($"q={after}"));
        Assert.Equal(["published"], await States($"q={before}"));
        Assert.Empty(await States($"status=published&q={after}"));

        copy = (await api.Desk.Act(copy, "submit")).Is(200);
        Assert.Equal(["in_review"], await States($"q={after}"));
        (await api.Desk.Act(copy, "publish")).Is(200);
        Assert.Equal(["published"], await States($"q={after}"));
        Assert.Empty(await States($"q={before}"));

        async Task<IEnumerable<string?>> States(string query) =>
            (await api.Desk.All($"/v1/reviews?{(query.StartsWith("status", StringComparison.Ordinal) ? "" : $"{All}&")}{query}"))
                .Select(item => (string?)item["status"]);
    }

    [Fact]
    public async Task Given_a_copy_that_was_deleted_and_a_draft_that_was_deleted_when_listed_then_neither_is_found()
    {
        var mark = $"x{Guid.NewGuid():N}";
        var live = (await api.Desk.Publish(Example.Review())).Is(201);
        (await api.Desk.DeleteDraft((await api.Desk.PatchDraft(live, $$"""{ "headline": "{{mark}}" }""")).Is(201))).Is(204);
        (await api.Desk.Delete((await api.Desk.Create(Example.Review().Put("/headline", mark))).Is(201))).Is(204);
        Assert.Empty(await api.Desk.All($"/v1/reviews?{All}&q={mark}"));
    }

    [Fact]
    public async Task Given_a_key_of_an_outlet_when_it_lists_by_filters_then_it_sees_that_outlets_only_and_no_key_is_401()
    {
        var mark = $"x{Guid.NewGuid():N}";
        using var mine = await api.NewClient(KeyCalls.Write, $"Mine {mark}");
        var own = (await mine.Create(Example.Review($"Film {mark}"))).Is(201);
        (await api.Desk.Create(Example.Review($"Film {mark}").Put("/source/outlet", $"Other {mark}"))).Is(201);
        Assert.Equal([own.Id], (await mine.All($"/v1/reviews?{All}&film={mark}")).Select(item => (string)item["id"]!));
        Assert.Empty(await mine.All($"/v1/reviews?{All}&outlet=other%20{mark}"));
        Assert.Equal(2, (await api.Desk.All($"/v1/reviews?{All}&film={mark}")).Count);
        (await api.Anonymous.Read($"/v1/reviews?{All}&film={mark}")).Is(401);
    }

    [Theory]
    [InlineData("director=x")]
    [InlineData("id=0198f7f0-0000-7000-8000-000000000000")]
    [InlineData("decade=1990s")]
    [InlineData("publishedAt.gte=2020-01-01T00:00:00Z")]
    [InlineData("picture.gte=1")]
    [InlineData("q=x&in=story")]
    [InlineData("sort=title")]
    [InlineData("sort=-updatedAt")]
    public async Task Given_a_filter_that_the_desk_does_not_have_when_listed_then_400_names_it(string query)
    {
        var refused = (await api.Desk.Read($"/v1/reviews?status=draft&{query}")).Is(400);
        Assert.Equal(
            (query.Split('&')[^1].Split('=')[0], "not_with_status"),
            (refused.Text("/errors/0/parameter"), refused.Text("/errors/0/code")));
    }

    [Theory]
    [InlineData("q=", "q")]
    [InlineData("film=", "film")]
    [InlineData("format=blue_ray", "format")]
    [InlineData("updatedAt.gte=yesterday", "updatedAt.gte")]
    public async Task Given_a_value_that_a_filter_cannot_have_when_listed_then_400_names_it(string query, string parameter) =>
        Assert.Equal(parameter, (await api.Desk.Read($"/v1/reviews?status=draft&{query}")).Is(400).Text("/errors/0/parameter"));

    [Fact]
    public async Task Given_a_cursor_when_sent_with_another_filter_then_400_and_with_the_same_the_next_page()
    {
        var mark = $"x{Guid.NewGuid():N}";
        foreach (var number in new[] { 1, 2, 3 })
            (await api.Desk.Create(Example.Review($"{mark} {number}"))).Is(201);
        Assert.Equal(3, (await api.Desk.All($"/v1/reviews?{All}&film={mark}", limit: 1)).DistinctBy(item => (string)item["id"]!).Count());
        var next = (await api.Desk.Read($"/v1/reviews?{All}&film={mark}&limit=1")).Is(200).Text("/next");
        Assert.Equal(
            "cursor",
            (await api.Desk.Read($"/v1/reviews?{All}&film={mark}&format=blu_ray&limit=1&cursor={next}"))
                .Is(400).Text("/errors/0/parameter"));
    }

    static System.Text.Json.Nodes.JsonObject Body(string mark) => Example.Review($"The Sanatorium under the Hourglass {mark}")
        .Put("/headline", "Two nights in").Put("/release/title", "Anniversary Box").Put("/release/format", "hd_dvd")
        .Put("/reviewers/0/name", "Zoë Müller").Put("/source/outlet", "Café Disc");
}
