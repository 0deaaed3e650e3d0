namespace ReviewApi.Indexing;

/// <summary>What reviews are sorted by.</summary>
internal enum SortColumn
{
    PublishedAt,
    UpdatedAt,
    Title,

    // In the order in which they stand in a segment.
    Story,
    Performances,
    Picture,
    Sound,
    Extras,
    Overall,
    MeanScore,
    Year,
}

/// <summary>
/// A key to sort by. A review's value of it is a number, so that less comes first in either direction: descending, all bits are flipped.
/// What has no value comes last: as 0 it is the least before the flip, and ascending it wraps around to be the greatest.
/// </summary>
internal readonly record struct SortKey(SortColumn Column, bool IsDescending)
{
    public bool IsTime => Column <= SortColumn.UpdatedAt;

    public bool IsTitle => Column == SortColumn.Title;

    public long Value(Segment segment, int place) => Column switch
    {
        SortColumn.PublishedAt or SortColumn.UpdatedAt => Of(segment.Times[(int)Column][place]),
        SortColumn.Title => Of(segment.TitleKeys[place]),
        _ => Of(segment.Bytes[Column - SortColumn.Story][place]),
    };

    /// <summary>Which of the 64 from a place on have less than a value, and which the same.</summary>
    public (ulong Less, ulong Same) Compare(Segment segment, int place, long value)
    {
        var flip = IsDescending ? -1 : 0;
        return Column switch
        {
            SortColumn.PublishedAt or SortColumn.UpdatedAt => Lanes.Compare(segment.Times[(int)Column], place, value, step: 0, flip),
            SortColumn.Title => Lanes.Compare(segment.TitleKeys, place, (int)value, step: 0, flip),
            _ => Lanes.Compare(segment.Bytes[Column - SortColumn.Story], place, (byte)value, (byte)(IsDescending ? 0 : 1), (byte)flip),
        };
    }

    /// <summary>The least value in a block, of a time.</summary>
    public long Least(Segment segment, int block) => Of((IsDescending ? segment.Greatest : segment.Least)[(int)Column][block]);

    /// <summary>The greatest value in a block, of a time.</summary>
    public long Greatest(Segment segment, int block) => Of((IsDescending ? segment.Least : segment.Greatest)[(int)Column][block]);

    /// <summary>The value of what stands in a column.</summary>
    public long Of(long stored) => (Column >= SortColumn.Story, IsDescending) switch
    {
        (true, true) => 255 - stored,
        (true, false) => (byte)(stored - 1),
        (false, true) => ~stored,
        (false, false) => stored,
    };
}
