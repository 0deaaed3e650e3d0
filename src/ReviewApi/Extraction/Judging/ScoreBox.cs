using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Judging;

/// <summary>Lines of labels and scores that stand together: what one of them is of, the others are too.</summary>
internal sealed class ScoreBox(Page page)
{
    const int Far = 8;

    // What the score at the end of each line is of, as the line says; 0 for none.
    readonly int[] scales = Scales(page);

    /// <summary>What the scores of the box that a line stands in are of; null where no line says it, or where two differ.</summary>
    public int? ScaleAround(int number)
    {
        if (scales.Length == 0 || !IsShort(page.Lines[number]))
            return null;
        var found = scales[number];
        for (var line = number; line > 0 && number - line < Far && !page.Lines[line].IsApart && IsShort(page.Lines[line - 1]); line--)
            if (!Agrees(ref found, scales[line - 1]))
                return null;
        var last = Math.Min(scales.Length - 1, number + Far);
        for (var line = number + 1; line <= last && !page.Lines[line].IsApart && IsShort(page.Lines[line]); line++)
            if (!Agrees(ref found, scales[line]))
                return null;
        return found == 0 ? null : found;
    }

    static bool Agrees(ref int found, int scale)
    {
        if (found == 0)
            found = scale;
        return scale == 0 || scale == found;
    }

    // None at all where no line says any.
    static int[] Scales(Page page) =>
        page.Lines.Select(line => Scale(page.Text, line)).ToArray() is var all && all.AsSpan().ContainsAnyExcept(0) ? all : [];

    static int Scale(string text, Line line) =>
        IsShort(line)
        && text.AsSpan(line.At.Start..line.At.End).ContainsAnyInRange('0', '9')
        && ScoreReading.Trailing(text, line.At) is var (label, score)
        && label.Length > 0
        && char.IsAsciiDigit(text[score.At.Start])
            ? ScoreForms.Of(score.Scale) ?? 0 : 0;

    static bool IsShort(Line line) => line.Kind is LineKind.KeyValue or LineKind.Short or LineKind.Heading or LineKind.Bullet;
}
