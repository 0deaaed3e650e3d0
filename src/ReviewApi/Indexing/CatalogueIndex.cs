namespace ReviewApi.Indexing;

/// <summary>
/// The published reviews in memory, made for any question. Changes come one after another and are there for readers all at once, as a new
/// version; readers take the current one and wait for nobody.
/// </summary>
internal sealed class CatalogueIndex
{
    // From so many on, dead ordinals or titles out of rank cost more than a rebuild.
    const int ManyDead = 4096;
    const int ManyUnranked = 4096;

    readonly Lock writing = new();
    readonly Lock compacting = new();
    CatalogueVersion current = CatalogueVersion.Empty(expected: 0);
    List<Change>? meanwhile;

    /// <summary>An index of many rows at once, the first published ones first if it is to be fast; of so many as are expected.</summary>
    public static CatalogueIndex Build(IEnumerable<Change> rows, int expected)
    {
        var built = CatalogueVersion.Empty(expected).After(rows, changed: []);
        built.Store.Finish();
        return new CatalogueIndex { current = built };
    }

    /// <summary>What is published now.</summary>
    public CatalogueVersion Current => Volatile.Read(ref current);

    /// <summary>Whether memory is to be taken back, and titles ranked anew, by <see cref="Compact"/>.</summary>
    public bool NeedsCompaction
    {
        get
        {
            var version = Current;
            return version.Count - version.Reviews > Math.Max(ManyDead, version.Reviews / 4)
                || version.Store.Unranked > Math.Max(ManyUnranked, version.Store.Names / 16);
        }
    }

    /// <summary>Applies some changes in their order. What a reader asks after it has all of them.</summary>
    public void Apply(IReadOnlyCollection<Change> changes, IReadOnlyCollection<Alias>? aliases = null)
    {
        lock (writing)
        {
            Volatile.Write(ref current, current.After(changes, aliases ?? []));
            meanwhile?.AddRange(changes);
        }
    }

    /// <summary>Builds everything anew without what is dead, while others read and write, and changes over to it.</summary>
    public void Compact()
    {
        lock (compacting)
        {
            CatalogueVersion before;
            lock (writing)
            {
                before = current;
                meanwhile = [];
            }
            try
            {
                var compacted = Compaction.Rebuild(before);
                lock (writing)
                    Volatile.Write(ref current, compacted.After(meanwhile, current.Aliases.All));
            }
            finally
            {
                lock (writing)
                    meanwhile = null;
            }
        }
    }
}
