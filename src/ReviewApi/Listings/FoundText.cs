using System.Text;

namespace ReviewApi.Listings;

/// <summary>A part of a review as full text search takes it: its words.</summary>
/// <param name="Words">All words in order; of a plain text each word once.</param>
/// <param name="IsPlain">Whether the words have no places, so that they fit: no phrase is found in it.</param>
/// <param name="Size">How many bytes its tsvector has at most, with the number of a section in front of each word.</param>
internal sealed record FoundText(IReadOnlyList<string> Words, bool IsPlain, int Size)
{
    // A tsvector has less than 1 MiB. Words with their places leave room for the stems that are longer than their words.
    const int MostBytes = 1_040_000;
    const int MostBytesWithPlaces = 750_000;
    const int MostLettersWithPlaces = 1_500_000;

    // A word that nobody searches for.
    const string Gap = "endoftextwithoutmore";

    const int MostPlaces = 256;

    /// <summary>
    /// Parts that fit into one tsvector together: the longest without the places of their words where they have too many.
    /// </summary>
    public static IReadOnlyList<FoundText> Fitting(IReadOnlyList<IReadOnlyList<string>> parts)
    {
        var found = parts.Select(WithPlaces).ToList();
        foreach (var longest in Enumerable.Range(0, found.Count).OrderByDescending(part => found[part].Size).ToList())
            if (found.Sum(part => part.Size) > MostBytesWithPlaces)
                found[longest] = Plain(parts[longest], MostBytes);
        var room = MostBytes;
        for (var part = 0; part < found.Count; room -= found[part].Size, part++)
            if (found[part].Size > room)
                found[part] = Plain(parts[part], room);
        return found;
    }

    // No phrase goes from one text to the next.
    static FoundText WithPlaces(IReadOnlyList<string> texts)
    {
        var (words, letters) = (new List<string>(), 0);
        foreach (var text in texts.SelectMany(TextWords.Spellings))
        {
            // A few letters may unfold to a whole sentence.
            if ((letters += text.Length) > MostLettersWithPlaces)
                return new FoundText([], IsPlain: false, MostBytes);
            words.AddRange(TextWords.Found(text).Append(Gap).Concat(Joined(text)));
        }
        var size = words.CountBy(word => word).Sum(word => Bytes(word.Key) + 3 + 2 * Math.Min(word.Value, MostPlaces));
        return new FoundText(words, IsPlain: false, size);
    }

    static FoundText Plain(IReadOnlyList<string> texts, int room)
    {
        var (words, size) = (new HashSet<string>(), 0);
        foreach (var word in texts.Select(TextWords.Folded).SelectMany(text => TextWords.Found(text).Concat(Joined(text))))
            if (size + Bytes(word) <= room && words.Add(word))
                size += Bytes(word);
        return new FoundText([.. words], IsPlain: true, size);
    }

    // With the number of its section in front.
    static int Bytes(string word) => 1 + Encoding.UTF8.GetByteCount(word);

    static IEnumerable<string> Joined(string text) => TextWords.Joins(text, TextWords.In(text)).Select(one => one.Joined);
}
