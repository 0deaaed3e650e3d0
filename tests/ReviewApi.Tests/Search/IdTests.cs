
namespace ReviewApi.Tests.Search;

/// <summary>Reviews by their ids: in the order of the list.</summary>
public sealed class IdTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_ids_in_any_order_when_listed_then_the_published_ones_come_in_that_order_page_by_page()
    {
        var (reviews, draft) = (await Published(5), (await api.Desk.Create(Example.Review())).Is(201));
        var withdrawn = (await api.Desk.Act((await Published(1))[0], "withdraw")).Is(200);
        string[] asked =
        [
            reviews[2].Id, draft.Id, reviews[0].Id, withdrawn.Id, reviews[4].Id, $"{Guid.CreateVersion7()}", reviews[1].Id, reviews[3].Id,
            reviews[0].Id,
        ];
        string[] expected = [reviews[2].Id, reviews[0].Id, reviews[4].Id, reviews[1].Id, reviews[3].Id];

        Assert.Equal(expected, await api.Anonymous.Ids($"id={string.Join(',', asked)}"));
        Assert.Equal(expected, await api.Anonymous.Ids(string.Join('&', asked.Select(id => $"id={id.ToUpperInvariant()}"))));
        Assert.Equal(
            expected, (await api.Anonymous.All($"/v1/reviews?id={string.Join(',', asked)}", limit: 2)).Select(item => (string)item["id"]!));
        Assert.Equal(
            "5", (await api.Anonymous.Read($"/v1/reviews?id={string.Join(',', asked)}&count=exact&limit=1")).Is(200).Text("/total"));
        Assert.Equal(
            "5", (await api.Anonymous.Read($"/v1/reviews/facets?facet=format&id={string.Join(',', asked)}")).Is(200).Text("/total"));
    }

    [Fact]
    public async Task Given_ids_with_other_filters_or_a_sort_when_listed_then_all_hold_and_the_sort_wins()
    {
        var reviews = await Published(3);
        var ids = string.Join(',', reviews.Select(review => review.Id).Reverse());
        Assert.Equal(reviews.Select(review => review.Id), await api.Anonymous.Ids($"id={ids}&sort=publishedAt"));
        Assert.Equal([reviews[1].Id], await api.Anonymous.Ids($"id={ids}&picture.gte=1&picture.lt=2"));
        Assert.Equal(reviews.Select(review => review.Id).Reverse(), await api.Anonymous.Ids($"id={ids}&q=told"));
        Assert.Empty(await api.Anonymous.Ids($"id={ids}&q=nowhere{Guid.NewGuid():N}"));
    }

    [Fact]
    public async Task Given_a_hundred_ids_when_listed_then_they_are_taken_and_one_more_is_400()
    {
        var ids = Enumerable.Range(0, 101).Select(_ => $"{Guid.CreateVersion7()}").ToList();
        Assert.Empty(await api.Anonymous.Ids($"id={string.Join(',', ids[..100])}"));
        var refused = (await api.Anonymous.Read($"/v1/reviews?id={string.Join(',', ids)}")).Is(400);
        Assert.Equal(("id", "too_many"), (refused.Text("/errors/0/parameter"), refused.Text("/errors/0/code")));
    }

    [Fact]
    public async Task Given_a_cursor_of_some_ids_when_sent_with_them_in_another_order_then_400()
    {
        var ids = (await Published(2)).Select(review => review.Id).ToList();
        var next = (await api.Anonymous.Read($"/v1/reviews?id={string.Join(',', ids)}&limit=1")).Is(200).Text("/next");
        Assert.Equal([ids[1]], await api.Anonymous.Ids($"id={string.Join(',', ids)}&limit=1&cursor={next}"));
        Assert.Equal(
            "cursor",
            (await api.Anonymous.Read($"/v1/reviews?id={ids[1]},{ids[0]}&limit=1&cursor={next}")).Is(400).Text("/errors/0/parameter"));
    }

    async Task<IReadOnlyList<Answer>> Published(int count)
    {
        var reviews = new List<Answer>();
        while (reviews.Count < count)
            reviews.Add(await api.Desk.PublishWith(("/sections/picture", $$"""{ "score": {{reviews.Count}} }""")));
        return reviews;
    }
}
