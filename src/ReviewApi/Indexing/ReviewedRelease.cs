namespace ReviewApi.Indexing;

/// <summary>A release with some of its reviews: when each went live, and the release date that it says.</summary>
internal sealed record ReviewedRelease(Guid Id, IReadOnlyList<(DateTimeOffset PublishedAt, DateOnly? ReleasedOn)> Reviews)
{
    /// <summary>The releases of some matches.</summary>
    public static IReadOnlyList<ReviewedRelease> GroupsOf(Matches matches)
    {
        var version = matches.Version;
        return [.. matches.Ordinals().GroupBy(version.ReleaseOf)
            .Select(reviews => new ReviewedRelease(version.Store.Releases.Id(reviews.Key), [.. reviews.Select(Review)]))];

        (DateTimeOffset, DateOnly?) Review(int ordinal)
        {
            var (segment, place) = (version.Segments[ordinal / Segment.Size], ordinal % Segment.Size);
            var day = segment.ReleaseDates[place];
            return (version.PublishedAt(ordinal), day == 0 ? null : DateOnly.FromDayNumber(day - 1));
        }
    }
}
