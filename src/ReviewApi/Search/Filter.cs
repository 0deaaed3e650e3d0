using System.Globalization;
using System.Text;
using ReviewApi.Http;
using ReviewApi.Indexing;

namespace ReviewApi.Search;

/// <summary>What a request says in its query, with a name made of what was read, which tells its question from others.</summary>
internal sealed class Asked(HttpRequest request)
{
    readonly StringBuilder name = new();

    public string Name => name.ToString();

    public T? Value<T>(QueryParameter<T?> parameter)
    {
        var value = parameter.Read(request);
        if (value is not null)
            name.Append(parameter.Name).Append('=').Append(Text(value)).Append(';');
        return value;
    }

    static string Text(object value) => value switch
    {
        string[] values => string.Join(',', values),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

/// <summary>A filter: its parameters, and the condition that they make; null where none of them is asked for.</summary>
internal abstract record Filter(IReadOnlyList<QueryParameter> Parameters)
{
    public abstract Condition? Read(Asked asked);
}

/// <summary>A filter of one parameter.</summary>
internal sealed record ValuesFilter(QueryParameter<string[]?> Parameter, Func<string[], Condition> Condition) : Filter([Parameter])
{
    public override Condition? Read(Asked asked) => asked.Value(Parameter) is { } values ? Condition(values) : null;
}

/// <summary>One picture, or one track, of a review has one of the values of each parameter.</summary>
internal sealed record OneHasAllFilter(params (QueryParameter<string[]?> Parameter, Field Field)[] Attributes)
    : Filter([.. Attributes.Select(attribute => attribute.Parameter)])
{
    public override Condition? Read(Asked asked)
    {
        var all = new List<(Field, IReadOnlyList<string>)>();
        foreach (var (parameter, field) in Attributes)
            if (asked.Value(parameter) is { } values)
                all.Add((field, values));
        return all.Count == 0 ? null : new OneHasAll(all);
    }
}

/// <summary>A bound of a range: picture.gte.</summary>
internal sealed record Bound(QueryParameter<object?> Parameter, string Comparison);

/// <summary>Something of a review lies within bounds, which are counted in steps of the value that it has.</summary>
internal sealed record RangeFilter(IReadOnlyList<Bound> Bounds, Func<object, decimal> Steps, Func<Bounds, Condition> Condition)
    : Filter([.. Bounds.Select(bound => bound.Parameter)])
{
    public override Condition? Read(Asked asked)
    {
        var (within, isAsked) = (Indexing.Bounds.Any, false);
        foreach (var (parameter, comparison) in Bounds)
            if (asked.Value(parameter) is { } value)
                (within, isAsked) = (within.With(comparison, Steps(value)), true);
        return isAsked ? Condition(within) : null;
    }
}
