using ReviewApi.Extraction.Reading;

namespace ReviewApi.Extraction.Judging;

/// <summary>
/// Scores that stand side by side: "Film: A  Video: B+", "Picture 5/5, Sound 4/5", "(Video/Audio): 19/20, 16/20", a row of a table under a
/// row of labels.
/// </summary>
internal static class ScoreRows
{
    const int Longest = 160;
    const int WidestGap = 4;

    /// <summary>The scores of a line that has more than one; nothing where it has none or one.</summary>
    public static IReadOnlyList<Scored> Of(ReadText read, int number, Legend legend)
    {
        var line = read.Page.Lines[number];
        if (line.At.Length > Longest)
            return [];
        if (UnderLabels(read, number, legend) is { Count: > 0 } row && (row.Count > 1 || row[0].Label!.Value.Start == line.At.Start))
            return row;
        if (!read.Terms.Has("section", line.At))
            return [];
        var labels = Labels(read, line);
        return labels.Count < 2 ? []
            : Pairs(read, line, labels, legend) is { Count: > 1 } pairs ? pairs
            : InBrackets(read, line, labels, legend);
    }

    // The names of sections on a line, none within another.
    static List<Term> Labels(ReadText read, Line line)
    {
        var labels = new List<Term>();
        foreach (var term in read.Terms.In(line.At, "section"))
            if (labels.Count == 0 || term.At.Start >= labels[^1].At.End)
                labels.Add(term);
        return labels;
    }

    // Where only the last says what it is of, so are the others: "picture 9, sound 8, extras 9 (out of 10)".
    static List<Scored> Pairs(ReadText read, Line line, List<Term> labels, Legend legend) =>
        Beside(read, line, labels, legend) is var pairs && pairs.Count < labels.Count && pairs is [.., var last]
            && char.IsAsciiDigit(read.Page.Text[last.Score.At.Start]) && ScoreForms.Of(last.Score.Scale) is { } of
            ? Beside(read, line, labels, legend.Or(of))
            : pairs;

    static List<Scored> Beside(ReadText read, Line line, List<Term> labels, Legend legend)
    {
        var (text, pairs) = (read.Page.Text, new List<Scored>());
        foreach (var label in labels)
        {
            var place = label.At.End;
            while (place < line.At.End && place - label.At.End < WidestGap && " :=(–—-*|".Contains(text[place]))
                place++;
            var gap = text.AsSpan(label.At.End..place);
            if (gap.Length > 0
                && ScoreForms.At(text, place, line.At.End, legend) is { State: null } score
                && (score.Scale is not "letter" || gap.ContainsAny(":(|")))
                pairs.Add(new(label.Code, score, label.At, 0.96));
        }
        return pairs;
    }

    // As many scores behind a colon as there are labels before it.
    static List<Scored> InBrackets(ReadText read, Line line, List<Term> labels, Legend legend)
    {
        var before = labels.Where(label => line.Key.Holds(label.At)).ToList();
        var scores = All(read.Page.Text, line.Value, legend);
        return before.Count > 1 && before.Count == scores.Count
            ? [.. before.Zip(scores, (label, score) => new Scored(label.Code, score, label.At, 0.96))]
            : [];
    }

    // A row of a table, with the row of its labels above it.
    static List<Scored> UnderLabels(ReadText read, int number, Legend legend)
    {
        var (text, line) = (read.Page.Text, read.Page.Lines[number]);
        if (number == 0 || !text.AsSpan(line.At.Start..line.At.End).Contains('|'))
            return [];
        var (labels, values) = (Cells(text, read.Page.Lines[number - 1].At), Cells(text, line.At));
        // "Film | 9 | Nobody has done it better": a label, its score and a remark.
        if (values.Count > 2 && SectionNames.OfHeading(text[values[0].Start..values[0].End]) is { } named
            && ScoreReading.Whole(text, values[1], legend) is { State: null, Scale: not "letter" } beside)
            return [new(named, beside, values[0], 0.95)];
        if (labels.Count != values.Count)
            return [];
        return
        [
            .. from pair in labels.Zip(values)
               let section = SectionNames.OfHeading(text[pair.First.Start..pair.First.End])
               let score = ScoreReading.Whole(text, pair.Second, legend)
               where section is not null && score is { State: null }
               select new Scored(section, score, pair.First, 0.95),
        ];
    }

    static List<PrintedScore> All(string text, Stretch at, Legend legend)
    {
        var scores = new List<PrintedScore>();
        for (var place = at.Start; place < at.End; place++)
            if (!" ,;|/".Contains(text[place]))
            {
                if (ScoreForms.At(text, place, at.End, legend) is not { State: null } score)
                    return [];
                scores.Add(score);
                place = score.At.End - 1;
            }
        return scores;
    }

    static List<Stretch> Cells(string text, Stretch at)
    {
        var (cells, start) = (new List<Stretch>(), at.Start);
        for (var place = at.Start; place <= at.End; place++)
            if (place == at.End || text[place] == '|')
            {
                if (LineReading.Trimmed(text, new(start, place)) is { Length: > 0 } cell)
                    cells.Add(cell);
                start = place + 1;
            }
        return cells;
    }
}
