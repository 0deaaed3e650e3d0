using System.Globalization;
using Dapper;
using Npgsql;
using ReviewApi.Indexing;
using ReviewApi.Rules;
using ReviewApi.Search;

namespace ReviewApi.Catalogue;

/// <summary>
/// The releases of a film, the most reviewed first. What is published while someone pages through them does not change their order.
/// </summary>
internal sealed class ReleaseOrder
{
    readonly List<(Guid Id, int Reviews)> ordered;
    readonly DateTimeOffset asOf;

    /// <summary>The order of some releases, of those beyond a place, with the dates that were corrected.</summary>
    ReleaseOrder(IReadOnlyList<ReviewedRelease> releases, Dictionary<Guid, string?> corrected, Place? after)
    {
        FirstReleased = releases.MinBy(release => (ReleasedOn(release), release.Id))!.Id;
        // The moment of the first page is that of the latest review on it.
        asOf = after is null ? releases.SelectMany(release => release.Reviews).Max(review => review.PublishedAt) : Moment(after);
        ordered = releases.Select(release => (release.Id, Reviews: release.Reviews.Count(review => review.PublishedAt <= asOf)))
            .Where(release => release.Reviews > 0)
            .OrderByDescending(release => release.Reviews).ThenBy(release => release.Id)
            .SkipWhile(release => after is not null && !IsBeyond(release, after))
            .ToList();

        DateOnly ReleasedOn(ReviewedRelease release) => corrected.TryGetValue(release.Id, out var date)
            ? PartialDateAttribute.FirstDay(date) ?? DateOnly.MaxValue
            : MostSaid(release);
    }

    /// <summary>The release that was released first; where no dates are known, the one that was reviewed first.</summary>
    public Guid FirstReleased { get; }

    /// <summary>The order of the releases of some reviews, of those beyond a place.</summary>
    public static async Task<ReleaseOrder> Read(
        Matches reviews, Place? after, NpgsqlConnection connection, CancellationToken cancellation)
    {
        // language=sql
        const string sql = """
            select release_id, correction ->> 'releaseDate'
            from releases
            where release_id = any(@ids) and correction ? 'releaseDate'
            """;
        var releases = ReviewedRelease.GroupsOf(reviews);
        var ids = releases.Select(release => release.Id).ToArray();
        var corrected = await connection.QueryAsync<(Guid Id, string? Date)>(new(sql, new { ids }, cancellationToken: cancellation));
        return new ReleaseOrder(releases, corrected.ToDictionary(one => one.Id, one => one.Date), after);
    }

    /// <summary>The next releases, and where they end if there are more.</summary>
    public (IReadOnlyList<Guid> Ids, Place? Next) Page(int limit)
    {
        var page = ordered.Take(limit).ToList();
        var next = ordered.Count > limit
            ? new Place(
                [page[^1].Reviews.ToString(CultureInfo.InvariantCulture), asOf.ToString("O", CultureInfo.InvariantCulture)], page[^1].Id)
            : null;
        return ([.. page.Select(release => release.Id)], next);
    }

    static bool IsBeyond((Guid Id, int Reviews) release, Place place)
    {
        var reviews = int.Parse(place.Keys[0]!, CultureInfo.InvariantCulture);
        return release.Reviews < reviews || release.Reviews == reviews && release.Id.CompareTo(place.Id) > 0;
    }

    static DateTimeOffset Moment(Place place) =>
        DateTimeOffset.Parse(place.Keys[1]!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    // Of a release's dates the one that most reviews say, then the one that was said first.
    static DateOnly MostSaid(ReviewedRelease release) => release.Reviews.Where(review => review.ReleasedOn is not null)
        .GroupBy(review => review.ReleasedOn!.Value)
        .OrderByDescending(date => date.Count()).ThenBy(date => date.Min(review => review.PublishedAt))
        .Select(date => date.Key).FirstOrDefault(DateOnly.MaxValue);
}
