
namespace ReviewApi.Tests.Writing;

/// <summary>Many posts of one key at once.</summary>
public sealed class IdempotencyRaceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    const int Posts = 100;

    [Fact]
    public async Task Given_100_posts_of_one_key_when_sent_at_once_then_one_review_is_made_and_every_answer_is_of_it_or_409()
    {
        for (var round = 0; round < 5; round++)
            await Race([api.Desk]);
    }

    [Fact]
    public async Task Given_two_instances_when_100_posts_of_one_key_are_sent_to_both_at_once_then_one_review_is_made()
    {
        await using var one = await AppProcess.Serve(api.ConnectionString);
        await using var other = await AppProcess.Serve(api.ConnectionString);
        using var atOne = await one.Client();
        using var atOther = await other.Client();
        for (var round = 0; round < 5; round++)
            await Race([atOne, atOther]);
    }

    [Fact]
    public async Task Given_many_keys_when_posted_at_once_then_none_is_in_the_way_of_another()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => Task.Run(() => Request().Send(api.Desk, $"{Guid.NewGuid()}"))));
        Assert.All(answers, answer => Assert.True(answer is { Status: 201, IsReplayed: false }, answer.ToString()));
        Assert.Equal(answers.Length, answers.Select(answer => answer.Location).Distinct().Count());
    }

    async Task Race(IReadOnlyList<HttpClient> instances)
    {
        var key = $"{Guid.NewGuid()}";
        var request = Request();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Posts).Select(number => Task.Run(() => request.Send(instances[number % instances.Count], key))));

        var first = Assert.Single(answers, answer => answer is { Status: 201, IsReplayed: false });
        foreach (var answer in answers.Where(answer => answer != first))
        {
            if (answer.Status == 409)
                Assert.True(answer.RetryAfter >= TimeSpan.FromSeconds(1), $"{answer} does not say when to come again.");
            else
                Assert.Equal(first.AsReplay(), answer);
        }
        Assert.Equal(first.AsReplay(), await request.Send(instances[^1], key));
        var drafts = await api.Desk.Read("/v1/reviews?status=draft&limit=100");
        var title = (string)Example.Parse(request.Body!)["films"]![0]!["title"]!;
        Assert.Single(drafts.At("/items")!.AsArray(), item => item!.ToJsonString().Contains(title, StringComparison.Ordinal));
    }

    static Prepared Request() => new("POST", "/v1/reviews", "application/json", Example.Review().ToJsonString(), IfMatch: null);
}
