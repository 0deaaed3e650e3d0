using System.Buffers;
using System.Text.RegularExpressions;

namespace ReviewApi.Extraction.Reading;

/// <summary>Tells the lines of a text: what each is by its form and by what stands around it.</summary>
internal static partial class LineReading
{
    const int LongestKey = 45;
    const int LongestHeading = 90;
    const int LongestTitle = 160;
    const int WordsOfProse = 9;

    static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\u2028\u2029\f\v");
    static readonly SearchValues<char> NotInKeys = SearchValues.Create(".!?\"“”");

    /// <summary>A page of plain text; lines that a reader of HTML knows better are told by where they begin.</summary>
    public static Page Read(string text, IReadOnlyDictionary<int, LineKind>? known = null)
    {
        var raw = Raw(text).ToList();
        var lines = new List<Line>();
        for (var number = 0; number < raw.Count; number++)
        {
            var end = number;
            if (known is null)
                while (end + 1 < raw.Count && IsWrapped(text, raw, number, end))
                    end++;
            var at = raw[number].To(raw[end]);
            var isApart = number == 0 || BlankBetween(text, raw[number - 1], at);
            lines.Add(
                known?.TryGetValue(at.Start, out var kind) == true
                    ? Known(text, at, kind)
                    : Typed(text, at, lines.Count == 0, isApart, end > number)
            );
            number = end;
        }
        return new(text, lines);
    }

    static IEnumerable<Stretch> Raw(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny(LineEnds) is var found and >= 0 ? start + found : text.Length;
            var trimmed = Trimmed(text, new(start, end));
            if (trimmed.Length > 0)
                yield return trimmed;
            start = end + 1;
        }
    }

    /// <summary>A stretch without the blanks around it.</summary>
    public static Stretch Trimmed(string text, Stretch at)
    {
        var (start, end) = (at.Start, at.End);
        while (start < end && IsBlank(text[start]))
            start++;
        while (end > start && IsBlank(text[end - 1]))
            end--;
        return new(start, end);
    }

    static bool IsBlank(char letter) => char.IsWhiteSpace(letter) || letter is '\u200b' or '\ufeff';

    static bool BlankBetween(string text, Stretch before, Stretch after)
    {
        var gap = text.AsSpan(before.End..after.Start);
        return gap.Count('\n') + (gap.Contains('\n') ? 0 : gap.Count('\r')) > 1;
    }

    // A line of a paragraph that goes on in the next one: about as long as a page is wide, and neither begins anything of its own.
    static bool IsWrapped(string text, List<Stretch> raw, int first, int last)
    {
        var (line, next) = (raw[last], raw[last + 1]);
        return line.Length is >= 50 and <= 130
            && !BlankBetween(text, line, next)
            && next.Length <= 130
            && !Sign().IsMatch(text.AsSpan(next.Start..next.End))
            && KeyEnd(text, next) < 0
            && (first != last || !Sign().IsMatch(text.AsSpan(line.Start..line.End)))
            && (char.IsLower(text[next.Start]) || line.Length + First(text, next) > 70 && text[line.End - 1] is not ':');
    }

    static int First(string text, Stretch line) => text.AsSpan(line.Start..line.End).IndexOf(' ') is var end and > 0 ? end : line.Length;

    static Line Known(string text, Stretch at, LineKind kind) =>
        kind switch
        {
            LineKind.KeyValue when text.AsSpan(at.Start..at.End).IndexOf(": ") is var colon and > 0 => Keyed(text, at, at.Start + colon),
            LineKind.Paragraph => Typed(text, at, isFirst: false, isApart: true, isLong: false),
            _ => new(kind, at),
        };

    static Line Typed(string text, Stretch at, bool isFirst, bool isApart, bool isLong)
    {
        var plain = WithoutMarks(text, at);
        var said = text.AsSpan(plain.Start..plain.End);
        if (text[at.Start] == '#')
            return new(isFirst ? LineKind.Title : LineKind.Heading, plain);
        if (Sign().EnumerateMatches(said) is var sign && sign.MoveNext() && !isLong)
            return new(LineKind.Bullet, new(plain.Start + sign.Current.Length, plain.End));
        var words = CountWords(said);
        if (KeyEnd(text, plain) is var colon and >= 0)
        {
            var keyed = Keyed(text, plain, colon);
            if (
                isFirst
                && SectionNames.Of(text[keyed.Key.Start..keyed.Key.End]) is null
                && words < 20
                && !KnownKey().IsMatch(text.AsSpan(keyed.Key.Start..keyed.Key.End))
            )
                return new(LineKind.Title, plain);
            if (keyed.Value.Length > 0)
                return IsProse(text, keyed.Value) && SectionNames.Of(text[keyed.Key.Start..keyed.Key.End]) is not null
                        ? keyed with
                        {
                            Kind = LineKind.Paragraph,
                        }
                    : IsProse(text, keyed.Value) && words > 40 ? new(LineKind.Paragraph, plain)
                    : keyed;
            return new(LineKind.Heading, keyed.Key);
        }
        var isShort = plain.Length <= LongestHeading && !isLong && said[^1] is not ('.' or ',' or ';');
        if (isFirst && plain.Length <= LongestTitle && !isLong && said[^1] is not '.')
            return new(LineKind.Title, plain);
        if (isShort && (SectionNames.OfHeading(text[plain.Start..plain.End]) is not null && words <= 9))
            return new(LineKind.Heading, plain);
        if (isShort && isApart && words <= 8 && (IsUpper(said) || at.Length > plain.Length))
            return new(LineKind.Heading, plain);
        return new(words >= WordsOfProse || said[^1] is '.' && words > 3 ? LineKind.Paragraph : LineKind.Short, plain);
    }

    /// <summary>Where the key of a line ends: at a colon, a tab or a bar that stands behind a few words; less than 0 for none.</summary>
    static int KeyEnd(string text, Stretch at)
    {
        var said = text.AsSpan(at.Start..Math.Min(at.End, at.Start + LongestKey + 1));
        var end = said.IndexOfAny(":\t|");
        if (
            end <= 0
            || said[..end].IndexOfAny(NotInKeys) >= 0 && !said[..end].EndsWith(".")
            || !char.IsLetter(said[0]) && !char.IsDigit(said[0])
        )
            return -1;
        // "2:25", "DTS:X", "1.85:1".
        if (
            said[end] == ':'
            && (at.Start + end + 1 < at.End && !IsBlank(text[at.Start + end + 1]) && text[at.Start + end + 1] is not ('*' or '_'))
        )
            return -1;
        return CountWords(said[..end]) <= 6 ? at.Start + end : -1;
    }

    static Line Keyed(string text, Stretch at, int colon) =>
        new(LineKind.KeyValue, at)
        {
            Key = WithoutMarks(text, Trimmed(text, new(at.Start, colon))),
            Value = WithoutMarks(text, Trimmed(text, new(colon + 1, at.End))),
        };

    static bool IsProse(string text, Stretch at) =>
        CountWords(text.AsSpan(at.Start..at.End)) >= 12
        && text.AsSpan(at.Start..at.End).IndexOf(". ") is var stop
        && (stop > 0 || text[at.End - 1] is '.' or '!' or '?');

    // Marks of Markdown.
    static Stretch WithoutMarks(string text, Stretch at)
    {
        var (start, end) = (at.Start, at.End);
        if (text[start] is '#')
            while (start < end && text[start] is '#' or ' ')
                start++;
        while (
            end - start > 4
            && text.AsSpan(start..end).StartsWith("**")
            && text.AsSpan(start + 2, end - start - 2).Contains("**", StringComparison.Ordinal)
        )
            start += 2;
        while (end - start > 2 && text[end - 1] is '*' or '_' or '=' && end > start + 1)
            end--;
        return start < end ? Trimmed(text, new(start, end)) : at;
    }

    static bool IsUpper(ReadOnlySpan<char> said)
    {
        var letters = 0;
        foreach (var letter in said)
            if (char.IsLower(letter))
                return false;
            else if (char.IsLetter(letter))
                letters++;
        return letters > 2;
    }

    static int CountWords(ReadOnlySpan<char> said)
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

    [GeneratedRegex(@"^(?:[-*•·▪►▶○●+–—→‣■□✓>]{1,2}[ \t]+|[•·▪►▶○●‣■]|[0-9]{1,2}[.)][ \t]+)")]
    private static partial Regex Sign();

    [GeneratedRegex(
        "^(?:title|film|movie|directors?|directed|starring|cast|studio|year|distributor|"
            + "genre|titel|regie|titre|réalis|format|disc|release|rated|"
            + "rating|reviewed|original)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex KnownKey();
}
