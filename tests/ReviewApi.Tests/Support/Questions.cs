using FsCheck;
using FsCheck.Fluent;

namespace ReviewApi.Tests.Support;

/// <summary>Questions by chance about what a catalog has, and a little that it does not have.</summary>
static class Questions
{
    static readonly string[] SortKeys = ["publishedAt", "updatedAt", "year", "title", .. Reading.Sections, "overall", "meanScore"];

    static readonly string[] Whole =
    [
        "filmId", "releaseId", "reviewerId", "imdb", "tmdb", "wikidata", "eidr", "disc", "decade", "kind", "format", "region", "territory",
        "cut", "extra", "subtitleLanguage", "language", "license",
        .. Reading.Pictures, .. Reading.Tracks, .. Reading.Pictures, .. Reading.Tracks,
    ];

    public static Arbitrary<Question> About(Catalog catalog)
    {
        var filters = Gen.OneOf(
            Gen.Elements(Whole).SelectMany(name => Filter(name, catalog.Values(name))),
            Gen.Elements(Reading.Names).SelectMany(name => Filter(name, Parts(catalog.Values(name)))),
            Ids(catalog.Values("id")),
            Filter("resolution", ["sd", "hd", "uhd"]),
            Filter("barcode", ["4006381333931", "40063813-33931", "025195008938", "0 25195 00893 8", "96385074"]),
            Bounds("year", ["1979", "1982", "1999", "2000", "2004", "2010", "2050"]),
            Bounds("releaseDate", ["1999", "1999-05", "1999-05-17", "2011-02-01", "2011-02-02", "2020"]),
            Gen.Elements("publishedAt", "updatedAt").SelectMany(name => Bounds(name, catalog.Values(name))),
            Gen.Elements<string>([.. Reading.Sections, "overall", "meanScore"])
                .SelectMany(name => Bounds(name, ["0", "0.9", "5.5", "7", "7.25", "8.50", "9", "9.99", "10", "11", "-1"])));
        var questions =
            from count in Gen.Choose(0, 4)
            from some in filters.ListOf(count)
            from sort in Sort()
            from limits in Gen.OneOf(Gen.Choose(1, 100), Gen.Choose(1, 5), Gen.Elements(1, 20, 100)).NonEmptyListOf()
            select new Question([.. some.SelectMany(one => one).DistinctBy(filter => filter.Name)], sort, [.. limits.Take(3)]);
        return Arb.From(questions, question => question.Simpler());
    }

    // None, one or several different keys.
    static Gen<IReadOnlyList<string>> Sort() =>
        from count in Gen.Elements(0, 1, 1, 2, 3, 5)
        from keys in Gen.Shuffle(SortKeys)
        from turned in Gen.Elements(true, false).ListOf(count)
        select (IReadOnlyList<string>)[.. keys.Zip(turned, (key, isDescending) => isDescending ? $"-{key}" : key)];

    static Gen<IReadOnlyList<AskedFilter>> Filter(string name, IReadOnlyList<string> values) =>
        from count in Gen.Elements(1, 1, 2, 3)
        from some in Gen.Elements<string>(values).ListOf(count)
        from isRepeated in Gen.Elements(true, false)
        select (IReadOnlyList<AskedFilter>)[new AskedFilter(name, [.. some.Distinct()], isRepeated)];

    // Some of them and one that is no review's, in any order.
    static Gen<IReadOnlyList<AskedFilter>> Ids(IReadOnlyList<string> ids) =>
        from all in Gen.Shuffle(ids.Append("0198f7f0-0000-7000-8000-000000000000").ToArray())
        from count in Gen.Choose(1, 100)
        select (IReadOnlyList<AskedFilter>)[new AskedFilter("id", [.. all.Take(count)])];

    // One bound, or one of each kind.
    static Gen<IReadOnlyList<AskedFilter>> Bounds(string name, IReadOnlyList<string> values) =>
        from lower in Gen.Elements(".gte", ".gt", "")
        from upper in Gen.Elements<string>(lower.Length == 0 ? [".lte", ".lt"] : [".lte", ".lt", ""])
        from two in Gen.Elements<string>(values).Two()
        select (IReadOnlyList<AskedFilter>)
        [
            .. new[] { (Operator: lower, Value: two.Item1), (Operator: upper, Value: two.Item2) }
                .Where(bound => bound.Operator.Length > 0)
                .Select(bound => new AskedFilter(name + bound.Operator, [bound.Value])),
        ];

    // Beginnings, middles and ends of names, in other cases and without accents.
    static List<string> Parts(IReadOnlyList<string> names) =>
    [
        .. names.SelectMany(name =>
            new[] { name, name.ToUpperInvariant(), Reading.Fold(name), name[..(name.Length / 2)], name[(name.Length / 2)..], name[1..^1] })
            .Select(part => part.Trim())
            .Append("nobody"),
    ];
}
