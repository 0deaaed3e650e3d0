using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>What only drafts and working copies say is known to nobody: the catalogue learns it when they are published.</summary>
public sealed class DraftSecrecyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("draft")]
    [InlineData("working copy")]
    [InlineData("dry run")]
    [InlineData("withdrawn")]
    public async Task Given_an_identifier_of_another_film_when_only_a_hidden_review_gives_it_then_it_finds_nothing(string hidden)
    {
        var (film, imdb) = (await api.Desk.Published(Example.Review()), Example.NewImdb());
        var taker = Taker(film, imdb);
        switch (hidden)
        {
            case "draft":
                (await api.Desk.Create(taker)).Is(201);
                break;
            case "working copy":
                (await api.Desk.PutDraft(await api.Desk.Published(Example.Review()), taker)).Is(201);
                break;
            case "dry run":
                (await api.Desk.Post("/v1/reviews?publish=true&dryRun=true", taker)).Is(200);
                break;
            default:
                var withdrawn = (await api.Desk.Act(await api.Desk.Published(Example.Review()), "withdraw")).Is(200);
                (await api.Desk.Put(withdrawn, taker)).Is(200);
                break;
        }
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/reviews?imdb={imdb}"));
        var other = await api.Desk.Published(CatalogueCalls.Review(CatalogueCalls.Film().Put("/identifiers/imdb", imdb)));
        Assert.NotEqual(film.FilmPath(), other.FilmPath());
    }

    [Fact]
    public async Task Given_a_draft_when_it_is_published_then_what_it_says_is_known()
    {
        var (film, imdb) = (await api.Desk.Published(Example.Review()), Example.NewImdb());
        var draft = (await api.Desk.Create(Taker(film, imdb))).Is(201);
        (await api.Desk.Act(draft, "publish")).Is(200);
        var other = await api.Desk.Published(CatalogueCalls.Review(CatalogueCalls.Film().Put("/identifiers/imdb", imdb)));
        Assert.Equal(film.FilmPath(), other.FilmPath());
    }

    [Theory]
    [InlineData("""{ "identifiers": null }""")]
    [InlineData("""{ "identifiers": { "imdb": null } }""")]
    [InlineData("""{ "identifiers": { "imdb": "tt9999999" } }""")]
    public async Task Given_an_identifier_that_a_publication_made_known_when_an_admin_takes_it_back_then_it_stays_so(string patch)
    {
        var (film, imdb) = (await api.Desk.Published(Example.Review()), Example.NewImdb());
        var wrong = await api.Desk.Published(Taker(film, imdb));
        (await api.Desk.Correct(film.FilmPath(), patch.Replace("tt9999999", Example.NewImdb(), StringComparison.Ordinal))).Is(200);

        Assert.Empty(await api.Anonymous.IdsOf($"/v1/reviews?imdb={imdb}"));
        (await api.Desk.Patch(wrong, """{ "headline": "Saved again" }""")).Is(200);
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/reviews?imdb={imdb}"));
        var right = await api.Desk.Published(CatalogueCalls.Review(CatalogueCalls.Film().Put("/identifiers/imdb", imdb)));
        Assert.NotEqual(film.FilmPath(), right.FilmPath());
        Assert.Equal([right.Id], await api.Anonymous.IdsOf($"/v1/reviews?imdb={imdb}"));
    }

    [Fact]
    public async Task Given_an_identifier_that_was_taken_back_when_an_admin_gives_it_again_then_it_is_known()
    {
        var (film, imdb) = (await api.Desk.Published(Example.Review()), Example.NewImdb());
        (await api.Desk.Correct(film.FilmPath(), $$"""{ "identifiers": { "imdb": "{{imdb}}" } }""")).Is(200);
        (await api.Desk.Correct(film.FilmPath(), """{ "identifiers": null }""")).Is(200);
        (await api.Desk.Correct(film.FilmPath(), $$"""{ "identifiers": { "imdb": "{{imdb}}" } }""")).Is(200);
        Assert.Equal([film.Id], await api.Anonymous.IdsOf($"/v1/reviews?imdb={imdb}"));
    }

    [Fact]
    public async Task Given_a_hidden_draft_of_a_title_when_another_review_of_it_is_published_then_its_slug_and_ids_tell_nothing()
    {
        var title = $"Secret {Guid.NewGuid():N}";
        var body = Example.Review(title).Put("/release/barcode", Example.NewEan()).Put("/reviewers/0/name", title);
        var draft = (await api.Desk.Create(body)).Is(201);
        var rehearsed = (await api.Desk.Post("/v1/reviews?dryRun=true", body)).Is(200);
        Assert.Equal((null, null, null), (rehearsed.At("/films/0/id"), rehearsed.At("/release/id"), rehearsed.At("/reviewers/0/id")));

        var live = await api.Desk.Published(body);
        Assert.Equal($"{title.ToLowerInvariant().Replace(' ', '-')}-1995-blu-ray", live.Text("/slug"));
        Assert.Equal($"{live.Text("/slug")}-2", (await api.Desk.Act(draft, "publish")).Is(200).Text("/slug"));
    }

    [Fact]
    public async Task Given_a_draft_of_a_published_film_when_saved_then_it_has_the_ids_of_what_is_known()
    {
        var body = Example.Review().Put("/release/barcode", Example.NewEan());
        var live = await api.Desk.Published(body);
        var draft = (await api.Desk.Create(body)).Is(201);
        Assert.Equal(
            (live.FilmPath(), live.ReleasePath(), live.ReviewerPath()), (draft.FilmPath(), draft.ReleasePath(), draft.ReviewerPath()));
        Assert.Equal(draft.ETag, (await api.Desk.Put(draft, body)).Is(200).ETag);
    }

    // Names another's film and gives it an identifier.
    static JsonObject Taker(Answer film, string imdb) =>
        CatalogueCalls.Review(CatalogueCalls.Film().Put("/id", film.Text("/films/0/id")).Put("/identifiers/imdb", imdb));
}
