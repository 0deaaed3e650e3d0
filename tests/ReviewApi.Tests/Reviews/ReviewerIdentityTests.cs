using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Reviews;

public sealed class ReviewerIdentityTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_one_name_folded_when_the_outlet_is_one_then_it_is_one_reviewer_and_the_name_stays_as_printed()
    {
        var outlet = $"Outlet {Guid.NewGuid()}";
        string[] spellings = ["René O'Hara", "RENE OHARA", "rené  o’hara", " Rene O'Hara. "];
        var answers = await Task.WhenAll(spellings.Select(name => ReviewerOf(name, outlet)));
        Assert.Single(answers.Select(answer => answer.Text("/reviewers/0/id")).Distinct());
        Assert.Equal(spellings, answers.Select(answer => answer.Text("/reviewers/0/name")));
    }

    [Fact]
    public async Task Given_one_name_when_the_outlet_differs_or_is_left_out_then_the_reviewers_differ()
    {
        var outlets = new[] { $"One {Guid.NewGuid()}", $"Other {Guid.NewGuid()}", null };
        var first = (await Task.WhenAll(outlets.Select(outlet => ReviewerOf("Ann", outlet))))
            .Select(answer => answer.Text("/reviewers/0/id")).ToList();
        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal(
            first,
            (await Task.WhenAll(outlets.Select(outlet => ReviewerOf("ANN", outlet)))).Select(answer => answer.Text("/reviewers/0/id")));
    }

    [Fact]
    public async Task Given_an_anonymous_reviewer_when_saved_then_without_a_name_it_has_no_id_and_with_one_it_has()
    {
        var created = (await api.Desk.Publish(
            Example.Review().With("/reviewers", """[{ "kind": "anonymous" }, { "kind": "anonymous", "name": "Staff" }]"""))).Is(201);
        Assert.Null(created.At("/reviewers/0/id"));
        Assert.NotNull(created.At("/reviewers/1/id"));
    }

    [Theory]
    [InlineData("""[{}]""")]
    [InlineData("""[{ "name": " " }]""")]
    [InlineData("""[{ "kind": "person" }]""")]
    [InlineData("""[{ "kind": "pseudonym", "name": "" }]""")]
    public async Task Given_a_reviewer_who_is_not_anonymous_when_there_is_no_name_then_422(string reviewers) =>
        (await api.Desk.Create(Example.Review().With("/reviewers", reviewers))).IsInvalid("/reviewers/0/name required");

    [Fact]
    public async Task Given_a_section_by_a_reviewer_when_it_is_none_of_the_names_then_422_at_each_place()
    {
        var review = Example.Full().With("/overall/reviewer", "\"Ann Reviewers\"").With("/otherSections/0/reviewer", "\"Nobody\"")
            .With("/sections/picture/parts/1/reviewer", "\"Nobody\"").With("/sections/picture/parts/0/reviewer", "\"Ann Reviewer\"");
        (await api.Desk.Create(review)).IsInvalid(
            "/overall/reviewer unknown_reviewer", "/otherSections/0/reviewer unknown_reviewer",
            "/sections/picture/parts/1/reviewer unknown_reviewer");
        (await api.Desk.Create(Example.Review().Without("/reviewers").With("/sections/story/reviewer", "\"Ann\"")))
            .IsInvalid("/sections/story/reviewer unknown_reviewer");
    }

    [Theory]
    [InlineData("A B", "a  b.")]
    [InlineData("Jos\u00e9", "Jose\u0301")]
    [InlineData("Jos\u00e9", "JOSE")]
    [InlineData("O\u2019Hara", "o'hara")]
    public async Task Given_judgements_by_a_reviewer_in_another_spelling_when_saved_then_they_have_the_name_as_the_reviewers_have_it(
        string listed, string said)
    {
        string[] places = ["/sections/story", "/sections/sound/parts/0", "/otherSections/0", "/overall", "/overall/parts/0"];
        var review = Example.Review().Put("/reviewers/0/name", listed)
            .With("/sections/sound", """{ "parts": [{ "of": "Film" }] }""").With("/otherSections", """[{ "label": "Menus" }]""")
            .With("/overall", """{ "text": "Good.", "parts": [{ "of": "Film" }] }""");
        foreach (var place in places)
            review.Put($"{place}/reviewer", said);
        var created = await api.Desk.Created(review);
        Assert.All(places, place => Assert.Equal(listed, created.Text($"{place}/reviewer")));
        Assert.Equal(created.ETag, (await api.Desk.Put(created, review)).Is(200).ETag);
    }

    [Fact]
    public async Task Given_two_reviewers_whose_names_fold_alike_when_a_section_names_one_exactly_then_it_stays_that_one()
    {
        var review = Example.Review().With("/reviewers", """[{ "name": "Ann" }, { "name": "ANN" }]""")
            .With("/sections/story/reviewer", "\"ANN\"");
        Assert.Equal("ANN", (await api.Desk.Created(review)).Text("/sections/story/reviewer"));
    }

    async Task<Answer> ReviewerOf(string name, string? outlet)
    {
        var review = Example.Review().Put("/reviewers/0/name", name);
        return (await api.Desk.Publish(outlet is null ? review : review.Put("/source", new JsonObject { ["outlet"] = outlet }))).Is(201);
    }
}
