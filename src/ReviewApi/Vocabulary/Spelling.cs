using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReviewApi.Vocabulary;

/// <summary>How spellings are compared.</summary>
internal static class Spelling
{
    const int LongestName = 300;

    /// <summary>A code's or an alias's spelling without case, accents, blanks and punctuation: "DTS-HD MA" and "dts_hd_ma" are one.</summary>
    public static string OfCode(string text) =>
        string.Concat(Folded(text).Where(letter => char.IsLetterOrDigit(letter) || letter is '.' or '+'));

    /// <summary>A title or a name without case and accents, its words apart by one blank: "Pan's  Labyrinth" and "pans labyrinth" are one.</summary>
    public static string OfName(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var letter in Folded(text))
            if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter))
                words.Append(letter);
            else if (letter is not ('\'' or '’' or 'ʼ' or '.') && words is { Length: > 0 } && words[^1] != ' ')
                words.Append(' ');
        var folded = words.ToString().TrimEnd();
        return Shortened(folded.Length > 0 ? folded : text.Trim());
    }

    /// <summary>A text with each letter in one piece (NFC).</summary>
    public static string Composed(string text) => WithoutNoncharacters(text).Normalize(NormalizationForm.FormC);

    /// <summary>A text with ligatures as two letters.</summary>
    public static string WithoutLigatures(string text) => Ascii.IsValid(text) ? text : text
        .Replace("œ", "oe", StringComparison.Ordinal).Replace("Œ", "Oe", StringComparison.Ordinal)
        .Replace("æ", "ae", StringComparison.Ordinal).Replace("Æ", "Ae", StringComparison.Ordinal)
        .Replace("ß", "ss", StringComparison.Ordinal);

    /// <summary>A text of the same length with each letter's accents taken away.</summary>
    public static string WithoutAccents(string text) => Ascii.IsValid(text) ? text : string.Create(text.Length, text, (plain, accented) =>
    {
        for (var place = 0; place < plain.Length; place++)
            plain[place] = WithoutAccent(accented[place]);
    });

    static char WithoutAccent(char letter) => letter switch
    {
        < '\u0080' => letter,
        // Dashes, quotation marks and dots: the most frequent ones.
        >= '\u2010' and <= '\u2027' => letter,
        'ø' => 'o',
        'Ø' => 'O',
        'đ' => 'd',
        'ł' => 'l',
        _ when char.IsSurrogate(letter) || IsNoncharacter(new Rune(letter)) => letter,
        _ => letter.ToString().Normalize(NormalizationForm.FormD) is [var plain, .. var marks] && marks.All(mark => CharUnicodeInfo.GetUnicodeCategory(mark) is UnicodeCategory.NonSpacingMark) ? plain : letter,
    };

    /// <summary>The choices nearest to what was written, best first, three at most.</summary>
    public static IReadOnlyList<string> Nearest(string written, IEnumerable<(string Choice, string Spelling)> choices)
    {
        var folded = OfCode(written);
        if (folded.Length > 100)
            return [];
        return choices
            .Select(choice => (choice.Choice, Distance: Distance(folded, OfCode(choice.Spelling))))
            .Where(choice => choice.Distance <= Math.Max(2, folded.Length / 2))
            .GroupBy(choice => choice.Choice, (choice, same) => (Choice: choice, Distance: same.Min(one => one.Distance)))
            .OrderBy(choice => choice.Distance)
            .ThenBy(choice => choice.Choice, StringComparer.Ordinal)
            .Take(3)
            .Select(choice => choice.Choice)
            .ToList();
    }

    // A few letters unfold to a whole sentence (U+FDFA), and an index takes no more than so many bytes: a hash stands for the rest.
    static string Shortened(string name)
    {
        if (name.Length <= LongestName)
            return name;
        var end = char.IsLowSurrogate(name[LongestName]) ? LongestName - 1 : LongestName;
        return $"{name[..end]} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}";
    }

    static IEnumerable<char> Folded(string text) =>
        WithoutNoncharacters(text).Normalize(NormalizationForm.FormKD)
            .ToLowerInvariant()
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
            .SelectMany(letter => letter switch { 'ß' => "ss", 'æ' => "ae", 'œ' => "oe", 'ø' => "o", 'đ' => "d", 'ł' => "l", _ => letter.ToString() });

    // U+FFFE and its like are valid text, and cannot be normalized.
    static string WithoutNoncharacters(string text) =>
        text.EnumerateRunes().Any(IsNoncharacter) ? string.Concat(text.EnumerateRunes().Where(rune => !IsNoncharacter(rune))) : text;

    static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

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
