using System.Globalization;

namespace ReviewApi.Extraction.Reading;

/// <summary>How words are written, by which prose differs from titles and lists.</summary>
internal static class Wording
{
    const int WordsOfProse = 9;
    const int WordsOfLabelled = 5;
    const double OfEnded = 0.25;

    /// <summary>Which share of the words, numbers apart, begins with a small letter, or with one that has no case.</summary>
    public static double SmallShare(ReadOnlySpan<char> said)
    {
        var (small, all, inWord) = (0, 0, false);
        foreach (var letter in said)
        {
            var isWord = char.IsLetterOrDigit(letter) || letter is '\'' or '’' or '-' or '.' && inWord;
            if (isWord && !inWord && !char.IsAsciiDigit(letter))
                (all, small) = (all + 1, small + (char.IsLower(letter) || IsUncased(letter) ? 1 : 0));
            inWord = isWord;
        }
        return all == 0 ? 0 : (double)small / all;
    }

    static bool IsUncased(char letter) => char.GetUnicodeCategory(letter) is UnicodeCategory.OtherLetter;

    /// <summary>Whether there are more than two letters, and none is small.</summary>
    public static bool IsUpper(ReadOnlySpan<char> said)
    {
        var letters = 0;
        foreach (var letter in said)
            if (char.IsLower(letter))
                return false;
            else if (char.IsLetter(letter))
                letters++;
        return letters > 2;
    }

    /// <summary>Whether a stretch is a sentence or more: it ends or goes on as one, and has small letters.</summary>
    public static bool IsProse(string text, Stretch at)
    {
        var said = text.AsSpan(at.Start..at.End);
        return CountWords(said) >= WordsOfLabelled
            && (said.Contains(". ", StringComparison.Ordinal) && CountWords(said) >= WordsOfProse || said[^1] is '.' or '!' or '?')
            && SmallShare(said) >= OfEnded;
    }

    /// <summary>How many words there are.</summary>
    public static int CountWords(ReadOnlySpan<char> said)
    {
        var (count, inWord) = (0, false);
        foreach (var letter in said)
        {
            var isWord = char.IsLetterOrDigit(letter) || letter is '\'' or '’';
            count += isWord && !inWord ? 1 : 0;
            inWord = isWord;
        }
        return count;
    }
}
