using ReviewApi.Benchmarks.Measuring;

namespace ReviewApi.Benchmarks;

/// <summary>What a job may cost: so many times as much as its limit, or so many milliseconds.</summary>
/// <param name="Most">Of a small catalogue.</param>
/// <param name="MostOfMany">Of a large one.</param>
/// <param name="IsRatio">Whether it is compared with the limit.</param>
internal sealed record Goal(double Most, double MostOfMany, bool IsRatio)
{
    /// <summary>From so many reviews on a catalogue is a large one.</summary>
    public const int Many = 500_000;

    public static Goal Times(double most) => new(most, most, IsRatio: true);

    public static Goal Milliseconds(double most, double ofMany) => new(most, ofMany, IsRatio: false);

    public static Goal Milliseconds(double most) => Milliseconds(most, most);

    public bool IsMet(Comparison result, long reviews) => (IsRatio ? result.Ratio : result.Api.Cost / 1000) <= MostOf(reviews);

    public string Text(long reviews) => IsRatio ? $"{MostOf(reviews):0.0}×" : $"{MostOf(reviews):0.0} ms";

    double MostOf(long reviews) => reviews < Many ? Most : MostOfMany;
}
