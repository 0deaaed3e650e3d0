using Microsoft.AspNetCore.Http.Extensions;

namespace ReviewApi.Http;

/// <summary>
/// Lists page by page: what all of them take, and how a page is answered. A page begins after the place where the one before ended.
/// </summary>
internal static class Paging
{
    public static readonly QueryParameter<int> Limit = QueryParameter.Whole(
        "limit", 1, 100, 20, "How many items a page has at most; it may change from page to page.");
    public static readonly QueryParameter<string?> Cursor = QueryParameter.Text("cursor", "Where to go on: next of the page before.");

    public static readonly QueryParameter<string?> Count = QueryParameter.Choice(
        "count", ["exact"], null, "exact adds total, the number of items on all pages.");

    /// <summary>A page of a list whose items have a place each.</summary>
    /// <param name="request">The request, with limit and cursor.</param>
    /// <param name="cursors">Seals the places.</param>
    /// <param name="list">The list's name: a cursor is good for this list only.</param>
    /// <param name="read">Reads so many items after a place, or from the beginning.</param>
    /// <param name="place">The place of an item.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task<Representation> Answer<T>(
        HttpRequest request, Cursors cursors, string list, Func<string?, int, Task<IReadOnlyList<T>>> read, Func<T, string> place,
        CancellationToken cancellation) =>
        Answer(request, cursors, list, read, () => Task.FromResult<long?>(null), place, item => item, cancellation);

    /// <summary>A page of a list, of what is shown of its items, with their number where it is asked for.</summary>
    public static async Task<Representation> Answer<TItem, T>(
        HttpRequest request, Cursors cursors, string list, Func<string?, int, Task<IReadOnlyList<TItem>>> read, Func<Task<long?>> count,
        Func<TItem, string> place, Func<TItem, T> show, CancellationToken cancellation)
    {
        var limit = Limit.Read(request);
        var after = Cursor.Read(request) is { } cursor ? await cursors.Open(list, cursor, cancellation) : null;
        var items = await read(after, limit + 1);
        var next = items.Count > limit ? await cursors.Seal(list, place(items[limit - 1]), cancellation) : null;
        var total = Count.Read(request) is null ? null : await count();
        var page = new Page<T> { Items = items.Take(limit).Select(show).ToList(), Next = next, Total = total };
        return Representation.OfJson(page) with { Link = next is null ? null : LinkTo(request, next) };
    }

    /// <summary>The header Link to the next page, with the same parameters.</summary>
    public static string LinkTo(HttpRequest request, string cursor)
    {
        var others = request.Query.Where(pair => pair.Key != Cursor.Name)
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value!)));
        return $"<{request.Below(request.Path.ToUriComponent())}{new QueryBuilder(others) { { Cursor.Name, cursor } }}>; rel=\"next\"";
    }
}

/// <summary>A page of a list.</summary>
public sealed record Page<T>
{
    /// <summary>The items of this page.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>The cursor of the next page; the last page has none.</summary>
    public string? Next { get; init; }

    /// <summary>The number of items on all pages, with count=exact.</summary>
    public long? Total { get; init; }
}
