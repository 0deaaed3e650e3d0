using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>Statistics are right as soon as a write is acknowledged, on another instance too, and only of what is published.</summary>
public sealed class ScoreMomentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Given_two_instances_when_written_at_one_then_the_next_read_at_either_has_it()
    {
        await using var second = await AppProcess.Serve(api.ConnectionString);
        using var other = await second.Client();
        var (title, ean, name) = (Example.NewTitle(), Example.NewEan(), Example.NewTitle());
        var review = await api.Desk.Published(Body(5));
        await Are(5);
        var one = await api.Desk.Published(Body(8));
        await Are(5, 8);
        one = (await api.Desk.Patch(one, """{ "sections": { "picture": { "score": 9.5 } } }""")).Is(200);
        await Are(5, 9.5m);
        var copy = (await api.Desk.PatchDraft(one, """{ "sections": { "picture": { "score": 1 } } }""")).Is(201);
        await Are(5, 9.5m);
        one = (await api.Desk.Act(copy, "publish")).Is(200);
        await Are(5, 1);
        one = (await api.Desk.Act(one, "withdraw")).Is(200);
        await Are(5);
        one = (await api.Desk.Patch(one, """{ "sections": { "picture": { "score": 10 } } }""")).Is(200);
        await Are(5);
        one = (await api.Desk.Act(one, "restore")).Is(200);
        await Are(5, 10);
        await api.Desk.Create(Body(3));
        await Are(5, 10);
        (await api.Desk.Patch(one, """{ "sections": { "picture": { "score": null, "state": "unscored" } } }""")).Is(200);
        await Are(null, 5);

        JsonObject Body(decimal score) => Example.Review(title)
            .Put("/release/barcode", ean).Put("/reviewers/0/name", name).With("/sections/picture", $$"""{ "score": {{score}} }""");

        async Task Are(params decimal?[] scores)
        {
            var expected = ScoreOracle.Of([.. scores.OfType<decimal>()]);
            foreach (var client in new[] { api.Anonymous, other })
            {
                foreach (var path in new[] { review.FilmPath(), review.ReleasePath(), review.ReviewerPath() })
                {
                    var read = (await client.Read($"{path}/scores")).Is(200);
                    Assert.Equal(
                        (scores.Length, (int)expected["count"]!), ((int)read.At("/reviews")!, (int)read.At("/sections/picture/count")!));
                    Assert.Equal((decimal)expected["mean"]!, (decimal)read.At("/sections/picture/mean")!);
                }
                Assert.Equal(scores.Length, (int)(await client.Read($"{review.FilmPath()}/releases")).Is(200).At("/releases/0/reviews")!);
            }
        }
    }

    [Fact]
    public async Task Given_nothing_is_scored_when_read_then_the_statistics_are_a_count_of_nought_and_nothing_else()
    {
        var review = await api.Desk.Published(Example.Review());
        foreach (var path in new[] { review.FilmPath(), review.ReleasePath() })
        {
            var read = (await api.Anonymous.Read($"{path}/scores")).Is(200);
            Assert.Equal("1", read.Text("/reviews"));
            Assert.Equal(
                ["extras", "performances", "picture", "sound", "story"],
                read.At("/sections")!.AsObject().Select(section => section.Key).Order());
            Assert.All(
                read.At("/sections")!.AsObject().Select(section => section.Value).Append(read.At("/overall")),
                one => Assert.Equal("""{"count":0}""", one!.ToJsonString()));
        }
    }

    [Fact]
    public async Task Given_scores_at_the_ends_of_the_bins_when_read_then_each_is_counted_in_its_bin_and_ten_in_the_last()
    {
        var title = Example.NewTitle();
        Answer? review = null;
        foreach (var score in new[] { "0", "0.9", "1", "8.9", "9", "9.9", "10" })
            review = await api.Desk.Published(Example.Review(title).With("/overall", $$"""{ "score": {{score}} }"""));
        var read = (await api.Anonymous.Read($"{review!.FilmPath()}/scores")).Is(200);
        Assert.Equal("[2,1,0,0,0,0,0,0,1,3]", read.At("/overall/histogram")!.ToJsonString());
    }

    [Fact]
    public async Task Given_a_reviewer_alone_on_a_release_when_read_then_there_is_nothing_to_compare()
    {
        var review = await api.Desk.Published(
            Example.Review().Put("/reviewers/0/name", Example.NewTitle()).With("/overall", """{ "score": 7 }"""));
        Assert.Equal("{}", (await api.Anonymous.Read(review.ReviewerPath())).Is(200).At("/calibration")?.ToJsonString() ?? "{}");
    }
}
