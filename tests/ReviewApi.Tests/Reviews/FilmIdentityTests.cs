using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

public sealed class FilmIdentityTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("Pan's Labyrinth", "pans labyrinth")]
    [InlineData("Amélie", "AMELIE")]
    [InlineData("Mad Max: Fury Road", "Mad Max – Fury  Road")]
    [InlineData("Łódź Straße", "LODZ STRASSE")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("Spider-Man", "Spider Man")]
    [InlineData("Ｆｕｌｌ Width", "full width")]
    [InlineData("Wall·E", "Wall E")]
    [InlineData("\"Quoted\" Film!", "Quoted Film")]
    [InlineData("Dr.No", "Dr. No")]
    [InlineData("Alien³", "Alien 3")]
    [InlineData("8½ Women", "8 1/2 Women")]
    [InlineData("10²³ Ways", "10 23 ways")]
    [InlineData("H₂O", "H2O")]
    [InlineData("Tom & Jerry", "Tom and Jerry")]
    [InlineData("Fast ＆ Furious", "FAST&FURIOUS")]
    [InlineData("Ο Δρόμος Της Οδύσσειας", "ο δρομοσ τησ ΟΔΥΣΣΕΙΑΣ")]
    [InlineData("Kış Işığı", "KIS ISIGI")]
    [InlineData("Ŋuđa Ħobża Þór Ŧ Ðuro Øre Æon Œuvre ẞ", "nuda hobza thor t duro ore aeon oeuvre ss")]
    [InlineData("ƀɓɖɗɠɨɵʉɏƶɫⱥꝑ", "bbddgiouyzlap")]
    [InlineData("The Matrix™®©℠ Reloaded", "the matrix reloaded")]
    [InlineData("Rosemary's Babies", "Rosemary’s Babies")]
    [InlineData("Rosemary‘s Cats", "Rosemaryʼs Cats")]
    [InlineData("Rosemary`s Dogs", "Rosemary´s Dogs")]
    [InlineData("Rosemary′s Birds", "Rosemary＇s Birds")]
    [InlineData("Hawaiʻi Blues", "Hawaii Blues")]
    [InlineData("Kino\u00adfilm", "Kinofilm")]
    [InlineData("\ufeffZero\u200b\u2060Width\u200d\ufe0f", "ZeroWidth")]
    [InlineData("\u202bLeft\u200e\u202c\u200f Right", "Left Right")]
    [InlineData("S.W.A.T.", "S W A T")]
    [InlineData("ﬁnal ﬂight", "Final Flight")]
    [InlineData("हिन्दी मीडियम", "हिन्दी  मीडियम!")]
    public async Task Given_titles_that_differ_in_case_accents_or_punctuation_when_posted_then_they_are_one_film(
        string one, string other) =>
        Assert.Equal(await FilmOf(Film(one)), await FilmOf(Film(other)));

    [Theory]
    [InlineData("千と千尋の神隠し", "千と千尋の帰郷")]
    [InlineData("!!!", "???")]
    [InlineData("🎬", "🎥")]
    [InlineData("\u200b", "\u200b\u200b")]
    [InlineData("'", "´")]
    [InlineData("बीबी", "बाबा")]
    [InlineData("Alien³", "Alien³³")]
    [InlineData("Alien", "Aliens")]
    [InlineData("Rocky II", "Rocky III")]
    [InlineData("8½", "8")]
    public async Task Given_titles_that_differ_when_posted_then_they_are_two_films(string one, string other) =>
        Assert.NotEqual(await FilmOf(Film(one)), await FilmOf(Film(other)));

    [Fact]
    public async Task Given_one_title_when_year_or_kind_differ_then_the_films_do_and_no_year_matches_no_year_only()
    {
        var title = Example.NewTitle();
        JsonObject[] films =
        [
            Film(title), Film(title).With("/year", "1971"), Film(title).With("/year", "1972"),
            Film(title).With("/kind", "\"tv_film\""), Film(title).With("/kind", "\"tv_film\"").With("/year", "1971"),
        ];
        var first = await Task.WhenAll(films.Select(film => FilmOf(film.Copy())));
        Assert.Equal(films.Length, first.Distinct().Count());
        Assert.Equal(first, await Task.WhenAll(films.Select(film => FilmOf(film.Copy()))));
        Assert.Equal(first[0], await FilmOf(Film(title).With("/kind", "\"Movie\"")));
    }

    [Theory]
    [InlineData("imdb", "tt7654321", "tt7654322")]
    [InlineData("tmdb", "movie/7654321", "tv/7654321")]
    [InlineData("wikidata", "Q7654321", "Q7654322")]
    [InlineData("eidr", "10.5240/EA73-79D7-1B2B-B378-3A73-M", "10.5240/7791-8534-2C23-9030-8610-5")]
    public async Task Given_one_identifier_when_titles_differ_then_it_is_one_film_and_with_another_one_it_is_another(
        string scheme, string identifier, string other)
    {
        var film = await FilmOf(Known(Film("Léon"), scheme, identifier));
        Assert.Equal(film, await FilmOf(Known(Film("The Professional").With("/year", "1994"), scheme, identifier)));
        Assert.NotEqual(film, await FilmOf(Known(Film("The Professional").With("/year", "1994"), scheme, other)));
    }

    [Fact]
    public async Task Given_a_film_known_by_title_when_it_comes_with_an_identifier_then_it_is_known_by_that_too()
    {
        var (title, imdb) = (Example.NewTitle(), Example.NewImdb());
        var film = await FilmOf(Film(title));
        Assert.Equal(film, await FilmOf(Known(Film(title), "imdb", imdb)));
        Assert.Equal(film, await FilmOf(Known(Film(Example.NewTitle()), "imdb", imdb)));
    }

    [Fact]
    public async Task Given_a_film_picked_by_id_when_an_identifier_is_added_then_it_is_known_by_that_too()
    {
        var imdb = Example.NewImdb();
        var created = (await api.Desk.Publish(Example.Review())).Is(201);
        var changed = (await api.Desk.Put(created, created.Body.Copy().Put("/films/0/identifiers/imdb", imdb))).Is(200);
        Assert.Equal(created.Text("/films/0/id"), changed.Text("/films/0/id"));
        Assert.Equal(created.Text("/films/0/id"), await FilmOf(Known(Film(Example.NewTitle()), "imdb", imdb)));
    }

    [Fact]
    public async Task Given_a_film_picked_by_id_when_an_identifier_is_anothers_then_the_id_counts_and_a_warning_says_so()
    {
        var imdb = Example.NewImdb();
        await FilmOf(Known(Film(Example.NewTitle()), "imdb", imdb));
        var created = (await api.Desk.Publish(Example.Review())).Is(201);
        var changed = (await api.Desk.Put(created, created.Body.Copy().Put("/films/0/identifiers/imdb", imdb))).Is(200);
        Assert.Equal(["/films/0/identifiers identifiers_differ"], changed.Warnings);
        Assert.Equal(created.Text("/films/0/id"), changed.Text("/films/0/id"));
    }

    [Fact]
    public async Task Given_identifiers_of_two_films_when_posted_then_422_at_the_film_and_nothing_is_stored()
    {
        var (imdb, wikidata) = (Example.NewImdb(), $"Q{Random.Shared.NextInt64(1_000_000_000, 9_999_999_999)}");
        await FilmOf(Known(Film(Example.NewTitle()), "imdb", imdb));
        await FilmOf(Known(Film(Example.NewTitle()), "wikidata", wikidata));
        var films = new JsonArray(Film("Fine"), Known(Known(Film("Wrong"), "imdb", imdb), "wikidata", wikidata));
        var both = Example.Review().Put("/films", films);
        (await api.Desk.Publish(both)).IsInvalid("/films/1/identifiers identifiers_differ");
        (await api.Desk.Publish(both.With("/release/format", "\"zzz\"")))
            .IsInvalid("/films/1/identifiers identifiers_differ", "/release/format unknown_code");
    }

    [Fact]
    public async Task Given_one_title_year_and_kind_when_the_IMDb_ids_differ_then_they_stay_apart()
    {
        var (title, one, other) = (Example.NewTitle(), Example.NewImdb(), Example.NewImdb());
        var first = await FilmOf(Known(Film(title), "imdb", one));
        var second = await FilmOf(Known(Film(title), "imdb", other));
        Assert.NotEqual(first, second);
        Assert.Equal(first, await FilmOf(Known(Film(title), "imdb", one)));
        Assert.Equal(second, await FilmOf(Known(Film(title), "imdb", other)));
    }

    [Fact]
    public async Task Given_two_films_of_one_title_in_one_review_when_told_apart_by_IMDb_then_they_are_two()
    {
        var title = Example.NewTitle();
        var films = new JsonArray(
            Known(Film(title), "imdb", Example.NewImdb()), Known(Film(title), "imdb", Example.NewImdb()), Film(Example.NewTitle()));
        var created = (await api.Desk.Publish(Example.Review().Put("/films", films))).Is(201);
        Assert.Equal(3, Enumerable.Range(0, 3).Select(index => created.Text($"/films/{index}/id")).Distinct().Count());
    }

    [Fact]
    public async Task Given_an_id_when_sent_then_it_picks_that_film_whatever_its_title()
    {
        var film = await FilmOf(Film(Example.NewTitle()));
        Assert.Equal(film, await FilmOf(Film("Quite another").Put("/id", film)));
        Assert.Equal(film, await FilmOf(Film("Quite another").Put("/id", film.ToUpperInvariant())));
    }

    [Fact]
    public async Task Given_ids_that_are_unknown_or_none_when_sent_then_422_lists_each()
    {
        var films = new JsonArray(Film("One"), Film("Two").Put("/id", Guid.NewGuid().ToString()), Film("Three").Put("/id", "7"));
        var review = Example.Review().Put("/films", films).Put("/release/id", Guid.NewGuid().ToString());
        (await api.Desk.Publish(review)).IsInvalid("/films/1/id not_found", "/films/2/id invalid_format", "/release/id not_found");
    }

    [Fact]
    public async Task Given_the_id_of_a_release_when_sent_as_a_films_then_422()
    {
        var created = (await api.Desk.Publish(Example.Review())).Is(201);
        (await api.Desk.Publish(Example.Review().Put("/films/0/id", created.Text("/release/id")))).IsInvalid("/films/0/id not_found");
    }

    static JsonObject Film(string title) => new() { ["title"] = title };

    static JsonObject Known(JsonObject film, string scheme, string value) => film.Put($"/identifiers/{scheme}", value);

    async Task<string> FilmOf(JsonObject film) =>
        (await api.Desk.Publish(Example.Review().Put("/films", new JsonArray(film)))).Is(201).Text("/films/0/id")!;
}
