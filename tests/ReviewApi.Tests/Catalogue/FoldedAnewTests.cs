using Npgsql;

namespace ReviewApi.Tests.Catalogue;

/// <summary>What an earlier version folded by other rules is folded anew, and what becomes one thereby is merged.</summary>
public sealed class FoldedAnewTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task
        Given_names_as_an_earlier_version_folded_them_when_a_new_one_starts_then_they_are_folded_anew_and_those_that_are_one_are_merged()
    {
        var (alien, other) = ($"Alien³ {Guid.NewGuid():N}", Example.NewTitle());
        var one = await Published(alien, "Dr.Who");
        var two = await Published(Example.NewTitle(), Example.NewTitle());
        var three = await Published(Example.NewTitle(), Example.NewTitle());
        var copy = (await api.Desk.Put(two, two.Body.Copy().With("/headline", "\"Being written\""), $"{two.Path}/draft")).Is(201);
        var known = await Published(Example.NewTitle(), "Someone", Example.NewImdb());
        var toldApart = await Published(Example.NewTitle(), "Someone Else", Example.NewImdb());
        var alone = await Published($"Ŋuđa’s {other}", "Ŋ. Alone");
        await using (var connection = new NpgsqlConnection(api.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(string.Concat(
                Rename("film", "title", two, "/films/0", alien.Replace("³", " 3", StringComparison.Ordinal)),
                Rename("film", "title", three, "/films/0", alien.Replace("³", ".3", StringComparison.Ordinal)),
                Rename("film", "title", toldApart, "/films/0", $"{known.Text("/films/0/title")}™"),
                Rename("reviewer", "name", two, "/reviewers/0", "Dr. Who"),
                Rename("reviewer", "name", three, "/reviewers/0", "DR WHO"),
                Old("film", "title", "/films/0", one, "alien3"), Old("film", "title", "/films/0", two, "alien 3"),
                Old("film", "title", "/films/0", three, "alien dot 3"),
                Old("film", "title", "/films/0", toldApart, "tm"), Old("film", "title", "/films/0", alone, "ŋuđas"),
                Old("reviewer", "name", "/reviewers/0", one, "drwho"), Old("reviewer", "name", "/reviewers/0", two, "dr. who"),
                Old("reviewer", "name", "/reviewers/0", three, "Dr who"), Old("reviewer", "name", "/reviewers/0", alone, "ŋ"),
                "update reviews set derivation = 1; update listings set listing = '\\x00';"), connection);
            await command.ExecuteNonQueryAsync();
        }

        await using var app = await AppProcess.Serve(api.ConnectionString);
        using var desk = await app.Client();

        var merged = two.FilmPath();
        await Calls.Until(async () => (int)(await api.Anonymous.Read(merged)).Status == 308
            && (int)(await api.Anonymous.Read(two.ReviewerPath())).Status == 308
            && (await desk.IdsOf($"/v1/reviews?film={Uri.EscapeDataString($"nudas {other}")}")).Count == 1
            && (int)(await api.Anonymous.Read(three.FilmPath())).Status == 308
            && (int)(await api.Anonymous.Read(three.ReviewerPath())).Status == 308);
        (await desk.Act($"{copy.Path}/publish", copy.ETag)).Is(200);
        foreach (var review in new[] { two.Path, three.Path })
        {
            var read = (await desk.Read(review)).Is(200);
            Assert.Equal((one.Text("/films/0/id"), one.Text("/reviewers/0/id")), (read.Text("/films/0/id"), read.Text("/reviewers/0/id")));
        }
        Assert.Equal("Being written", (await desk.Read(two.Path)).Text("/headline"));
        Assert.Equal(new[] { one.Id, two.Id, three.Id }.Order(), (await desk.IdsOf($"{one.FilmPath()}/reviews")).Order());
        Assert.Equal(new[] { one.Id, two.Id, three.Id }.Order(), (await desk.IdsOf($"{one.ReviewerPath()}/reviews")).Order());
        Assert.Equal(
            new[] { one.Id, two.Id, three.Id }.Order(),
            (await desk.IdsOf($"/v1/reviews?reviewerId={two.Text("/reviewers/0/id")}")).Order());
        Assert.Equal(
            $"{one.ReviewerPath()}/scores", (await api.Anonymous.Read($"{two.ReviewerPath()}/scores")).Is(308).Location?.ToString());
        foreach (var (subject, action) in new[] { (merged, "film.merged"), (two.ReviewerPath(), "reviewer.merged") })
            Assert.Equal([action], (await desk.All($"/v1/audit?subject={subject}")).Select(entry => (string)entry["action"]!));
        // Identifiers tell them apart.
        foreach (var apart in new[] { known, toldApart })
            Assert.Equal(apart.Text("/films/0/id"), (await desk.Read(apart.FilmPath())).Is(200).Id);
        // New ones are found under the new rules.
        Assert.Equal(one.Text("/films/0/id"), (await desk.Publish(Review(alien, "Dr Who"))).Is(201).Text("/films/0/id"));
        Assert.Equal(one.Text("/reviewers/0/id"), (await desk.Publish(Review(alien, "Dr Who"))).Is(201).Text("/reviewers/0/id"));
        Assert.Contains(alone.Text("/films/0/id"), await desk.IdsOf($"/v1/films?q={Uri.EscapeDataString($"nudas {other}")}"));
    }

    async Task<Answer> Published(string title, string reviewer, string? imdb = null) =>
        await api.Desk.Published(
            imdb is null ? Review(title, reviewer) : Review(title, reviewer).With("/films/0/identifiers", $$"""{ "imdb": "{{imdb}}" }"""));

    static System.Text.Json.Nodes.JsonObject Review(string title, string reviewer) =>
        Example.Review(title).Put("/reviewers/0/name", reviewer);

    // The thing, and what reviews print of it, under another name.
    static string Rename(string kind, string member, Answer review, string place, string name) => $"""
        update {kind}s set {member} = '{name}' where {kind}_id = '{review.Text($"{place}/id")}';
        update reviews
        set document = {Replaced("document", review.Text($"{place}/{member}")!, name)},
          summary = {Replaced("summary", review.Text($"{place}/{member}")!, name)}
        where review_id = '{review.Id}';
        update working_copies
        set document = {Replaced("document", review.Text($"{place}/{member}")!, name)}
        where review_id = '{review.Id}';
        """;

    static string Replaced(string column, string name, string other) =>
        $"convert_to(replace(convert_from({column}, 'UTF8'), '{name}', '{other}'), 'UTF8')";

    static string Old(string kind, string member, string place, Answer review, string folded) =>
        $"update {kind}s set folded_{member} = '{folded} {review.Id}', folding = 0 where {kind}_id = '{review.Text($"{place}/id")}';";
}
