using System.Text;
using ReviewApi.Indexing;
using Question = ReviewApi.Indexing.Question;

namespace ReviewApi.Tests.Indexing;

/// <summary>
/// What the index has to answer, found by going through all listings, which stand in the order in which they were written.
/// </summary>
sealed class Scan(IReadOnlyList<Listing> published)
{
    public static readonly Scan Empty = new([]);

    /// <summary>The listings after some changes.</summary>
    public Scan After(IEnumerable<Change> changes)
    {
        var after = published.ToList();
        foreach (var change in changes)
        {
            after.RemoveAll(listing => listing.Id == change.Id);
            if (change.Row is not null)
                after.Add(Listing.Read(change.Row));
        }
        return new(after);
    }

    public IReadOnlyList<Listing> Published => published;

    public List<Listing> Meeting(Question question) =>
        [.. published.Where(listing => question.Conditions.All(condition => Meets(listing, condition)))];

    public List<Guid> Sorted(Question question, IReadOnlyList<SortKey> keys) =>
        [.. Meeting(question).Order(new Order(keys)).Select(listing => listing.Id)];

    /// <summary>Those after a listing, whether it is published or not.</summary>
    public List<Guid> Sorted(Question question, IReadOnlyList<SortKey> keys, Listing after) =>
        [.. Meeting(question).Where(listing => new Order(keys).Compare(listing, after) > 0).Order(new Order(keys))
            .Select(listing => listing.Id)];

    public List<FacetValue> Facet(Question question, Field facet, int most)
    {
        var conditions = question.Conditions.Where(condition => !IsOwn(condition, facet))
            .Select(condition => condition is OneHasAll all
                ? new OneHasAll([.. all.Asked.Where(asked => asked.Field != facet)])
                : condition)
            .ToList();
        var together = conditions.OfType<OneHasAll>()
            .FirstOrDefault(all => all.Asked.Count > 0 && IsOfTrack(all.Asked[0].Field) == IsOfTrack(facet));
        return [.. Meeting(new Question(conditions))
            .SelectMany(listing => together is not null && (int)facet is >= 40 and < 60
                ? Parts(listing, facet).Where(part => HasAll(part, together)).SelectMany(part => Values(part, facet)).Distinct()
                : Values(listing, facet).Distinct())
            .CountBy(value => value).Select(one => new FacetValue(one.Key, one.Value))
            .OrderByDescending(one => one.Count).ThenBy(one => one.Value, StringComparer.Ordinal).Take(most)];
    }

    /// <summary>Films, releases or reviewers with a name and an id, in their order: the last review of one names it.</summary>
    public List<ShelfPlace> Shelf(Question question, Kind kind)
    {
        var matched = Meeting(question).SelectMany(listing => Of(listing, kind)).Select(one => one.Id).ToHashSet();
        var all = published.SelectMany(listing => Of(listing, kind)).GroupBy(one => one.Id)
            .Where(one => matched.Contains(one.Key)).Select(one => one.Last());
        return kind == Kind.Release
            ? [.. all.OrderByDescending(one => one.Id.ToString(), StringComparer.Ordinal)]
            : [.. all.OrderBy(one => Convert.ToHexString(Encoding.UTF8.GetBytes(one.Name)), StringComparer.Ordinal)
                .ThenBy(one => one.Id.ToString(), StringComparer.Ordinal)];
    }

    static IEnumerable<ShelfPlace> Of(Listing listing, Kind kind) => kind switch
    {
        Kind.Film => listing.Films.Select(film => new ShelfPlace(film.Title, film.Id)),
        Kind.Release => [new ShelfPlace("", listing.ReleaseId)],
        _ => listing.Reviewers.Select(reviewer => new ShelfPlace(reviewer.Name, reviewer.Id)),
    };

    static bool Meets(Listing listing, Condition condition) => condition switch
    {
        HasTerm has => Values(listing, has.Field).Intersect(has.Terms).Any(),
        YearWithin within => listing.Films.Any(film => IsWithin(film.Year, within.Bounds)),
        ScoreWithin within => IsWithin(listing.Scores[within.Score - Field.Story], within.Bounds),
        ReleasedWithin within => IsWithin(listing.ReleaseDate?.DayNumber, within.Bounds),
        TimeWithin within => IsWithin(Micros(within.IsOfChange ? listing.UpdatedAt : listing.PublishedAt), within.Bounds),
        IsOneOf one => one.Ids.Contains(listing.Id),
        IsOf of => Of(listing, of.Kind).Any(one => of.Ids.Contains(one.Id)),
        NameContains contains => Values(listing, contains.Field)
            .Any(name => contains.Parts.Any(part => name.Contains(part, StringComparison.Ordinal))),
        OneHasAll all => all.Asked.Count == 0 || Parts(listing, all.Asked[0].Field).Any(part => HasAll(part, all)),
        _ => throw new InvalidOperationException(),
    };

    static bool IsOwn(Condition condition, Field facet) => condition switch
    {
        HasTerm has => has.Field == facet,
        YearWithin => facet == Field.Decade,
        ScoreWithin within => within.Score == facet,
        NameContains contains => (contains.Field, facet) is (Field.GenreName, Field.Genre) or (Field.OutletName, Field.Outlet),
        _ => false,
    };

    static IEnumerable<string> Values(Listing listing, Field field) => field switch
    {
        Field.Decade => listing.Films.Where(film => film.Year is not null).Select(film => $"{film.Year / 10}0s"),
        >= Field.Story and <= Field.MeanScore => listing.Scores[field - Field.Story] is { } score ? [$"{Math.Min(9, score / 10)}"] : [],
        >= Field.Resolution and <= Field.AudioPurpose => Parts(listing, field).SelectMany(part => Values(part, field)),
        Field.ReviewerName => listing.Reviewers.Select(reviewer => reviewer.Name),
        _ => Values(listing.Terms, field),
    };

    static IEnumerable<string> Values(IEnumerable<Term> terms, Field field) =>
        terms.Where(term => term.Field == field).Select(term => term.Value);

    static IReadOnlyList<IReadOnlyList<Term>> Parts(Listing listing, Field field) => IsOfTrack(field) ? listing.Tracks : listing.Pictures;

    static bool HasAll(IReadOnlyList<Term> part, OneHasAll all) =>
        all.Asked.All(asked => Values(part, asked.Field).Intersect(asked.Terms).Any());

    static bool IsOfTrack(Field field) => (int)field is >= 50 and < 60;

    static bool IsWithin(long? value, Bounds bounds) => value >= bounds.Least && value <= bounds.Greatest;

    static long Micros(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / 10;

    sealed class Order(IReadOnlyList<SortKey> keys) : IComparer<Listing>
    {
        public int Compare(Listing? one, Listing? other)
        {
            foreach (var key in keys)
            {
                var (first, second) = (Value(one!, key.Column), Value(other!, key.Column));
                if (first is null != second is null)
                    return first is null ? 1 : -1;
                if (first?.CompareTo(second) is { } order and not 0)
                    return key.IsDescending ? -order : order;
            }
            var byId = string.CompareOrdinal(one!.Id.ToString(), other!.Id.ToString());
            return keys[0].IsDescending ? -byId : byId;
        }

        static IComparable? Value(Listing listing, SortColumn column) => column switch
        {
            SortColumn.PublishedAt => listing.PublishedAt,
            SortColumn.UpdatedAt => listing.UpdatedAt,
            SortColumn.Title => new Utf8(Convert.ToHexString(Encoding.UTF8.GetBytes(listing.Title))),
            SortColumn.Year => listing.Films[0].Year,
            _ => listing.Scores[column - SortColumn.Story],
        };
    }

    // Two digits a byte are in the order of the bytes.
    sealed record Utf8(string Digits) : IComparable
    {
        public int CompareTo(object? obj) => string.CompareOrdinal(Digits, ((Utf8)obj!).Digits);
    }
}
