using System.Globalization;
using System.Text;
using Dapper;
using ReviewApi.Listings;

namespace ReviewApi.Search;

/// <summary>What is asked of the listings: conditions that all have to hold, with their values, which never become SQL.</summary>
internal sealed class Criteria
{
    static readonly string Sample = $"(select * from listings where terms && array[{ListingTerms.Hash(ListingTerms.Sample(0))}]) sample";

    readonly List<string> conditions = [];
    readonly List<(string Column, string Condition)> ranges = [];
    readonly StringBuilder name = new();

    public Criteria(TextQuery? text = null)
    {
        Text = text;
        if (text is null)
            return;
        name.Append(text).Append(';');
        Values.AddDynamicParams(text.Values);
    }

    /// <summary>The words that are asked for.</summary>
    public TextQuery? Text { get; set; }

    /// <summary>What stands before a statement that selects from them.</summary>
    public string With => Text is null ? "" : $"with {Text.Asked}";

    /// <summary>What is selected from.</summary>
    public string From => Text is null ? "listings" : $"listings join ({Text.Matches}) matches using (review_id)";

    /// <summary>The same of a sample of the listings.</summary>
    public string SampleFrom => Text switch
    {
        null => Sample,
        { IsLikeness: true } => $"{Sample} join ({Text.Matches}) matches using (review_id)",
        _ => $"listings join ({Text.Sample}) matches using (review_id)",
    };

    /// <summary>Whether there is more than words.</summary>
    public bool HasConditions => conditions.Count > 0;

    /// <summary>Whether every published review meets them.</summary>
    public bool AreNone => Text is null && !HasConditions;

    public DynamicParameters Values { get; } = new();

    /// <summary>Tells these criteria from others.</summary>
    public string Name => name.ToString();

    /// <summary>The where clause, with further conditions.</summary>
    public string Where(params IEnumerable<string> more) =>
        conditions.Concat(more).ToList() is { Count: > 0 } all ? $"where {string.Join(" and ", all)}" : "";

    /// <summary>Adds a condition; its values stand in it as {0}, {1} …</summary>
    public void Add(string condition, params object[] values)
    {
        var names = values.Select((_, index) => $"c{conditions.Count}_{index}").ToArray();
        foreach (var (parameter, value) in names.Zip(values))
        {
            Values.Add(parameter, value);
            name.Append(CultureInfo.InvariantCulture, $"{(value is Array items ? string.Join(',', items.Cast<object>()) : value)} ");
        }
        name.Append(condition).Append(';');
        conditions.Add($"({string.Format(CultureInfo.InvariantCulture, condition, [.. names.Select(parameter => $"@{parameter}")])})");
    }

    /// <summary>Adds a bound of a column.</summary>
    public void AddBound(string column, string comparison, object value)
    {
        Add($"{column} {comparison} {{0}}", value);
        ranges.Add((column, conditions[^1]));
    }

    /// <summary>The bounds of a column.</summary>
    public IEnumerable<string> BoundsOf(string column) => ranges.Where(range => range.Column == column).Select(range => range.Condition);

    /// <summary>Adds that a listing has one of some terms.</summary>
    public void AddTerms(IEnumerable<string> terms) => Add("terms && {0}", terms.Select(ListingTerms.Hash).ToArray());
}
