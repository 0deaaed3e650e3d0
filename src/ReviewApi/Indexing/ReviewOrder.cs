using System.Globalization;
using System.Text;

namespace ReviewApi.Indexing;

/// <summary>The order of a version's reviews by some keys, and where these are the same by id, in the direction of the first.</summary>
internal sealed class ReviewOrder(CatalogueVersion version, IReadOnlyList<SortKey> sort)
{
    readonly SortKey[] keys = [.. sort];

    /// <summary>Where something stands in the order: the values of the keys, the title if it is one of them, and the id.</summary>
    public sealed class Standing(int keys)
    {
        public long[] Values { get; } = new long[keys];
        public byte[] Title { get; set; } = [];
        public Guid Id { get; set; }
    }

    public Standing Of(int ordinal)
    {
        var standing = new Standing(keys.Length);
        Read(ordinal, standing);
        return standing;
    }

    public void Read(int ordinal, Standing standing)
    {
        var (segment, place) = At(ordinal);
        standing.Id = segment.Ids[place];
        for (var key = 0; key < keys.Length; key++)
        {
            standing.Values[key] = keys[key].Value(segment, place);
            // The titles of even keys are compared by these alone.
            if (keys[key].IsTitle && segment.TitleKeys[place] % 2 != 0)
                standing.Title = version.Store.Titles[segment.Titles[place]].ToArray();
        }
    }

    /// <summary>Where a place stands, whether there is still a review at it or not.</summary>
    public Standing Of(ReviewPlace place)
    {
        var standing = new Standing(keys.Length) { Id = place.Id };
        for (var key = 0; key < keys.Length; key++)
        {
            var text = place.Keys[key];
            if (keys[key].IsTitle)
                standing.Title = Encoding.UTF8.GetBytes(text ?? "");
            standing.Values[key] = keys[key].Of(keys[key].Column switch
            {
                SortColumn.Title => version.Store.Titles.KeyOf(standing.Title),
                <= SortColumn.UpdatedAt => Number(text),
                SortColumn.Year => text is null ? 0 : Number(text) - Fields.FirstYear + 1,
                _ => text is null ? 0 : Number(text) + 1,
            });
        }
        return standing;
    }

    /// <summary>The place of a review, to be kept and gone on from.</summary>
    public ReviewPlace PlaceOf(int ordinal)
    {
        var (segment, place) = At(ordinal);
        return new([.. keys.Select(key => key.Column switch
        {
            SortColumn.Title => version.Store.Titles.Text(segment.Titles[place]),
            <= SortColumn.UpdatedAt => Text(segment.Times[(int)key.Column][place]),
            SortColumn.Year => segment.Bytes[Segment.Year][place] is var year and > 0 ? Text(year - 1 + Fields.FirstYear) : null,
            var score => segment.Bytes[score - SortColumn.Story][place] is var tenths and > 0 ? Text(tenths - 1) : null,
        })], segment.Ids[place]);
    }

    /// <summary>Which of 64 reviews come before a standing by their keys, and of which more has to be looked at.</summary>
    public (ulong Before, ulong Open) Compare(Segment segment, int place, Standing other)
    {
        var (before, open) = (0UL, ulong.MaxValue);
        for (var key = 0; key < keys.Length && open != 0; key++)
        {
            var (less, same) = keys[key].Compare(segment, place, other.Values[key]);
            before |= open & less;
            open &= same;
            if (keys[key].IsTitle && IsOdd(other.Values[key], keys[key]))
                break;
        }
        return (before, open);
    }

    /// <summary>The order of a review and a standing.</summary>
    public int Compare(int ordinal, Standing other)
    {
        var byKeys = Compare(ordinal, other, 0, keys.Length);
        return byKeys != 0 ? byKeys : CompareIds(ordinal, other, keys[0].IsDescending);
    }

    /// <summary>The order of a review and a standing by their ids alone.</summary>
    public int CompareIds(int ordinal, Standing other, bool isDescending)
    {
        var (segment, place) = At(ordinal);
        var byId = segment.Ids[place].CompareTo(other.Id);
        return isDescending ? -byId : byId;
    }

    /// <summary>The order of a review and a standing by some of the keys.</summary>
    public int Compare(int ordinal, Standing other, int from, int to)
    {
        var (segment, place) = At(ordinal);
        for (var key = from; key < to; key++)
        {
            var value = keys[key].Value(segment, place);
            if (value != other.Values[key])
                return value < other.Values[key] ? -1 : 1;
            if (!keys[key].IsTitle || !IsOdd(segment.TitleKeys[place]))
                continue;
            var order = version.Store.Titles[segment.Titles[place]].SequenceCompareTo(other.Title);
            if (order != 0)
                return keys[key].IsDescending ? -order : order;
        }
        return 0;
    }

    (Segment Segment, int Place) At(int ordinal) => (version.Segments[ordinal / Segment.Size], ordinal % Segment.Size);

    // Flipped bits make an odd key even: whoever has one of a standing asks in its own direction.
    static bool IsOdd(long value, SortKey key) => (key.IsDescending ? ~value : value) % 2 != 0;

    static bool IsOdd(int stored) => stored % 2 != 0;

    static long Number(string? text) => long.Parse(text ?? "", CultureInfo.InvariantCulture);

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Where a page ended: the values of the keys, null where there is none, and the id.</summary>
internal sealed record ReviewPlace(IReadOnlyList<string?> Keys, Guid Id);
