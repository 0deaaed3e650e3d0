using System.Data;
using System.Text.Json.Nodes;
using Npgsql;
using ReviewApi.Access;
using ReviewApi.Http;
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
            .IsDear(AreDear);

    /// <summary>Count reviews by facets</summary>
    /// <remarks>
    /// For each facet, how many of the reviews that meet all filters but the facet's own have which value, the most frequent first, 50 at
    /// most; scores in ten bins in order. What filters ask of one picture or track is asked of the one that has the value. The filters
    /// of the facet decade are decade and those of year. Counts are exact up to 100,000 reviews; beyond that they
    /// are estimated from a sample, and exact is false.
    /// </remarks>
    static async Task<Representation> CountFacets(
        HttpRequest request, NpgsqlDataSource database, FacetCounting counting, CancellationToken cancellation)
    {
        var names = Facet.Read(request) ?? Default;
        var text = await TextQuery.Read(request, database, cancellation);
        // All counts are of one moment.
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var criteria = Filters.Read(request, text);
        var all = await counting.Count(criteria, connection, cancellation);
        var counts = new Dictionary<string, FacetCounting.Counts>();
        // Those whose own filters are not asked for have all filters in common.
        foreach (var alike in names.GroupBy(name => HasOwnFilter(request, name) ? name : null))
        {
            var others = alike.Key is null ? criteria : Filters.Read(request, text, without: alike.Key);
            var under = alike.Key is null ? all : await counting.Count(others, connection, cancellation);
            foreach (var name in alike)
                counts[name] = Filters.Together(request, name) is { } terms
                    ? await FacetCounting.CountTogether(name, under, terms, others, connection, cancellation)
                    : under;
        }
        return Representation.OfJson(new FacetCounts
        {
            Total = all.Total,
            Exact = all.IsExact && counts.Values.All(one => one.IsExact),
            Facets = new JsonObject(names.Select(name => KeyValuePair.Create(
                name, (JsonNode?)(Scores.Contains(name) ? Bars(name, counts[name]) : Values(name, counts[name]))))),
        });
    }

    static JsonArray Values(string name, FacetCounting.Counts counts) => new([.. counts.Of(name)
        .OrderByDescending(one => one.Count).ThenBy(one => one.Value, StringComparer.Ordinal).Take(MostValues)
        .Select(one => new JsonObject { ["value"] = one.Value, ["label"] = Label(name, one.Value), ["count"] = one.Count })]);

    static JsonArray Bars(string name, FacetCounting.Counts counts)
    {
        var bins = counts.Of(name).ToDictionary(one => one.Value, one => one.Count);
        return new([.. Enumerable.Range(0, Bins)
            .Select(bin => new JsonObject { ["from"] = bin, ["to"] = bin + 1, ["count"] = bins.GetValueOrDefault($"{bin}") })]);
    }

    // Those that leave filters out are counted by a statement each.
    static bool AreDear(HttpRequest request) =>
        Filters.AreDear(request)
            || (Facet.Read(request) ?? Default).Any(name => HasOwnFilter(request, name) || Filters.Together(request, name) is not null);

    static bool HasOwnFilter(HttpRequest request, string facet) => request.Query.Keys.Any(key => Asked.FacetOf(key) == facet);

    static string Label(string facet, string value) => Filters.VocabularyOf(facet)?.LabelOf(value) ?? value;
}

/// <summary>How many reviews have which value of which facet.</summary>
public sealed record FacetCounts
{
    /// <summary>How many reviews meet all filters.</summary>
    public required long Total { get; init; }

    /// <summary>Whether the counts are exact.</summary>
    public required bool Exact { get; init; }

    /// <summary>For each facet its values: value, label and count, or for scores from, to and count.</summary>
    public required JsonObject Facets { get; init; }
}
