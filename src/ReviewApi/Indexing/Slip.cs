using System.Text;

namespace ReviewApi.Indexing;

/// <summary>
/// A slip of the pen: one letter wrong, left out, added, or two neighbours changed places. Texts are UTF-8, letters its characters.
/// </summary>
internal static class Slip
{
    const int Longest = 64;
    const int Width = Longest + 1;

    /// <summary>Whether a text is a word with a slip in it, or the word itself.</summary>
    public static bool IsWithin(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => IsWithin(text, word, isBeginning: false);

    /// <summary>Whether a word begins with a text that may have a slip in it.</summary>
    public static bool BeginsWithin(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => IsWithin(text, word, isBeginning: true);

    /// <summary>How many slips there are between two words at least, each letter in one at most; many where they are very long.</summary>
    public static int Distance(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (one.Length > Longest || other.Length > Longest)
            return Longest;
        Span<Rune> first = stackalloc Rune[Longest], second = stackalloc Rune[Longest];
        first = first[..Decode(one, first)];
        second = second[..Decode(other, second)];
        // The last three rows of the table, one after another.
        Span<int> rows = stackalloc int[3 * Width];
        for (var j = 0; j <= second.Length; j++)
            rows[j] = j;
        for (var i = 1; i <= first.Length; i++)
        {
            var row = rows[(i % 3 * Width)..];
            var above = rows[((i + 2) % 3 * Width)..];
            var before = rows[((i + 1) % 3 * Width)..];
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                row[j] = Math.Min(above[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1), Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
        }
        return rows[(first.Length % 3 * Width) + second.Length];
    }

    /// <summary>How many letters a text has.</summary>
    public static int Letters(ReadOnlySpan<byte> text)
    {
        var letters = 0;
        foreach (var one in text)
            letters += (one & 0xC0) == 0x80 ? 0 : 1;
        return letters;
    }

    /// <summary>How many bytes the first letter of a text takes.</summary>
    public static int LetterLength(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out _, out var length);
        return length;
    }

    // One slip is at the first place where they differ, or can be seen as being there.
    static bool IsWithin(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word, bool isBeginning)
    {
        var same = text.CommonPrefixLength(word);
        while (same > 0 && (same < text.Length && IsInLetter(text[same]) || same < word.Length && IsInLetter(word[same])))
            same--;
        text = text[same..];
        word = word[same..];
        if (text.IsEmpty)
            return isBeginning || word.IsEmpty || LetterLength(word) == word.Length;
        var (typed, meant) = (LetterLength(text), word.IsEmpty ? 0 : LetterLength(word));
        if (Fits(text[typed..], word, isBeginning))
            return true;
        if (word.IsEmpty)
            return false;
        return Fits(text[typed..], word[meant..], isBeginning) || Fits(text, word[meant..], isBeginning)
            || text.Length > typed && word.Length > meant && AreSwapped(text, typed, word, meant, isBeginning);
    }

    static bool AreSwapped(ReadOnlySpan<byte> text, int typed, ReadOnlySpan<byte> word, int meant, bool isBeginning)
    {
        var (second, after) = (LetterLength(text[typed..]), LetterLength(word[meant..]));
        return text[..typed].SequenceEqual(word.Slice(meant, after)) && text.Slice(typed, second).SequenceEqual(word[..meant])
            && Fits(text[(typed + second)..], word[(meant + after)..], isBeginning);
    }

    static bool Fits(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word, bool isBeginning) =>
        isBeginning ? word.StartsWith(text) : word.SequenceEqual(text);

    static int Decode(ReadOnlySpan<byte> text, Span<Rune> letters)
    {
        var count = 0;
        for (; !text.IsEmpty; count++)
        {
            Rune.DecodeFromUtf8(text, out letters[count], out var length);
            text = text[length..];
        }
        return count;
    }

    static bool IsInLetter(byte one) => (one & 0xC0) == 0x80;
}
