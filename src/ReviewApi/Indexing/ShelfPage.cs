using System.Text;

namespace ReviewApi.Indexing;

/// <summary>A page of films, releases or reviewers that have a match among their reviews, and where the next page begins.</summary>
internal sealed record ShelfPage(IReadOnlyList<ShelfPlace> Items, ShelfPlace? Next)
{
    /// <summary>
    /// The first of a kind: films and reviewers by name and id, of releases the newest id; only those whose numbers are asked for.
    /// </summary>
    public static ShelfPage First(Matches matches, Kind kind, int limit, ShelfPlace? after = null, Func<int, bool>? isAsked = null)
    {
        var shelf = matches.Version.Store.Shelf(kind);
        var name = Encoding.UTF8.GetBytes(after?.Name ?? "");
        var (best, take) = (new List<int>(limit + 2), limit + 1);
        var start = after is null ? default : shelf.At(name, after.Id);
        for (var (number, count) = (0, shelf.Count); number < count; number++)
        {
            if (after is not null && shelf.Compare(number, start) <= 0)
                continue;
            if (best.Count == take && shelf.Compare(number, shelf.At(best[^1])) > 0 || isAsked?.Invoke(number) == false
                || !IsMatched(matches, shelf, number))
                continue;
            var at = best.Count;
            while (at > 0 && shelf.Compare(best[at - 1], shelf.At(number)) > 0)
                at--;
            best.Insert(at, number);
            if (best.Count > take)
                best.RemoveAt(take);
        }
        return new([.. best.Take(limit).Select(Place)], best.Count > limit ? Place(best[limit - 1]) : null);

        ShelfPlace Place(int number) => new(Encoding.UTF8.GetString(shelf.Name(number)), shelf.Id(number));
    }

    /// <summary>How many of a kind have a match among their reviews.</summary>
    public static int Count(Matches matches, Kind kind, Func<int, bool>? isAsked = null)
    {
        var (shelf, matched) = (matches.Version.Store.Shelf(kind), 0);
        for (var (number, count) = (0, shelf.Count); number < count; number++)
            matched += isAsked?.Invoke(number) != false && IsMatched(matches, shelf, number) ? 1 : 0;
        return matched;
    }

    // Only the newest entry of an id that has reviews at all stands for it, with the reviews of the older ones.
    static bool IsMatched(Matches matches, Shelf shelf, int number)
    {
        if (!shelf.HasOlder)
            return shelf.Reviews[number].AnyIn(matches.Bits);
        var newest = shelf.Find(shelf.Id(number));
        while (newest > number && !matches.Version.HasLive(shelf.Reviews[newest]))
            newest = shelf.Older(newest);
        if (newest != number || !matches.Version.HasLive(shelf.Reviews[number]))
            return false;
        for (; number >= 0; number = shelf.Older(number))
            if (shelf.Reviews[number].AnyIn(matches.Bits))
                return true;
        return false;
    }
}

/// <summary>Where a film, a release or a reviewer stands: its folded name, which a release has none of, and its id.</summary>
internal sealed record ShelfPlace(string Name, Guid Id);
