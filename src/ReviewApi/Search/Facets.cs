using System.Text.Json.Nodes;
using Npgsql;
using ReviewApi.Access;
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

    public static void MapFacets(this IEndpointRouteBuilder app) =>
        app.MapRead("/v1/reviews/facets", CountFacets).WithTags("Reviews").Takes([Facet, .. Filters.Parameters]).Answers<FacetCounts>()
            .IsDear(Filters.AreDear);

    /// <summary>Count reviews by facets</summary>
    /// <remarks>
    /// For each facet, how many of the reviews that meet all filters but the facet's own have which value, the most frequent first, 50 at
    /// most; scores in ten bins in order. What filters ask of one picture or track is asked of the one that has the value. The filters
    /// of the facet decade are decade and those of year. All counts are exact, and of one moment.
    /// </remarks>
    static async Task<Representation> CountFacets(
        HttpRequest request, LiveCatalogue catalogue, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var names = Facet.Read(request) ?? Default;
        var question = Filters.Read(new Asked(request));
        var version = await catalogue.Now(cancellation);
        if (TextQuery.Read(request) is { } text)
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            var words = await AskedWords.Read(text, version, connection, cancellation);
            question = new([.. question.Conditions, await WordSearch.Condition(words, connection, cancellation)]);
        }
        var (total, counts) = FacetCounting.Count(version, question, [.. names.Select(FieldOf)], MostValues);
        return Representation.OfJson(new FacetCounts
        {
            Total = total,
            Exact = true,
            Facets = new JsonObject(names.Select(name => KeyValuePair.Create(
                name, (JsonNode?)(Scores.Contains(name) ? Bars(counts[FieldOf(name)]) : Values(name, counts[FieldOf(name)]))))),
        });
    }

    static Field FieldOf(string facet) => Enum.Parse<Field>(facet, ignoreCase: true);

    static JsonArray Values(string name, IReadOnlyList<FacetValue> values)
    {
        var vocabulary = Filters.VocabularyOf(name);
        return new([.. values.Select(one => new JsonObject
        {
            ["value"] = one.Value, ["label"] = vocabulary?.LabelOf(one.Value) ?? one.Value, ["count"] = one.Count,
        })]);
    }

    static JsonArray Bars(IReadOnlyList<FacetValue> values)
    {
        var bins = values.ToDictionary(one => one.Value, one => one.Count);
        return new([.. Enumerable.Range(0, Bins)
            .Select(bin => new JsonObject { ["from"] = bin, ["to"] = bin + 1, ["count"] = bins.GetValueOrDefault($"{bin}") })]);
    }
}

/// <summary>How many reviews have which value of which facet.</summary>
public sealed record FacetCounts
{
    /// <summary>How many reviews meet all filters.</summary>
    public required long Total { get; init; }

    /// <summary>Whether the counts are exact: they always are.</summary>
    public required bool Exact { get; init; }

    /// <summary>For each facet its values: value, label and count, or for scores from, to and count.</summary>
    public required JsonObject Facets { get; init; }
}
