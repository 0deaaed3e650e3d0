using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

public sealed class ReviewerTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_reviews_by_one_name_in_two_outlets_and_in_none_when_read_then_they_are_three_reviewers()
    {
        var (name, outlet) = ($"Zoë {Guid.NewGuid():N}", $"Outlet {Guid.NewGuid():N}");
        var first = await By(name, outlet);
        var again = await By(name.ToUpperInvariant(), outlet);
        var elsewhere = await By(name, $"{outlet} B");
        var nowhere = await By(name, null);
        Assert.Equal(first.ReviewerPath(), again.ReviewerPath());
        var read = (await api.Anonymous.Read(first.ReviewerPath())).Is(200);
        Assert.Equal((name, outlet, "2"), (read.Text("/name"), read.Text("/outlet"), read.Text("/reviews")));
        Assert.Equal(new[] { again.Id, first.Id }, await api.Anonymous.IdsOf($"{first.ReviewerPath()}/reviews"));
        Assert.Equal([elsewhere.Id], await api.Anonymous.IdsOf($"{elsewhere.ReviewerPath()}/reviews"));
        Assert.Null((await api.Anonymous.Read(nowhere.ReviewerPath())).Is(200).At("/outlet"));
        Assert.Equal(3, (await api.Anonymous.All("/v1/reviewers", limit: 7))
            .Count(reviewer => string.Equals((string)reviewer["name"]!, name, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Given_a_reviewer_when_their_only_review_is_withdrawn_and_restored_then_they_go_and_come()
    {
        var review = await By(Example.NewTitle(), null);
        var withdrawn = (await api.Desk.Act(review, "withdraw")).Is(200);
        foreach (var rest in new[] { "", "/reviews", "/scores" })
            (await api.Anonymous.Read(review.ReviewerPath() + rest)).Is(404);
        Assert.DoesNotContain(review.ReviewerPath().Split('/')[^1], await api.Anonymous.IdsOf("/v1/reviewers"));
        (await api.Desk.Act(withdrawn, "restore")).Is(200);
        (await api.Anonymous.Read(review.ReviewerPath())).Is(200);
    }

    [Fact]
    public async Task Given_a_reviewer_named_by_a_draft_when_another_spelling_is_published_then_the_name_is_one_that_is_published()
    {
        var name = $"{Guid.NewGuid():N} O'Hara";
        (await api.Desk.Create(Example.Review().Put("/reviewers/0/name", name.ToUpperInvariant()))).Is(201);
        var review = await By(name, null);
        Assert.Equal(name, (await api.Anonymous.Read(review.ReviewerPath())).Is(200).Text("/name"));
    }

    [Fact]
    public async Task Given_an_anonymous_reviewer_without_a_name_when_published_then_the_catalogue_has_no_such_reviewer()
    {
        var review = await api.Desk.Published(Example.Review().With("/reviewers", """[{ "kind": "anonymous" }]"""));
        Assert.Null(review.At("/reviewers/0/id"));
        Assert.All(await api.Anonymous.All("/v1/reviewers"), reviewer => Assert.False(string.IsNullOrEmpty((string?)reviewer["name"])));
    }

    async Task<Answer> By(string name, string? outlet)
    {
        var review = Example.Review().Put("/reviewers/0/name", name);
        return await api.Desk.Published(outlet is null ? review : review.Put("/source", new JsonObject { ["outlet"] = outlet }));
    }
}
