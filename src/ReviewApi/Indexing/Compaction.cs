using System.Runtime.InteropServices;

namespace ReviewApi.Indexing;

/// <summary>Builds a store anew from what is alive in a version, in the order of publication.</summary>
internal sealed class Compaction
{
    readonly CatalogueVersion from;
    readonly Store into;

    // The old ordinals in their new order, and the new ordinal of each old one, less than 0 for the dead.
    readonly int[] alive;
    readonly int[] moved;
    readonly List<int> scratch = [];

    Compaction(CatalogueVersion from)
    {
        this.from = from;
        into = new Store(from.Reviews);
        (alive, moved) = (InOrder(from), new int[from.Count]);
        Array.Fill(moved, -1);
        for (var ordinal = 0; ordinal < alive.Length; ordinal++)
            moved[alive[ordinal]] = ordinal;
    }

    public static CatalogueVersion Rebuild(CatalogueVersion version)
    {
        var compaction = new Compaction(version);
        var pictures = compaction.Move(version.Store.Pictures, version.PartsOf(Field.Resolution).Count, compaction.into.Pictures);
        var tracks = compaction.Move(version.Store.Tracks, version.PartsOf(Field.AudioCodec).Count, compaction.into.Tracks);
        for (var field = 0; field < Fields.Count; field++)
            compaction.Move(version.Store.Terms[field], compaction.into.Terms[field], ((Field)field).IsOfPicture() ? pictures : tracks);
        compaction.Move(version.Store.Films, compaction.into.Films);
        compaction.MoveTitles();
        compaction.Move(version.Store.Reviewers, compaction.into.Reviewers);
        compaction.MoveColumns(compaction.Move(version.Store.Releases, compaction.into.Releases));
        compaction.into.Finish();
        return CatalogueVersion.Of(compaction.into, version.Aliases);
    }

    static int[] InOrder(CatalogueVersion version)
    {
        using var all = new Matches(version);
        var ordinals = all.Ordinals();
        Array.Sort(Array.ConvertAll(ordinals, Published), ordinals);
        return ordinals;

        long Published(int ordinal) => version.Segments[ordinal / Segment.Size].Times[Segment.PublishedAt][ordinal % Segment.Size];
    }

    void Move(FieldIndex old, FieldIndex into, int[] parts)
    {
        // The count first: there may be more at any moment, of which nothing is alive here.
        for (var (number, count) = (0, old.Terms.Count); number < count; number++)
        {
            if (Moved(old.Reviews[number], moved).IsEmpty)
                continue;
            var term = into.Terms.Add(old.Terms[number]);
            into.Reviews.Set(term, Moved(old.Reviews[number], moved), alive.Length);
            var reviews = Moved(old.Reviews[number], moved).Length;
            into.Printed.Set(term, old.Printed, number, reviews, postings => Moved(postings, moved).ToArray(), alive.Length);
            if (Moved(old.Parts[number], parts) is { IsEmpty: false } ordinals)
                into.Parts.Set(term, ordinals, alive.Length);
        }
    }

    // The new ordinal of each picture or track.
    int[] Move(Parts old, int count, Parts into)
    {
        var (owners, firsts, parts) = (old.Owners[..count].ToArray(), new int[from.Count], new int[count]);
        Array.Fill(parts, -1);
        for (var part = count - 1; part >= 0; part--)
            firsts[owners[part]] = part;
        for (var ordinal = 0; ordinal < alive.Length; ordinal++)
            for (var part = firsts[alive[ordinal]]; part < count && owners[part] == alive[ordinal]; part++)
                parts[part] = into.Add(ordinal);
        return parts;
    }

    // The new number of each old one.
    int[] Move(Shelf old, Shelf into)
    {
        var numbers = new int[old.Count];
        for (var number = 0; number < numbers.Length; number++)
        {
            if (Moved(old.Reviews[number], moved).IsEmpty)
                continue;
            // Two entries become one where the one between them is gone.
            var anew = into.Add(old.Id(number), old.Name(number), old.Year(number));
            into.Reviews.Set(anew, Moved(old.Reviews[number], moved, into.Reviews[anew]), alive.Length);
            numbers[number] = anew;
        }
        return numbers;
    }

    // What films are corrected to is added with the aliases.
    void MoveTitles()
    {
        var (old, anew) = (from.Store.TitledFilms, into.TitledFilms);
        var (titles, moving) = (from.Store[Field.FilmName].Terms, into[Field.FilmName].Terms);
        for (var (title, count) = (0, titles.Count); title < count; title++)
            foreach (var (film, number) in old.Of(title))
                if (Moved(old.Reviews[number], moved) is { IsEmpty: false } ordinals)
                    anew.Reviews.Set(anew.Add(moving.Add(titles[title]), film), ordinals, alive.Length);
    }

    void MoveColumns(int[] releases)
    {
        foreach (var ordinal in alive)
        {
            var (old, at) = (from.Segments[ordinal / Segment.Size], ordinal % Segment.Size);
            var (segment, place, _) = into.Next(old.Ids[at]);
            segment.Tags[place] = old.Tags[at];
            segment.SetTime(Segment.PublishedAt, place, old.Times[Segment.PublishedAt][at]);
            segment.SetTime(Segment.UpdatedAt, place, old.Times[Segment.UpdatedAt][at]);
            for (var column = 0; column < old.Bytes.Length; column++)
                segment.Bytes[column][place] = old.Bytes[column][at];
            segment.ReleaseDates[place] = old.ReleaseDates[at];
            segment.Titles[place] = into.Titles.Add(from.Store.Titles[old.Titles[at]]);
            segment.Releases[place] = releases[old.Releases[at]];
        }
    }

    // What is there already stays.
    ReadOnlySpan<int> Moved(Postings postings, int[] to, Postings? already = null)
    {
        scratch.Clear();
        foreach (var ordinal in postings)
            if (ordinal < to.Length && to[ordinal] is var place and >= 0 && already?.Has(place) != true)
                scratch.Add(place);
        foreach (var ordinal in already ?? Postings.None)
            scratch.Add(ordinal);
        scratch.Sort();
        return CollectionsMarshal.AsSpan(scratch);
    }
}
