namespace ReviewApi.Indexing;

/// <summary>
/// On how many releases a reviewer and others both score something, and the mean over these of the reviewer's mean minus that of the
/// others.
/// </summary>
internal readonly record struct CalibrationFigures(int Compared, decimal Difference);

/// <summary>Compares reviewers to the others that review the same releases.</summary>
internal static class Calibrations
{
    // PostgreSQL's quotients of numeric have so many digits at least, by groups of four.
    const int Digits = 16;
    const int Group = 4;
    const decimal GroupBase = 10_000;

    const int Decimals = 2;
    const int MostDecimals = 28;

    /// <summary>A reviewer's figures by what is judged, where there is anything to compare.</summary>
    public static IReadOnlyDictionary<Field, CalibrationFigures> Compute(CatalogueVersion version, Guid reviewer)
    {
        using var own = new Question([new IsOf(Kind.Reviewer, [reviewer])]).Ask(version);
        var releases = own.Ordinals().Select(version.ReleaseOf).Distinct();
        var (sums, compared) = (new decimal[ScoreSheet.Judgements.Count], new int[ScoreSheet.Judgements.Count]);
        var (ours, others) = (new Sum[sums.Length], new Sum[sums.Length]);
        foreach (var release in releases)
        {
            Array.Clear(ours);
            Array.Clear(others);
            foreach (var ordinal in version.Store.Releases.Reviews[release])
                if (version.IsLive(ordinal))
                    Add(version, ordinal, own.Has(ordinal) ? ours : others);
            for (var judgement = 0; judgement < sums.Length; judgement++)
                if (ours[judgement].Count > 0 && others[judgement].Count > 0)
                {
                    sums[judgement] += ours[judgement].Mean - others[judgement].Mean;
                    compared[judgement]++;
                }
        }
        return ScoreSheet.Judgements.Zip(sums, compared).Where(one => one.Third > 0)
            .ToDictionary(one => one.First, one => new CalibrationFigures(one.Third, Rounded(Quotient(one.Second, one.Third), Decimals)));
    }

    static void Add(CatalogueVersion version, int ordinal, Sum[] sums)
    {
        var (columns, place) = (version.Segments[ordinal / Segment.Size].Bytes, ordinal % Segment.Size);
        for (var judgement = 0; judgement < sums.Length; judgement++)
            if (columns[judgement][place] is var score and > 0)
                sums[judgement] = new(sums[judgement].Tenths + score - 1, sums[judgement].Count + 1);
    }

    // As PostgreSQL divides numeric: so many decimals that the digits are there, no fewer than the dividend has.
    static decimal Quotient(decimal dividend, int divisor)
    {
        var ((weight, first), (byWeight, byFirst)) = (Leading(Math.Abs(dividend)), Leading(divisor));
        var groups = weight - byWeight - (first <= byFirst ? 1 : 0);
        return Rounded(dividend / divisor, Math.Min(MostDecimals, Math.Max(Digits - groups * Group, dividend.Scale)));
    }

    static decimal Rounded(decimal number, int decimals) => Math.Round(number, decimals, MidpointRounding.AwayFromZero);

    // The place and the value of the first group of four digits that is not 0.
    static (int Weight, int First) Leading(decimal number)
    {
        var weight = 0;
        for (; number >= GroupBase; number /= GroupBase)
            weight++;
        for (; number is > 0 and < 1; number *= GroupBase)
            weight--;
        return (weight, (int)number);
    }

    readonly record struct Sum(int Tenths, int Count)
    {
        public decimal Mean => Quotient(new decimal(Tenths, 0, 0, false, 1), Count);
    }
}
