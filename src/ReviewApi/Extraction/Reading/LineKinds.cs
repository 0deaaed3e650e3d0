using System.Buffers;
using System.Text.RegularExpressions;
using ReviewApi.Extraction.Judging;

namespace ReviewApi.Extraction.Reading;

/// <summary>What a line is, by its form and by what stands around it.</summary>
internal static partial class LineKinds
{
    const int LongestKey = 45;
    const int LongestHeading = 90;
    const int LongestTitle = 160;
    const int WordsOfProse = 9;
    const int LeastBehindScore = 3;

    static readonly SearchValues<char> NotInKeys = SearchValues.Create(".!?\"“”");

    /// <summary>Whether a line begins with the sign of a point of a list.</summary>
    public static bool HasSign(ReadOnlySpan<char> said) => Sign().IsMatch(said);

    /// <summary>A line whose kind the HTML says.</summary>
    public static Line Known(string text, Stretch at, LineKind kind) =>
        kind switch
        {
            LineKind.KeyValue when text.AsSpan(at.Start..at.End).IndexOf(": ") is var colon and > 0 => Keyed(text, at, at.Start + colon),
            LineKind.Paragraph => Typed(text, at, isFirst: false, isApart: true, isLong: false),
            _ => new(kind, at),
        };

    /// <summary>A line of text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The line, or the lines of a wrapped paragraph.</param>
    /// <param name="isFirst">Whether it is the first of the text.</param>
    /// <param name="isApart">Whether a blank line stands before it.</param>
    /// <param name="isLong">Whether it is several lines.</param>
    public static Line Typed(string text, Stretch at, bool isFirst, bool isApart, bool isLong)
    {
        if (Sign().EnumerateMatches(text.AsSpan(at.Start..at.End)) is var sign && sign.MoveNext() && !isLong)
            return new(LineKind.Bullet, Marks.Without(text, new(at.Start + sign.Current.Length, at.End)));
        var plain = Marks.Without(text, at);
        var said = text.AsSpan(plain.Start..plain.End);
        if (text[at.Start] == '#')
            return new(isFirst ? LineKind.Title : LineKind.Heading, plain);
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
                return Labelled(text, keyed)
                    ?? (IsProse(text, keyed.Value) && words > 40 || IsSentence(text, keyed) ? Whole(text, at) : keyed);
            return new(LineKind.Heading, keyed.Key);
        }
        var isShort = plain.Length <= LongestHeading && !isLong && said[^1] is not ('.' or ',' or ';');
        if (isFirst && plain.Length <= LongestTitle && !isLong && said[^1] is not '.')
            return new(LineKind.Title, plain);
        if (isShort && (SectionNames.OfHeading(text[plain.Start..plain.End]) is not null && words <= 9))
            return new(LineKind.Heading, plain);
        if (isShort && isApart && words <= 8 && (IsUpper(said) || at.Length > plain.Length))
            return new(LineKind.Heading, plain);
        return words >= WordsOfProse || said[^1] is '.' && words > 3 ? Whole(text, at) : new(LineKind.Short, plain);
    }

    // A paragraph whose first words alone are marked is left as it is.
    static Line Whole(string text, Stretch at) =>
        new(LineKind.Paragraph, Marks.Without(text, at) is var plain && plain.End < at.End ? plain : at);

    // "Video: The transfer …", "VIDEO: 9/10 - The transfer …", "Video (4/5): The transfer …".
    static Line? Labelled(string text, Line keyed)
    {
        if (SectionNames.Of(text[keyed.Key.Start..keyed.Key.End]) is null)
            return null;
        var (score, prose) = ScoreReading.Leading(text, keyed.Value);
        if (score.Length > 0 && CountWords(text.AsSpan(prose.Start..prose.End)) >= LeastBehindScore)
            return keyed with { Kind = LineKind.Paragraph, Score = score, Value = prose };
        if (!IsProse(text, keyed.Value))
            return null;
        var (label, behind) = ScoreReading.Trailing(text, keyed.Key);
        return keyed with { Kind = LineKind.Paragraph, Key = label, Score = behind };
    }

    // "Extras are on the second disc: …".
    static bool IsSentence(string text, Line keyed) =>
        text[keyed.At.End - 1] is '.' or '!' && Verb().IsMatch(text.AsSpan(keyed.Key.Start..keyed.Key.End));

    /// <summary>Where the key of a line ends: at a colon, a tab or a bar that stands behind a few words; less than 0 for none.</summary>
    public static int KeyEnd(string text, Stretch at)
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
            && (at.Start + end + 1 < at.End
                && !LineReading.IsBlank(text[at.Start + end + 1])
                && text[at.Start + end + 1] is not ('*' or '_'))
        )
            return -1;
        return CountWords(said[..end]) <= 6 ? at.Start + end : -1;
    }

    static Line Keyed(string text, Stretch at, int colon) =>
        new(LineKind.KeyValue, at)
        {
            Key = Marks.Without(text, LineReading.Trimmed(text, new(at.Start, colon))),
            Value = Marks.Without(text, LineReading.Trimmed(text, new(colon + 1, at.End))),
        };

    static bool IsProse(string text, Stretch at) =>
        CountWords(text.AsSpan(at.Start..at.End)) >= 12
        && text.AsSpan(at.Start..at.End).IndexOf(". ") is var stop
        && (stop > 0 || text[at.End - 1] is '.' or '!' or '?');

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

    [GeneratedRegex(
        @"\b(?:is|are|was|were|has|have|includes?|comes?|gets?|ist|sind|hat|enthält|est|sont)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Verb();
}
