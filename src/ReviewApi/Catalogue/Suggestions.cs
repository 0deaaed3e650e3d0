using System.Text.Json.Nodes;
using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Indexing;
using ReviewApi.Listings;
using ReviewApi.Rules;

namespace ReviewApi.Catalogue;

/// <summary>GET /v1/suggest: films, people and outlets as one types.</summary>
internal static class Suggestions
{
    static readonly QueryParameter<string> Q = QueryParameter.Needed(
        "q", "lea", "What is typed so far: a beginning of a title or a name, from any word of it on.");

    static readonly QueryParameter<int> Limit = QueryParameter.Whole("limit", 1, 100, 10, "How many there are at most.");

    public static void MapSuggestions(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/suggest", Suggest).Reads().WithTags("Catalogue").Takes(Q, Limit).Answers<SuggestedNames>()
            .ShowsAnswer(new("suggested-names", Example));

    /// <summary>Suggest films, people and outlets</summary>
    /// <remarks>
    /// Those with a title or a name that goes on from any of its words as q does, the most reviewed first; then, if q has four letters or
    /// more, those that do so but for one slip of the pen. query is the filter of GET /v1/reviews for their reviews.
    /// </remarks>
    static async Task<Representation> Suggest(HttpRequest request, LiveCatalogue catalogue, CancellationToken cancellation)
    {
        var (text, limit) = (Spelling.OfName(Q.Read(request)), Limit.Read(request));
        if (text.Length == 0)
            throw ProblemException.Parameter(Q.Name, "invalid_value", "It has to be the beginning of a title or a name.");
        var version = await catalogue.Now(cancellation);
        return Representation.OfJson(new SuggestedNames
        {
            Items = [.. NameBeginnings.Find(version, text, limit).Select(name => Shown(version, name))],
        });
    }

    static JsonObject Example() => new()
    {
        ["items"] = new JsonArray(new JsonObject
        {
            ["kind"] = "film",
            ["id"] = "0198f7f0-0000-7000-8000-000000000000",
            ["label"] = "Leaving Las Vegas",
            ["year"] = 1995,
            ["reviews"] = 3,
            ["query"] = "filmId=0198f7f0-0000-7000-8000-000000000000",
        }, new JsonObject { ["kind"] = "person", ["label"] = "Cloris Leachman", ["reviews"] = 1, ["query"] = "actor=Cloris%20Leachman" }),
    };

    static SuggestedName Shown(CatalogueVersion version, BegunName name)
    {
        if (name.Field == Field.FilmName)
        {
            var (title, year) = FilmNames.Shown(version, name.Film);
            return new()
            {
                Kind = "film",
                Id = name.Film,
                Label = title,
                Year = year,
                Reviews = name.Reviews,
                Query = $"filmId={name.Film}",
            };
        }
        var names = version.Store[name.Field];
        var label = names.Printed.MostPrinted(version, name.Name, names.Reviews[name.Name]) ?? names.Terms.Text(name.Name);
        var (kind, filter) = name.Field switch
        {
            Field.OutletName => ("outlet", "outlet"),
            Field.DirectorName => ("person", "director"),
            _ => ("person", "actor"),
        };
        return new() { Kind = kind, Label = label, Reviews = name.Reviews, Query = $"{filter}={Value(label)}" };
    }

    // A comma would separate two values; folded it is a blank.
    static string Value(string name) => Uri.EscapeDataString(name.Replace(',', ' '));
}

/// <summary>What may be meant by what is typed.</summary>
public sealed record SuggestedNames
{
    /// <summary>The suggestions, the best first.</summary>
    public required IReadOnlyList<SuggestedName> Items { get; init; }
}

/// <summary>A film, a person or an outlet with published reviews.</summary>
public sealed record SuggestedName
{
    /// <summary>film, person or outlet.</summary>
    [OneOf("film", "person", "outlet")] public required string Kind { get; init; }

    /// <summary>The film's id; people and outlets have none.</summary>
    public Guid? Id { get; init; }

    /// <summary>The title or the name as most reviews print it.</summary>
    public required string Label { get; init; }

    /// <summary>The film's year.</summary>
    public int? Year { get; init; }

    /// <summary>How many published reviews there are of the film, name the person in this role, or are the outlet's.</summary>
    public required int Reviews { get; init; }

    /// <summary>The filter of GET /v1/reviews for these, ready for a query: filmId=…, director=…, actor=… or outlet=….</summary>
    public required string Query { get; init; }
}
