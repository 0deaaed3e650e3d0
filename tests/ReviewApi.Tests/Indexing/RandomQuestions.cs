using ReviewApi.Indexing;
using Question = ReviewApi.Indexing.Question;

namespace ReviewApi.Tests.Indexing;

/// <summary>Questions by chance about listings by chance.</summary>
sealed class RandomQuestions(RandomListings listings)
{
    static readonly IReadOnlyList<Field> Facets = [.. Enum.GetValues<Field>().Where(field => field is not Field.Year and < Field.FilmName)];

    public Question Question() => new(listings.Few(0, 3, Condition));

    public List<SortKey> Sort() =>
        [.. listings.Few(1, 4, () => new SortKey(listings.Pick(Enum.GetValues<SortColumn>()), listings.Random.Next(2) == 0))
            .DistinctBy(key => key.Column)];

    public List<Field> SomeFacets() => listings.Few(1, 4, () => listings.Pick(Facets)).Distinct().ToList();

    public Condition Condition() => listings.Random.Next(12) switch
    {
        0 => new YearWithin(Bounds(1975, 1995)),
        1 => new ScoreWithin(Score(), Bounds(-5, 105)),
        2 => new ReleasedWithin(Bounds(new DateOnly(2000, 1, 1).DayNumber, new DateOnly(2000, 1, 21).DayNumber)),
        3 => new TimeWithin(listings.Random.Next(2) == 0, Bounds(1_577_836_800_000_000, 1_577_836_850_000_000)),
        4 => new IsOf(Kind.Film, listings.Few(1, 3, listings.Film)),
        5 => listings.Random.Next(2) == 0
            ? new IsOf(Kind.Release, listings.Few(1, 3, listings.Release))
            : new IsOf(Kind.Reviewer, listings.Few(1, 2, listings.Reviewer)),
        6 => new IsOneOf(listings.Few(0, 20, listings.Id)),
        7 => new NameContains(
            listings.Pick(Field.FilmName, Field.ActorName, Field.ReviewerName, Field.GenreName, Field.OutletName),
            listings.Few(1, 2, () => listings.Pick("a", "smi", "qz", "𝔸", "heat 2", "th", "no such", "x"))),
        8 or 9 => OneHasAll(Field.AudioCodec, Field.AudioPurpose),
        10 => OneHasAll(Field.Resolution, Field.AspectRatio),
        _ => HasTerm(listings.Pick(Field.Format, Field.Region, Field.Kind, Field.Language, Field.Decade)),
    };

    HasTerm HasTerm(Field field) => new(field, listings.Few(1, 2, () => Value(field)));

    OneHasAll OneHasAll(Field first, Field last) => new([.. listings
        .Few(1, 3, () => (Field)listings.Random.Next((int)first, (int)last + 1)).Distinct()
        .Select(field => (field, (IReadOnlyList<string>)listings.Few(1, 2, () => Value(field))))]);

    string Value(Field field) => listings.Random.Next(10) == 0 ? "nowhere" : listings.Pick(RandomListings.ValuesOf(field));

    Field Score() => (Field)listings.Random.Next((int)Field.Story, (int)Field.MeanScore + 1);

    Bounds Bounds(long least, long greatest) => listings
        .Few(1, 2, () => (listings.Pick("gte", "gt", "lte", "lt"), listings.Random.NextInt64(2 * least, 2 * greatest) / 2m))
        .Aggregate(ReviewApi.Indexing.Bounds.Any, (bounds, bound) => bounds.With(bound.Item1, bound.Item2));
}
