using System.Globalization;
using Dapper;
using Npgsql;
using ReviewApi.Rules;
using ReviewApi.Search;
using ReviewApi.Statistics;

namespace ReviewApi.Catalogue;

/// <summary>
/// The releases of a film, the most reviewed first. What is published while someone pages through them does not change their order.
/// </summary>
internal sealed class ReleaseOrder
{
    readonly List<(Guid Id, long Reviews)> ordered;
    readonly DateTime asOf;

    ReleaseOrder(IReadOnlyList<Row> rows, Place? after)
    {
        FirstReleased = rows.GroupBy(row => row.Id).MinBy(release => (ReleasedOn(release), release.Key))!.Key;
        // The moment of the first page is that of the latest review on it.
        asOf = after is null ? rows.Max(row => row.Latest) : Moment(after);
        ordered = rows.GroupBy(row => row.Id, (id, same) => (Id: id, Reviews: same.Sum(row => row.Reviews)))
            .Where(release => release.Reviews > 0)
            .OrderByDescending(release => release.Reviews).ThenBy(release => release.Id)
            .SkipWhile(release => after is not null && !IsBeyond(release, after))
            .ToList();
    }

    /// <summary>The release that was released first; where no dates are known, the one that was reviewed first.</summary>
    public Guid FirstReleased { get; }

    /// <summary>The order of a film's releases, of those beyond a place.</summary>
    public static async Task<ReleaseOrder> Of(Guid filmId, Place? after, NpgsqlConnection connection, CancellationToken cancellation)
    {
        // Of a release's dates the one that most reviews say comes first, then the one that was said first.
        // language=sql
        var sql = $"""
            select release_id as id, release_date::text as released_on,
              correction -> 'releaseDate' is not null as is_corrected, correction ->> 'releaseDate' as correction,
              count(*) filter (where @as_of::timestamptz is null or published_at <= @as_of) as reviews, max(published_at) as latest
            from listings
            join releases using (release_id)
            where {ScoreQueries.OfFilm.Replace("{0}", "@id", StringComparison.Ordinal)}
            group by release_id, release_date, correction
            order by release_id, count(*) desc, min(published_at)
            """;
        var values = new { id = filmId, as_of = after is null ? (DateTime?)null : Moment(after) };
        return new ReleaseOrder((await connection.QueryAsync<Row>(new(sql, values, cancellationToken: cancellation))).AsList(), after);
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

    static bool IsBeyond((Guid Id, long Reviews) release, Place place)
    {
        var reviews = long.Parse(place.Keys[0]!, CultureInfo.InvariantCulture);
        return release.Reviews < reviews || release.Reviews == reviews && release.Id.CompareTo(place.Id) > 0;
    }

    static DateTime Moment(Place place) => DateTime.Parse(place.Keys[1]!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    static DateOnly ReleasedOn(IEnumerable<Row> release) => release.First() is { IsCorrected: true, Correction: var correction }
        ? PartialDateAttribute.FirstDay(correction) ?? DateOnly.MaxValue
        : release.Select(row => row.ReleasedOn).OfType<string>().FirstOrDefault() is { } date
            ? DateOnly.Parse(date, CultureInfo.InvariantCulture)
            : DateOnly.MaxValue;

    sealed record Row
    {
        public required Guid Id { get; init; }
        public string? ReleasedOn { get; init; }
        public required bool IsCorrected { get; init; }
        public string? Correction { get; init; }
        public required long Reviews { get; init; }
        public required DateTime Latest { get; init; }
    }
}
