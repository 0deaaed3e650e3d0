using ReviewApi.Indexing;

namespace ReviewApi.Statistics;

/// <summary>How a reviewer's scores compare with everyone else's for the same releases.</summary>
public sealed record Calibration
{
    /// <summary>On how many releases both this reviewer and others score the section.</summary>
    public required long Compared { get; init; }

    /// <summary>The mean over them of the reviewer's score minus the mean of everyone else's there, with two decimals.</summary>
    public required decimal Difference { get; init; }

    /// <summary>The calibration of a reviewer by section; what nothing can be said of is left out.</summary>
    internal static IReadOnlyDictionary<string, Calibration> Of(Guid reviewer, CatalogueVersion version)
    {
        var figures = Calibrations.Compute(version, reviewer);
        return Scores.Names.Zip(ScoreSheet.Judgements).Where(judgement => figures.ContainsKey(judgement.Second)).ToDictionary(
            judgement => judgement.First,
            judgement => new Calibration
            {
                Compared = figures[judgement.Second].Compared,
                Difference = figures[judgement.Second].Difference,
            });
    }
}
