
namespace ReviewApi.Tests.Catalogue;

/// <summary>The catalogue holds what a published review speaks of, and nothing else, at once.</summary>
public sealed class VisibilityTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_review_when_it_goes_through_its_states_then_what_it_speaks_of_is_there_only_while_it_is_published()
    {
        var draft = (await api.Desk.Create(Example.Full())).Is(201);
        await Unknown(draft);
        draft = (await api.Desk.Act(draft, "submit")).Is(200);
        await Unknown(draft);
        draft = (await api.Desk.Schedule(draft)).Is(200);
        await Unknown(draft);
        draft = (await api.Desk.Act(draft, "unschedule")).Is(200);
        var live = (await api.Desk.Act(draft, "publish")).Is(200);
        await Seen(live, isSeen: true);
        live = (await api.Desk.Act(live, "withdraw")).Is(200);
        await Seen(live, isSeen: false);
        live = (await api.Desk.Act(live, "restore")).Is(200);
        await Seen(live, isSeen: true);
        await Seen((await api.Desk.PatchDraft(live, """{ "headline": "Behind" }""")).Is(201), isSeen: true);
    }

    [Fact]
    public async Task Given_a_draft_when_it_is_deleted_then_what_it_spoke_of_stays_unseen()
    {
        var draft = (await api.Desk.Create(Example.Full())).Is(201);
        (await api.Desk.Delete(draft)).Is(204);
        await Unknown(draft);
    }

    [Fact]
    public async Task
        Given_a_working_copy_of_another_film_release_and_reviewer_when_it_is_published_then_the_old_ones_go_and_the_new_ones_come()
    {
        var live = await api.Desk.Published(Example.Full());
        var copy = (await api.Desk.PutDraft(live, Example.Full().Put("/source/externalId", live.Text("/source/externalId"))
            .With("/reviewers", """[{ "name": "Another One" }]""").Without("/sections/story/reviewer")
            .Put("/release/barcode", Example.NewEan()))).Is(201);
        await Seen(live, isSeen: true);
        await Unknown(copy);
        var updated = (await api.Desk.Act(copy, "publish")).Is(200);
        await Seen(updated, isSeen: true);
        Assert.Equal(404, (int)(await api.Anonymous.Read(live.FilmPath())).Status);
        Assert.DoesNotContain(live.Text("/films/0/id"), await api.Anonymous.IdsOf("/v1/films"));
    }

    [Fact]
    public async Task Given_a_film_with_a_published_review_when_others_are_drafts_or_withdrawn_then_they_are_not_counted_and_say_nothing()
    {
        var (title, imdb) = (Example.NewTitle(), Example.NewImdb());
        var film = CatalogueCalls.Film(title).Put("/identifiers/imdb", imdb);
        var live = await api.Desk.Published(CatalogueCalls.Review(film.Copy().With("/directors", """["One"]""")));
        (await api.Desk.Create(CatalogueCalls.Review(film.Copy().With("/directors", """["Two"]""")))).Is(201);
        var withdrawn = await api.Desk.Published(CatalogueCalls.Review(film.Copy().With("/directors", """["Three"]""")));
        Assert.NotNull((await api.Anonymous.Read(live.FilmPath())).Is(200).At("/conflicts"));
        (await api.Desk.Act(withdrawn, "withdraw")).Is(200);
        (await api.Desk.PatchDraft(live, $$"""
            { "films": [{ "id": "{{live.Text("/films/0/id")}}", "title": "{{title}}", "directors": ["Four"] }] }
            """)).Is(201);
        var read = (await api.Anonymous.Read(live.FilmPath())).Is(200);
        Assert.Equal(("One", null), (read.Text("/directors/0"), read.At("/conflicts")));
        Assert.Equal([live.Id], await api.Anonymous.IdsOf($"{live.FilmPath()}/reviews"));
        // The desk reads the same catalogue.
        Assert.Equal([live.Id], await api.Desk.IdsOf($"{live.FilmPath()}/reviews"));
        Assert.Equal(read.ETag, (await api.Desk.Read(live.FilmPath())).Is(200).ETag);
    }

    [Theory]
    [InlineData("films")]
    [InlineData("releases")]
    [InlineData("reviewers")]
    public async Task Given_an_id_that_is_unknown_malformed_or_of_another_kind_when_read_then_404(string kind)
    {
        var review = await api.Desk.Published(Example.Review());
        foreach (var id in new[] { $"{Guid.NewGuid()}", review.Id, "x", "0", $"{Guid.NewGuid():N}", $"{{{Guid.NewGuid()}}}" })
        {
            foreach (var rest in new[] { "", "/reviews", "/scores" })
                (await api.Anonymous.Read($"/v1/{kind}/{id}{rest}")).Is(404);
            if (kind == "films")
                (await api.Anonymous.Read($"/v1/{kind}/{id}/releases")).Is(404);
        }
    }

    // What it says is known to nobody, and to the desk by no id.
    async Task Unknown(Answer draft)
    {
        Assert.Equal((null, null, null), (draft.At("/films/0/id"), draft.At("/films/1/id"), draft.At("/release/id")));
        var title = draft.Text("/films/0/title")!;
        Assert.DoesNotContain(title, (await api.Desk.All("/v1/films")).Select(film => (string?)film["title"]));
        Assert.Empty(await api.Desk.IdsOf($"/v1/reviews?film={Uri.EscapeDataString(title)}"));
    }

    async Task Seen(Answer review, bool isSeen)
    {
        foreach (var path in new[]
        {
            review.FilmPath(), $"/v1/films/{review.Text("/films/1/id") ?? review.Text("/films/0/id")}", review.ReleasePath(),
        })
        {
            foreach (var rest in new[] { "", "/reviews", "/scores" })
                (await api.Anonymous.Read(path + rest)).Is(isSeen ? 200 : 404);
            Assert.Equal(isSeen, (await api.Anonymous.IdsOf($"/v1/{path.Split('/')[2]}")).Contains(path.Split('/')[^1]));
        }
        (await api.Anonymous.Read($"{review.FilmPath()}/releases")).Is(isSeen ? 200 : 404);
        // Of the reviewer there may be other reviews.
        var own = (await api.Anonymous.Read(
            $"/v1/reviews?reviewerId={review.Text("/reviewers/0/id")}&filmId={review.Text("/films/0/id")}")).Is(200);
        Assert.Equal(isSeen ? 1 : 0, own.At("/items")!.AsArray().Count);
    }
}
