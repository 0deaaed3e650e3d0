using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

public sealed class ConcurrentIdentityTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const int Clients = 50;

    [Fact]
    public async Task Given_a_new_film_when_50_first_reviews_come_at_once_then_it_is_one_film_one_release_and_one_reviewer()
    {
        var (film, ean) = (Film(Example.NewTitle(), Example.NewImdb()), Example.NewEan());
        var answers = await AtOnce(_ => Review(film.Copy())
            .Put("/release/barcode", ean).With("/release/territory", "\"US\"").With("/source", """{ "outlet": "New" }"""));
        foreach (var place in new[] { "/films/0/id", "/release/id", "/reviewers/0/id" })
            Assert.Single(answers.Select(answer => answer.Text(place)).Distinct());
    }

    [Fact]
    public async Task Given_a_new_film_under_two_titles_when_its_first_reviews_come_at_once_then_its_identifier_makes_them_one()
    {
        var (imdb, one, other) = (Example.NewImdb(), Example.NewTitle(), Example.NewTitle());
        var answers = await AtOnce(number => Review(Film(number % 2 == 0 ? one : other, imdb)));
        Assert.Single(answers.Select(answer => answer.Text("/films/0/id")).Distinct());
    }

    [Fact]
    public async Task Given_three_new_films_of_one_title_when_their_first_reviews_come_at_once_then_they_are_three()
    {
        var title = Example.NewTitle();
        var imdb = new[] { Example.NewImdb(), Example.NewImdb(), Example.NewImdb() };
        var answers = await AtOnce(number => Review(Film(title, imdb[number % 3])));
        var ids = answers.Select(answer => (Imdb: answer.Text("/films/0/identifiers/imdb"), Id: answer.Text("/films/0/id"))).Distinct()
            .ToList();
        Assert.Equal((3, 3, 3), (ids.Count, ids.DistinctBy(one => one.Id).Count(), ids.DistinctBy(one => one.Imdb).Count()));
    }

    [Fact]
    public async Task Given_reviews_of_two_new_films_when_half_list_them_the_other_way_round_then_none_fails()
    {
        for (var round = 0; round < 10; round++)
        {
            var (one, other) = (Film(Example.NewTitle(), Example.NewImdb()), Film(Example.NewTitle(), Example.NewImdb()));
            var answers = await AtOnce(
                number => Review(number % 2 == 0 ? [one.Copy(), other.Copy()] : [other.Copy(), one.Copy()]), clients: 12);
            Assert.Equal(
                2, answers.SelectMany(answer => new[] { answer.Text("/films/0/id"), answer.Text("/films/1/id") }).Distinct().Count());
        }
    }

    [Fact]
    public async Task Given_reviews_by_two_new_reviewers_of_new_releases_when_they_come_at_once_in_any_order_then_none_fails()
    {
        for (var round = 0; round < 10; round++)
        {
            string[] names = [Example.NewTitle(), Example.NewTitle(), Example.NewTitle()];
            var answers = await AtOnce(number => Review(Film(Example.NewTitle(), Example.NewImdb()))
                .Put("/reviewers", new JsonArray([.. names.Skip(number % 3).Concat(names.Take(number % 3))
                    .Select(name => new JsonObject { ["name"] = name })])), clients: 12);
            var ids = answers.SelectMany(answer => Enumerable.Range(0, 3).Select(place => answer.Text($"/reviewers/{place}/id")));
            Assert.Equal(3, ids.Distinct().Count());
        }
    }

    static JsonObject Film(string title, string imdb) =>
        new() { ["title"] = title, ["year"] = 2001, ["identifiers"] = new JsonObject { ["imdb"] = imdb } };

    static JsonObject Review(params JsonObject[] films) => Example.Review().Put("/films", new JsonArray([.. films]));

    Task<Answer[]> AtOnce(Func<int, JsonObject> review, int clients = Clients) =>
        Task.WhenAll(Enumerable.Range(0, clients).Select(number => Task.Run(() => api.Desk.Published(review(number)))));
}
