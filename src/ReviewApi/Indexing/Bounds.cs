namespace ReviewApi.Indexing;

/// <summary>Whole numbers from the least to the greatest.</summary>
internal readonly record struct Bounds(long Least, long Greatest)
{
    public static readonly Bounds Any = new(long.MinValue, long.MaxValue);

    /// <summary>Narrowed by a bound, gte, gt, lte or lt, which may lie between two numbers.</summary>
    public Bounds With(string comparison, decimal bound) => comparison switch
    {
        "gte" => this with { Least = Math.Max(Least, Whole(decimal.Ceiling(bound))) },
        "gt" => this with { Least = Math.Max(Least, Whole(decimal.Floor(bound) + 1)) },
        "lte" => this with { Greatest = Math.Min(Greatest, Whole(decimal.Floor(bound))) },
        "lt" => this with { Greatest = Math.Min(Greatest, Whole(decimal.Ceiling(bound) - 1)) },
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };

    static long Whole(decimal number) => (long)Math.Clamp(number, long.MinValue, long.MaxValue);
}
