using System.Runtime.InteropServices;

namespace ReviewApi.Indexing;

/// <summary>
/// The films that have had a title, by the title's number among the names of films, each with the reviews that print it. What a film is
/// corrected to stands here too, without reviews.
/// </summary>
internal sealed class TitledFilms
{
    readonly NumberTable numbers = new();
    int[] lasts = [];
    Entry[] entries = [];
    int count;

    /// <summary>The reviews of each title of a film.</summary>
    public PostingLists Reviews { get; } = new();

    /// <summary>The number of a title of a film, which is added if it is new.</summary>
    public int Add(int title, Guid film)
    {
        var hash = Hash(title, film);
        if (numbers.Find(hash, new Key(this, title, film)) is var known and >= 0)
            return known;
        if (title >= lasts.Length)
            Volatile.Write(ref lasts, Lexicon.Grown(lasts, title + 1));
        if (count == entries.Length)
            Volatile.Write(ref entries, Lexicon.Grown(entries, count + 1));
        var number = count++;
        entries[number] = new(title, film, lasts[title]);
        numbers.Put(hash, new Key(this, title, film), number);
        Volatile.Write(ref lasts[title], count);
        return number;
    }

    /// <summary>The films of a title with the numbers that they have with it, the last one first.</summary>
    public IEnumerable<(Guid Film, int Number)> Of(int title)
    {
        var lasts = Volatile.Read(ref this.lasts);
        for (var last = title >= 0 && title < lasts.Length ? Volatile.Read(ref lasts[title]) : 0; last > 0;)
        {
            var entry = Volatile.Read(ref entries)[last - 1];
            yield return (entry.Film, last - 1);
            last = entry.Before;
        }
    }

    static uint Hash(int title, Guid film)
    {
        Span<byte> bytes = stackalloc byte[20];
        MemoryMarshal.Write(bytes, in film);
        MemoryMarshal.Write(bytes[16..], in title);
        return NumberTable.Hash(bytes);
    }

    // Before is one more than the number of the film that had the title before, 0 for none.
    readonly record struct Entry(int Title, Guid Film, int Before);

    readonly struct Key(TitledFilms titled, int title, Guid film) : IKey
    {
        public bool Is(int number) => titled.entries[number].Title == title && titled.entries[number].Film == film;
    }
}
