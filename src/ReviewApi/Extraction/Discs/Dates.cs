using System.Globalization;
using ReviewApi.Codes;
using ReviewApi.Extraction.Reading;
using ReviewApi.Rules;

namespace ReviewApi.Extraction.Discs;

/// <summary>Dates as they are printed, whole or in part, in English, German and French.</summary>
internal static class Dates
{
    static readonly string[][] Months =
    [
        ["jan"], ["feb", "fev"], ["mar", "marz"], ["apr", "avr"], ["may", "mai"], ["jun", "juin"],
        ["jul", "juil"], ["aug", "aou"], ["sep"], ["oct", "okt"], ["nov"], ["dec", "dez"],
    ];

    static readonly PartialDateAttribute Rule = new();

    /// <summary>The first date of a stretch, in any of the usual spellings; "May 1997" is one too, and a year that stands alone.</summary>
    public static Fact? Read(ReadText read, Stretch at, string rule)
    {
        var (page, words, first) = (read.Page, read.Page.Words, read.Page.Words.From(at.Start));
        for (var word = first; word < words.Count && words.End(word) <= at.End; word++)
            if (Found(read, word, first, at.End) is var (start, end, date))
                return new(date, words.Run(start, end), rule, 0.97)
                {
                    Ground = page[words.Run(start, end)] == date ? Ground.Exact : Ground.Normalized,
                };
        return read.Years.Has(page.Text, at) ? Fact.Exact(page.Text, at, rule, 0.97) : null;
    }

    // A date around a word: a month's name, or the first of three numbers.
    static (int Start, int End, string Date)? Found(ReadText read, int word, int first, int end)
    {
        var (page, words) = (read.Page, read.Page.Words);
        if (Month(words[word]) is var month and > 0)
        {
            var next = word + 1 < words.Count && words.End(word + 1) <= end ? word + 1 : -1;
            if (next > 0 && read.Years.Has(words[next]))
                return word > first && Day(words[word - 1]) is var before and > 0
                    ? Checked(word - 1, next, words[next], month, before)
                    : Checked(word, next, words[next], month, 0);
            if (next > 0 && Day(words[next]) is var day and > 0 && next + 1 < words.Count && words.End(next + 1) <= end
                && read.Years.Has(words[next + 1]))
                return Checked(word, next + 1, words[next + 1], month, day);
            return null;
        }
        // "14.12.2017" is one word, "2009-11-10" and "07/30/2019" are three.
        if (words[word].Count('.') == 2)
            return Dotted(read.Years, words[word].ToString(), word);
        if (word + 2 >= words.Count || words.End(word + 2) > end
            || page.Text[words.End(word)..words.Start(word + 1)] is not ("-" or "/") and var mark)
            return null;
        mark = page.Text[words.End(word)..words.Start(word + 1)];
        if (page.Text[words.End(word + 1)..words.Start(word + 2)] != mark)
            return null;
        if (read.Years.Has(words[word]))
            return Checked(word, word + 2, words[word], Number(words[word + 1]), Number(words[word + 2]));
        var (one, two) = (Number(words[word]), Number(words[word + 1]));
        // Which of two small numbers is the month, nobody says.
        return !read.Years.Has(words[word + 2]) || one <= 12 && two <= 12 && one != two ? null
            : two > 12 ? Checked(word, word + 2, words[word + 2], one, two)
            : Checked(word, word + 2, words[word + 2], two, one);
    }

    static (int, int, string)? Dotted(Years years, string said, int word) =>
        said.Split('.') is [var day, var month, var year] && years.Has(year) ? Checked(word, word, year, Number(month), Number(day)) : null;

    static (int, int, string)? Checked(int start, int end, ReadOnlySpan<char> year, int month, int day)
    {
        var date = day == 0 ? $"{year}-{month:00}" : $"{year}-{month:00}-{day:00}";
        return month is >= 1 and <= 12 && Rule.Check(date) is null or { IsWarning: true } ? (start, end, date) : null;
    }

    static int Month(ReadOnlySpan<char> word)
    {
        if (word.Length is < 3 or > 9 || char.IsAsciiDigit(word[0]))
            return 0;
        var folded = Spelling.OfCode(word.ToString());
        return Array.FindIndex(Months, names => names.Any(name => folded.StartsWith(name, StringComparison.Ordinal))) + 1;
    }

    // "3", "3rd", "1er".
    static int Day(ReadOnlySpan<char> word)
    {
        var digits = word.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? word[..end] : word;
        var isOrdinal = digits.Length == word.Length || word[digits.Length..] is "st" or "nd" or "rd" or "th" or "er";
        return isOrdinal && Number(digits) is >= 1 and <= 31 and var day ? day : 0;
    }

    static int Number(ReadOnlySpan<char> word) =>
        word.Length is > 0 and <= 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
