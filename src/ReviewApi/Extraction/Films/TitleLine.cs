using System.Text.RegularExpressions;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>What of a title line is the film's title: without format, edition, year, studio and "review".</summary>
internal static partial class TitleLine
{
    // Codes whose words titles have too: "The Box", "The International".
    static readonly HashSet<string> PartsOfTitles =
        ["digital_code", "cd", "other", "box", "tin", "restored", "betamax", "assembly", "international"];

    /// <summary>The title within a title line or a title's value; null where it is not clear which part it is.</summary>
    public static Stretch? Title(ReadText read, Stretch line)
    {
        var (text, cut) = (read.Page.Text, line);
        var parts = new List<Stretch>();
        var start = line.Start;
        foreach (var match in Separator().EnumerateMatches(text.AsSpan(line.Start..line.End)))
        {
            parts.Add(new(start, line.Start + match.Index));
            start = line.Start + match.Index + match.Length;
        }
        parts.Add(new(start, line.End));
        var left = parts.Select(part => Cleaned(read, part)).OfType<Stretch>().Where(part => part.Length is > 0 and <= 120).ToList();
        if (left.Count > 1 && left.Find(part => Count(text, part) is > 1) is { Length: > 0 } named)
            return named;
        // "Blade Runner: The Final Cut" has lost its second part; "Thelma: A Life" is one title.
        return left.Count switch
        {
            1 => left[0],
            2 when text[left[0].End..left[1].Start].Trim() is ":" => left[0].To(left[1]),
            _ => null,
        };
    }

    /// <summary>The capitalised phrase that ends at a place: "No Country for Old Men" before " (2007)".</summary>
    public static Stretch? CapitalsBefore(string text, int place)
    {
        var end = place;
        while (end > 0 && text[end - 1] is ' ' or '"' or '”' or '’' or '*' or '_' or '\'')
            end--;
        var from = Math.Max(0, end - 70);
        var match = PhraseAtEnd().Match(text[from..end]);
        return match.Success ? Trimmed(text, new(from + match.Index, end)) : null;
    }

    /// <summary>The capitalised phrases of a stretch, with the little words within them.</summary>
    public static IEnumerable<Stretch> Phrases(string text, Stretch at)
    {
        for (var match = Phrase().Match(text, at.Start, at.Length); match.Success; match = match.NextMatch())
            if (Trimmed(text, new(match.Index, match.Index + match.Length)) is { Length: >= 4 } phrase)
                yield return phrase;
    }

    static Stretch? Cleaned(ReadText read, Stretch part)
    {
        var (text, at) = (read.Page.Text, LineReading.Trimmed(read.Page.Text, part));
        // What is not part of a title is cut off at both ends.
        for (var changed = true; changed && at.Length > 0;)
        {
            var said = text[at.Start..at.End];
            var (front, back) = (Front().Match(said), Back().Match(said));
            changed = front is { Success: true, Length: > 0 } || back is { Success: true, Length: > 0 };
            if (front is { Success: true, Length: > 0 })
                at = LineReading.Trimmed(text, new(at.Start + front.Length, at.End));
            else if (changed)
                at = LineReading.Trimmed(text, new(at.Start, at.Start + back.Index));
            if (changed)
                continue;
            if (read.Terms.In(at, "disc_format").Any(format => format.At == at))
                return null;
            if (
                read
                    .Terms.In(at, "disc_format", "cut", "packaging")
                    .Where(term =>
                        term.At.End == at.End
                        && (term.At.Start > at.Start || term.Vocabulary != "disc_format")
                        && !PartsOfTitles.Contains(term.Code)
                    )
                    .MaxBy(term => term.At.Length)
                    is { } term
                && !(term.At.Start == at.Start && term.Words == 1 && term.Vocabulary == "cut")
            )
                (at, changed) = (LineReading.Trimmed(text, new(at.Start, term.At.Start)), true);
        }
        while (at.Length > 0 && text[at.End - 1] is '-' or '–' or ':' or ',' or '|' or '(' or '[' or '"' or '”' or '*' or ' ' or '“' or '/')
            at = new(at.Start, at.End - 1);
        while (at.Length > 0 && text[at.Start] is '"' or '“' or '„' or '*' or '«' or ' ' or '-' or ':')
            at = new(at.Start + 1, at.End);
        if (at.Length > 0 && text[at.End - 1] is ')' && !text.AsSpan(at.Start..at.End).Contains('('))
            at = new(at.Start, at.End - 1);
        return at.Length > 0 && !Nothing().IsMatch(text.AsSpan(at.Start..at.End)) ? at : null;
    }

    static int Count(string text, Stretch part)
    {
        var (name, count) = (text[part.Start..part.End], 0);
        for (var place = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); place >= 0 && count < 3; count++)
            place = text.IndexOf(name, place + name.Length, StringComparison.OrdinalIgnoreCase);
        return count;
    }

    static Stretch? Trimmed(string text, Stretch at)
    {
        var start = at.Start;
        var first = Leading().Match(text, start, at.End - start);
        if (first.Success && first.Index == start)
            start += first.Length;
        var end = OnDisc().Match(text, start, at.End - start) is { Success: true } disc ? disc.Index : at.End;
        if (end - start > 2 && text[(end - 2)..end] is "’s" or "'s")
            end -= 2;
        return end > start ? new(start, end) : null;
    }

    [GeneratedRegex(@"\s[–—|-]{1,2}\s|\s?\|\s?|:\s|\s::\s|\s/\s|(?<=\w)\s?[–—](?=\s)")]
    private static partial Regex Separator();

    [GeneratedRegex(
        @"^(?:(?:(?:our|my|a|the) )?(?:(?:blu-?ray|dvd|4k(?: ultra hd| uhd)?|uhd|hd|film|"
            + @"movie|disc|video) )*(?:disc )?(?:review|test|kritik|critique|rezension|im test)(?: of|"
            + @" du| von|:)?(?=\W|$)|reviewed\b|filmkritik\b|(?:critique|test) (?:du )?(?:blu-?ray|"
            + @"dvd|4k)\b(?: de| :)?|im test\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Front();

    [GeneratedRegex(
        @"\s?(?:[(\[][^()\[\]]{0,60}[)\]]|\b(?:(?:blu-?ray|dvd|uhd|4k|hd)[ -])?(?:(?:disc|"
            + @"movie|film|video) )?(?:review|im test|test|kritik|critique|rezension)s?|(?:(?:[0-9]{1,3}(?:st|"
            + @"nd|rd|th)|special|limited|collector['’]?s|deluxe|ultimate|two-disc|2-disc|anniversary|"
            + @"criterion|signature|steelbook|definitive|premium|restored|director['’]?s|platinum|"
            + @"diamond|masters of cinema|arrow|shout factory) )+(?:anniversary )?(?:edition|"
            + @"collection|set|series|release|steelbook)|\b(?:18[89][0-9]|19[0-9]{2}|20[0-4][0-9])|"
            + @"\b(?:on|auf|en)|\bdisc)\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Back();

    [GeneratedRegex(
        @"^(?:the )?(?:review|kritik|test|critique|blu-?ray|dvd|film|movie|disc|(?:[\p{L}]+ )?(?:collection|"
            + @"edition)|reviews|by [\p{L} .]+|.*\.(?:com|net|org|de|fr)|home|\W*)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Nothing();

    [GeneratedRegex(
        @"(?:(?:\p{Lu}[\p{L}’'\-]*|[0-9]{1,4}|of|the|in|a|an|and|for|to|on|at|with|de|"
            + @"la|le|les|der|die|das|und|von|&) ){0,8}(?:\p{Lu}[\p{L}’'\-]*|[0-9]{1,4})\z"
    )]
    private static partial Regex PhraseAtEnd();

    [GeneratedRegex(
        @"(?<![\p{L}’'\-])\p{Lu}[\p{L}’'\-]*(?: (?:(?:of|the|in|a|an|and|for|to|on|de|"
            + @"la|der|die|das|und) ){0,2}(?:\p{Lu}[\p{L}’'\-]*|[0-9]{1,4}))*"
    )]
    private static partial Regex Phrase();

    [GeneratedRegex(@"\s(?:on|auf|en|in|for)\s(?:Blu|DVD|UHD|4K|HD|Ultra)\b")]
    private static partial Regex OnDisc();

    [GeneratedRegex(
        @"\G(?:(?:of|the|in|a|an|and|for|to|on|at|with|de|la|le|les|der|die|das|und|von|"
            + @"&|But|And|In|When|With|As|For|While|Director|Also|What|If|Since|After|From|"
            + @"To|Of|Based|On|Watching|Like) )+(?=\p{Lu}|[0-9])"
    )]
    private static partial Regex Leading();
}
