using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>First reviews that come at once: what the catalogue has afterwards.</summary>
public sealed class IdentityTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const int Clients = 20;

    [Fact]
    public async Task
        Given_a_new_film_when_20_first_reviews_spell_its_title_differently_at_once_then_the_catalogue_has_one_film_with_all_of_them()
    {
        var word = $"{Guid.NewGuid():N}";
        string[] spellings = [$"Café {word}", $"CAFE {word}", $"café,  {word}!", $"Cafe\u0301 {word}"];
        var reviews = await AtOnce(number => Example.Review().Put("/films", new JsonArray(Film(spellings[number % 4]))));
        var film = Assert.Single(reviews.Select(review => review.FilmPath()).Distinct());
        Assert.Equal([film.Split('/')[^1]], await api.Anonymous.IdsOf($"/v1/films?q={Uri.EscapeDataString($"Cafe {word}")}"));
        Assert.Equal(reviews.Select(review => review.Id).Order(), (await api.Anonymous.IdsOf($"{film}/reviews")).Order());
        Assert.Equal(Clients, (int)(await api.Anonymous.Read($"{film}/scores")).Is(200).At("/reviews")!);

        static JsonObject Film(string title) => new() { ["title"] = title, ["year"] = 1972, ["kind"] = "tv_film" };
    }

    [Fact]
    public async Task Given_a_new_film_when_20_first_reviews_know_it_by_different_identifiers_of_one_work_at_once_then_they_are_all_of_it()
    {
        var (imdb, tmdb) = (Example.NewImdb(), $"movie/{Random.Shared.Next(1_000_000, int.MaxValue)}");
        // The first knows both, so the others, which know one of them, mean the same film.
        var first = await api.Desk.Published(
            CatalogueCalls.Review(CatalogueCalls.Film().Put("/identifiers/imdb", imdb).Put("/identifiers/tmdb", tmdb)));
        var reviews = await AtOnce(number => CatalogueCalls.Review(number % 2 == 0
            ? CatalogueCalls.Film().Put("/identifiers/imdb", imdb)
            : CatalogueCalls.Film().Put("/identifiers/tmdb", tmdb)));
        Assert.All(reviews, review => Assert.Equal(first.FilmPath(), review.FilmPath()));
        Assert.Equal(Clients + 1, (await api.Anonymous.IdsOf($"{first.FilmPath()}/reviews")).Count);
    }

    [Fact]
    public async Task Given_a_new_release_when_20_first_reviews_spell_its_barcode_differently_at_once_then_the_catalogue_has_one_release()
    {
        var digits = Example.Ean($"0{Random.Shared.NextInt64(10_000_000_000, 99_999_999_999)}");
        string[] spellings = [digits, digits[1..], $"0{digits}", $"{digits[1]} {digits[2..7]}-{digits[7..12]} {digits[12]}"];
        var reviews = await AtOnce(number => Example.Review().Put("/release/barcode", spellings[number % 4]));
        var release = Assert.Single(reviews.Select(review => review.ReleasePath()).Distinct());
        Assert.Equal([release.Split('/')[^1]], await api.Anonymous.IdsOf($"/v1/releases?barcode={digits}"));
        Assert.Equal(Clients, (await api.Anonymous.IdsOf($"{release}/reviews")).Count);
        Assert.Equal(20, reviews.Select(review => review.FilmPath()).Distinct().Count());
    }

    [Fact]
    public async Task Given_a_new_reviewer_when_20_first_reviews_come_at_once_then_the_catalogue_has_one_for_each_outlet()
    {
        var (name, outlet) = ($"Ann {Guid.NewGuid():N}", $"Outlet {Guid.NewGuid():N}");
        var reviews = await AtOnce(number => Example.Review()
            .Put("/reviewers/0/name", name).Put("/source", new JsonObject { ["outlet"] = $"{outlet} {number % 2}" }));
        var reviewers = reviews.GroupBy(review => review.ReviewerPath()).ToList();
        Assert.Equal([10, 10], reviewers.Select(reviewer => reviewer.Count()));
        foreach (var reviewer in reviewers)
            Assert.Equal(
                ("10", reviewer.First().Text("/source/outlet")),
                ((await api.Anonymous.Read(reviewer.Key)).Is(200) is var read ? read.Text("/reviews") : null, read.Text("/outlet")));
    }

    async Task<Answer[]> AtOnce(Func<int, JsonObject> review) =>
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => Task.Run(() => api.Desk.Published(review(number)))));
}
