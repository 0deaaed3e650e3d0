using System.Net;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Http;

/// <summary>What is unique stays so, whoever comes at once.</summary>
public sealed class ConflictTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_source_is_taken_when_another_review_says_it_then_409_naming_whose_it_is()
    {
        var (first, second) = (await api.Desk.Created(Example.Sample()), await api.Desk.Created());
        var taken = Example.Draft().Put("/source", first.Body["source"]!.DeepClone());
        var answers = new[]
        {
            await api.Desk.Send("POST", "/v1/reviews", Contents.Json(taken)),
            await api.Desk.Write("PUT", second.Path, taken, second.ETag!),
            await api.Desk.Write("PATCH", second.Path, taken, second.ETag!),
        };
        foreach (var answer in answers)
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
        var (deleted, changed) = (await api.Desk.Created(Example.Sample()), await api.Desk.Created(Example.Sample()));
        (await api.Desk.Write("DELETE", deleted.Path, new JsonObject(), deleted.ETag!)).EnsureSuccessStatusCode();
        (await api.Desk.Write("PATCH", changed.Path, new JsonObject { ["source"] = null }, changed.ETag!)).EnsureSuccessStatusCode();
        foreach (var review in new[] { deleted, changed })
            await api.Desk.Created(Example.Draft().Put("/source", review.Body["source"]!.DeepClone()));
    }

    [Fact]
    public async Task Given_many_send_one_source_at_once_when_answered_then_one_is_201_and_the_others_409()
    {
        var body = Example.WithOwnSource(Example.Draft());
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => api.Desk.Send("POST", "/v1/reviews", Contents.Json(body))));
        var created = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var answer in answers.Where(answer => answer != created))
            Assert.Equal(created.Headers.Location!.ToString(), (string?)(await answer.Problem(HttpStatusCode.Conflict))["conflictsWith"]);
    }

    [Fact]
    public async Task Given_many_reviews_of_one_new_film_at_once_when_answered_then_all_are_saved_with_slugs_of_their_own_and_one_film()
    {
        var title = $"Film {Guid.NewGuid():N}";
        var reviews = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => api.Desk.Created(Example.Draft(title))));
        Assert.Equal(12, reviews.Select(review => (string?)review.Body["slug"]).Distinct().Count());
        Assert.Single(reviews.Select(review => (string?)review.Body["films"]![0]!["id"]).Distinct());
    }

    [Fact]
    public async Task Given_many_versions_of_one_scale_at_once_when_answered_then_each_saved_one_has_its_own_number()
    {
        var body = ScaleCalls.Numeric();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => api.Desk.Send("POST", "/v1/scales", Contents.Json(body))));
        var versions = new List<int>();
        foreach (var answer in answers)
            if (answer.StatusCode == HttpStatusCode.Created)
                versions.Add((int)(await Answer.Of(answer)).Succeeded().Body["mappingVersion"]!);
            else
                await answer.Problem(HttpStatusCode.Conflict);
        Assert.Equal(Enumerable.Range(1, versions.Count), versions.Order());
        using var newest = await api.Anonymous.Get($"/v1/scales/{body["code"]}");
        Assert.Equal(versions.Max(), (int)(await Answer.Of(newest)).Succeeded().Body["mappingVersion"]!);
    }
}
