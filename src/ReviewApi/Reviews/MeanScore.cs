namespace ReviewApi.Reviews;

/// <summary>A review's meanScore: the mean of its scored sections, to one decimal; null where no section has a score.</summary>
internal static class MeanScore
{
    public static decimal? Average(Sections? sections) =>
        sections?.InOrder().Select(section => section?.Score).OfType<decimal>().ToList() is { Count: > 0 } scores
            ? decimal.Round(scores.Average(), 1, MidpointRounding.AwayFromZero)
            : null;
}
