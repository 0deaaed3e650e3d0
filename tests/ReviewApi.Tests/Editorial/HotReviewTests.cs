namespace ReviewApi.Tests.Editorial;

/// <summary>A review that is read again and again is read from memory.</summary>
public sealed class HotReviewTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_a_review_published_elsewhere_when_an_instance_reads_only_that_then_it_keeps_it()
    {
        await using var other = new AwayApp(api.ConnectionString);
        using var reader = other.Start(key: null);
        await reader.UntilReady();
        await reader.Read("/v1/reviews");
        var review = await api.Desk.Published();
        Assert.Single(await Statements.Of(trace => reader.Get(review.Path, trace)), statement => statement.Contains("document"));
        Assert.Empty(await Statements.Of(trace => reader.Get(review.Path, trace)));
    }
}
