using System.Buffers;
using ReviewApi.Extraction.Judging;

namespace ReviewApi.Extraction.Reading;

/// <summary>What a line is, by its form and by what stands around it.</summary>
internal static class LineKinds
{
    const int LongestKey = 45;
    const int LongestHeading = 90;
    const int LongestTitle = 160;
    const int WordsOfProse = 9;
    const int LeastBehindScore = 3;
    const double OfEnded = 0.25;
    const double OfOpen = 0.55;
    const int MostWordsOfKey = 6;
    const int MostWordsOfHeading = 8;

    static readonly SearchValues<char> NotInKeys = SearchValues.Create(".!?\"“”;");

    /// <summary>A line whose kind the HTML says.</summary>
    public static Line Known(string text, Stretch at, LineKind kind) => kind switch
    {
        LineKind.KeyValue when text.AsSpan(at.Start..at.End).IndexOf(": ") is var colon and > 0 => Keyed(text, at, at.Start + colon),
        LineKind.Paragraph => Typed(text, at, isFirst: false, isApart: true, isLong: false),
        LineKind.Bullet => Point(text, at),
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
        if (ListSigns.End(text.AsSpan(at.Start..at.End)) is var sign and > 0 && !isLong
            && !(isFirst && char.IsAsciiDigit(text[at.Start])))
            return Point(text, Marks.Without(text, new(at.Start + sign, at.End)));
        var plain = Marks.Without(text, at);
        var said = text.AsSpan(plain.Start..plain.End);
        if (text[at.Start] == '#')
            return new(isFirst ? LineKind.Title : LineKind.Heading, plain);
        var words = Wording.CountWords(said);
        // A row of a table of three columns or more.
        if (!isFirst && !isLong && said.Count('|') > 1)
            return new(LineKind.Short, plain);
        if (KeyEnd(text, plain) is var colon and >= 0)
            return OfKey(text, at, plain, colon, isFirst, words);
        if (!isFirst && words >= WordsOfProse && RunInLabels.Line(text, at, plain) is { } runIn)
            return runIn;
        if (isFirst && plain.Length <= LongestTitle && !isLong && said[^1] is not '.' && !IsSentenceLike(said, words))
            return new(LineKind.Title, plain);
        var isShort = plain.Length <= LongestHeading && !isLong && said[^1] is not ('.' or ',' or ';');
        if (isShort && words <= WordsOfProse && SectionNames.MayBe(said)
            && SectionNames.OfHeading(text[plain.Start..plain.End]) is not null)
            return new(LineKind.Heading, plain);
        if (isShort && isApart && words <= MostWordsOfHeading && (Wording.IsUpper(said) || at.Length > plain.Length || said[^1] == '?'))
            return new(LineKind.Heading, plain);
        return IsSentenceLike(said, words) ? Whole(text, at) : new(LineKind.Short, plain);
    }

    /// <summary>Where the key of a line ends: at a colon, a tab or its only bar behind a few words; less than 0 for none.</summary>
    public static int KeyEnd(string text, Stretch at)
    {
        var said = text.AsSpan(at.Start..Math.Min(at.End, at.Start + LongestKey + 1));
        var end = said.IndexOfAny(":\t|");
        if (end <= 0
            || said[..end].IndexOfAny(NotInKeys) >= 0 && !said[..end].EndsWith(".")
            || !char.IsLetter(said[0]) && !char.IsDigit(said[0]))
            return -1;
        // "2:25", "DTS:X", "1.85:1".
        var isWithin = said[end] == ':' && at.Start + end + 1 < at.End
            && !LineReading.IsBlank(text[at.Start + end + 1]) && text[at.Start + end + 1] is not ('*' or '_');
        if (isWithin || said[end] == '|' && text.AsSpan((at.Start + end + 1)..at.End).Contains('|'))
            return -1;
        return Wording.CountWords(said[..end]) <= MostWordsOfKey ? at.Start + end : -1;
    }

    // "• Director: Anna Lindqvist" is a key and its value.
    static Line Point(string text, Stretch at)
    {
        if (KeyEnd(text, at) is not (var colon and >= 0))
            return new(LineKind.Bullet, at);
        var keyed = Keyed(text, at, colon);
        // "3/ The picture: …" of a thread.
        return keyed is { Value.Length: > 0, Fact: not (FactKey.None or FactKey.Extras) } && !Wording.IsProse(text, keyed.Value) ? keyed
            : keyed.Value.Length > 0 && Labelled(text, keyed) is { } labelled ? labelled
            : new(LineKind.Bullet, at);
    }

    // A title with a colon, a key and its value, a labelled paragraph, a sentence, or a heading with a colon behind it.
    static Line OfKey(string text, Stretch at, Stretch plain, int colon, bool isFirst, int words)
    {
        var keyed = Keyed(text, plain, colon);
        if (keyed.Value.Length == 0)
            return keyed.Fact is not FactKey.None || SectionNames.OfHeading(text[keyed.Key.Start..keyed.Key.End]) is not null
                || words <= MostWordsOfHeading
                ? new(LineKind.Heading, keyed.Key)
                : Whole(text, at);
        if (isFirst && keyed.Fact is FactKey.None && words < 20 && SectionNames.Of(text[keyed.Key.Start..keyed.Key.End]) is null)
            return new(LineKind.Title, plain);
        if (Labelled(text, keyed) is { } labelled)
            return labelled;
        var isProse = Wording.IsProse(text, keyed.Value) && (words > 40 || keyed.Fact is FactKey.None);
        return isProse || IsSentence(text, keyed) || IsOpenSentence(text, keyed) ? Whole(text, at) : keyed;
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
        if (score.Length > 0 && Wording.CountWords(text.AsSpan(prose.Start..prose.End)) >= LeastBehindScore && !IsLabel(text, prose))
            return keyed with { Kind = LineKind.Paragraph, Score = score, Value = prose };
        if (!Wording.IsProse(text, keyed.Value))
            return null;
        return ScoreReading.Trailing(text, keyed.Key) is var (label, behind)
            ? keyed with { Kind = LineKind.Paragraph, Key = label, Score = behind.At }
            : keyed with { Kind = LineKind.Paragraph };
    }

    // "4.5/5  3D Rating: NA": another label follows.
    static bool IsLabel(string text, Stretch at) =>
        KeyEnd(text, at) is var end and >= 0 && SectionNames.Of(text[at.Start..end]) is not null;

    // "Extras are on the second disc: …".
    static bool IsSentence(string text, Line keyed)
    {
        if (keyed.Fact is not FactKey.None || text[keyed.At.End - 1] is not ('.' or '!'))
            return false;
        var key = text.AsSpan(keyed.Key.Start..keyed.Key.End);
        foreach (var word in key.Split(' '))
            if (key[word] is "is" or "are" or "was" or "were" or "has" or "have" or "includes" or "include" or "comes"
                or "come" or "gets" or "you"
                or "ist" or "sind" or "hat" or "enthält" or "est" or "sont")
                return true;
        return false;
    }

    // "Restored in 2K, the master impresses: …": more than a key has.
    static bool IsOpenSentence(string text, Line keyed)
    {
        var key = text.AsSpan(keyed.Key.Start..keyed.Key.End);
        return keyed.Fact is FactKey.None && keyed.Value.Length > LongestKey
            && (key.Contains(',') || Wording.CountWords(key) > 3 && Wording.SmallShare(key) >= OfOpen);
    }

    static Line Keyed(string text, Stretch at, int colon)
    {
        var key = Marks.Without(text, LineReading.Trimmed(text, new(at.Start, colon)));
        return new(LineKind.KeyValue, at)
        {
            Key = key,
            Value = Marks.Without(text, LineReading.Trimmed(text, new(colon + 1, at.End))),
            Fact = FactKeys.Of(text.AsSpan(key.Start..key.End)),
        };
    }

    // Ends as a sentence does, or is long and most of its words begin with a small letter: a list of codes and names is none.
    static bool IsSentenceLike(ReadOnlySpan<char> said, int words)
    {
        if (words < WordsOfProse)
            return said[^1] is '.' && words > 3 && Wording.SmallShare(said) >= OfEnded;
        return Wording.SmallShare(said) >= (said.TrimEnd("\"”’)»*_ ") is [.., '.' or '!' or '?' or '…'] ? OfEnded : OfOpen);
    }
}
