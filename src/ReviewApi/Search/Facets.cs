using Npgsql;
using ReviewApi.Access;
using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Listings;
using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Search;

/// <summary>GET /v1/reviews/facets: how many reviews there are of each value, under the same filters as the list.</summary>
internal static class Facets
{
    const int MostValues = 50;
    const int Bins = 10;

    // Each is a filter too, which says what its values are.
    static readonly string[] Categories =
    [
        "format", "resolution", "videoCodec", "hdr", "region", "territory", "audioCodec", "audioLanguage", "channels", "immersive",
        "subtitleLanguage", "extra", "kind", "genre", "decade", "cut", "language", "license", "outlet",
    ];

    static readonly string[] Scores = [.. Sections.Names, "overall", "meanScore"];

    static readonly string[] Default = ["format", "decade", "hdr", "audioCodec", "immersive", "picture", "sound"];

    static readonly QueryParameter<string[]?> Facet = QueryParameter.Values(
        "facet", new OneOfAttribute([.. Categories, .. Scores]),
        $"What is counted, several with commas; left out: {string.Join(", ", Default)}.");

    static readonly QueryParameter<string?> Language = QueryParameter.Choice(
        ItemsAsked.Labels.Name, Labels.Languages, Labels.English,
        "The language of the labels; in English where it has none of its own.");

    public static void MapFacets(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/reviews/facets", CountFacets).Reads().WithTags("Reviews").Takes([Facet, Language, .. Filters.Parameters])
            .Answers<FacetCounts>().IsDear(Filters.AreDear);

    /// <summary>Count reviews by facets</summary>
    /// <remarks>
    /// For each facet, how many of the reviews that meet all filters but the facet's own have which value, the most frequent first, 50 at
    /// most; scores in ten bins in order. What filters ask of one picture or track is asked of the one that has the value. The filters
    /// of the facet decade are decade and those of year. All counts are exact, and of one moment.
    /// </remarks>
    static async Task<Representation> CountFacets(
        HttpRequest request, LiveCatalogue catalogue, KeptAnswers answers, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var (names, language) = (Facet.Read(request) ?? Default, Language.Read(request)!);
        var question = Filters.Read(new Asked(request));
        return TextQuery.Read(request) is { } text
            ? await answers.Answer(request, CountWithWords, cancellation)
            : Counted(names, language, question, await catalogue.Now(cancellation));

        async Task<Representation> CountWithWords()
        {
            var version = await catalogue.Now(cancellation);
            await using var connection = await database.OpenConnectionAsync(cancellation);
            var words = await AskedWords.Read(text, version, connection, cancellation);
            var condition = await WordSearch.Condition(words, connection, cancellation);
            return Counted(names, language, new([.. question.Conditions, condition]), version);
        }
    }

    static Representation Counted(string[] names, string language, Question question, CatalogueVersion version)
    {
        var (total, counts) = FacetCounting.Count(version, question, [.. names.Select(FieldOf)], MostValues);
        return Representation.OfJson(new FacetCounts
        {
            Total = total,
            Exact = true,
            Facets = names.ToDictionary(name => name, object (name) => counts[FieldOf(name)] is var values && Scores.Contains(name)
                ? Bars(values)
                : Values(name, language, values)),
        });
    }

    static Field FieldOf(string facet) => Enum.Parse<Field>(facet, ignoreCase: true);

    static List<ValueCount> Values(string name, string language, IReadOnlyList<FacetValue> values)
    {
        var codes = Filters.CodesOf(name);
        return
        [
            .. values.Select(one => new ValueCount
            {
                Value = one.Value, Label = codes?.LabelOf(one.Value, language) ?? one.Value, Count = one.Count,
            }),
        ];
    }

    static List<ScoreBin> Bars(IReadOnlyList<FacetValue> values)
    {
        var bins = values.ToDictionary(one => one.Value, one => one.Count);
        return
        [
            .. Enumerable.Range(0, Bins)
                .Select(bin => new ScoreBin { From = bin, To = bin + 1, Count = bins.GetValueOrDefault($"{bin}") }),
        ];
    }

    /// <summary>What the counts of each facet are.</summary>
    internal sealed class Members : IListedMembers
    {
        public IEnumerable<ListedMember> All =>
        [
            .. Categories.Select(name => Filters.Parameters.First(filter => filter.Name == name))
                .Select(filter => new ListedMember(filter.Name, filter.Description, typeof(ValueCount), filter.Rule)),
            .. Scores.Select(name => new ListedMember(name, $"The ten bins of {name}, in order.", typeof(ScoreBin))),
        ];
    }
}

/// <summary>How many reviews have which value of which facet.</summary>
public sealed record FacetCounts
{
    /// <summary>How many reviews meet all filters.</summary>
    public required long Total { get; init; }

    /// <summary>Whether the counts are exact: they always are.</summary>
    public required bool Exact { get; init; }

    /// <summary>For each facet that was asked for its values, the most frequent first, or the bins of its scores.</summary>
    [MembersOf<Facets.Members>] public required IReadOnlyDictionary<string, object> Facets { get; init; }
}

/// <summary>How many reviews have a value.</summary>
public sealed record ValueCount
{
    /// <summary>The value, as the filter of the facet's name takes it.</summary>
    public required string Value { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Label { get; init; }

    /// <summary>How many reviews have it.</summary>
    public required long Count { get; init; }
}

/// <summary>How many reviews have a score within bounds.</summary>
public sealed record ScoreBin
{
    /// <summary>The least score.</summary>
    public required int From { get; init; }

    /// <summary>What the scores are below; in the last bin, the greatest one.</summary>
    public required int To { get; init; }

    /// <summary>How many reviews have such a score.</summary>
    public required long Count { get; init; }
}
