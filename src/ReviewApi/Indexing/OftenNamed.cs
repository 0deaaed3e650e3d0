using System.Numerics;

namespace ReviewApi.Indexing;

/// <summary>
/// The names of a field by about how often reviews have them: each stands at the level of the number of its bits, and anew when it rises.
/// So the most frequent ones are found first without sorting.
/// </summary>
internal sealed class OftenNamed
{
    /// <summary>The level of those with the most reviews; the reviews of each are so many powers of two.</summary>
    public const int Highest = Levels - 1;

    const int Levels = 31;

    readonly int[][] names = [.. Enumerable.Range(0, Levels).Select(_ => Array.Empty<int>())];
    readonly int[] counts = new int[Levels];

    /// <summary>Notes that so many reviews have a name now.</summary>
    public void Note(int name, int reviews)
    {
        if (!BitOperations.IsPow2(reviews))
            return;
        var level = BitOperations.Log2((uint)reviews);
        if (counts[level] == names[level].Length)
            Volatile.Write(ref names[level], Lexicon.Grown(names[level], counts[level] + 1));
        names[level][counts[level]] = name;
        Volatile.Write(ref counts[level], counts[level] + 1);
    }

    /// <summary>Begins anew with all names, each at its own level only. Only while nobody reads.</summary>
    public void Finish(FieldIndex field)
    {
        Array.Clear(counts);
        var sizes = new int[Levels];
        for (var name = 0; name < field.Terms.Count; name++)
            sizes[Level(field, name)]++;
        for (var level = 0; level < Levels; level++)
            names[level] = new int[sizes[level]];
        for (var name = 0; name < field.Terms.Count; name++)
            names[Level(field, name)][counts[Level(field, name)]++] = name;
    }

    /// <summary>The names of each level from the highest on, those that most reviews have first. One may come again.</summary>
    public IEnumerable<ReadOnlyMemory<int>> MostFirst()
    {
        for (var level = Levels - 1; level >= 0; level--)
        {
            var count = Volatile.Read(ref counts[level]);
            yield return Volatile.Read(ref names[level]).AsMemory(0, count);
        }
    }

    static int Level(FieldIndex field, int name) => BitOperations.Log2((uint)Math.Max(1, field.Reviews.About(name)));
}
