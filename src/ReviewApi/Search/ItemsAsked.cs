using System.Text;
using System.Text.Json;
using ReviewApi.Http;
using ReviewApi.Rendering;
using ReviewApi.Reviews;
using ReviewApi.Rules;

namespace ReviewApi.Search;

/// <summary>What is asked of the items of a list of reviews: how much is shown of each, and whether with labels.</summary>
internal sealed class ItemsAsked
{
    const string Whole = "full";

    /// <summary>The labels of codes on wish, which facets take too.</summary>
    public static readonly QueryParameter<string?> Labels = QueryParameter.Choice(
        "labels", Codes.Labels.Languages, null,
        "Adds to each item labels: what a person reads in this language for the codes in it and for the names of its sections; in English "
            + "where the language has no label of its own. Where two vocabularies have a code the shorter label stands.");

    static readonly QueryParameter<string?> View = QueryParameter.Choice(
        "view", ["summary", Whole], "summary", "summary: without texts, film and release in summary; full: whole reviews.");
    static readonly QueryParameter<string[]?> Fields = QueryParameter.Values(
        "fields",
        new OneOfAttribute([.. typeof(Review).GetProperties().Select(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name))]),
        "Shows these members of each item only, several with commas; id is always shown, and labels where they are asked for. Of a "
            + "summary only what it has: view=full has more.");

    readonly string? fields;
    readonly string? language;
    readonly IReadOnlyList<byte[]>? members;

    public ItemsAsked(HttpRequest request)
    {
        IsWhole = View.Read(request) == Whole;
        language = Labels.Read(request);
        if (Fields.Read(request) is not { } names)
            return;
        fields = string.Join(',', names);
        members = [.. names.Append("id").Distinct().Select(Encoding.UTF8.GetBytes)];
        IsMatchShown = names.Contains("match");
    }

    public static IReadOnlyList<QueryParameter> Parameters { get; } = [View, Labels, Fields];

    /// <summary>Tells the items from what they are where something else is asked.</summary>
    public string Name => $"{IsWhole} {language} {fields}";

    /// <summary>Whether whole documents are shown, not summaries.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether it is shown how reviews match words.</summary>
    public bool IsMatchShown { get; } = true;

    /// <summary>An item as it is shown, made of the JSON of a review.</summary>
    public byte[] Show(byte[] review)
    {
        var item = members is null ? review : ChosenMembers.Of(review, members);
        return language is null ? item : CodeLabels.AddTo(item, language);
    }
}
