using System.Buffers;
using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Films;

/// <summary>What of a title line is the film's title: without format, edition, year, studio and "review".</summary>
internal static class TitleLine
{
    const int LongestTitle = 120;
    const int LongestRemark = 60;

    static readonly string[] Separators = [" – ", " — ", " - ", " | ", "|", " :: ", " / ", " // ", " : ", ": ", "– ", "— "];

    // A letter's greeting, a line of facts.
    static readonly SearchValues<char> NotInTitles = SearchValues.Create(";$£€");

    static readonly SearchValues<char> Signs = SearchValues.Create(" .,:-–—()[]*_/|!?\"'");

    // Codes whose words titles have too: "The Box", "The International".
    static readonly HashSet<string> PartsOfTitles =
        ["digital_code", "cd", "other", "box", "tin", "restored", "betamax", "assembly", "international", "imax", "sleeve", "full",
            "roadshow"];

    static readonly Phrases Front = new(
        "our/my/a/the? dvd/4k/uhd/hd/film/movie/disc/video? uhd/disc? review/test/kritik/critique/rezension of/du/von/de?, "
        + "our/my/a/the? blu ray disc? review/test/kritik/critique/rezension of/du/von/de?, review/test/critique/kritik dvd/uhd/4k, "
        + "review/test/critique/kritik blu ray, 4k ultra hd review, reviewed, filmkritik zu?, im test, subject, on disc, now on, "
        + "just finished/watched/seen, first look/watch, now watching, my? thoughts on");

    static readonly Phrases Back = new(
        "review, reviews, im test, test, tests, tested, kritik, critique, rezension, reviewed, disc, on, auf, en, in, "
        + "movie/film/video/dvd/uhd/4k/hd review, blu ray review, r1, r2, r4, us, uk, new, quick look, neue fassung auf");

    static readonly Phrases Editions = new(
        "special/limited/deluxe/ultimate/anniversary/criterion/signature/steelbook/definitive/premium/restored/platinum/diamond/arrow/"
        + "collectors/collector's/director's/disc "
        + "edition/collection/set/series/release, criterion collection, masters of cinema series?, warner archive collection?, shout "
        + "factory, limited/collector's/collectors/special steelbook, the criterion collection, eureka masters of cinema, anniversary");

    // Of a periodical and not of a film.
    static readonly Phrases Issues = new("newsletter, this week, this month, of the week, of the month");

    static readonly Phrases Prepositions = new("to, on, in, for, at, from, with, auf, en, chez");

    static readonly Phrases Nothing = new(
        "the? review, the? kritik, the? test, the? critique, the? film, the? movie, the? disc, the? dvd, the? blu ray, reviews, home, disc "
        + "details, disc review, home viewing, home cinema, heimkino, the? verdict, news, latest, _ collection, the? _ edition, on, by");

    /// <summary>The title within a title line or a title's value; null where it is not clear which part it is.</summary>
    public static Stretch? Title(ReadText read, Stretch line, CatalogueNames? catalogue = null)
    {
        var text = read.Page.Text;
        var parts = Parts(text, line).Select(part => (Part: part, Title: Cleaned(read, part, catalogue))).ToList();
        var left = parts.Where(part => part.Title is { Length: > 0 and <= LongestTitle }).Select(part => part.Title!.Value).ToList();
        if (left.Count > 1 && left.FindAll(part => !IsRemark(text, part)) is { Count: > 0 } titles)
            left = titles;
        // "Heat – 1995": a year that stands alone behind the title is none.
        left.RemoveAll(part => part != left[0] && read.Years.Has(text, part));
        if (left.Count > 1 && left.FindAll(part => IsRepeated(text, part)) is [var named] && !read.Years.Has(text, named))
            return named;
        return left.Count switch
        {
            1 => left[0],
            // "Blade Runner: The Final Cut" has lost its second part; "Thelma: A Life" is one title.
            2 when text[left[0].End..left[1].Start].Trim() is ":" => left[0].To(left[1]),
            // "Title – Blu-ray – Studio".
            > 1 when parts.FindIndex(part => part.Title == left[0]) is var place && place + 1 < parts.Count
                && parts[place + 1].Title is null => left[0],
            _ => null,
        };
    }

    static List<Stretch> Parts(string text, Stretch line)
    {
        var (parts, start) = (new List<Stretch>(), line.Start);
        for (var place = line.Start; place < line.End; place++)
            if (text[place] is ' ' or '|' or ':' or '–' or '—'
                && Array.Find(Separators, one => text.AsSpan(place..line.End).StartsWith(one, StringComparison.Ordinal)) is { } separator)
            {
                parts.Add(new(start, place));
                start = place + separator.Length;
                place = start - 1;
            }
        parts.Add(new(start, line.End));
        return parts;
    }

    // What is not part of a title is cut off at both ends.
    static Stretch? Cleaned(ReadText read, Stretch part, CatalogueNames? catalogue)
    {
        var (page, text) = (read.Page, read.Page.Text);
        var (at, hasYear) = (Bare(text, part), false);
        for (var last = default(Stretch); at.Length > 0 && at != last;)
        {
            last = at;
            if (YearLexer.InBrackets(read, at) is var (bracket, _) && bracket > at.Start)
                (at, hasYear) = (Bare(text, new(at.Start, bracket)), true);
            else if (Remark(text, at) is { } remark)
                at = Bare(text, remark);
            else if (Front.Behind(page, at.Start, at.End) is { } front && front.Start == at.Start)
                at = Bare(text, new(front.End, at.End));
            else if (read.Terms.In(at, "disc_format").Any(format => format.At == at))
                return null;
            else if ((Editions.Before(page, at.End, at.Start) ?? Back.Before(page, at.End, at.Start)) is { } back && back.End >= at.End - 1)
                at = Bare(text, new(at.Start, back.Start));
            else if (EndOf(read, at) is { } end)
                at = Bare(text, new(at.Start, end));
            else if (!hasYear && TitleNumbers.YearAt(read, at) is { } year)
                if (TitleNumbers.IsOfTitle(read, at, year, catalogue) is { } isOfTitle)
                    (at, hasYear) = (isOfTitle ? at : Bare(text, new(at.Start, year)), true);
                else
                    return null;
        }
        return at.Length > 0 && !Nothing.Are(page, at) && !IsIssue(page, at) && !IsOpen(page, at)
            && !text.AsSpan(at.Start..at.End).ContainsAny(NotInTitles)
            && !text.AsSpan(at.Start..at.End).Contains(".com", StringComparison.OrdinalIgnoreCase)
            && text.AsSpan(at.Start..at.End).ContainsAnyExcept(Signs) ? at : null;
    }

    // "Class of 1999 graduates to" has lost the disc that it goes on with; "Hello all," is a greeting.
    static bool IsOpen(Page page, Stretch at)
    {
        var last = page.Words.From(at.End) - 1;
        return Prepositions.Before(page, at.End, at.Start) is { } end && char.IsLower(page.Text[end.Start])
            && last > 0 && char.IsLower(page.Text[page.Words.Start(last - 1)])
            || at.End < page.Text.Length && page.Text[at.End] is ',' && page.LineAt(at.Start) is var number and >= 0
                && page.Lines[number].At.End == at.End + 1;
    }

    // "The Saturday Letter, no. 112".
    static bool IsIssue(Page page, Stretch at)
    {
        if (Issues.IsIn(page, at))
            return true;
        for (var word = page.Words.From(at.Start); word + 1 < page.Words.Count && page.Words.End(word + 1) <= at.End; word++)
            if (page.Words[word] is "no" or "nr" or "issue" or "vol" && char.IsAsciiDigit(page.Words[word + 1][0]))
                return true;
        return false;
    }

    // A remark in brackets at the end, or one at the front that is not all of it.
    static Stretch? Remark(string text, Stretch at)
    {
        if (text[at.End - 1] is ')' or ']' && text.LastIndexOfAny(['(', '['], at.End - 1, at.Length) is var open and >= 0
            && at.End - open <= LongestRemark + 2)
            return new(at.Start, open);
        return text[at.Start] is '[' && text.IndexOf(']', at.Start, at.Length) is var closed and > 0 && closed + 1 < at.End
            ? new(closed + 1, at.End) : null;
    }

    // Before a format, a cut, a packaging or an ordinal at the end.
    static int? EndOf(ReadText read, Stretch at)
    {
        var term = read.Terms.In(new(at.Start, Math.Min(read.Page.Text.Length, at.End + 20)), "disc_format", "cut", "packaging")
            .Where(term => (term.At.End == at.End || term.Vocabulary == "disc_format" && term.At.End > at.End && term.At.Start < at.End)
                && (term.At.Start > at.Start || term.Vocabulary != "disc_format")
                && !PartsOfTitles.Contains(term.Code)
                && !(term.Vocabulary == "cut" && term.Words == 1))
            .MaxBy(term => term.At.Length);
        if (term is not null)
            return term.At.Start;
        var last = read.Page.Words.From(at.End) - 1;
        if (last < 1 || read.Page.Words.Start(last) <= at.Start)
            return null;
        var word = read.Page.Words[last];
        var isOrdinal = word.Length is 3 or 4 or 5 && char.IsAsciiDigit(word[0]) && word[^2..] is "th" or "st" or "nd" or "rd";
        return isOrdinal ? read.Page.Words.Start(last) : null;
    }

    // Without blanks and marks around it.
    static Stretch Bare(string text, Stretch part)
    {
        var (start, end) = (part.Start, part.End);
        while (start < end && (LineReading.IsBlank(text[start]) || "\"“„«*_-–—:|=]/".Contains(text[start])))
            start++;
        while (end > start && (LineReading.IsBlank(text[end - 1]) || "\"”“»*_-–—:|,([/=".Contains(text[end - 1])))
            end--;
        if (end > start && text[start] is '\'' or '‘' && text[end - 1] is '\'' or '’')
            (start, end) = (start + 1, end - 1);
        return start < end && text[end - 1] is ')' && !text.AsSpan(start..end).Contains('(') ? new(start, end - 1)
            : new(start, Math.Max(start, end));
    }

    // "still the best argument for a big screen", "is it worth it?".
    static bool IsRemark(string text, Stretch part) => char.IsLower(text[part.Start]) || text[part.End - 1] is '?';

    static bool IsRepeated(string text, Stretch part) =>
        text.IndexOf(text[part.Start..part.End], StringComparison.OrdinalIgnoreCase) < part.Start
        || text.IndexOf(text[part.Start..part.End], part.End, StringComparison.OrdinalIgnoreCase) >= 0;
}
