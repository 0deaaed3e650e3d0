using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>What comes after a merge, and what lies at the desk meanwhile.</summary>
public sealed class MergeAfterwardsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("title")]
    [InlineData("identifier")]
    [InlineData("id")]
    public async Task Given_a_merged_film_when_a_review_comes_that_means_it_then_it_speaks_of_the_one_that_stays(string by)
    {
        var (title, imdb) = (Example.NewTitle(), Example.NewImdb());
        var one = await api.Desk.Published(CatalogueCalls.Review(CatalogueCalls.Film(title).Put("/identifiers/imdb", imdb)));
        var other = await api.Desk.Published(Example.Review());
        (await api.Desk.Merge(one.FilmPath(), other.FilmPath())).Is(200);
        var film = by switch
        {
            "title" => CatalogueCalls.Film(title.ToUpperInvariant()),
            "identifier" => CatalogueCalls.Film().Put("/identifiers/imdb", imdb),
            _ => CatalogueCalls.Film().Put("/id", one.Text("/films/0/id")),
        };
        var later = await api.Desk.Published(CatalogueCalls.Review(film));
        Assert.Equal(other.FilmPath(), later.FilmPath());
        Assert.Contains(later.Id, await api.Anonymous.IdsOf($"{other.FilmPath()}/reviews"));
    }

    [Theory]
    [InlineData("barcode")]
    [InlineData("id")]
    public async Task Given_a_merged_release_when_a_review_comes_that_means_it_then_it_speaks_of_the_one_that_stays(string by)
    {
        var ean = Example.NewEan();
        var one = await api.Desk.Published(Example.Review().Put("/release/barcode", ean));
        var other = await api.Desk.Published(Example.Review().Put("/release/barcode", Example.NewEan()));
        (await api.Desk.Merge(one.ReleasePath(), other.ReleasePath())).Is(200);
        var later = await api.Desk.Published(
            by == "barcode" ? Example.Review().Put("/release/barcode", ean) : Example.Review().Put("/release/id", one.Text("/release/id")));
        Assert.Equal(other.ReleasePath(), later.ReleasePath());
    }

    [Fact]
    public async Task Given_a_merged_release_when_its_barcode_is_looked_up_then_the_one_that_stays_is_found()
    {
        var (ean, stays) = (Example.NewEan(), Example.NewEan());
        var one = await api.Desk.Published(Example.Review().Put("/release/barcode", ean));
        var other = await api.Desk.Published(Example.Review().Put("/release/barcode", stays));
        (await api.Desk.Merge(one.ReleasePath(), other.ReleasePath())).Is(200);
        Assert.Equal([other.Text("/release/id")!], await api.Anonymous.IdsOf($"/v1/releases?barcode={stays}"));
        Assert.Equal([other.Text("/release/id")!], await api.Anonymous.IdsOf($"/v1/releases?barcode={ean}"));
    }

    [Fact]
    public async Task Given_a_merged_film_when_looked_for_by_the_title_that_its_review_prints_then_the_one_that_stays_is_found()
    {
        var (word, stays) = ($"{Guid.NewGuid():N}", $"{Guid.NewGuid():N}");
        var one = await api.Desk.Published(Example.Review(word));
        var other = await api.Desk.Published(Example.Review(stays));
        (await api.Desk.Merge(one.FilmPath(), other.FilmPath())).Is(200);
        Assert.Equal([other.Text("/films/0/id")!], await api.Anonymous.IdsOf($"/v1/films?q={stays}"));
        Assert.Equal([other.Text("/films/0/id")!], await api.Anonymous.IdsOf($"/v1/films?q={word}"));
    }

    [Theory]
    [InlineData("films")]
    [InlineData("releases")]
    public async Task Given_a_draft_a_working_copy_and_a_withdrawn_review_when_what_they_mean_is_merged_then_they_go_live_as_what_stays(
        string kind)
    {
        var (title, ean) = (Example.NewTitle(), Example.NewEan());
        var live = await api.Desk.Published(Body(title, ean));
        var copy = (await api.Desk.PatchDraft(live, """{ "headline": "Corrected" }""")).Is(201);
        var draft = (await api.Desk.Create(Body(title, ean))).Is(201);
        var withdrawn = (await api.Desk.Act(await api.Desk.Published(Body(title, ean)), "withdraw")).Is(200);
        var other = await api.Desk.Published(Example.Review());
        var into = other.PathOf(kind);
        (await api.Desk.Merge(live.PathOf(kind), into)).Is(200);

        Assert.All([copy, draft, withdrawn], read => Assert.Equal(live.PathOf(kind), read.PathOf(kind)));
        Assert.Equal(copy.ETag, (await api.Desk.Draft(live)).Is(200).ETag);
        Assert.Equal(2, (await api.Anonymous.IdsOf($"{into}/reviews")).Count);
        Assert.Equal("Corrected", copy.Text("/headline"));
        foreach (var (read, action) in new[] { (copy, "publish"), (draft, "publish"), (withdrawn, "restore") })
            Assert.Equal(into, (await api.Desk.Act(read, action)).Is(200).PathOf(kind));
        Assert.Equal(new[] { live.Id, draft.Id, withdrawn.Id, other.Id }.Order(), (await api.Anonymous.IdsOf($"{into}/reviews")).Order());
    }

    [Theory]
    [InlineData("films")]
    [InlineData("releases")]
    public async Task Given_a_merge_when_the_reviews_are_looked_at_then_it_made_no_revision_and_an_old_one_comes_back_as_one_of_what_stays(
        string kind)
    {
        var first = await api.Desk.Published(Example.Review().With("/headline", "\"First\""));
        var second = (await api.Desk.Patch(first, """{ "headline": "Second" }""")).Is(200);
        var other = await api.Desk.Published(Example.Review());
        (await api.Desk.Merge(first.PathOf(kind), other.PathOf(kind))).Is(200);

        var read = (await api.Desk.Read(first.Path)).Is(200);
        Assert.Equal(("2", second.Text("/publishedAt")), (read.Text("/revision"), read.Text("/publishedAt")));
        Assert.Equal(2, (await api.Desk.All($"{first.Path}/revisions")).Count);
        var restored = await api.Desk.Act($"{first.Path}/revisions/1/restore", read.ETag);
        Assert.True((int)restored.Status is 200 or 201, restored.ToString());
        var live = (await api.Desk.Act(restored, "publish")).Is(200);
        Assert.Equal((other.PathOf(kind), "First"), (live.PathOf(kind), live.Text("/headline")));
    }

    [Theory]
    [InlineData("films")]
    [InlineData("releases")]
    public async Task Given_what_was_read_before_a_merge_when_put_back_then_nothing_changes(string kind)
    {
        var before = await api.Desk.Published(Example.Review());
        var other = await api.Desk.Published(Example.Review());
        (await api.Desk.Merge(before.PathOf(kind), other.PathOf(kind))).Is(200);
        var after = (await api.Desk.Read(before.Path)).Is(200);
        Assert.NotEqual(before.ETag, after.ETag);
        (await api.Desk.Put(before, before.Body)).Is(412);
        var put = (await api.Desk.Put(after, before.Body)).Is(200);
        Assert.Equal(("1", after.ETag, other.PathOf(kind)), (put.Text("/revision"), put.ETag, put.PathOf(kind)));
    }

    [Fact]
    public async Task Given_a_release_without_a_barcode_that_was_merged_when_its_review_is_replaced_without_an_id_then_it_stays_merged()
    {
        var body = Example.Review();
        var review = await api.Desk.Published(body);
        var other = await api.Desk.Published(Example.Review().Put("/release/barcode", Example.NewEan()));
        (await api.Desk.Merge(review.ReleasePath(), other.ReleasePath())).Is(200);
        review = (await api.Desk.Put((await api.Desk.Read(review.Path)).Is(200), body.Copy().With("/headline", "\"New\""))).Is(200);
        Assert.Equal(other.ReleasePath(), review.ReleasePath());
        // A later one is its own again.
        Assert.NotEqual(other.ReleasePath(), (await api.Desk.Published(body)).ReleasePath());
    }

    static JsonObject Body(string title, string ean) => Example.Review(title).Put("/release/barcode", ean);
}
