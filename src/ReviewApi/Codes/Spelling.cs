using System.Security.Cryptography;
using System.Text;

namespace ReviewApi.Codes;

/// <summary>How spellings are compared.</summary>
internal static class Spelling
{
    const int LongestName = 300;
    const int MostNear = 3;

    // Too many choices begin with fewer letters.
    const int ShortestBeginning = 3;

    // What WithoutAccents makes of each character.
    static readonly Lazy<char[]> Plain = new(
        () => [.. Enumerable.Range(0, char.MaxValue + 1).Select(letter => WithoutAccent((char)letter))]);

    /// <summary>Counted up where the rules of OfName change: names that an earlier version folded are folded anew.</summary>
    public const short Version = 1;

    /// <summary>
    /// A code's or an alias's spelling without case, accents, blanks and punctuation: "DTS-HD MA" and "dts_hd_ma" are one.
    /// </summary>
    public static string OfCode(string text) =>
        string.Concat(Folding.Letters(Folding.Decomposed(text)).Where(letter => char.IsLetterOrDigit(letter) || letter is '.' or '+'));

    /// <summary>A title or a name folded, with one blank between its words: "Pan's  Labyrinth" and "pans labyrinth" are one.</summary>
    public static string OfName(string text) => Shortened(InWords(OfText(text)) is { Length: > 0 } folded ? folded : text.Trim());

    /// <summary>
    /// A text folded, with its punctuation: without case, accents, apostrophes and invisible characters, superscripts and fractions as
    /// words of their own, "and" for an ampersand.
    /// </summary>
    public static string OfText(string text) => Folding.Letters(Folding.Decomposed(text)).Replace("&", " and ", StringComparison.Ordinal);

    static string InWords(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Folding.IsOfWord(rune))
                words.Append(rune);
            else if (words is { Length: > 0 } && words[^1] != ' ')
                words.Append(' ');
        return words.ToString().TrimEnd();
    }

    /// <summary>A text with each letter in one piece (NFC).</summary>
    public static string Composed(string text) => Folding.WithoutNoncharacters(text).Normalize(NormalizationForm.FormC);

    /// <summary>A text of the same length, each letter that folds to one other letter replaced by that.</summary>
    public static string WithoutAccents(string text) => Ascii.IsValid(text) ? text : string.Create(text.Length, text, (plain, accented) =>
    {
        for (var place = 0; place < plain.Length; place++)
            plain[place] = Plain.Value[accented[place]];
    });

    static char WithoutAccent(char letter) =>
        letter >= '\u0080' && !char.IsSurrogate(letter)
        && Folding.Letters(Folding.Decomposed(letter.ToString())) is [var plain]
        && (char.IsAscii(plain) || plain != char.ToLowerInvariant(letter))
            ? plain
            : letter;

    /// <summary>
    /// The choices nearest to what was written, best first, three at most: those with a letter changed, those that go on from it (the
    /// shortest first, and the latest of versions), then those with more letters changed.
    /// </summary>
    public static IReadOnlyList<string> Nearest(string written, IEnumerable<(string Choice, string Spelling)> choices)
    {
        if (written.Length > LongestName || OfCode(written) is not { Length: > 0 and <= 100 } folded)
            return [];
        var spelled = choices.Select(choice => (choice.Choice, Spelling: OfCode(choice.Spelling))).ToList();
        var near = spelled
            .Select(choice => (choice.Choice, Distance: Distance(folded, choice.Spelling)))
            .Where(choice => choice.Distance <= Math.Max(2, folded.Length / 2))
            .OrderBy(choice => choice.Distance)
            .ThenBy(choice => choice.Choice, StringComparer.Ordinal)
            .ToList();
        var begun = spelled
            .Where(choice => folded.Length >= ShortestBeginning && choice.Spelling.StartsWith(folded, StringComparison.Ordinal))
            .OrderBy(choice => choice.Spelling.Length)
            .ThenByDescending(choice => choice.Choice, StringComparer.Ordinal);
        return near.TakeWhile(choice => choice.Distance <= 1).Select(choice => choice.Choice)
            .Concat(begun.Select(choice => choice.Choice))
            .Concat(near.Select(choice => choice.Choice))
            .Distinct().Take(MostNear).ToList();
    }

    // A few letters unfold to a whole sentence (U+FDFA), and an index takes no more than so many bytes: a hash stands for the rest.
    static string Shortened(string name)
    {
        if (name.Length <= LongestName)
            return name;
        var end = char.IsLowSurrogate(name[LongestName]) ? LongestName - 1 : LongestName;
        return $"{name[..end]} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}";
    }

    /// <summary>How many letters are to be changed, left out or put in to make one text the other (Levenshtein).</summary>
    public static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
