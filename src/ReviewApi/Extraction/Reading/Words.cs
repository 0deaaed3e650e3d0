using System.Globalization;
using System.Text;
using ReviewApi.Codes;

namespace ReviewApi.Extraction.Reading;

/// <summary>
/// The words of a text, each with its place and folded as spellings of codes are; "5.1", "HDR10+" and "Rec.709" are one word each, "DD5.1"
/// and "l'image" are two. The folded words stand one after another in one text, so that any run of them is a stretch of it.
/// </summary>
internal sealed class Words
{
    const int LongestFolded = 200;

    readonly List<int> starts = [];
    readonly List<int> ends = [];
    readonly List<int> foldedStarts = [];
    readonly string folded;

    public Words(string text)
    {
        var all = new StringBuilder(text.Length);
        for (var place = 0; place < text.Length;)
        {
            if (!IsLetter(text, place))
            {
                place++;
                continue;
            }
            var start = place;
            while (place < text.Length && (IsLetter(text, place) || IsWithin(text, start, place))
                && !(place > start && IsNumberBehind(text, place)))
                place++;
            var length = all.Length;
            Fold(text.AsSpan(start, place - start), all);
            if (all.Length == length)
                continue;
            starts.Add(start);
            ends.Add(place);
            foldedStarts.Add(length);
        }
        foldedStarts.Add(all.Length);
        folded = all.ToString();
    }

    public int Count => starts.Count;

    public int Start(int word) => starts[word];

    public int End(int word) => ends[word];

    /// <summary>Where a run of words stands.</summary>
    public Stretch Run(int first, int last) => new(starts[first], ends[last]);

    /// <summary>A run of words, folded, as one.</summary>
    public ReadOnlySpan<char> Folded(int first, int last) =>
        folded.AsSpan(foldedStarts[first], foldedStarts[last + 1] - foldedStarts[first]);

    /// <summary>A word, folded.</summary>
    public ReadOnlySpan<char> this[int word] => Folded(word, word);

    /// <summary>The first word that does not begin before a place.</summary>
    public int From(int place)
    {
        var found = starts.BinarySearch(place);
        return found < 0 ? ~found : found;
    }

    static bool IsLetter(string text, int place) =>
        char.IsLetterOrDigit(text[place])
        || char.IsSurrogate(text[place])
        || text[place] > 0x300 && char.GetUnicodeCategory(text[place]) is UnicodeCategory.NonSpacingMark;

    // A point or a comma between digits, an apostrophe between letters, a plus behind a word.
    static bool IsWithin(string text, int start, int place) =>
        text[place] switch
        {
            '.' or ',' => Is(text, place - 1, char.IsAsciiDigit) && Is(text, place + 1, char.IsAsciiDigit),
            '\'' or '’' => Is(text, place - 1, char.IsLetter) && Is(text, place + 1, char.IsLetter) && !IsElided(text.AsSpan(start..place)),
            '+' => !Is(text, place + 1, char.IsLetterOrDigit),
            _ => false,
        };

    // "l'image", "d'après", "qu'il".
    static bool IsElided(ReadOnlySpan<char> word) =>
        word.Length == 1 && "cdjlmnstCDJLMNST".Contains(word[0]) || word is "qu" or "Qu";

    // "DD5.1", "PCM2.0": the channels stand apart.
    static bool IsNumberBehind(string text, int place) =>
        Is(text, place - 1, char.IsAsciiLetter) && Is(text, place, char.IsAsciiDigit)
        && Is(text, place + 1, letter => letter == '.') && Is(text, place + 2, char.IsAsciiDigit);

    static bool Is(string text, int place, Func<char, bool> kind) => place >= 0 && place < text.Length && kind(text[place]);

    static void Fold(ReadOnlySpan<char> word, StringBuilder all)
    {
        if (!Ascii.IsValid(word))
        {
            all.Append(Spelling.OfCode(word.Length > LongestFolded ? word[..LongestFolded].ToString() : word.ToString()));
            return;
        }
        foreach (var letter in word)
            if (char.IsAsciiLetterOrDigit(letter) || letter is '.' or '+')
                all.Append(char.ToLowerInvariant(letter));
            else if (letter == ',')
                all.Append('.');
    }
}
