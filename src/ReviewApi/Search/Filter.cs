using System.Globalization;
using ReviewApi.Codes;
using ReviewApi.Http;
using ReviewApi.Listings;
using ReviewApi.Rules;

namespace ReviewApi.Search;

/// <summary>What a request asks by its filters, without those of one facet.</summary>
internal sealed record Asked(HttpRequest Request, string? Without)
{
    /// <summary>The facet that a filter is one of.</summary>
    public static string FacetOf(string parameter) => parameter.Split('.')[0] is var name and not "year" ? name : "decade";

    public T? Value<T>(QueryParameter<T?> parameter) => FacetOf(parameter.Name) == Without ? default : parameter.Read(Request);
}

/// <summary>A filter: its parameters, and what they ask of the listings.</summary>
internal abstract record Filter(IReadOnlyList<QueryParameter> Parameters)
{
    public abstract void Apply(Asked asked, Criteria criteria);
}

/// <summary>A listing is one of these, which then come in the order of the list.</summary>
internal sealed record IdFilter(QueryParameter<string[]?> Parameter) : Filter([Parameter])
{
    public override void Apply(Asked asked, Criteria criteria)
    {
        if (asked.Value(Parameter) is not { } values)
            return;
        var ids = Array.ConvertAll(values, Guid.Parse);
        criteria.Add("review_id = any({0})", ids);
        criteria.Values.Add(Sort.Ids, ids);
    }
}

/// <summary>A listing has one of the values as a term.</summary>
internal sealed record TermFilter(QueryParameter<string[]?> Parameter) : Filter([Parameter])
{
    public override void Apply(Asked asked, Criteria criteria)
    {
        if (asked.Value(Parameter) is { } values)
            criteria.AddTerms(values.Select(value => ListingTerms.Term(Parameter.Name, value)!));
    }
}

/// <summary>One picture, or one track, of a listing has one of the values of each parameter.</summary>
internal sealed record OneHasAllFilter(string What, QueryParameter<string[]?>[] Attributes) : Filter(Attributes)
{
    const int MostCombinations = 10_000;

    public override void Apply(Asked asked, Criteria criteria)
    {
        var terms = Terms(attribute => Widened(attribute, asked));
        if (terms is not [var only] || only != What)
            criteria.AddTerms(terms);
    }

    /// <summary>
    /// The terms of the pictures, or tracks, that have what is asked and a value of an attribute; null where nothing else is asked of them.
    /// </summary>
    public Func<string, IEnumerable<string>>? Together(string attribute, Asked asked)
    {
        if (Attributes.All(other => other.Name != attribute)
            || Attributes.All(other => other.Name == attribute || asked.Value(other) is null))
            return null;
        return value => Terms(parameter => parameter.Name == attribute ? [value] : Widened(parameter, asked));
    }

    // hd is hd_1080p too; a facet counts what is printed.
    static string[]? Widened(QueryParameter<string[]?> attribute, Asked asked)
    {
        var values = asked.Value(attribute);
        return values is null || attribute.Rule is not CodeAttribute { Vocabulary: "resolution" } rule
            ? values
            : [.. CodeBook.Named(rule.Vocabulary).List.Items.Select(item => item.Code)
                .Where(code => values.Any(value => code == value || code.StartsWith($"{value}_", StringComparison.Ordinal)))];
    }

    // For each attribute that is asked for one of its values.
    List<string> Terms(Func<QueryParameter<string[]?>, string[]?> asked)
    {
        List<string> terms = [What];
        foreach (var attribute in Attributes)
        {
            if (asked(attribute) is not { } values)
                continue;
            if (terms.Count * values.Length > MostCombinations)
                throw ProblemException.Parameter(
                    attribute.Name, "too_many", "Together with the other values of the same picture or track they are too many.");
            terms = terms.SelectMany(term => values.Select(value => ListingTerms.And(term, attribute.Name, value))).ToList();
        }
        return terms;
    }
}

/// <summary>A name of a listing contains one of the values, without case and accents.</summary>
internal sealed record NameFilter(QueryParameter<string[]?> Parameter, string Column) : Filter([Parameter])
{
    const int ShortestIndexed = 3;

    public override void Apply(Asked asked, Criteria criteria)
    {
        if (asked.Value(Parameter) is { } values)
            criteria.Add(
                string.Join(" or ", values.Select((_, index) => $"{Column} like {{{index}}}")),
                [.. values.Select(value => Pattern(Parameter.Name, value))]);
    }

    /// <summary>Whether a value has no three letters in a row, by which an index would find it.</summary>
    public bool IsShort(HttpRequest request) =>
        Parameter.Read(request) is { } values
            && values.Any(value => Spelling.OfName(value).Split(' ').All(word => word.Length < ShortestIndexed));

    /// <summary>What like finds a folded text by that contains a name.</summary>
    public static string Pattern(string parameter, string name) => Spelling.OfName(name) is { Length: > 0 } folded
        ? $"%{Escaped(folded)}%"
        : throw ProblemException.Parameter(parameter, "invalid_value", "It has to be a name or a part of one.");

    static string Escaped(string folded) => folded
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}

/// <summary>The catalogue has something of a listing under one of the values: {0} in the condition.</summary>
internal sealed record CatalogueFilter(QueryParameter<string[]?> Parameter, string Condition) : Filter([Parameter])
{
    public override void Apply(Asked asked, Criteria criteria)
    {
        if (asked.Value(Parameter) is { } values)
            criteria.Add(Condition, [values]);
    }
}

/// <summary>The year of one film of a listing is in one of the decades.</summary>
internal sealed record DecadeFilter(QueryParameter<string[]?> Parameter) : Filter([Parameter])
{
    public override void Apply(Asked asked, Criteria criteria)
    {
        if (asked.Value(Parameter) is { } decades)
            criteria.AddTerms(
                decades.SelectMany(decade => Enumerable.Range(0, 10).Select(year => ListingTerms.Term("year", $"{decade[..3]}{year}")!)));
    }
}

/// <summary>
/// The release of a listing has one of the codes, as one of its reviews prints it or the catalogue has it: {0} in the condition on the
/// latter.
/// </summary>
internal sealed record ReleaseFilter(
    QueryParameter<string[]?> Parameter, string Condition, Func<string, string?>? Compared = null)
    : Filter([Parameter])
{
    public override void Apply(Asked asked, Criteria criteria)
    {
        if (asked.Value(Parameter) is not { } codes)
            return;
        var values = Array.ConvertAll(codes, code => (Compared is null ? code : Compared(code)) ?? "");
        criteria.Add($$"""
            release_id in (
              select release_id from listings where terms && {1}
              union all
              select coalesce(merged_into, release_id) from releases where {{Condition}})
            """, values, Array.ConvertAll(values, value => ListingTerms.Hash(ListingTerms.Term(Parameter.Name, value)!)));
    }
}

/// <summary>A bound of a range: picture.gte.</summary>
internal sealed record Bound(QueryParameter<object?> Parameter, string Operator);

/// <summary>A column of a listing lies within bounds.</summary>
internal sealed record RangeFilter(string Column, IReadOnlyList<Bound> Bounds) : Filter(Bounds.Select(bound => bound.Parameter).ToList())
{
    public override void Apply(Asked asked, Criteria criteria)
    {
        foreach (var bound in Bounds)
            if (asked.Value(bound.Parameter) is { } value)
                criteria.AddBound(Column, bound.Operator, value);
    }
}

/// <summary>The year of one film of a listing lies within bounds. There are so few years that each is a term.</summary>
internal sealed record YearFilter(IReadOnlyList<Bound> Bounds) : Filter(Bounds.Select(bound => bound.Parameter).ToList())
{
    public override void Apply(Asked asked, Criteria criteria)
    {
        var years = Enumerable.Range(ListingTerms.FirstYear, ListingTerms.LastYear - ListingTerms.FirstYear + 1).ToList();
        var (all, isAsked) = (years.Count, false);
        foreach (var bound in Bounds)
            if (asked.Value(bound.Parameter) is int limit)
            {
                years.RemoveAll(year => !Holds(year, bound.Operator, limit));
                isAsked = true;
            }
        if (isAsked)
            criteria.AddTerms(
                years.Count == all
                    ? [ListingTerms.HasYear]
                    : years.Select(year => ListingTerms.Term("year", year.ToString(CultureInfo.InvariantCulture))!));
    }

    static bool Holds(int year, string comparison, int limit) => comparison switch
    {
        ">=" => year >= limit,
        ">" => year > limit,
        "<=" => year <= limit,
        _ => year < limit,
    };
}
