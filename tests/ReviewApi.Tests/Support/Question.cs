namespace ReviewApi.Tests.Support;

/// <summary>A filter with its values, sent with commas or again and again.</summary>
sealed record AskedFilter(string Name, IReadOnlyList<string> Values, bool IsRepeated = false)
{
    public override string ToString() => IsRepeated
        ? string.Join('&', Values.Select(value => $"{Name}={Uri.EscapeDataString(value)}"))
        : $"{Name}={string.Join(',', Values.Select(Uri.EscapeDataString))}";
}

/// <summary>What is asked of the list: filters, keys to sort by, and the limits of the pages, taken in turn.</summary>
sealed record Question(IReadOnlyList<AskedFilter> Filters, IReadOnlyList<string> Sort, IReadOnlyList<int> Limits)
{
    /// <summary>The query without the limit.</summary>
    public string Query =>
        string.Join('&', Filters.Select(filter => filter.ToString()).Concat(Sort.Count == 0 ? [] : [$"sort={string.Join(',', Sort)}"]));

    /// <summary>Simpler questions, the simplest first.</summary>
    public IEnumerable<Question> Simpler() =>
        Without(Filters).Select(filters => this with { Filters = filters })
            .Concat(Without(Sort).Select(sort => this with { Sort = sort }))
            .Concat(Filters.SelectMany((filter, place) => Without(filter.Values).Where(values => values.Count > 0)
                .Select(values =>
                    this with { Filters = [.. Filters.Take(place), filter with { Values = values }, .. Filters.Skip(place + 1)] })))
            .Concat(Without(Limits).Where(limits => limits.Count > 0).Select(limits => this with { Limits = limits }));

    public override string ToString() => $"?{Query} limits {string.Join(',', Limits)}";

    static IEnumerable<IReadOnlyList<T>> Without<T>(IReadOnlyList<T> items) =>
        items.Select((_, place) => (IReadOnlyList<T>)[.. items.Take(place), .. items.Skip(place + 1)]);
}
