namespace ReviewApi.Indexing;

/// <summary>The columns of some ordinals. What stands in them for an ordinal never changes, so that growing copies nothing.</summary>
internal sealed class Segment
{
    public const int Size = 1 << 14;
    public const int Words = Size / 64;

    /// <summary>So many ordinals have their least and greatest times noted.</summary>
    public const int Block = 1 << 10;
    public const int BlockWords = Block / 64;

    /// <summary>Where times stand.</summary>
    public const int PublishedAt = 0;
    public const int UpdatedAt = 1;

    /// <summary>Where the first film's year stands among the bytes, after the scores. One more than year or tenths, 0 for none.</summary>
    public const int Year = Fields.Scores;

    public Guid[] Ids { get; } = new Guid[Size];

    /// <summary>What tells a state of the review from any other.</summary>
    public ulong[] Tags { get; } = new ulong[Size];

    public long[][] Times { get; } = [new long[Size], new long[Size]];

    public byte[][] Bytes { get; } = [.. Enumerable.Range(0, Fields.Scores + 1).Select(_ => new byte[Size])];

    /// <summary>One more than the day's number, 0 for none.</summary>
    public int[] ReleaseDates { get; } = new int[Size];

    /// <summary>The number of the title, and its key in the order of titles.</summary>
    public int[] Titles { get; } = new int[Size];
    public int[] TitleKeys { get; } = new int[Size];

    /// <summary>The number of the release.</summary>
    public int[] Releases { get; } = new int[Size];

    /// <summary>One more than the ordinal that the review had before, 0 for none.</summary>
    public int[] Previous { get; } = new int[Size];

    /// <summary>The least and the greatest times of each block.</summary>
    public long[][] Least { get; } = [Filled(long.MaxValue), Filled(long.MaxValue)];
    public long[][] Greatest { get; } = [Filled(long.MinValue), Filled(long.MinValue)];

    public void SetTime(int which, int place, long time)
    {
        Times[which][place] = time;
        Least[which][place / Block] = Math.Min(Least[which][place / Block], time);
        Greatest[which][place / Block] = Math.Max(Greatest[which][place / Block], time);
    }

    static long[] Filled(long value)
    {
        var filled = new long[Size / Block];
        Array.Fill(filled, value);
        return filled;
    }
}
