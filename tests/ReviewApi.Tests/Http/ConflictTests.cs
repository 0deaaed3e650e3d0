using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Http;

/// <summary>What is unique stays so, whoever comes at once.</summary>
public sealed class ConflictTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_source_is_taken_when_another_review_says_it_then_409_naming_whose_it_is()
    {
        var (first, second) = (await api.Create(Bodies.Sample()), await api.Create());
        var taken = Bodies.Draft().With("/source", first.Body["source"]!.DeepClone());
        foreach (var answer in new[] { await api.Desk.Post(taken), await api.Desk.Write("PUT", second.Path, taken, second.ETag), await api.Desk.Write("PATCH", second.Path, taken, second.ETag) })
        {
            var problem = await answer.Problem(HttpStatusCode.Conflict);
            Assert.Equal(first.Path, (string?)problem["conflictsWith"]);
            Assert.Equal([("/source/externalId", "already_exists")], problem.Faults());
        }
        using var unchanged = await api.Desk.Get(second.Path);
        Assert.Equal(second.ETag, unchanged.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task Given_a_review_gave_its_source_up_when_another_says_it_then_201()
    {
        var (deleted, changed) = (await api.Create(Bodies.Sample()), await api.Create(Bodies.Sample()));
        (await api.Desk.Write("DELETE", deleted.Path, new JsonObject(), deleted.ETag)).EnsureSuccessStatusCode();
        (await api.Desk.Write("PATCH", changed.Path, new JsonObject { ["source"] = null }, changed.ETag)).EnsureSuccessStatusCode();
        foreach (var review in new[] { deleted, changed })
            await api.Create(Bodies.Draft().With("/source", review.Body["source"]!.DeepClone()));
    }

    [Fact]
    public async Task Given_many_send_one_source_at_once_when_answered_then_one_is_201_and_the_others_409()
    {
        var body = Bodies.WithOwnSource(Bodies.Draft());
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => api.Desk.Post(body)));
        var created = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var answer in answers.Where(answer => answer != created))
            Assert.Equal(created.Headers.Location!.ToString(), (string?)(await answer.Problem(HttpStatusCode.Conflict))["conflictsWith"]);
    }

    [Fact]
    public async Task Given_many_reviews_of_one_new_film_at_once_when_answered_then_all_are_saved_with_slugs_of_their_own_and_one_film()
    {
        var title = $"Film {Guid.NewGuid():N}";
        var reviews = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => api.Create(Bodies.Draft(title))));
        Assert.Equal(12, reviews.Select(review => (string?)review.Body["slug"]).Distinct().Count());
        Assert.Single(reviews.Select(review => (string?)review.Body["films"]![0]!["id"]).Distinct());
    }

    [Fact]
    public async Task Given_many_versions_of_one_scale_at_once_when_answered_then_each_saved_one_has_its_own_number()
    {
        var body = Bodies.Scale();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => api.Desk.Post(body, "/v1/scales")));
        var versions = new List<int>();
        foreach (var answer in answers)
            if (answer.StatusCode == HttpStatusCode.Created)
                versions.Add((int)(await answer.Object())["mappingVersion"]!);
            else
                await answer.Problem(HttpStatusCode.Conflict);
        Assert.Equal(Enumerable.Range(1, versions.Count), versions.Order());
        using var newest = await api.Anonymous.Get($"/v1/scales/{body["code"]}");
        Assert.Equal(versions.Max(), (int)(await newest.Object())["mappingVersion"]!);
    }
}
