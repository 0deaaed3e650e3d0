namespace ReviewApi.Indexing;

/// <summary>
/// Some scores in figures: with two decimals, half away from zero; the least and the greatest with one. Only the count where there is
/// none.
/// </summary>
internal sealed record ScoreFigures
{
    const int Values = 101;
    const int Bins = 10;

    public required int Count { get; init; }

    public decimal? Mean { get; init; }

    public decimal? Median { get; init; }

    /// <summary>Of the population.</summary>
    public decimal? StandardDeviation { get; init; }

    public decimal? Least { get; init; }

    public decimal? Greatest { get; init; }

    public IReadOnlyList<int>? Histogram { get; init; }

    /// <summary>The figures of how many there are without a score and with each of 0 to 100 tenths.</summary>
    public static ScoreFigures Compute(ReadOnlySpan<int> counts)
    {
        counts = counts[1..(Values + 1)];
        var (count, sum, squares, bins) = (0, 0L, 0L, new int[Bins]);
        for (var tenths = 0; tenths < Values; tenths++)
        {
            var one = counts[tenths];
            count += one;
            sum += (long)one * tenths;
            squares += (long)one * tenths * tenths;
            bins[Math.Min(Bins - 1, tenths / 10)] += one;
        }
        if (count == 0)
            return new ScoreFigures { Count = 0 };
        return new ScoreFigures
        {
            Count = count,
            Mean = Hundredths((20 * sum + count) / (2L * count)),
            Median = Hundredths(5 * (At(counts, (count - 1) / 2) + At(counts, count / 2))),
            StandardDeviation = Hundredths(Deviation(count, sum, squares)),
            Least = Tenths(counts.IndexOfAnyExcept(0)),
            Greatest = Tenths(counts.LastIndexOfAnyExcept(0)),
            Histogram = bins,
        };
    }

    // In hundredths: the greatest number of which the root of the variance is not below the half before it. The estimate may be off by one.
    static long Deviation(int count, long sum, long squares)
    {
        var variance = (Int128)count * squares - (Int128)sum * sum;
        var hundredths = (long)(10 * Math.Sqrt((double)variance) / count) + 2;
        while (hundredths > 0 && (Int128)(2 * hundredths - 1) * (2 * hundredths - 1) * count * count > 400 * variance)
            hundredths--;
        return hundredths;
    }

    static int At(ReadOnlySpan<int> counts, int rank)
    {
        var tenths = 0;
        for (var seen = counts[0]; seen <= rank; seen += counts[tenths])
            tenths++;
        return tenths;
    }

    static decimal Hundredths(long number) => new((int)number, 0, 0, false, 2);

    static decimal Tenths(int number) => new(number, 0, 0, false, 1);
}
