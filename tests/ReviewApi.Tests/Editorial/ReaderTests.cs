
namespace ReviewApi.Tests.Editorial;

/// <summary>What readers see of a review at each step of its life.</summary>
public sealed class ReaderTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_review_when_it_goes_through_its_life_then_readers_see_it_only_while_it_is_live()
    {
        var review = (await api.Desk.Create(Example.Review().Put("/headline", "First"))).Is(201);
        await Sees(review, 404);
        review = (await api.Desk.Act(review, "submit")).Is(200);
        await Sees(review, 404);
        review = (await api.Desk.Act(review, "return")).Is(200);
        await Sees(review, 404);
        review = (await api.Desk.Schedule(review)).Is(200);
        await Sees(review, 404);
        review = (await api.Desk.Act(review, "unschedule")).Is(200);
        await Sees(review, 404);
        review = (await api.Desk.Act(review, "publish")).Is(200);
        await Sees(review, 200, review.ETag);

        var copy = (await api.Desk.PatchDraft(review, """{ "headline": "Second" }""")).Is(201);
        await Sees(review, 200, review.ETag);
        copy = (await api.Desk.Act(copy, "submit")).Is(200);
        await Sees(review, 200, review.ETag);
        copy = (await api.Desk.Schedule(copy)).Is(200);
        await Sees(review, 200, review.ETag);
        copy = (await api.Desk.Act(copy, "unschedule")).Is(200);
        await Sees(review, 200, review.ETag);
        review = (await api.Desk.Act(copy, "publish")).Is(200);
        await Sees(review, 200, review.ETag);
        Assert.Equal("Second", (await api.Anonymous.Read(review.Path)).Text("/headline"));

        review = (await api.Desk.Act(review, "withdraw")).Is(200);
        await Sees(review, 410);
        review = (await api.Desk.Patch(review, """{ "headline": "Third" }""")).Is(200);
        await Sees(review, 410);
        review = (await api.Desk.Act(review, "restore")).Is(200);
        await Sees(review, 200, review.ETag);
        Assert.Equal("Third", (await api.Anonymous.Read(review.Path)).Text("/headline"));
    }

    [Fact]
    public async Task Given_a_page_that_was_cached_when_the_review_changes_then_its_ETag_says_so()
    {
        var live = (await api.Desk.Publish(Example.Review())).Is(201);
        Assert.Equal(304, await Revalidated(live));
        var copy = (await api.Desk.PatchDraft(live, """{ "headline": "Better" }""")).Is(201);
        Assert.Equal(304, await Revalidated(live));
        (await api.Desk.Act(copy, "publish")).Is(200);
        Assert.Equal(200, await Revalidated(live));
    }

    async Task<int> Revalidated(Answer read)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, read.Path);
        request.Headers.TryAddWithoutValidation("If-None-Match", read.ETag);
        using var answer = await api.Anonymous.SendAsync(request);
        return (int)answer.StatusCode;
    }

    // By id, by slug and in the list; never at /draft or among the revisions.
    async Task Sees(Answer review, int status, string? etag = null)
    {
        foreach (var path in new[] { review.Path, $"/v1/reviews/{review.Text("/slug")}" })
            Assert.Equal(etag, (await api.Anonymous.Read(path)).Is(status).ETag);
        Assert.Equal(status == 200, await api.Anonymous.Lists(review));
        (await api.Anonymous.Draft(review)).Is(401);
        (await api.Anonymous.Read($"{review.Path}/revisions")).Is(401);
        (await api.Anonymous.Read($"{review.Path}/revisions/1")).Is(401);
        (await api.Anonymous.Read("/v1/reviews?status=draft")).Is(401);
    }
}
