using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ReviewApi.Codes;

namespace ReviewApi.Listings;

/// <summary>A word of a text: where it stands.</summary>
internal readonly record struct Word(int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>
/// How full text search divides a text into words, in what is indexed and in what is asked for alike: letters, marks and digits make words,
/// everything else separates them. PostgreSQL's parser sees nothing but these words with blanks between them.
/// </summary>
internal static class TextWords
{
    // A longer word counts by its beginning and a hash of the whole: PostgreSQL takes 2,046 bytes.
    const int Longest = 100;
    const int Beginning = 64;

    // So many words with one of these between them are found as a single word too: emperors, dtshd, h264, swat.
    const int MostJoined = 6;
    const string Joining = "'’‘`´′ʼ-‐‑.";

    enum Kind
    {
        Sign,
        Letter,
        Mark,
        Invisible,
        Number,
    }

    /// <summary>The words of a text in order.</summary>
    public static List<Word> In(string text)
    {
        var words = new List<Word>(text.Length / 5);
        var (start, end) = (-1, 0);
        for (int place = 0, length; place < text.Length; place += length)
        {
            var kind = KindAt(text, place, out length);
            if (kind == Kind.Letter || kind == Kind.Mark && start >= 0)
            {
                start = start < 0 ? place : start;
                end = place + length;
            }
            else if (kind != Kind.Invisible)
            {
                if (start >= 0)
                    words.Add(new Word(start, end - start));
                start = -1;
                if (kind == Kind.Number)
                    words.Add(new Word(place, length));
            }
        }
        if (start >= 0)
            words.Add(new Word(start, end - start));
        return words;
    }

    /// <summary>The words of a text as search knows them.</summary>
    public static IEnumerable<string> Found(string text) => In(text).SelectMany(word => Known(text.AsSpan(word.Start, word.Length)));

    /// <summary>
    /// The words of a text that have a hyphen, an apostrophe or a full stop between them, joined: the place of the whole and what it is
    /// found as.
    /// </summary>
    public static IEnumerable<(Word Whole, string Joined)> Joins(string text, IReadOnlyList<Word> words)
    {
        for (int first = 0, last; first < words.Count; first = last + 1)
        {
            last = first;
            while (last + 1 < words.Count && IsJoined(text, words[last], words[last + 1]))
                last++;
            if (last == first || last - first >= MostJoined)
                continue;
            var joined = string.Concat(
                Enumerable.Range(first, last - first + 1).Select(place => text.Substring(words[place].Start, words[place].Length)));
            foreach (var known in Known(joined))
                yield return (new Word(words[first].Start, words[last].End - words[first].Start), known);
        }
    }

    /// <summary>
    /// The spellings of a text that it is found by, each once: as it is, since stemming goes by accents, without accents, and folded.
    /// </summary>
    public static IEnumerable<string> Spellings(string text)
    {
        var composed = Spelling.Composed(text);
        return new[] { composed, Spelling.WithoutAccents(composed), Folded(text) }.Distinct();
    }

    /// <summary>The spelling that makes the most words alike.</summary>
    public static string Folded(string text) => Spelling.OfText(text);

    /// <summary>A word as search knows it, in lower case and without what is invisible. A fraction is known as its two numbers.</summary>
    public static IEnumerable<string> Known(ReadOnlySpan<char> word)
    {
        var visible = Ascii.IsValid(word) ? word.ToString() : Visible(word.ToString());
        if (IsNumber(visible) && visible.Normalize(NormalizationForm.FormKD) is var digits && digits != visible)
            return Found(digits);
        return [Shortened(visible.ToLowerInvariant())];
    }

    static bool IsJoined(string text, Word word, Word next) =>
        next.Start - word.End == 1 && Joining.Contains(text[word.End], StringComparison.Ordinal);

    static Kind KindAt(string text, int place, out int length)
    {
        length = 1;
        var letter = text[place];
        if (char.IsAscii(letter))
            return char.IsAsciiLetterOrDigit(letter) ? Kind.Letter : Kind.Sign;
        if (!char.IsSurrogate(letter))
            return letter == 'ʼ' ? Kind.Sign : KindOf(CharUnicodeInfo.GetUnicodeCategory(letter));
        if (!Rune.TryGetRuneAt(text, place, out var rune))
            return Kind.Sign;
        length = rune.Utf16SequenceLength;
        return KindOf(Rune.GetUnicodeCategory(rune));
    }

    static Kind KindOf(UnicodeCategory category) => category switch
    {
        <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber => Kind.Letter,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => Kind.Mark,
        UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
        UnicodeCategory.Format => Kind.Invisible,
        _ => Kind.Sign,
    };

    static string Visible(string word) =>
        string.Concat(word.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format));

    static bool IsNumber(string word) =>
        word.Length <= 2 && !Ascii.IsValid(word) && KindAt(word, 0, out var length) == Kind.Number && length == word.Length;

    static string Shortened(string word)
    {
        if (word.Length <= Longest)
            return word;
        var end = char.IsHighSurrogate(word[Beginning - 1]) ? Beginning - 1 : Beginning;
        return $"{word[..end]}x0{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(word)).AsSpan(0, 16))}";
    }
}
