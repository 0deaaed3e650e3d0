namespace ReviewApi.Indexing;

/// <summary>Builds a store anew from what is alive in a version, in the order of publication.</summary>
internal sealed class Compaction
{
    readonly CatalogueVersion from;
    readonly Store into;

    // The old ordinals in their new order, and the new ordinal of each old one, less than 0 for the dead.
    readonly int[] alive;
    readonly int[] moved;
    readonly int[] scratch;

    Compaction(CatalogueVersion from)
    {
        this.from = from;
        into = new Store(from.Reviews);
        (alive, moved, scratch) = (InOrder(from), new int[from.Count], new int[from.Count]);
        Array.Fill(moved, -1);
        for (var ordinal = 0; ordinal < alive.Length; ordinal++)
            moved[alive[ordinal]] = ordinal;
    }

    public static CatalogueVersion Of(CatalogueVersion version)
    {
        var compaction = new Compaction(version);
        foreach (var (old, anew) in version.Store.Terms.Zip(compaction.into.Terms))
            compaction.Move(old, anew);
        compaction.Move(version.Store.Films, compaction.into.Films);
        compaction.Move(version.Store.Reviewers, compaction.into.Reviewers);
        compaction.MoveColumns(compaction.Move(version.Store.Releases, compaction.into.Releases));
        compaction.into.Finish();
        return CatalogueVersion.Of(compaction.into);
    }

    static int[] InOrder(CatalogueVersion version)
    {
        using var all = new Matches(version);
        var ordinals = all.Ordinals();
        Array.Sort(Array.ConvertAll(ordinals, Published), ordinals);
        return ordinals;

        long Published(int ordinal) => version.Segments[ordinal / Segment.Size].Times[Segment.PublishedAt][ordinal % Segment.Size];
    }

    void Move(FieldIndex old, FieldIndex anew)
    {
        var slots = old.Slots;
        // The count first: there may be more at any moment, of which nothing is alive here.
        for (var (number, count) = (0, old.Terms.Count); number < count; number++)
        {
            var whole = Moved(old.Whole[number]);
            if (whole.IsEmpty)
                continue;
            var term = anew.Terms.Add(old.Terms[number]);
            anew.Whole.Set(term, whole, alive.Length);
            for (var slot = 0; slot < slots.Length; slot++)
                if (Moved(slots[slot][number]) is { IsEmpty: false } ordinals)
                    anew.Slot(slot).Set(term, ordinals, alive.Length);
        }
    }

    // The new number of each old one.
    int[] Move(Shelf old, Shelf into)
    {
        var numbers = new int[old.Count];
        for (var number = 0; number < numbers.Length; number++)
        {
            if (Moved(old.Reviews[number]).IsEmpty)
                continue;
            // Two entries become one where the one between them is gone.
            var anew = into.Add(old.Id(number), old.Name(number));
            into.Reviews.Set(anew, Moved(old.Reviews[number], into.Reviews[anew]), alive.Length);
            numbers[number] = anew;
        }
        return numbers;
    }

    void MoveColumns(int[] releases)
    {
        foreach (var ordinal in alive)
        {
            var (old, at) = (from.Segments[ordinal / Segment.Size], ordinal % Segment.Size);
            var (segment, place, _) = into.Next(old.Ids[at]);
            segment.Revisions[place] = old.Revisions[at];
            segment.SetTime(Segment.PublishedAt, place, old.Times[Segment.PublishedAt][at]);
            segment.SetTime(Segment.UpdatedAt, place, old.Times[Segment.UpdatedAt][at]);
            for (var column = 0; column < old.Bytes.Length; column++)
                segment.Bytes[column][place] = old.Bytes[column][at];
            segment.ReleaseDates[place] = old.ReleaseDates[at];
            segment.Titles[place] = into.Titles.Add(from.Store.Titles[old.Titles[at]]);
            segment.Releases[place] = releases[old.Releases[at]];
        }
    }

    ReadOnlySpan<int> Moved(Postings postings, Postings? already = null)
    {
        var count = 0;
        foreach (var ordinal in postings)
            if (ordinal < moved.Length && moved[ordinal] is var to and >= 0 && already?.Has(to) != true)
                scratch[count++] = to;
        foreach (var ordinal in already ?? Postings.None)
            scratch[count++] = ordinal;
        var list = scratch.AsSpan(0, count);
        list.Sort();
        return list;
    }
}
