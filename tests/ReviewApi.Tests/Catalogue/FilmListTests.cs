using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

public sealed class FilmListTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task
        Given_films_when_looked_for_by_title_then_a_slip_of_the_pen_case_and_accents_do_not_matter_and_the_most_alike_comes_first()
    {
        var (near, far) = (await FilmOf("Crouching Zebra, Hidden Café"), await FilmOf("Crouching Zebras and Hidden Cars"));
        foreach (var title in new[]
        {
            "Crouching Zebra, Hidden Café", "crouching zebra hidden cafe", "Crouching Zebar Hidden Cafe", "Crouchng Zebra Hiden Café",
            "CROUCHING ZEBRA",
        })
        {
            var found = await api.Anonymous.IdsOf($"/v1/films?q={Uri.EscapeDataString(title)}");
            Assert.True(found.Contains(near), title);
        }
        Assert.Equal([near, far], await api.Anonymous.IdsOf("/v1/films?q=Crouching+Zebra+Hidden+Cafe"));
        Assert.Empty(await api.Anonymous.IdsOf("/v1/films?q=Quokka"));
    }

    [Fact]
    public async Task Given_films_when_looked_for_by_title_page_by_page_then_each_is_seen_once_and_as_without_pages()
    {
        var word = $"{Guid.NewGuid():N}";
        // Titles of many lengths, and some of them alike to the last letter.
        var films = await Task.WhenAll(
            Enumerable.Range(0, 24).Select(number => FilmOf($"{word[..^(number % 2)]} {new string((char)('a' + number), number % 7)}")));
        var whole = await api.Anonymous.IdsOf($"/v1/films?q={word}");
        Assert.Equal(films.Distinct().Order(), whole.Order());
        foreach (var limit in new[] { 1, 2, 7 })
            Assert.Equal(whole, (await api.Anonymous.All($"/v1/films?q={word}", limit)).Select(film => (string)film["id"]!));
    }

    [Fact]
    public async Task Given_all_films_when_paged_through_then_each_is_seen_once_and_they_are_in_the_order_of_titles()
    {
        var prefix = $"{Guid.NewGuid():N}";
        var films = new List<string>();
        foreach (var title in new[] { "zulu", "Échec", "alpha", "Beta 10", "eclair", "Beta 2", "ALPHABET" })
            films.Add(await FilmOf($"{prefix} {title}"));
        foreach (var limit in new[] { 1, 3, 100 })
        {
            var own = (await api.Anonymous.All("/v1/films", limit)).Where(film => films.Contains((string)film["id"]!))
                .Select(film => ((string)film["title"]!)[33..]).ToList();
            Assert.Equal(["alpha", "ALPHABET", "Beta 10", "Beta 2", "Échec", "eclair", "zulu"], own);
        }
    }

    [Fact]
    public async Task Given_a_page_that_a_film_comes_or_goes_from_when_gone_on_then_the_others_are_seen_once()
    {
        var word = $"{Guid.NewGuid():N}";
        var reviews = new List<Answer>();
        foreach (var letter in "bdfhj")
            reviews.Add(await api.Desk.Published(Example.Review($"{word} {letter}")));
        var first = (await api.Anonymous.Read($"/v1/films?q={word}&limit=2")).Is(200);
        using var linked = await api.Anonymous.GetAsync($"/v1/films?q={word}&limit=2");
        Assert.Contains("rel=\"next\"", linked.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        var seen = first.At("/items")!.AsArray().Select(film => (string)film!["id"]!).ToList();
        var goes = reviews.First(review => review.Text("/films/0/id") == seen[1]);
        (await api.Desk.Act(goes, "withdraw")).Is(200);
        await api.Desk.Published(Example.Review($"{word} a"));
        var next = (await api.Anonymous.Read($"/v1/films?q={word}&limit=100&cursor={Uri.EscapeDataString(first.Text("/next")!)}")).Is(200);
        var rest = next.At("/items")!.AsArray().Select(film => (string)film!["id"]!).ToList();
        Assert.Empty(seen.Intersect(rest));
        Assert.Superset(reviews.Select(review => review.Text("/films/0/id")!).Except(seen).ToHashSet(), rest.ToHashSet());
    }

    [Theory]
    [InlineData("/v1/films")]
    [InlineData("/v1/releases")]
    [InlineData("/v1/reviewers")]
    public async Task Given_a_cursor_when_it_is_altered_or_of_another_list_then_400(string path)
    {
        await api.Desk.Published(Example.Full());
        await api.Desk.Published(Example.Full());
        var page = (await api.Anonymous.Read($"{path}?limit=1")).Is(200);
        var cursor = page.Text("/next")!;
        (await api.Anonymous.Read($"{path}?limit=3&cursor={cursor}")).Is(200);
        foreach (var wrong in new[]
        {
            $"{path}?cursor={cursor[..^2]}", $"{path}?cursor=x", $"/v1/reviews?cursor={cursor}",
            path == "/v1/films" ? $"/v1/films?q=film&cursor={cursor}" : $"/v1/films?cursor={cursor}",
        })
            Assert.Equal("cursor", (await api.Anonymous.Read(wrong)).Is(400).Text("/errors/0/parameter"));
    }

    [Theory]
    [InlineData("/v1/films?limit=0", "limit")]
    [InlineData("/v1/films?limit=101", "limit")]
    [InlineData("/v1/films?q=a&q=b", "q")]
    [InlineData("/v1/films?title=a", "title")]
    [InlineData("/v1/releases?q=a", "q")]
    public async Task Given_a_parameter_that_there_is_not_or_a_wrong_value_when_listed_then_400_names_it(string path, string parameter) =>
        Assert.Equal(parameter, (await api.Anonymous.Read(path)).Is(400).Text("/errors/0/parameter"));

    [Fact]
    public async Task Given_a_film_whose_draft_has_another_title_than_what_is_published_when_looked_for_then_by_what_is_published()
    {
        var (imdb, draft, published) = (Example.NewImdb(), $"{Guid.NewGuid():N}", $"{Guid.NewGuid():N}");
        (await api.Desk.Create(CatalogueCalls.Review(Film(draft)))).Is(201);
        var film = (await api.Desk.Published(CatalogueCalls.Review(Film(published)))).Text("/films/0/id")!;
        Assert.Equal([film], await api.Anonymous.IdsOf($"/v1/films?q={published}"));
        Assert.Empty(await api.Anonymous.IdsOf($"/v1/films?q={draft}"));

        JsonObject Film(string title) => CatalogueCalls.Film(title).Put("/identifiers/imdb", imdb);
    }

    [Theory]
    [InlineData("originalTitle")]
    [InlineData("sortTitle")]
    public async Task Given_a_film_of_several_titles_when_looked_for_by_any_of_them_then_it_is_found(string name)
    {
        var other = $"{Guid.NewGuid():N}";
        var review = await api.Desk.Published(Example.Review().With($"/films/0/{name}", $"\"{other}\""));
        Assert.Equal([review.Text("/films/0/id")!], await api.Anonymous.IdsOf($"/v1/films?q={other}"));
    }

    async Task<string> FilmOf(string title) => (await api.Desk.Published(Example.Review(title))).Text("/films/0/id")!;
}
