using System.Text;

namespace ReviewApi.Indexing;

/// <summary>
/// What is published at a moment. Whoever holds a version may ask it anything without a lock: what is written later has ordinals that are
/// beyond it, and ordinals that die later are still alive in it.
/// </summary>
internal sealed class CatalogueVersion
{
    readonly ulong[][] live;
    readonly int pictures;
    readonly int tracks;

    CatalogueVersion(Store store, ulong[][] live, int count, int reviews, Aliases aliases)
    {
        (Store, this.live, Count, Reviews, Aliases) = (store, live, count, reviews, aliases);
        (Segments, pictures, tracks) = (store.Segments, store.Pictures.Count, store.Tracks.Count);
    }

    public static CatalogueVersion Empty(int expected) => new(new Store(expected), [], 0, 0, Aliases.None);

    /// <summary>All reviews of a store are alive.</summary>
    public static CatalogueVersion Of(Store store, Aliases aliases)
    {
        var live = Enumerable.Range(0, store.Segments.Length).Select(_ => new ulong[Segment.Words]).ToArray();
        for (var ordinal = 0; ordinal < store.Count; ordinal++)
            live[ordinal / Segment.Size][ordinal % Segment.Size >> 6] |= 1UL << ordinal;
        return new(store, live, store.Count, store.Count, aliases);
    }

    public Store Store { get; }

    public Segment[] Segments { get; }

    /// <summary>What leads to films, releases and reviewers beside their ids.</summary>
    public Aliases Aliases { get; }

    /// <summary>How many ordinals there are, dead ones too.</summary>
    public int Count { get; }

    /// <summary>How many reviews there are.</summary>
    public int Reviews { get; }

    public int Words => Bitmap.Words(Count);

    public bool IsLive(int ordinal) => ordinal < Count && IsLive(live, ordinal);

    /// <summary>How many of some ordinals are alive.</summary>
    public int CountLive(Postings postings)
    {
        var count = 0;
        if (postings.Bits is { } bits)
        {
            for (var segment = 0; segment < live.Length && segment * Segment.Words < bits.Length; segment++)
                count += Bitmap.CountBoth(live[segment], bits.AsSpan(segment * Segment.Words));
            return count;
        }
        // A list may be long, and goes through the segments in order.
        var (bitsOf, first) = (Array.Empty<ulong>(), 0);
        foreach (var ordinal in postings)
        {
            if (ordinal >= Count)
                break;
            if (ordinal - first >= bitsOf.Length * 64)
                (bitsOf, first) = (live[ordinal / Segment.Size], ordinal / Segment.Size * Segment.Size);
            count += (int)(bitsOf[ordinal - first >> 6] >> ordinal & 1);
        }
        return count;
    }

    /// <summary>Whether any of some ordinals is alive.</summary>
    public bool HasLive(Postings postings)
    {
        foreach (var ordinal in postings)
            if (IsLive(ordinal))
                return true;
        return false;
    }

    /// <summary>The ordinal of a review, or less than 0.</summary>
    public int Find(Guid id) => Find(id, live, Count);

    public Guid IdOf(int ordinal) => Segments[ordinal / Segment.Size].Ids[ordinal % Segment.Size];

    /// <summary>What tells this state of a review from any other.</summary>
    public ulong TagOf(int ordinal) => Segments[ordinal / Segment.Size].Tags[ordinal % Segment.Size];

    public DateTimeOffset PublishedAt(int ordinal) =>
        ListingReader.Time(Segments[ordinal / Segment.Size].Times[Segment.PublishedAt][ordinal % Segment.Size]);

    /// <summary>The number of a review's release.</summary>
    public int ReleaseOf(int ordinal) => Segments[ordinal / Segment.Size].Releases[ordinal % Segment.Size];

    /// <summary>What changes with the reviews of a film, a release or a reviewer, and with the codes that it is known by.</summary>
    public ulong StampOf(Kind kind, Guid id)
    {
        var (shelf, stamp) = (Store.Shelf(kind), 0UL);
        for (var number = shelf.Find(id); number >= 0; number = shelf.Older(number))
            foreach (var ordinal in shelf.Reviews[number])
                if (IsLive(ordinal))
                    stamp += NumberTable.Mixed(TagOf(ordinal));
        foreach (var code in Aliases.CodesOf(id))
            stamp += NumberTable.Mixed((ulong)code.GetHashCode(StringComparison.Ordinal));
        return stamp;
    }

    /// <summary>The pictures or the tracks, which have a field, and how many there are.</summary>
    public (Parts Parts, int Count) PartsOf(Field field) => field.IsOfPicture() ? (Store.Pictures, pictures) : (Store.Tracks, tracks);

    /// <summary>Writes the bits of what is alive.</summary>
    public void CopyLive(Span<ulong> bits)
    {
        for (var word = 0; word < bits.Length; word += Segment.Words)
            live[word / Segment.Words].AsSpan(0, Math.Min(Segment.Words, bits.Length - word)).CopyTo(bits[word..]);
    }

    /// <summary>The version after some changes, and with the aliases of some films, releases and reviewers as they are now.</summary>
    public CatalogueVersion After(IEnumerable<Change> changes, IReadOnlyCollection<Alias> changed)
    {
        foreach (var (film, title) in changed.SelectMany(alias => alias.Titles.Select(title => (alias.Id, title))))
            Store.AddTitle(Encoding.UTF8.GetBytes(title), film);
        return After(changes, changed.Count == 0 ? Aliases : Aliases.With(changed));
    }

    CatalogueVersion After(IEnumerable<Change> changes, Aliases aliases)
    {
        var (next, copied, reviews) = (live.ToList(), new HashSet<int>(), Reviews);
        foreach (var change in changes)
        {
            // Before the listing is added: what it replaces is alive until it is.
            var before = Find(change.Id, next, Store.Count);
            var ordinal = change.Row is null ? -1 : Store.Add(change.Id, change.Row);
            if (before >= 0)
                Set(before, isLive: false);
            if (ordinal >= 0)
                Set(ordinal, isLive: true);
        }
        MakeRoom(Store.Count);
        return new(Store, [.. next], Store.Count, reviews, aliases);

        void Set(int ordinal, bool isLive)
        {
            var segment = ordinal / Segment.Size;
            MakeRoom(ordinal + 1);
            if (copied.Add(segment))
                next[segment] = [.. next[segment]];
            next[segment][ordinal % Segment.Size >> 6] ^= 1UL << ordinal;
            reviews += isLive ? 1 : -1;
        }

        void MakeRoom(int count)
        {
            while (next.Count * Segment.Size < count)
                next.Add(new ulong[Segment.Words]);
        }
    }

    int Find(Guid id, IReadOnlyList<ulong[]> live, int count)
    {
        var ordinal = Store.Find(id);
        // One that is newer, or was taken back, has another before it.
        while (ordinal >= 0 && (ordinal >= count || !IsLive(live, ordinal)))
            ordinal = Store.Before(ordinal);
        return ordinal;
    }

    static bool IsLive(IReadOnlyList<ulong[]> live, int ordinal) =>
        ordinal / Segment.Size < live.Count && Bitmap.Has(live[ordinal / Segment.Size], ordinal % Segment.Size);
}

/// <summary>A change of one review: its row from now on, or null if it is no longer published.</summary>
internal readonly record struct Change(Guid Id, byte[]? Row);
