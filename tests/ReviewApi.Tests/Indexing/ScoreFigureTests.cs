using System.Numerics;
using ReviewApi.Indexing;
using Question = ReviewApi.Indexing.Question;

namespace ReviewApi.Tests.Indexing;

/// <summary>Figures against the plainest reckoning.</summary>
public sealed class ScoreFigureTests
{
    [Many(300)]
    public void Given_any_scores_when_they_are_put_in_figures_then_these_are_rounded_half_away_from_zero(int seed)
    {
        var random = new Random(seed);
        var tenths = Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(seed % 2 == 0 ? 101 : 4)).ToList();
        var counts = new int[102];
        foreach (var one in tenths)
            counts[one + 1]++;
        var figures = ScoreFigures.Compute(counts);
        var (scores, sorted) = (tenths.Select(one => one / 10m).ToList(), tenths.Order().Select(one => one / 10m).ToList());
        Assert.Equal(Rounded(scores.Average()), figures.Mean);
        Assert.Equal(Rounded((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2), figures.Median);
        Assert.Equal(Deviation(tenths), figures.StandardDeviation);
        Assert.Equal((tenths.Count, sorted[0], sorted[^1]), (figures.Count, figures.Least, figures.Greatest));
        Assert.Equal(Enumerable.Range(0, 10).Select(bin => scores.Count(score => Math.Min((int)score, 9) == bin)), figures.Histogram);
    }

    [Theory]
    [InlineData(7.05, 70, 71)]
    [InlineData(7.13, 70, 70, 70, 70, 71, 72, 73, 74)]
    [InlineData(0.03, 0, 0, 0, 1)]
    public void Given_a_mean_in_the_middle_of_two_when_it_is_rounded_then_it_is_the_greater_one(double mean, params int[] tenths)
    {
        var counts = new int[102];
        foreach (var one in tenths)
            counts[one + 1]++;
        Assert.Equal((decimal)mean, ScoreFigures.Compute(counts).Mean);
    }

    [Many(60)]
    public void Given_any_reviews_when_reviewers_are_compared_to_others_then_it_is_over_the_releases_of_both(int seed)
    {
        var listings = new RandomListings(seed);
        var changes = listings.Changes(120);
        var (index, scan) = (CatalogueIndex.Build([], expected: 0), Scan.Empty.After(changes));
        index.Apply(changes);
        var reviewer = listings.Reviewer();
        var calibration = Calibrations.Compute(index.Current, reviewer);
        foreach (var (judgement, number) in ScoreSheet.Judgements.Select((judgement, number) => (judgement, number)))
        {
            var differences = scan.Published.Where(listing => listing.Scores[number] is not null).GroupBy(listing => listing.ReleaseId)
                .Select(release => release.ToLookup(
                    listing => listing.Reviewers.Any(one => one.Id == reviewer), listing => listing.Scores[number]!.Value / 10m))
                .Where(release => release[true].Any() && release[false].Any())
                .Select(release => release[true].Average() - release[false].Average()).ToList();
            Assert.Equal(differences.Count > 0, calibration.ContainsKey(judgement));
            if (differences.Count == 0)
                continue;
            Assert.Equal(differences.Count, calibration[judgement].Compared);
            // A half that is only nearly one may be rounded either way.
            Assert.InRange(calibration[judgement].Difference - differences.Average(), -0.0050000001m, 0.0050000001m);
        }
    }

    [Many(60)]
    public void Given_any_reviews_when_scores_are_compared_by_release_then_each_has_those_of_its_reviews(int seed)
    {
        var listings = new RandomListings(seed);
        var (changes, film) = (listings.Changes(120), listings.Film());
        var (index, scan) = (CatalogueIndex.Build([], expected: 0), Scan.Empty.After(changes));
        index.Apply(changes);
        using var matches = new Question([new IsOf(Kind.Film, [film])]).Ask(index.Current);
        var (sheets, whole) = (ScoreSheet.ByRelease(matches), ScoreSheet.Count(matches));
        var expected = scan.Published.Where(listing => listing.Films.Any(one => one.Id == film)).ToList();
        Assert.Equal(
            expected.CountBy(listing => listing.ReleaseId).OrderBy(one => one.Key),
            sheets.Select(sheet => KeyValuePair.Create(sheet.Key, sheet.Value.Reviews)).OrderBy(one => one.Key));
        Assert.Equal(expected.Count, whole.Reviews);
        foreach (var release in expected.GroupBy(listing => listing.ReleaseId))
            for (var number = 0; number < ScoreSheet.Judgements.Count; number++)
            {
                var scores = release.Select(listing => listing.Scores[number] / 10m).OfType<decimal>().ToList();
                var figures = sheets[release.Key].Figures[ScoreSheet.Judgements[number]];
                Assert.Equal((scores.Count, scores.Count == 0 ? null : Rounded(scores.Average())), (figures.Count, figures.Mean));
            }
    }

    static decimal Rounded(decimal value) => decimal.Round(value, 2, MidpointRounding.AwayFromZero);

    // By whole numbers: the hundredths h whose square is nearest, h - 1/2 and above being h.
    static decimal Deviation(List<int> tenths)
    {
        BigInteger count = tenths.Count, sum = tenths.Sum(), variance = count * tenths.Sum(one => one * one) - sum * sum;
        var hundredths = 0;
        while ((2 * hundredths + 1) * (2 * hundredths + 1) * count * count <= 400 * variance)
            hundredths++;
        return hundredths / 100m;
    }
}
