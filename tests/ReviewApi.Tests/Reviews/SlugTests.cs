using System.Text.RegularExpressions;

namespace ReviewApi.Tests.Reviews;

public sealed partial class SlugTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("Leaving Las Vegas", 1995, "blu_ray", "leaving-las-vegas-1995-blu-ray")]
    [InlineData("Amélie", 2001, "uhd_blu_ray", "amelie-2001-uhd-blu-ray")]
    [InlineData("  Pan's \"Labyrinth\"! ", null, "dvd", "pans-labyrinth-dvd")]
    [InlineData("Æon Flüx & Straße / Łódź", 2005, "hd_dvd", "aeon-flux-and-strasse-lodz-2005-hd-dvd")]
    [InlineData("千と千尋の神隠し", 2001, "vhs", "2001-vhs")]
    [InlineData("İSTANBUL", 2000, "dvd", "istanbul-2000-dvd")]
    public async Task Given_a_film_when_its_review_is_published_then_the_slug_is_title_year_and_format(
        string title, int? year, string format, string slug)
    {
        var sent = Example.Review().Put("/films/0/title", title).Put("/release/format", format);
        sent = year is null ? sent.Without("/films/0/year") : sent.Put("/films/0/year", year);
        var draft = (await api.Desk.Create(sent)).Is(201);
        Assert.Equal($"{slug}-{draft.Id[^12..]}", draft.Text("/slug"));
        Assert.Equal(draft.ETag, (await api.Desk.Read($"/v1/reviews/{draft.Text("/slug")}")).Is(200).ETag);

        var live = (await api.Desk.Act(draft, "publish")).Is(200);
        Assert.Equal(slug, live.Text("/slug"));
        Assert.Equal(live.ETag, (await api.Desk.Read($"/v1/reviews/{slug}")).Is(200).ETag);
    }

    [Theory]
    [InlineData("a", 300)]
    [InlineData("word ", 60)]
    [InlineData("映", 300)]
    [InlineData("!", 300)]
    [InlineData("🎬", 150)]
    public async Task Given_long_and_strange_titles_when_saved_several_times_then_each_slug_is_clean_short_and_opens(
        string piece, int times)
    {
        var sent = Example.Review().Put("/films/0/title", string.Concat(Enumerable.Repeat(piece, times)));
        var slugs = new HashSet<string>();
        for (var number = 0; number < 12; number++)
        {
            var created = (await (number % 2 == 0 ? api.Desk.Create(sent) : api.Desk.Publish(sent))).Is(201);
            var slug = created.Text("/slug")!;
            Assert.Matches(Clean(), slug);
            Assert.InRange(slug.Length, 1, 100);
            Assert.True(slugs.Add(slug), $"{slug} is there twice.");
            Assert.Equal(created.Id, (await api.Desk.Read($"/v1/reviews/{slug}")).Is(200).Id);
        }
    }

    [Fact]
    public async Task Given_a_title_that_looks_like_an_id_when_saved_then_the_slug_opens_the_review()
    {
        var created = (await api.Desk.Create(Example.Parse($$"""{ "films": [{ "title": "{{Guid.NewGuid()}}" }] }"""))).Is(201);
        Assert.Equal(created.Id, (await api.Desk.Read($"/v1/reviews/{created.Text("/slug")}")).Is(200).Id);
    }

    [Fact]
    public async Task Given_a_draft_when_its_title_changes_then_so_does_the_slug_and_once_live_it_stays()
    {
        var draft = (await api.Desk.Create(Example.Review("First Title"))).Is(201);
        var renamed = (await api.Desk.Put(draft, Example.Review("Second Title"))).Is(200);
        Assert.Equal($"second-title-1995-blu-ray-{draft.Id[^12..]}", renamed.Text("/slug"));
        (await api.Desk.Read($"/v1/reviews/{draft.Text("/slug")}")).Is(404);

        var live = (await api.Desk.Publish(Example.Review("Third Title"))).Is(201);
        var kept = (await api.Desk.Put(live, Example.Review("Fourth Title"))).Is(200);
        Assert.Equal(("third-title-1995-blu-ray", "Fourth Title"), (kept.Text("/slug"), kept.Text("/films/0/title")));
    }

    [Fact]
    public async Task Given_a_slug_that_another_live_review_has_when_published_then_it_is_numbered_and_stays()
    {
        await api.Desk.Create(Example.Review("Numbered"));
        var first = (await api.Desk.Publish(Example.Review("Numbered"))).Is(201);
        var second = (await api.Desk.Publish(Example.Review("Numbered"))).Is(201);
        var changed = (await api.Desk.Patch(second, """{ "headline": "New" }""")).Is(200);
        Assert.Equal(
            ("numbered-1995-blu-ray", "numbered-1995-blu-ray-2", "numbered-1995-blu-ray-2"),
            (first.Text("/slug"), second.Text("/slug"), changed.Text("/slug")));
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Clean();
}
