using System.Buffers;

namespace ReviewApi.Extraction.Reading;

/// <summary>Tells the lines of a text apart, and joins those of a paragraph that is wrapped.</summary>
internal static class LineReading
{
    const int BlockAround = 6;
    const int LongestUnderlined = 90;
    const int LongestRule = 120;

    static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\r\u2028\u2029\f\v");

    /// <summary>A page of plain text; lines that a reader of HTML knows better are told by where they begin.</summary>
    public static Page Read(string text, IReadOnlyDictionary<int, LineKind>? known = null)
    {
        var (raw, lines) = (Raw(text).ToList(), new List<Line>());
        for (var number = 0; number < raw.Count; number++)
        {
            var end = number;
            if (known is null)
                while (end + 1 < raw.Count && IsWrapped(text, raw, number, end))
                    end++;
            var whole = raw[number].To(raw[end]);
            foreach (var at in KeysInLine.Parts(text, whole))
            {
                var isApart = at.Start == whole.Start && (number == 0 || BlankBetween(text, raw[number - 1], at));
                var line = known?.TryGetValue(at.Start, out var kind) == true
                    ? LineKinds.Known(text, at, kind)
                    : LineKinds.Typed(text, at, lines.Count == 0, isApart, end > number);
                lines.Add(IsUnderlined(text, at) ? line with { Kind = lines.Count == 0 ? LineKind.Title : LineKind.Heading, IsApart = true }
                    : isApart ? line with { IsApart = true } : line);
            }
            number = end;
        }
        UnderKeys(text, lines);
        return new(text, lines);
    }

    // A key that has a line of its own, with its values below: "Aspect Ratio(s)" over "1.85:1". "Video" over prose is a heading.
    static void UnderKeys(string text, List<Line> lines)
    {
        var (key, fact) = (default(Stretch), FactKey.None);
        for (var number = 0; number < lines.Count; number++)
        {
            var line = lines[number];
            var own = line.Kind is LineKind.Short or LineKind.Heading ? FactKeys.Of(text.AsSpan(line.At.Start..line.At.End)) : FactKey.None;
            if (own is not FactKey.None)
                (key, fact) = (line.At, own);
            else if (line.IsApart || line.Kind is LineKind.Paragraph or LineKind.Title or LineKind.Heading || line.Fact is not FactKey.None)
                (key, fact) = (default, FactKey.None);
            else if (line.Kind is LineKind.Short && (fact & ~FactKey.Extras) != 0 || line.Kind is LineKind.Bullet or LineKind.KeyValue
                && (fact & (FactKey.Audio | FactKey.Subtitles)) != 0)
                lines[number] = line with { Kind = LineKind.KeyValue, Key = key, Value = line.At, Fact = fact };
        }
    }

    static IEnumerable<Stretch> Raw(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny(LineEnds) is var found and >= 0 ? start + found : text.Length;
            var trimmed = TableLines.Row(text, Trimmed(text, new(start, end)));
            if (trimmed.Length > 0 && !TableLines.IsRule(text.AsSpan(trimmed.Start..trimmed.End)))
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

    internal static bool IsBlank(char letter) => char.IsWhiteSpace(letter) || letter is '\u200b' or '\ufeff';

    // A few words over a rule: a heading.
    static bool IsUnderlined(string text, Stretch line)
    {
        if (line.Length > LongestUnderlined || line.End == text.Length || text[line.End] is not ('\n' or '\r'))
            return false;
        var start = line.End + (text.AsSpan(line.End).StartsWith("\r\n") ? 2 : 1);
        var end = start;
        while (end < text.Length && end - start < LongestRule && text[end] is not ('\n' or '\r'))
            end++;
        return end > start && text[start] is '-' or '=' or '~' && TableLines.IsRule(text.AsSpan(start..end))
            && !text.AsSpan(start..end).ContainsAny(" |+") && !text.AsSpan(line.Start..line.End).Contains('|');
    }

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
            && ListSigns.End(text.AsSpan(next.Start..next.End)) == 0
            && LineKinds.KeyEnd(text, next) < 0
            && (first != last || ListSigns.End(text.AsSpan(line.Start..line.End)) == 0)
            && (char.IsLower(text[next.Start]) || line.Length + First(text, next) > 70 && text[line.End - 1] is not ':')
            && (text[line.End - 1] is not ('.' or '!' or '?' or ')') || char.IsLower(text[next.Start])
                || IsBlockOfOneWidth(text, raw, last));
    }

    // Lines around that are about as long: those of a list are not.
    static bool IsBlockOfOneWidth(string text, List<Stretch> raw, int line)
    {
        var (first, end) = (line, line + 1);
        while (first > 0 && line - first < BlockAround && !BlankBetween(text, raw[first - 1], raw[first]))
            first--;
        while (end + 1 < raw.Count && end - line < BlockAround && !BlankBetween(text, raw[end], raw[end + 1]))
            end++;
        var width = Enumerable.Range(first, end - first).Max(number => raw[number].Length);
        var alike = Enumerable.Range(first, end - first).Count(number => raw[number].Length > width - 20);
        return end - first > 1 && alike * 10 >= (end - first) * 7;
    }

    static int First(string text, Stretch line) => text.AsSpan(line.Start..line.End).IndexOf(' ') is var end and > 0 ? end : line.Length;
}
