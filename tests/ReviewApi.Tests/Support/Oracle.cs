using System.Globalization;
using System.Text.Json.Nodes;

namespace ReviewApi.Tests.Support;

/// <summary>What the list and the facets have to answer, found by going through all published reviews.</summary>
sealed class Oracle(IReadOnlyList<JsonObject> published)
{
    // The hashes that the reviews of a release print.
    readonly ILookup<string, string> discs = published
        .SelectMany(review => Reading.Values(review, "disc").Select(hash => (Release: (string)review["release"]!["id"]!, hash)))
        .ToLookup(one => one.Release, one => one.hash);

    static readonly string[] Languages = ["language", "subtitleLanguage", "audioLanguage"];

    /// <summary>The ids of the reviews that a question asks for, in its order.</summary>
    public IReadOnlyList<string> Ids(Question question) => [.. InOrder(question).Select(Id)];

    // With ids and no other order, in theirs.
    IEnumerable<JsonObject> InOrder(Question question) =>
        question.Filters.FirstOrDefault(filter => filter.Name == "id") is { } ids && question.Sort.Count == 0
            ? Matching(question.Filters).OrderBy(review => ids.Values.ToList().IndexOf(Id(review)))
            : Matching(question.Filters).Order(new Order(question.Sort));

    /// <summary>How many reviews there are under all filters.</summary>
    public int Total(Question question) => Matching(question.Filters).Count();

    /// <summary>How many reviews have each value of a facet, under all filters but its own.</summary>
    public Dictionary<string, int> Counts(Question question, string facet) =>
        Under(question, facet).SelectMany(review => Values(review, facet, question).SelectMany(value => Counted(facet, value)).Distinct())
            .CountBy(value => value).ToDictionary();

    // Of the pictures or tracks that have all that is asked of one.
    static IEnumerable<string> Values(JsonObject review, string facet, Question question)
    {
        var (names, things) = Reading.Pictures.Contains(facet)
            ? (Reading.Pictures, Reading.PicturesOf(review))
            : (Reading.Tracks, Reading.TracksOf(review));
        var others = question.Filters.Where(filter => names.Contains(filter.Name) && filter.Name != facet).ToList();
        return names.Contains(facet)
            ? things.Where(thing => HasAll(thing, others)).SelectMany(thing => thing[facet])
            : Reading.Values(review, facet);
    }

    // en-GB is counted as en too, and hd_1080p as hd, by which they are found.
    static IEnumerable<string> Counted(string facet, string value)
    {
        var parts = value.Split('-');
        return Languages.Contains(facet)
            ? Enumerable.Range(1, parts.Length).Select(count => string.Join('-', parts[..count]))
            : facet == "resolution" ? [value, value.Split('_')[0]] : [value];
    }

    /// <summary>How many reviews have a score of [0,1) … [9,10], under all filters but the score's own.</summary>
    public int[] Histogram(Question question, string score)
    {
        var scores = Under(question, score).SelectMany(review => Reading.Values(review, score)).Select(Number).ToList();
        return [.. Enumerable.Range(0, 10).Select(bin => scores.Count(one => one >= bin && (one < bin + 1 || bin == 9)))];
    }

    IEnumerable<JsonObject> Under(Question question, string facet) =>
        Matching(question.Filters.Where(filter => (Base(filter.Name) is var name and not "year" ? name : "decade") != facet));

    IEnumerable<JsonObject> Matching(IEnumerable<AskedFilter> filters)
    {
        var asked = filters.ToList();
        return published.Where(review => Meets(review, asked));
    }

    bool Meets(JsonObject review, List<AskedFilter> asked)
    {
        var (pictures, tracks) = (Of(Reading.Pictures), Of(Reading.Tracks));
        return (pictures.Count == 0 || Reading.PicturesOf(review).Any(picture => HasAll(picture, pictures)))
            && (tracks.Count == 0 || Reading.TracksOf(review).Any(track => HasAll(track, tracks)))
            && asked.Except(pictures).Except(tracks).GroupBy(filter => Base(filter.Name)).All(one => MeetsOne(review, one.Key, [.. one]));

        List<AskedFilter> Of(string[] names) => [.. asked.Where(filter => names.Contains(filter.Name))];
    }

    static bool HasAll(Dictionary<string, IReadOnlyList<string>> thing, List<AskedFilter> asked) =>
        asked.TrueForAll(filter => filter.Values.Any(value => thing[filter.Name].Any(has => IsSame(filter.Name, has, value))));

    // Of several films, one has to lie within all bounds.
    bool MeetsOne(JsonObject review, string name, IReadOnlyList<AskedFilter> asked) => asked[0].Name.Contains('.', StringComparison.Ordinal)
        ? Has(review, name).Any(has => asked.All(bound => bound.Values.Any(value => IsWithin(name, has, bound.Name.Split('.')[1], value))))
        : asked.All(filter => filter.Values.Any(value => Has(review, name).Any(has => IsSame(name, has, value))));

    // A disc is the release's, whichever of its reviews names it.
    IEnumerable<string> Has(JsonObject review, string name) =>
        name == "disc" ? discs[(string)review["release"]!["id"]!] : Reading.Values(review, name);

    static bool IsSame(string name, string has, string asked) => name switch
    {
        _ when Languages.Contains(name) => has == asked || has.StartsWith($"{asked}-", StringComparison.Ordinal),
        _ when Reading.Names.Contains(name) => Reading.Fold(has).Contains(Reading.Fold(asked), StringComparison.Ordinal),
        "resolution" => has == asked || has.StartsWith($"{asked}_", StringComparison.Ordinal),
        "disc" => string.Equals(has, asked, StringComparison.OrdinalIgnoreCase),
        "barcode" => has == string.Concat(asked.Where(char.IsAsciiDigit)).PadLeft(14, '0'),
        _ => has == asked,
    };

    static bool IsWithin(string name, string has, string comparison, string bound)
    {
        var order = name switch
        {
            "releaseDate" => string.CompareOrdinal(FirstDay(has), FirstDay(bound)),
            "publishedAt" or "updatedAt" => Time(has).CompareTo(Time(bound)),
            _ => Number(has).CompareTo(Number(bound)),
        };
        return comparison switch
        {
            "gte" => order >= 0,
            "gt" => order > 0,
            "lte" => order <= 0,
            _ => order < 0,
        };
    }

    static string FirstDay(string date) => $"{date}-01-01"[..10];

    static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    static string Base(string name) => name.Split('.')[0];

    static string Id(JsonObject review) => (string)review["id"]!;

    /// <summary>
    /// By the keys, the newest first without any; what has no value last either way; then by id, in the first key's direction.
    /// </summary>
    internal sealed class Order(IReadOnlyList<string> sort) : IComparer<JsonObject>
    {
        readonly IReadOnlyList<string> keys = sort.Count > 0 ? sort : ["-publishedAt"];

        public int Compare(JsonObject? one, JsonObject? other)
        {
            foreach (var key in keys)
            {
                var (first, second) = (Reading.SortValue(one!, key.TrimStart('-')), Reading.SortValue(other!, key.TrimStart('-')));
                if (first is null != second is null)
                    return first is null ? 1 : -1;
                if (first?.CompareTo(second) is { } order and not 0)
                    return key[0] == '-' ? -order : order;
            }
            var byId = string.CompareOrdinal(Id(one!), Id(other!));
            return keys[0][0] == '-' ? -byId : byId;
        }
    }
}
