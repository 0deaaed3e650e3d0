using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Catalogue;

/// <summary>What the statistics have to be, reckoned in the plainest way.</summary>
static class ScoreOracle
{
    public static readonly IReadOnlyList<string> Judgements = [.. Reading.Sections, "overall"];

    public static decimal? Score(Answer review, string judgement) =>
        (decimal?)review.At(judgement == "overall" ? "/overall/score" : $"/sections/{judgement}/score");

    public static List<decimal> Scores(IEnumerable<Answer> reviews, string judgement) =>
        [.. reviews.Select(review => Score(review, judgement)).OfType<decimal>()];

    /// <summary>The statistics of some scores.</summary>
    public static JsonObject Of(IReadOnlyList<decimal> scores)
    {
        if (scores.Count == 0)
            return new JsonObject { ["count"] = 0 };
        var sorted = scores.Order().ToList();
        var mean = scores.Average();
        return new JsonObject
        {
            ["count"] = scores.Count,
            ["mean"] = Rounded(mean),
            ["median"] = Rounded((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2),
            ["standardDeviation"] = Rounded((decimal)Math.Sqrt((double)scores.Average(score => (score - mean) * (score - mean)))),
            ["min"] = sorted[0],
            ["max"] = sorted[^1],
            ["histogram"] = new JsonArray([.. Enumerable.Range(0, 10)
                .Select(bin => (JsonNode)scores.Count(score => Math.Min((int)score, 9) == bin))]),
        };
    }

    /// <summary>Checks what an answer says of some reviews: sections and overall.</summary>
    public static void Check(JsonNode said, IReadOnlyList<Answer> reviews)
    {
        Assert.Equal(reviews.Count, (int)said["reviews"]!);
        foreach (var judgement in Judgements)
        {
            var statistics = judgement == "overall" ? said["overall"]! : said["sections"]![judgement]!;
            var expected = Of(Scores(reviews, judgement));
            Assert.True(IsSame(expected, statistics), $"{judgement}: expected {expected.ToJsonString()}, got {statistics.ToJsonString()}");
        }
    }

    /// <summary>For each judgement that others scored too on the same releases, on how many, and the mean of the differences.</summary>
    public static Dictionary<string, (int Compared, decimal Difference)> Calibration(IReadOnlyList<Answer> published, string reviewerId)
    {
        var found = new Dictionary<string, (int, decimal)>();
        foreach (var judgement in Judgements)
        {
            var differences = published.GroupBy(review => review.Text("/release/id")).Select(release =>
            {
                var own = Scores(release.Where(IsOwn), judgement);
                var others = Scores(release.Where(review => !IsOwn(review)), judgement);
                return own.Count > 0 && others.Count > 0 ? own.Average() - others.Average() : (decimal?)null;
            }).OfType<decimal>().ToList();
            if (differences.Count > 0)
                found[judgement] = (differences.Count, Rounded(differences.Average()));
        }
        return found;

        bool IsOwn(Answer review) => review.At("/reviewers")!.AsArray().Any(reviewer => (string?)reviewer!["id"] == reviewerId);
    }

    public static decimal Rounded(decimal value) => decimal.Round(value, 2, MidpointRounding.AwayFromZero);

    // 7.50 and 7.5 are one number.
    static bool IsSame(JsonObject expected, JsonNode said) =>
        expected.Count == said.AsObject().Count && expected.All(member => member.Value is JsonArray list
            ? list.Select(item => (int)item!).SequenceEqual(said[member.Key]!.AsArray().Select(item => (int)item!))
            : said[member.Key] is { } value
                && decimal.Parse(member.Value!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) == (decimal)value);
}
