using System.Numerics;

namespace ReviewApi.Indexing;

/// <summary>A score lies within bounds, in tenths. What is not scored does not.</summary>
internal sealed record ScoreWithin(Field Score, Bounds Bounds) : Condition
{
    public override Field? Own => Score;

    // The column has one more than the score.
    public override void Narrow(Matches matches)
    {
        var (least, greatest) = ((byte)(Math.Clamp(Bounds.Least, 0, 101) + 1), (byte)(Math.Clamp(Bounds.Greatest, -1, 100) + 1));
        Ranges.Narrow(matches, segment => segment.Bytes[Score - Field.Story], least, greatest);
    }
}

/// <summary>The release's date lies within bounds, as the numbers of days. One without a date does not.</summary>
internal sealed record ReleasedWithin(Bounds Bounds) : Condition
{
    const int Last = int.MaxValue - 1;

    public override void Narrow(Matches matches)
    {
        var (least, greatest) = ((int)Math.Clamp(Bounds.Least, 0, Last) + 1, (int)Math.Clamp(Bounds.Greatest, -1, Last) + 1);
        Ranges.Narrow(matches, segment => segment.ReleaseDates, least, greatest);
    }
}

/// <summary>The time of publication, or of the last change, lies within bounds, in microseconds since 1970.</summary>
internal sealed record TimeWithin(bool IsOfChange, Bounds Bounds) : Condition
{
    public override void Narrow(Matches matches)
    {
        var which = IsOfChange ? Segment.UpdatedAt : Segment.PublishedAt;
        Ranges.Narrow(matches, segment => segment.Times[which], Bounds.Least, Bounds.Greatest, (segment, block) =>
            (segment.Least[which][block] >= Bounds.Least && segment.Greatest[which][block] <= Bounds.Greatest,
            segment.Greatest[which][block] < Bounds.Least || segment.Least[which][block] > Bounds.Greatest));
    }
}

internal static class Ranges
{
    /// <summary>Leaves those matches whose value in a column lies within bounds; a zone tells whether all of a block do, or none.</summary>
    public static void Narrow<T>(
        Matches matches, Func<Segment, T[]> column, T least, T greatest, Func<Segment, int, (bool All, bool None)>? zone = null)
        where T : unmanaged, INumber<T>
    {
        var bits = matches.Bits;
        for (var start = 0; start < bits.Length; start += Segment.BlockWords)
        {
            var (segment, place) = (matches.Version.Segments[start / Segment.Words], start % Segment.Words * 64);
            var block = bits[start..Math.Min(start + Segment.BlockWords, bits.Length)];
            var (all, none) = zone?.Invoke(segment, place / Segment.Block) ?? default;
            if (none)
                block.Clear();
            if (all || none)
                continue;
            var values = column(segment);
            for (var word = 0; word < block.Length; word++)
                if (block[word] != 0)
                    block[word] &= Lanes.Within(values, place + word * 64, least, greatest);
        }
    }
}
