
namespace ReviewApi.Tests.Catalogue;

/// <summary>Statistics, calibration and comparison over reviews by chance, against what the plainest reckoning gives.</summary>
public sealed class ScorePropertyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Given_reviews_by_chance_when_statistics_are_read_then_they_are_those_of_the_published_ones(int seed)
    {
        var reviews = new ScoredReviews(api.Desk, seed);
        for (var round = 0; round < 3; round++)
        {
            await reviews.Bring(seed * 3 + round * 10);
            foreach (var (kind, things) in new[]
            {
                ("films", reviews.By("films", "id")), ("releases", reviews.By("release", "id")),
                ("reviewers", reviews.By("reviewers", "id")),
            })
                foreach (var thing in things)
                    ScoreOracle.Check((await api.Anonymous.Read($"/v1/{kind}/{thing.Key}/scores")).Is(200).Body, [.. thing]);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Given_reviews_by_chance_when_reviewers_are_read_then_they_are_compared_to_the_others_of_the_same_releases(int seed)
    {
        var reviews = new ScoredReviews(api.Desk, seed + 100);
        await reviews.Bring(30);
        var compared = 0;
        foreach (var reviewer in reviews.By("reviewers", "id"))
        {
            var expected = ScoreOracle.Calibration(reviews.Published, reviewer.Key);
            foreach (var path in new[] { "", "/scores" })
            {
                var said = (await api.Anonymous.Read($"/v1/reviewers/{reviewer.Key}{path}")).Is(200).At("/calibration")!.AsObject();
                Assert.Equal(
                    expected, said.ToDictionary(one => one.Key, one => ((int)one.Value!["compared"]!, (decimal)one.Value["difference"]!)));
            }
            compared += expected.Count;
        }
        Assert.InRange(compared, 10, 100);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Given_reviews_by_chance_when_releases_are_compared_then_all_figures_and_leaders_are_those_of_the_published_ones(
        int seed)
    {
        var reviews = new ScoredReviews(api.Desk, seed + 200);
        await reviews.Bring(40);
        foreach (var film in reviews.By("films", "id"))
        {
            var comparison = (await api.Anonymous.Read($"/v1/films/{film.Key}/releases")).Is(200);
            Assert.Equal(film.Key, comparison.Text("/film/id"));
            var releases = film.GroupBy(review => review.Text("/release/id")!)
                .ToDictionary(release => release.Key, release => release.ToList());
            var said = comparison.At("/releases")!.AsArray();
            Assert.Equal(releases.Keys.Order(), said.Select(release => (string)release!["release"]!["id"]!).Order());
            foreach (var release in said)
                ScoreOracle.Check(release!, releases[(string)release!["release"]!["id"]!]);
            foreach (var judgement in ScoreOracle.Judgements)
                Leads(comparison, judgement, releases);
        }
    }

    // Of several that are equally good any may lead.
    static void Leads(Answer comparison, string judgement, Dictionary<string, List<Answer>> releases)
    {
        var leader = comparison.At($"/leaders/{judgement}")!;
        var means = releases.Select(release => (release.Key, Scores: ScoreOracle.Scores(release.Value, judgement)))
            .Where(release => release.Scores.Count >= 2)
            .Select(release => (release.Key, Mean: ScoreOracle.Rounded(release.Scores.Average())))
            .OrderByDescending(release => release.Mean).ToList();
        if (means.Count < 2)
        {
            Assert.Equal("""{"undecided":"not_enough_reviews"}""", leader.ToJsonString());
            return;
        }
        Assert.Contains(means, release => release == ((string)leader["releaseId"]!, means[0].Mean));
        Assert.Equal((means[0].Mean, means[0].Mean - means[1].Mean), ((decimal)leader["mean"]!, (decimal)leader["margin"]!));
        Assert.Null(leader["undecided"]);
    }
}
